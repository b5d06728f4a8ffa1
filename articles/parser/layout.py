"""Where the lines and pictures of a page of a PDF stand, in a form to be kept, so that zones can be drawn anew for other articles."""

from collections.abc import Mapping
from typing import Any

from articles.parser.printed import Box, PageSource, PrintedLine, PrintedPicture, edges


def layout_of(source: PageSource) -> dict[str, Any]:
    """The page's size and type size, each line's edges and frame, and each picture's edges, in points, as values for JSON."""
    return {
        "size": [source.width, source.height],
        "body": source.body_size,
        "lines": [[*_rounded(line.box), line.frame] for line in source.lines],
        "pictures": [_rounded(picture.box) for picture in source.pictures],
    }


def page_of(layout: Mapping[str, Any]) -> PageSource:
    """The page of a ``layout_of``, with no more than that: its lines have no text."""
    width, height = layout["size"]
    return PageSource(
        1,
        width,
        height,
        lines=tuple(PrintedLine("", Box(*box), 0.0, frame=frame) for *box, frame in layout["lines"]),
        pictures=tuple(PrintedPicture(Box(*box)) for box in layout["pictures"]),
        body_size=layout["body"],
    )


def _rounded(box: Box) -> list[float]:
    return [round(edge, 2) for edge in edges(box)]
