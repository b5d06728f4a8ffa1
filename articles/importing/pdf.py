"""PDF files to raw pages, through the parser's child process; what it refuses is told in words."""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from PIL import Image

from articles.importing import sources, texts
from articles.importing.beside import differences, text_beside
from articles.importing.errors import FileError
from articles.importing.identity import Identity
from articles.importing.printed import Cutting, Printed
from articles.importing.raw_page import RawPage
from articles.importing.sources import PageFile, Source
from articles.parser.layout import layout_of
from articles.parser.printed import Box, PageSource
from articles.parser.read_pdf import Rendered, UnreadablePdf, UnreadableReason, read_pdf, render
from articles.parser.types import Draft, Note, ParsedPage
from articles.pdf_errors import describe

MAX_BYTES = 100 * 1024 * 1024
MOST_PAGES = 128  # as the child process that reads it has it


@dataclass(frozen=True, slots=True)
class Door:
    """How PDFs are read and rendered: the parser's functions, or a test's."""

    read: Callable[[bytes], list[PageSource]]
    render: Callable[[bytes, PageSource], Rendered]


DOOR = Door(read_pdf, render)


def read(source: Source) -> PageFile:
    """The PDF, known by its bytes and those of the text beside it; raises FileError."""
    file = sources.read(source, MAX_BYTES)
    beside = text_beside(source)
    digests = file.digest + (sources.read(beside).digest if beside else "")
    return PageFile(file.raw, hashlib.sha256(digests.encode()).hexdigest())


def digest_of(file: PageFile, number: int, total: int) -> str:
    """What page ``number`` of the ``total`` of a PDF is known by."""
    return hashlib.sha256(f"{file.digest} {number}/{total}".encode()).hexdigest()


def raw_pages(source: Source, name: str, file: PageFile, said: Identity, given: Identity, door: Door) -> list[RawPage]:
    """The pages of a PDF; the number that path or options give is that of its first page. Raises FileError."""
    with _in_words():
        pages = [_clean(page) for page in door.read(file.raw)]
    beside = text_beside(source)
    notes = differences(beside, pages) if beside else []
    total = len(pages)
    return [
        RawPage(
            f"{name}#{number}" if total > 1 else name,
            digest_of(file, number, total),
            _onward(said, number),
            _onward(given, number),
            read=partial(_page, page, notes if number == 1 else []),
            picture=partial(_picture, door, file.raw, page),
            fallback=Identity(page=number if total > 1 else None),
        )
        for number, page in enumerate(pages, start=1)
    ]


@contextmanager
def _in_words() -> Iterator[None]:
    """What the PDF is refused for, as a FileError."""
    try:
        yield
    except UnreadablePdf as error:
        raise FileError(describe(error.reason)) from error


def _onward(identity: Identity, number: int) -> Identity:
    return replace(identity, page=identity.page + number - 1) if identity.page else identity


def _clean(page: PageSource) -> PageSource:
    return replace(page, lines=tuple(line._replace(text=texts.possible(line.text)[0]) for line in page.lines))


def _page(page: PageSource, notes: list[Note]) -> tuple[PageSource, list[Note]]:
    if not page.lines:
        raise FileError(describe(UnreadableReason.NO_TEXT))
    return page, notes


def _picture(door: Door, raw: bytes, page: PageSource, parsed: ParsedPage) -> Printed:
    """The page's pictures, with the zones and pictures of each draft."""
    with _in_words():
        rendered = door.render(raw, page)
    return Printed(
        rendered.picture,
        rendered.small,
        _size(rendered.picture),
        layout_of(page),
        tuple([[list(corner) for corner in polygon] for polygon in draft.zones] for draft in parsed.articles),
        tuple(tuple(_cuttings(draft, page, rendered)) for draft in parsed.articles),
    )


def _cuttings(draft: Draft, page: PageSource, rendered: Rendered) -> Iterator[Cutting]:
    """The draft's pictures; one that lies off the page is none."""
    for picture in draft.pictures:
        left, top, right, bottom = _edges(page.pictures[picture.picture].box, page)
        jpeg = rendered.cuttings[picture.picture]
        if left < right and top < bottom:
            yield Cutting(jpeg, _size(jpeg), left, top, right, bottom, picture.caption, picture.credit)


def _edges(box: Box, page: PageSource) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in per-cent of the page, on the page."""
    across, down = 100 / page.width, 100 / page.height
    edges = (box.left * across, box.top * down, box.right * across, box.bottom * down)
    left, top, right, bottom = (round(min(100.0, max(0.0, edge)), 2) for edge in edges)
    return left, top, right, bottom


def _size(jpeg: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(jpeg)) as image:
        return image.size
