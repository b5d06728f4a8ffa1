"""Measure the reading of PDFs: time by step beside pdfplumber's, pictures, scores and zones.

Run as ``python -m tests.bench.pdf_bench``. The sample PDFs lie beside the project, in ``../shared`` or where
``NEWSROOM_SHARED`` says. Times are processor time a page in one process, the child's start left out.
"""

import gc
import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pypdfium2 as pdfium

from articles.parser import parse_page
from articles.parser.lay_out import Drawing, lay_out
from articles.parser.pdf_page import jpeg, picture_of, read_drawing
from articles.parser.printed import PageSource, PrintedLine
from articles.parser.read_pdf import SMALL_WIDTH, WIDTH
from articles.parser.report import page_values
from articles.parser.types import Draft, Polygon
from tests.parser.scores import SHARED, load_scorer

FOLDER = SHARED / "pages" / "central"
ROUNDS = 5
PERCENT = 100
Result = TypeVar("Result")


class Clock:
    """Processor time by step, in milliseconds a page: the best of several rounds."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, step: str, call: Callable[[], Result]) -> Result:
        """A call's result; its time is added to the step's."""
        began = time.process_time()
        result = call()
        self.spent[step] = self.spent.get(step, 0.0) + 1000 * (time.process_time() - began)
        return result


def main() -> None:
    """Print all tables."""
    paths = sorted(FOLDER.glob("*.pdf"))
    if not paths:
        sys.stdout.write(f"No sample PDFs in {FOLDER}: set NEWSROOM_SHARED to their folder.\n")
        return
    for lines in (speed_lines(paths), score_lines(paths)):
        for line in lines:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def speed_lines(paths: Sequence[Path]) -> Iterator[str]:
    """Time a page: text with boxes, layout, parsing; both pictures; pdfplumber's text with boxes."""
    best = min((timed(paths) for _ in range(ROUNDS)), key=lambda spent: sum(spent.values()))
    shares = {step: spent / len(paths) for step, spent in best.items()}
    yield "PDF pages, ms a page: " + "  ".join(f"{step} {spent:.1f}" for step, spent in shares.items())
    yield f"  text with boxes and parsing {sum(shares[step] for step in ('open and text', 'layout', 'parse')):.1f} (at most 40)"
    yield f"  both pictures {shares['pictures']:.1f} (at most 150)"
    yield f"  pdfplumber, text with boxes {plumbed(paths[:2])}"


def timed(paths: Sequence[Path]) -> dict[str, float]:
    """Milliseconds of all pages, by step."""
    clock = Clock()
    for path in paths:
        content = path.read_bytes()
        gc.disable()  # as the child that reads PDFs does
        drawing = clock.time("open and text", partial(drawing_of, content))
        source = clock.time("layout", partial(lay_out, drawing, 1))
        gc.enable()
        clock.time("parse", partial(parse_page, source))
        clock.time("pictures", partial(pictures, content))
    return clock.spent


def drawing_of(content: bytes) -> Drawing:
    """What is drawn on the first page of a PDF."""
    return read_drawing(pdfium.PdfDocument(content)[0])


def pictures(content: bytes) -> tuple[bytes, bytes]:
    """A page's picture and the small one."""
    large = picture_of(pdfium.PdfDocument(content)[0], WIDTH)
    small = large.reduce(max(1, WIDTH // SMALL_WIDTH))
    return jpeg(large), jpeg(small)


def plumbed(paths: Sequence[Path]) -> str:
    """What pdfplumber needs for the same, if it is installed."""
    if importlib.util.find_spec("pdfplumber") is None:
        return "is not installed"
    plumber = importlib.import_module("pdfplumber")
    clock = Clock()
    for path in paths:
        with plumber.open(path) as document:
            clock.time("lines", document.pages[0].extract_text_lines)
    return f"{clock.spent['lines'] / len(paths):.1f}"


def score_lines(paths: Sequence[Path]) -> Iterator[str]:
    """Scores of the sample PDFs, and what their zones hold."""
    scorer = load_scorer()
    totals: dict[str, int] = {"pages": len(paths)}
    tally = [0, 0, 0, 0]
    for path in paths:
        source = lay_out(read_drawing(pdfium.PdfDocument(path)[0]), 1)
        page = parse_page(source)
        gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        for key, value in scorer.score_page(source.raw, gold, page_values(str(path), page, source)).items():
            totals[key] = totals.get(key, 0) + value
        for draft in page.articles:
            tally = [old + new for old, new in zip(tally, zone_counts(source, draft), strict=True)]
    shares = scorer.shares(totals)
    yield "PDF scores: " + "  ".join(
        f"{name} {share:.3f}" for name, share in shares.items() if isinstance(share, float)
    )
    own, inside_own, inside, foreign = tally
    yield f"Zones: {inside_own / max(1, own):.4f} of the characters inside (at least 0.98), {foreign / max(1, inside):.4f} of others' (at most 0.01)"


def zone_counts(source: PageSource, draft: Draft) -> tuple[int, int, int, int]:
    """Characters of an article; of those in its zones; all in its zones; of others' there."""
    own = set(draft.lines)
    lines = list(enumerate(source.lines, 1))
    counts = {
        number: sum(any(holds(zone, point) for zone in draft.zones) for point in middles(source, line))
        for number, line in lines
    }
    inside_own = sum(count for number, count in counts.items() if number in own)
    total = sum(len(line.text) for number, line in lines if number in own)
    inside = sum(counts.values())
    return total, inside_own, inside, inside - inside_own


def middles(source: PageSource, line: PrintedLine) -> Iterator[tuple[float, float]]:
    """The middle of each character of a line, in per-cent of the page."""
    box, total = line.box, len(line.text)
    for at in range(total):
        along = (at + 0.5) / total
        x = box.left + along * box.width if line.upright else box.middle
        y = (box.top + box.bottom) / 2 if line.upright else box.top + along * box.height
        yield PERCENT * x / source.width, PERCENT * y / source.height


def holds(zone: Polygon, point: tuple[float, float]) -> bool:
    """Whether a point lies in a polygon whose sides are level or upright: a ray to the right crosses an odd number."""
    x, y = point
    return sum((y1 > y) != (y2 > y) and x < x1 for (x1, y1), (_, y2) in pairwise((*zone, zone[0]))) % 2 == 1


if __name__ == "__main__":
    main()
