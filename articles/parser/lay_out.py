"""What is drawn on a page of a PDF to a ``PageSource``: lines in reading order, each with its frame and region."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from articles.parser.arranging import regions_of
from articles.parser.boxes import body_size, print_lines
from articles.parser.frames import TITLE_SCALE, Frame, frames_of, picture_frames
from articles.parser.printed import Box, PageSource, PrintedLine, PrintedPicture, lain_down
from articles.parser.regions import Region

DOUBLE = 1.2  # wider than high by this: two pages side by side
FEWEST_APART = 3  # two may be a short name


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page as the PDF draws it: size in points, fragments of lines in the order of drawing, rules, panels, pictures."""

    width: float
    height: float
    fragments: Sequence[PrintedLine]
    rules: Sequence[Box] = ()
    panels: Sequence[Box] = ()
    pictures: Sequence[Box] = ()


def lay_out_sheet(drawing: Drawing, number: int) -> list[PageSource]:
    """The page of a sheet, or the two pages of a double one."""
    return [lay_out(side, number, left) for side, left in sides(drawing)]


def sides(drawing: Drawing) -> list[tuple[Drawing, float]]:
    """A sheet as it is, or its left and right half if it is wide and no line crosses its middle; and where each begins."""
    middle = drawing.width / 2
    crossed = any(
        line.box.left < middle - line.size < middle + line.size < line.box.right for line in drawing.fragments
    )
    if drawing.width < DOUBLE * drawing.height or crossed:
        return [(drawing, 0.0)]
    halves = [(half(drawing, left, middle), left) for left in (0.0, middle)]
    return halves if all(side.fragments for side, _ in halves) else [(drawing, 0.0)]


def half(drawing: Drawing, left: float, width: float) -> Drawing:
    """The part of a sheet that begins at ``left``."""

    def inside(boxes: Sequence[Box]) -> list[Box]:
        return [shifted(box, left) for box in boxes if left <= box.middle < left + width]

    lines = [
        line._replace(box=shifted(line.box, left))
        for line in drawing.fragments
        if left <= line.box.middle < left + width
    ]
    return Drawing(
        width, drawing.height, lines, inside(drawing.rules), inside(drawing.panels), inside(drawing.pictures)
    )


def shifted(box: Box, left: float) -> Box:
    """A box so many points further left."""
    return replace(box, left=box.left - left, right=box.right - left)


def lay_out(drawing: Drawing, number: int, left: float = 0.0) -> PageSource:
    """The page with its lines in reading order."""
    body = body_size(drawing.fragments)
    lines = [closed_up(line, body) for line in print_lines(drawing.fragments, body)]
    down = sum(len(line.text) for line in lines if not line.upright)
    vertical = 2 * down > sum(len(line.text) for line in lines)
    regions, pictures = arranged(replace(drawing, fragments=lines), body, vertical=vertical)
    return PageSource(
        number=number,
        width=drawing.width,
        height=drawing.height,
        lines=tuple(in_order(regions, lines if vertical else None)),
        rules=tuple(drawing.rules),
        panels=tuple(drawing.panels),
        pictures=tuple(pictures),
        body_size=body,
        left=left,
        vertical=vertical,
    )


def closed_up(line: PrintedLine, body: float) -> PrintedLine:
    """A line of large type without the spaces that set each of its characters apart, as in a nameplate."""
    if line.size <= TITLE_SCALE * body or line.text[1:2] != " ":
        return line
    characters = line.text.split()
    apart = len(characters) >= FEWEST_APART and all(len(character) == 1 for character in characters)
    return line._replace(text="".join(characters)) if apart else line


def arranged(drawing: Drawing, body: float, *, vertical: bool) -> tuple[list[Region], list[PrintedPicture]]:
    """The regions of a page that hold text, and its pictures.

    Vertical text is turned on its side first, so that one way of reading serves both.
    """
    turn = partial(lain_down, width=drawing.width) if vertical else Box.itself
    lines = list(drawing.fragments)
    if vertical:  # their numbers lead back to the lines as printed
        lines = [line._replace(box=turn(line.box), upright=not line.upright, frame=at) for at, line in enumerate(lines)]
    rules, panels = [turn(rule) for rule in drawing.rules], [turn(panel) for panel in drawing.panels]
    area = drawing.width * drawing.height
    drawn = {turn(picture): picture for picture in drawing.pictures}
    frames = picture_frames(list(drawn), lines, area)
    found = regions_of([*frames_of(lines, rules), *frames], body, rules, panels)
    regions = [region for region in found if any(frame.lines for frame in region.frames)]
    return regions, [PrintedPicture(drawn[frame.box], region_with(frame, regions)) for frame in frames]


def in_order(regions: Sequence[Region], turned: Sequence[PrintedLine] | None) -> Iterator[PrintedLine]:
    """The lines as they were printed, in the order of regions and frames; those that were turned have their numbers."""
    framed = ((at, region, frame) for at, region in enumerate(regions) for frame in region.frames)
    for number, (at, region, frame) in enumerate(framed):
        title, caption = frame in region.titles, frame in region.captions
        for line in frame.lines:
            printed = turned[line.frame] if turned else line
            yield printed.at(number, at, title=title, caption=caption)


def region_with(picture: Frame, regions: Sequence[Region]) -> int | None:
    """The number of the region that a picture stands in, or nothing."""
    return next((at for at, region in enumerate(regions) if picture in region.columns), None)
