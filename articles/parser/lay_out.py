"""What is drawn on a page of a PDF to a ``PageSource``: lines in reading order, each with its frame and region."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.parser.boxes import body_size, print_lines
from articles.parser.frames import Frame, frames_of, picture_frames
from articles.parser.printed import Box, PageSource, PrintedLine, PrintedPicture
from articles.parser.regions import Region, regions_of

DOUBLE = 1.2  # wider than high by this: two pages side by side


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
        replace(line, box=shifted(line.box, left))
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
    lines = print_lines(drawing.fragments, body)
    drawn = picture_frames(drawing.pictures, lines, drawing.width * drawing.height)
    found = regions_of([*frames_of(lines, drawing.rules), *drawn], body, drawing.rules, drawing.panels)
    regions = [region for region in found if any(frame.lines for frame in region.frames)]
    framed = [(at, region, frame) for at, region in enumerate(regions) for frame in region.frames]
    ordered = tuple(
        line.at(at, number, title=frame in region.titles, caption=frame in region.captions)
        for at, (number, region, frame) in enumerate(framed)
        for line in frame.lines
    )
    return PageSource(
        number,
        drawing.width,
        drawing.height,
        ordered,
        tuple(drawing.rules),
        tuple(drawing.panels),
        tuple(PrintedPicture(frame.box, region_with(frame, regions)) for frame in drawn),
        body,
        left,
    )


def region_with(picture: Frame, regions: Sequence[Region]) -> int | None:
    """The number of the region that a picture stands in, or nothing."""
    return next((at for at, region in enumerate(regions) if picture in region.columns), None)
