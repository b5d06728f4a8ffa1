"""A page's text before a file changed it, so that an undo can bring it back."""

from typing import Any

from articles.models import Page

FIELDS = ("raw", "name", "source", "digest")


def page_before(page: Page) -> dict[str, Any] | None:
    """Its raw text, name, source and digest; None if it is new.

    Of a page that came as a PDF the text alone would lose its picture: only its source and digest are kept.
    """
    if not page.digest:
        return None
    kept = ("source", "digest") if page.picture else FIELDS
    return {name: getattr(page, name) for name in kept}
