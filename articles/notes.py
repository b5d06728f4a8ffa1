"""The parser's notes in words for an editor: what was seen, and what to do about it."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# fmt: off
_WORDS: dict[str, tuple[Promise | str, Promise | str]] = {  # what it is called, and what is to be done
    "headline-missing": (_("no headline"), _("No headline was found in the raw text: type it from the printed page.")),
    "headline-far": (_("headline far off"), _("The headline stood far from its text: check that it belongs here.")),
    "headline-unsure": (_("headline unsure"), _("Another headline would fit as well: check that this is the right one.")),
    "body-missing": (_("no text"), _("Only a headline was found: its text is missing.")),
    "paragraphs-unsure": (_("paragraphs unsure"), _("A paragraph may begin or end in the wrong place: compare with the raw lines.")),
    "columns-mixed": (_("columns mixed up"), _("Lines of several columns may be mixed up: read the text through.")),
    "names-unsure": (_("names unsure"), _("A name in the byline is not certain: check it, and who is meant.")),
    "no-dateline": (_("no dateline"), _("There is no dateline: fill in the place if the page prints one.")),
    "duplicate-line": (_("line printed twice"), _("A line was printed twice in the raw text and is kept once.")),
    "continued-from": (_("continued from another page"), _("The beginning is on another page.")),
    "continued-to": (_("continued on another page"), _("The end is on another page.")),
    "section-unsure": (_("section unsure"), _("The section is a guess: check the column label on the page.")),
    "unreadable-characters": (_("unreadable characters"), _("There are characters that could not be read: compare with the printed page.")),
    "folio-differs": (_("other folio"), _("The page prints another date or page number than it was imported with.")),
    "only-in-text": (_("more lines in the text file"), _("The text file beside the PDF has lines that the PDF has not: compare them.")),
    "only-in-pdf": (_("more lines in the PDF"), _("The PDF has lines that the text file beside it has not: compare them.")),
    "text-unreadable": (_("text file not compared"), _("The text file beside the PDF was not compared.")),
    "gone-from-page": (_("gone from the page"), _("The page came in again without this article: check whether it belongs here.")),
    "conflict": (_("conflict"), _("The file has another text: take it or keep what stands, under Conflicts.")),
    "published-differs": (_("differs from what is published"), _("The file has another text than readers see: nothing was changed.")),
    "field-cut": (_("field cut"), _("A field was too long to keep whole: compare it with the raw lines.")),
}
# fmt: on


def describe(note: Mapping[str, Any]) -> str:
    """What the note says to an editor; a code that has no words stands for itself."""
    _name, message = _words_of(note)
    detail = str(note.get("detail") or "")
    return _("%(message)s (%(detail)s)") % {"message": message, "detail": detail} if detail else str(message)


def name_of(note: Mapping[str, Any]) -> str:
    """What the note is called where there is no room for more."""
    name, _message = _words_of(note)
    return str(name)


def _words_of(note: Mapping[str, Any]) -> tuple[Promise | str, Promise | str]:
    code = str(note.get("code", ""))
    return _WORDS.get(code, (code, code))
