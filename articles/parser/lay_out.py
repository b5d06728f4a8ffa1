"""What is drawn on a page of a PDF to a ``PageSource``: lines in reading order, each with its frame and region."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.parser.boxes import body_size, print_lines
from articles.parser.frames import frames_of
from articles.parser.printed import Box, PageSource, PrintedLine
from articles.parser.regions import regions_of


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page as the PDF draws it: size in points, fragments of lines in the order of drawing, rules, panels, pictures."""

    width: float
    height: float
    fragments: Sequence[PrintedLine]
    rules: Sequence[Box] = ()
    panels: Sequence[Box] = ()
    pictures: Sequence[Box] = ()


def lay_out(drawing: Drawing, number: int) -> PageSource:
    """The page with its lines in reading order."""
    body = body_size(drawing.fragments)
    lines = print_lines(drawing.fragments, body)
    regions = regions_of(frames_of(lines, drawing.rules), body, drawing.rules, drawing.panels, drawing.pictures)
    framed = [(at, frame, frame in region.titles) for at, region in enumerate(regions) for frame in region.frames]
    ordered = tuple(
        replace(line, title=title, frame=at, region=region)
        for at, (region, frame, title) in enumerate(framed)
        for line in frame.lines
    )
    return PageSource(
        number,
        drawing.width,
        drawing.height,
        ordered,
        tuple(drawing.rules),
        tuple(drawing.panels),
        tuple(drawing.pictures),
        body,
    )
