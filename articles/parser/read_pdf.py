"""PDF files to pages of printed lines, and to pictures of them: the only door to pdfium, which runs in a child process.

``read_pdf(path_or_bytes) -> list[PageSource]`` gives the pages in order; ``parse_page(source)`` takes one of them, and
its line numbers count in ``source.raw``. ``render(path_or_bytes, source) -> Rendered`` gives a page's picture, a small
one, and the pictures printed on the page, cut out. Both raise ``UnreadablePdf``, whose ``reason`` is for whoever words
it for the user; a page without text in a file that has others comes back without lines.

Each call is one child process with limits on time, memory and pages: whatever a file does, it ends as that file's error.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from articles.parser.printed import Box, PageSource

SECONDS = 20
MOST_BYTES = 200_000_000
WIDTH = 2000
SMALL_WIDTH = 480
CHILD = (sys.executable, "-m", "articles.parser.pdf_child")
ROOT = Path(__file__).resolve().parents[2]


class UnreadableReason(StrEnum):
    """Why a PDF cannot be read."""

    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    NO_TEXT = "no-text"
    CRASHED = "crashed"


class UnreadablePdf(ValueError):
    """The file cannot be read; ``reason`` is for whoever words it for the user."""

    def __init__(self, reason: UnreadableReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's picture, the small one, and those printed on the page in the order of ``source.pictures``: JPEG files."""

    picture: bytes
    small: bytes
    cuttings: tuple[bytes, ...]


def read_pdf(source: Path | bytes) -> list[PageSource]:
    """The pages of a PDF; the two halves of a double page are two. Raises UnreadablePdf."""
    values, _ = ask({"job": "read"}, source)
    return [PageSource.of(page) for page in values["pages"]]


def render(
    source: Path | bytes,
    page: PageSource,
    *,
    width: int = WIDTH,
    small: int = SMALL_WIDTH,
    boxes: Sequence[Box] | None = None,
) -> Rendered:
    """The pictures of a page, so many pixels wide, with cuttings of its own pictures or of these boxes. Raises UnreadablePdf."""
    cut = [
        [box.left, box.top, box.right, box.bottom]
        for box in ([picture.box for picture in page.pictures] if boxes is None else boxes)
    ]
    job = {
        "job": "render",
        "page": page.number,
        "left": page.left,
        "page_width": page.width,
        "width": width,
        "small": small,
        "boxes": cut,
    }
    values, blob = ask(job, source)
    pictures, start = [], 0
    for length in values["lengths"]:
        pictures.append(blob[start : start + length])
        start += length
    return Rendered(pictures[0], pictures[1], tuple(pictures[2:]))


def ask(job: dict[str, Any], source: Path | bytes) -> tuple[dict[str, Any], bytes]:
    """A child's answer to a job: values and the bytes after them."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    if len(content) > MOST_BYTES:
        raise UnreadablePdf(UnreadableReason.TOO_LARGE)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter with a fixed module; the file goes to its standard input
            CHILD,
            input=json.dumps(job).encode() + b"\n" + content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadablePdf(UnreadableReason.TOO_SLOW) from error
    head, _, rest = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise UnreadablePdf(why_ended(done.returncode))
    values: dict[str, Any] = json.loads(head)
    if "refused" in values:
        raise UnreadablePdf(UnreadableReason(values["refused"]))
    return values, rest


def why_ended(code: int) -> UnreadableReason:
    """Why a child ended without an answer: by the limit on its time, or by a crash, which want of memory is, too."""
    return UnreadableReason.TOO_SLOW if -code in (signal.SIGXCPU, signal.SIGKILL) else UnreadableReason.CRASHED
