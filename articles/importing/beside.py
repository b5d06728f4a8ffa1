"""A text file beside a PDF of the same name: the PDF is what is imported, and the text is held against it."""

from collections.abc import Iterable

from articles.importing import sources, texts
from articles.importing.errors import FileError
from articles.importing.sources import Source
from articles.parser.printed import PageSource
from articles.parser.types import Note

SHORTEST = 2  # characters: a single one stands everywhere
SAMPLE = 20


def text_beside(pdf: Source) -> Source | None:
    """The text file of the same name, if there is one; raises FileError if its archive cannot be read."""
    return next((text for text in map(pdf.with_suffix, (".txt", ".TXT")) if sources.is_there(text)), None)


def differences(text: Source, pages: Iterable[PageSource]) -> list[Note]:
    """Notes on lines that only one of them has; how a line is spaced or broken is no difference."""
    try:
        raw, _replaced = texts.page_text(sources.read(text).raw)
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
