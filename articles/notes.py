"""The parser's notes in words for an editor: what was seen, and what to do about it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "headline-missing": _("No headline was found in the raw text: type it from the printed page."),
    "headline-far": _("The headline stood far from its text: check that it belongs here."),
    "headline-unsure": _("Another headline would fit as well: check that this is the right one."),
    "body-missing": _("Only a headline was found: its text is missing."),
    "paragraphs-unsure": _("A paragraph may begin or end in the wrong place: compare with the raw lines."),
    "columns-mixed": _("Lines of several columns may be mixed up: read the text through."),
    "names-unsure": _("A name in the byline is not certain: check it, and who is meant."),
    "no-dateline": _("There is no dateline: fill in the place if the page prints one."),
    "duplicate-line": _("A line was printed twice in the raw text and is kept once."),
    "continued-from": _("The beginning is on another page."),
    "continued-to": _("The end is on another page."),
    "section-unsure": _("The section is a guess: check the column label on the page."),
    "unreadable-characters": _("There are characters that could not be read: compare with the printed page."),
    "folio-differs": _("The page prints another date or page number than it was imported with."),
    "only-in-text": _("The text file beside the PDF has lines that the PDF has not: compare them."),
    "only-in-pdf": _("The PDF has lines that the text file beside it has not: compare them."),
    "text-unreadable": _("The text file beside the PDF was not compared."),
    "gone-from-page": _("The page came in again without this article: check whether it belongs here."),
    "conflict": _("The file has another text: take it or keep what stands, under Conflicts."),
    "published-differs": _("The file has another text than readers see: nothing was changed."),
    "field-cut": _("A field was too long to keep whole: compare it with the raw lines."),
}


def describe(note: Mapping[str, Any]) -> str:
    """What the note says to an editor; a code that has no words stands for itself."""
    code = str(note.get("code", ""))
    message = str(MESSAGES.get(code, code))
    detail = str(note.get("detail") or "")
    return _("%(message)s (%(detail)s)") % {"message": message, "detail": detail} if detail else message
