"""A page's text before a file changed it, so that an undo can bring it back."""

from typing import Any

from articles.importing.load import PageText
from articles.models import Page

FIELDS = ("raw", "name", "source", "digest")


def page_before(text: PageText) -> dict[str, Any] | None:
    """What stands where the text belongs: its raw text, name, source and digest; None if nothing does.

    Of a page that came as a PDF the text alone would lose its picture: only its source and digest are kept.
    """
    place = {"issue__publication": text.publication, "issue__date": text.place.date, "number": text.place.page}
    page = Page.objects.filter(**place).exclude(digest="").values(*FIELDS, "picture").first()
    if page is None:
        return None
    kept = ("source", "digest") if page["picture"] else FIELDS
    return {name: page[name] for name in kept}
