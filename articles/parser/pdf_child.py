"""The child process that reads PDFs: one job on its standard input, one answer on its standard output, then it ends.

The job is a line of JSON, then the file; the answer is a line of JSON, then the pictures that it tells the lengths of.
Time, memory and open files are limited before the first byte of the file is read.
"""

import gc
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from articles.parser.lay_out import lay_out_sheet
from articles.parser.pdf_page import cutting, jpeg, picture_of, read_drawing
from articles.parser.printed import Box, PageSource

SECONDS = 20
MEMORY = 1 << 30
MOST_PAGES = 128
MOST_CHARACTERS = 200_000
NO_PASSWORD = c.FPDF_ERR_PASSWORD


class Refused(Exception):
    """The file cannot be read; the only argument is the reason's code."""


def limit() -> None:
    """Bound this process, so that no file can take the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def opened(content: bytes) -> pdfium.PdfDocument:
    """The document in a file's bytes."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Refused("encrypted" if error.err_code == NO_PASSWORD else "broken") from error
    if not len(document):
        raise Refused("broken")
    if len(document) > MOST_PAGES:
        raise Refused("too-many-pages")
    return document


def read(document: pdfium.PdfDocument) -> list[PageSource]:
    """All pages of a document."""
    sources = []
    for at in range(len(document)):
        page = document[at]
        drawing = read_drawing(page)
        page.close()
        if sum(len(line.text) for line in drawing.fragments) > MOST_CHARACTERS:
            raise Refused("too-large")
        sources += lay_out_sheet(drawing, at + 1)
    if not any(source.lines for source in sources):
        raise Refused("no-text")
    return sources


def render(document: pdfium.PdfDocument, job: dict[str, Any]) -> Iterator[bytes]:
    """The page's picture, the small one, and a cutting for each box asked for."""
    page = document[job["page"] - 1]
    picture = picture_of(page, job["width"])
    whole = Box(job["left"], 0.0, job["left"] + job["page_width"], page.get_height())
    picture = cutting(picture, whole, page.get_width()) if job["page_width"] < page.get_width() else picture
    yield jpeg(picture)
    small = picture.copy()
    small.thumbnail((job["small"], 10 * job["small"]))
    yield jpeg(small)
    for box in job["boxes"]:
        yield jpeg(cutting(picture, Box(*box), job["page_width"]))


def answer(job: dict[str, Any], content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """What a job gives: values, and pictures."""
    try:
        document = opened(content)
        if job["job"] == "read":
            return {"pages": [source.values() for source in read(document)]}, []
        pictures = list(render(document, job))
    except Refused as refusal:
        return {"refused": refusal.args[0]}, []
    except pdfium.PdfiumError:
        return {"refused": "broken"}, []
    except MemoryError:
        return {"refused": "too-large"}, []
    return {"lengths": [len(picture) for picture in pictures]}, pictures


def main() -> None:
    """Do one job."""
    limit()
    gc.disable()  # one job, then the process ends: looking for what could be freed takes 3 % of it
    job = json.loads(sys.stdin.buffer.readline())
    values, pictures = answer(job, sys.stdin.buffer.read())
    sys.stdout.buffer.write(
        json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
    )
    for picture in pictures:
        sys.stdout.buffer.write(picture)


if __name__ == "__main__":
    main()
