"""The bytes of a text file to its text, or why there is none, in words."""

import re

from django.utils.translation import gettext as _

from articles.importing.errors import FileError
from articles.parser.read_text import Unreadable, UnreadableText, decode

MAX_LINES = 10_000  # a full broadsheet page has some 1,500, blank ones counted
REPLACEMENT = "\ufffd"
# PostgreSQL takes neither of the first two; a lone surrogate is half a character that some extractor cut.
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff\ufffd]")
_LINE_END = re.compile(r"\r\n?")


def page_text(raw: bytes) -> tuple[str, int]:
    """The text of a page with ``\\n`` at line ends, and how many impossible characters in it are U+FFFD. Raises FileError."""
    text = decoded(raw)
    if not text.strip("\ufeff\x00 \t\r\n\f\v\u3000"):
        raise FileError(_("The page is empty. Export it from the layout program again."))
    text = _LINE_END.sub("\n", text)
    if text.count("\n") > MAX_LINES:
        raise FileError(
            _("The file has more lines than a page can have (%(most)d). Give one page a file.") % {"most": MAX_LINES}
        )
    return possible(text)


def decoded(raw: bytes) -> str:
    """The text of a file in any of the known encodings; raises FileError."""
    try:
        return decode(raw)
    except UnreadableText as error:
        raise FileError(_words(error.reason)) from error


def possible(text: str) -> tuple[str, int]:
    """The text with U+FFFD for each character that no database keeps, and how many there are of it."""
    return _IMPOSSIBLE.subn(REPLACEMENT, text)


def _words(reason: Unreadable) -> str:
    if reason == Unreadable.BINARY:
        return _("This is not a text file. Export the page as plain text.")
    return _("The encoding of the file is not known. Save it as UTF-8 text.")
