"""Where the rows of a PDF page stand in their columns, for the rules: in em, not in points."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from articles.parser.printed import Box, PageSource, PrintedLine, around, lain_down

INDENT_EM = (1.3, 3.2)
STRETCHED_EM = 4.5  # where the line is justified with few characters
INDENTED_SHARE = 0.04
ENOUGH_LINES = 3
FULL_SHARE = 0.85  # the lines that do not run over the column's edge
LARGE = 1.18
FULL_EM = 1.5


class Seat(NamedTuple):
    """A printed line in its column, in em of running text.

    ``indent`` and ``short`` are how far it stands from the column's left and right edge, ``measure`` is the column's
    width, ``scale`` the type size beside that of running text. ``indents`` tells whether the page indents its
    paragraphs, ``titled`` whether the region has a headline, ``opens`` whether it is the region's first line of text,
    ``begins`` whether it is its frame's first, ``wraps`` whether the one above it there fills the column.
    """

    line: PrintedLine
    width: float
    measure: float
    indent: float
    short: float
    scale: float
    indents: bool
    titled: bool
    opens: bool
    begins: bool
    wraps: bool
    heavy: bool

    @property
    def region(self) -> int:
        """The region's number."""
        return self.line.region

    @property
    def is_title(self) -> bool:
        """Whether type and place make it a headline."""
        return self.line.title or self.scale > LARGE

    @property
    def is_indented(self) -> bool:
        """Whether a paragraph opens so."""
        stretched = self.short < FULL_EM and not self.is_title
        return INDENT_EM[0] <= self.indent <= (STRETCHED_EM if stretched else INDENT_EM[1])

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of its column, clear of both edges."""
        return min(self.indent, self.short) > 1.5 and abs(self.indent - self.short) < 1.2


def seats_of(page: PageSource, ems: Mapping[int, float]) -> list[Seat]:
    """The seats of a page's lines, in their order; ``ems`` are the widths of their characters, by line number."""
    if page.vertical:
        page = lain_page(page)
    body = page.body_size or 1.0
    frames: defaultdict[int, list[PrintedLine]] = defaultdict(list)
    for line in page.lines:
        frames[line.frame].append(line)
    edges = {frame: around(line.box for line in lines) for frame, lines in frames.items()}
    columns = {frame: column_of(frame, frames, edges) for frame in frames}
    indents = is_indenting(page.lines, columns, body)
    font = usual_font(page.lines, body)
    titled = {line.region for line in page.lines if line.title}
    opened: set[int] = set()
    full: dict[int, bool] = {}
    seats = []
    for number, line in enumerate(page.lines, 1):
        box, column = line.box, columns[line.frame]
        opens = not line.title and line.region not in opened
        if opens:
            opened.add(line.region)
        short = min(column.right - box.right, column.right - box.left - ems.get(number, 0.0) * line.size) / body
        seats.append(
            Seat(
                line=line,
                width=(box.right - box.left) / body,
                measure=column.width / body,
                indent=(box.left - column.left) / body,
                short=short,
                scale=line.size / body,
                indents=indents,
                titled=line.region in titled,
                opens=opens,
                begins=line is frames[line.frame][0],
                wraps=full.get(line.frame, False),
                heavy=line.bold and line.font != font,
            )
        )
        full[line.frame] = short < FULL_EM
    return seats


def lain_page(page: PageSource) -> PageSource:
    """A page of vertical text turned so that its lines run from left to right."""
    lines = tuple(line._replace(box=lain_down(line.box, page.width), upright=not line.upright) for line in page.lines)
    return replace(page, lines=lines, vertical=False)


def column_of(frame: int, frames: Mapping[int, Sequence[PrintedLine]], edges: Mapping[int, Box]) -> Box:
    """The column that a frame stands in: the frame's own edges, or those of the tallest over or under a short one."""
    own = edges[frame]
    if len(frames[frame]) >= ENOUGH_LINES:
        rights = sorted(line.box.right for line in frames[frame])
        return replace(own, right=rights[math.ceil(FULL_SHARE * (len(rights) - 1))])
    region = frames[frame][0].region
    size = frames[frame][0].size
    near = {
        other: edges[other]
        for other, lines in frames.items()
        if len(lines) >= ENOUGH_LINES
        and abs(lines[0].size - size) < 0.1 * size
        and edges[other].left - size <= own.left
        and own.right <= edges[other].right + size
    }
    inside = [box for other, box in near.items() if frames[other][0].region == region]
    return max(inside or near.values(), key=lambda box: box.height, default=own)


def is_indenting(lines: Sequence[PrintedLine], columns: Mapping[int, Box], body: float) -> bool:
    """Whether the page indents its paragraphs."""
    running = [line for line in lines if not line.title]
    indented = sum(
        INDENT_EM[0] <= (line.box.left - columns[line.frame].left) / body <= INDENT_EM[1] for line in running
    )
    return indented > INDENTED_SHARE * len(running)


def usual_font(lines: Sequence[PrintedLine], body: float) -> str:
    """The font in which most characters of running text are set."""
    counts: Counter[str] = Counter()
    for line in lines:
        if abs(line.size - body) < 0.1 * body:
            counts[line.font] += len(line.text)
    return counts.most_common(1)[0][0] if counts else ""
