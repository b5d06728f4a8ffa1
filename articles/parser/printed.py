"""A page of a PDF as the parser takes it: printed lines in reading order with their places and type, rules and pictures."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple, Self

BAND = 0.88  # of an em: how far Chinese type stands above its baseline


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's left and top edge; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The x of its vertical axis."""
        return (self.left + self.right) / 2

    def shared_width(self, other: "Box") -> float:
        """How many points of x both cover; negative is the gap between them."""
        return min(self.right, other.right) - max(self.left, other.left)

    def shared_height(self, other: "Box") -> float:
        """How many points of y both cover; negative is the gap between them."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def shared_area(self, other: "Box") -> float:
        """The area in both, in square points."""
        if self.left >= other.right or other.left >= self.right or self.top >= other.bottom or other.top >= self.bottom:
            return 0.0
        width = min(self.right, other.right) - max(self.left, other.left)
        return width * (min(self.bottom, other.bottom) - max(self.top, other.top))

    def shared(self, other: "Box") -> "Box | None":
        """The box of what both cover; nothing where they do not meet."""
        both = Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )
        return both if both.left < both.right and both.top < both.bottom else None

    def itself(self) -> "Box":
        """The same box."""
        return self

    def holds(self, other: "Box", slack: float = 0.0) -> bool:
        """Whether another box lies in this one, give or take so many points."""
        return (
            self.left - slack <= other.left
            and other.right <= self.right + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )


def lain_down(box: Box, width: float) -> Box:
    """A box of a page of vertical text, turned so that its lines run from left to right and follow each other downwards."""
    return Box(box.top, width - box.right, box.bottom, width - box.left)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of these; there must be one at least."""
    first, *others = boxes
    if not others:
        return first
    left, top, right, bottom = first.left, first.top, first.right, first.bottom
    for box in others:
        left, top = min(left, box.left), min(top, box.top)
        right, bottom = max(right, box.right), max(bottom, box.bottom)
    return Box(left, top, right, bottom)


class PrintedLine(NamedTuple):
    """One line as it stands on the page; a page has hundreds, and a tuple is made in a fifth of the time of a record.

    ``size`` is its type size in points, ``font`` the font's name, ``colour`` 0xRRGGBB; ``upright`` is false for a
    line that runs from top to bottom or is turned; ``title`` is true for headlines and ``caption`` for
    captions, by type and place. ``frame`` numbers the column piece that it stands in, ``region``
    the headline and columns that belong together by their places, both in reading order.
    """

    text: str
    box: Box
    size: float
    font: str = ""
    bold: bool = False
    colour: int = 0
    upright: bool = True
    title: bool = False
    caption: bool = False
    frame: int = 0
    region: int = 0

    def at(self, frame: int, region: int, *, title: bool, caption: bool) -> "PrintedLine":
        """The line in a frame and region."""
        return PrintedLine(
            self.text,
            self.box,
            self.size,
            self.font,
            self.bold,
            self.colour,
            self.upright,
            title,
            caption,
            frame,
            region,
        )


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture on the page, and the region that it stands in, if any."""

    box: Box
    region: int | None = None


edges = attrgetter("left", "top", "right", "bottom")


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page of a PDF: its number there from 1, its size in points, and what is printed on it:
    lines, rules (thin), panels (boxes drawn round or behind text) and pictures.

    ``raw`` is the text that line numbers count in: line ``n`` is ``lines[n - 1]``. ``body_size`` is the type size of
    running text. ``left`` is where the page begins on its sheet: half a sheet's width for the right half of a double page. ``vertical`` tells that
    its text runs from top to bottom and its lines from right to left, as in old papers.
    """

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...] = ()
    rules: tuple[Box, ...] = ()
    panels: tuple[Box, ...] = ()
    pictures: tuple[PrintedPicture, ...] = ()
    body_size: float = 0.0
    left: float = 0.0
    vertical: bool = False

    @property
    def raw(self) -> str:
        """The text of the page, one printed line a line."""
        return "\n".join(line.text for line in self.lines)

    def values(self) -> dict[str, Any]:
        """The page as values for JSON; a crash of the child cannot do with them what it could with pickles."""
        return {
            "number": self.number,
            "width": self.width,
            "height": self.height,
            "lines": [(text, *edges(box), *rest) for text, box, *rest in self.lines],
            "rules": [edges(box) for box in self.rules],
            "panels": [edges(box) for box in self.panels],
            "pictures": [(*edges(picture.box), picture.region) for picture in self.pictures],
            "body_size": self.body_size,
            "left": self.left,
            "vertical": self.vertical,
        }

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """The page that gave these values."""
        boxes = {name: tuple(Box(*corners) for corners in values[name]) for name in ("rules", "panels")}
        pictures = tuple(PrintedPicture(Box(*corner), region) for *corner, region in values["pictures"])
        lines = tuple(PrintedLine(text, Box(*rest[:4]), *rest[4:]) for text, *rest in values["lines"])
        return cls(**{**values, **boxes, "lines": lines, "pictures": pictures})
