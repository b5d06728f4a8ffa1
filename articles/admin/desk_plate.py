"""The picture of a page at its desk: its printed lines as places to point at, in the picture's pixels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.admin.desk_lines import DeskRun
from articles.models import Page


@dataclass(frozen=True, slots=True)
class PlateLine:
    """Where a raw line is printed, whether it is chosen, the key of the article that has it; ``is_left`` where none has it."""

    number: int
    left: int
    top: int
    width: int
    height: int
    is_chosen: bool
    article: int | None
    is_left: bool


def lines_on(page: Page, runs: Sequence[DeskRun], chosen: frozenset[int]) -> list[PlateLine]:
    """The lines of the ``runs`` with their places; none where the page has no picture, or its raw text is another than was printed."""
    lines = page.layout.get("lines", []) if page.picture else []
    return list(_lines(page, runs, chosen)) if len(lines) == page.raw.count("\n") + 1 else []


def _lines(page: Page, runs: Sequence[DeskRun], chosen: frozenset[int]) -> Iterator[PlateLine]:
    wide, high = page.layout["size"]
    across, down = page.picture_width / wide, page.picture_height / high
    for run in runs:
        owner = run.article.pk if run.article else None
        for line in run.lines:
            left, top, right, bottom, _frame = page.layout["lines"][line.number - 1]
            corner = round(left * across), round(top * down)
            size = round((right - left) * across), round((bottom - top) * down)
            is_left = owner is None and not run.is_furniture
            yield PlateLine(line.number, *corner, *size, line.number in chosen, owner, is_left)
