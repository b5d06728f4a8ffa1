"""A text file beside a PDF of the same name: the PDF is what is imported, and the text is held against it."""

from collections.abc import Iterable
from pathlib import Path

from articles.importing import sources
from articles.importing.errors import FileError
from articles.parser.printed import PageSource
from articles.parser.types import Note

SHORTEST = 2  # characters: a single one stands everywhere
SAMPLE = 20


def text_beside(pdf: Path) -> Path | None:
    """The text file of the same name, if there is one."""
    return next((path for path in map(pdf.with_suffix, (".txt", ".TXT")) if path.is_file()), None)


def differences(text: Path, pages: Iterable[PageSource]) -> list[Note]:
    """Notes on lines that only one of them has; how a line is spaced or broken is no difference."""
    try:
        raw, _replaced = sources.text_of(sources.read(text))
    except FileError as error:
        return [Note("text-unreadable", detail=str(error))]
    printed = "\n".join(page.raw for page in pages)
    return [*_missing("only-in-text", raw, printed), *_missing("only-in-pdf", printed, raw)]


def _missing(code: str, text: str, other: str) -> list[Note]:
    """One note on the lines of ``text`` that do not stand in the ``other``, with their number and the first of them."""
    whole = _bare(other)
    lines = [line.strip() for line in text.split("\n") if len(_bare(line)) >= SHORTEST and _bare(line) not in whole]
    return [Note(code, detail=f"{len(lines)}: {lines[0][:SAMPLE]}")] if lines else []


def _bare(text: str) -> str:
    return "".join(text.split())
