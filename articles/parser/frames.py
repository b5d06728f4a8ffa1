"""Printed lines to frames: pieces of columns, and the lines of one headline, by their places and type sizes."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.parser.boxes import same_size
from articles.parser.folio import is_editors_line
from articles.parser.printed import Box, PrintedLine

TITLE_SCALE = 1.18
TYPE_SIZE = 1.04  # the lines of a column differ by less
LARGEST_GAP_EM = 1.15
FARTHEST_EM = 2 * LARGEST_GAP_EM
OVERLAP_EM = 0.5
INDENT_EM = 2.3
OVERHANG_EM = 1.2
ESTABLISHED = 3
WIDENING = 2  # lines at most
LARGEST_PICTURE = 0.6  # of the page
LETTERED = 4  # lines in it


@dataclass(slots=True)
class Frame:
    """Lines of one type size that stand one under another, top to bottom; a picture has none.

    ``edge`` is the right edge of the column that its lines fill: one line that runs over it does not widen it.
    """

    lines: list[PrintedLine]
    box: Box
    edge: float = 0.0

    @property
    def size(self) -> float:
        """Its type size in points; 0 for a picture."""
        return self.lines[0].size if self.lines else 0.0

    @property
    def is_upright(self) -> bool:
        """Whether its lines run from left to right."""
        return all(line.upright for line in self.lines)

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture."""
        return not self.lines

    @property
    def characters(self) -> int:
        """How many characters it holds."""
        return sum(len(line.text) for line in self.lines)

    def add(self, line: PrintedLine) -> None:
        """One more line at its end."""
        self.lines.append(line)
        box, own = line.box, self.box
        self.edge = max(self.edge, min(own.right, box.right))
        self.box = Box(
            min(own.left, box.left), min(own.top, box.top), max(own.right, box.right), max(own.bottom, box.bottom)
        )


def frame_of(lines: Sequence[PrintedLine]) -> Frame:
    """A frame of these lines."""
    frame = Frame([lines[0]], lines[0].box)
    for line in lines[1:]:
        frame.add(line)
    return frame


def picture_frames(pictures: Sequence[Box], lines: Sequence[PrintedLine], page_area: float) -> list[Frame]:
    """The pictures that stand among the columns: not a page's ground, nor a tint behind text."""
    return [
        Frame([], picture)
        for picture in dict.fromkeys(pictures)
        if picture.width * picture.height < LARGEST_PICTURE * page_area
        and sum(picture.holds(line.box) for line in lines) < LETTERED
    ]


def frames_of(lines: Sequence[PrintedLine], rules: Sequence[Box]) -> list[Frame]:
    """The frames of a page, from its top."""
    frames: list[Frame] = []
    live: list[Frame] = []
    level = [rule for rule in rules if rule.width > rule.height]
    for line in sorted(lines, key=lambda line: (line.box.top, line.box.left)):
        top, size = line.box.top, line.size
        far = FARTHEST_EM * size
        live = [
            frame
            for frame in live
            if top - frame.box.bottom < far or top - frame.box.bottom < FARTHEST_EM * frame.lines[0].size
        ]
        over = right_over(line, live)
        if len(over) == 1 and continues(over[0], line, level) and not is_editors_line(line.text):
            over[0].add(line)
            continue
        # What stands under a line that crosses several frames begins anew.
        live = [frame for frame in live if frame not in over]
        frames.append(Frame([line], line.box))
        live.append(frames[-1])
    return frames


def right_over(line: PrintedLine, frames: Sequence[Frame]) -> list[Frame]:
    """The frames that end right over a line: more than one if it runs across columns.

    One whose edge the line begins within an indent of counts: one of the two may be too short to stand over the other.
    """
    left, right, top = line.box.left, line.box.right, line.box.top
    least, indent = OVERLAP_EM * line.size, INDENT_EM * line.size
    over = []
    for frame in frames:
        own = frame.box
        begins = own.left
        if own.top >= top or (begins >= right and begins - left >= indent):  # further to the right
            continue
        edge = frame.edge if len(frame.lines) > WIDENING else own.right
        if (edge if edge < right else right) - (begins if begins > left else left) > least or (
            abs(begins - left) < indent and same_size(frame.lines[-1], line)
        ):
            over.append(frame)
    if len(over) < 2:
        return over
    lowest = max(frame.box.bottom for frame in over)
    return [frame for frame in over if frame.box.bottom > lowest - line.size / 2]


def continues(frame: Frame, line: PrintedLine, rules: Sequence[Box]) -> bool:
    """Whether a line goes on with a frame above it."""
    last = frame.lines[-1]
    gap = line.box.top - last.box.bottom
    if not (
        line.upright
        and last.upright
        and same_size(line, last, TYPE_SIZE)
        and -0.4 * line.size < gap < LARGEST_GAP_EM * line.size
    ):
        return False
    if len(frame.lines) >= ESTABLISHED and line.box.right > frame.box.right + OVERHANG_EM * line.size:
        return False
    if len(frame.lines) >= ESTABLISHED and line.box.left < frame.box.left - INDENT_EM * line.size:
        return False
    return not any(divides(rule, last.box, line.box) for rule in rules)


def divides(rule: Box, above: Box, below: Box) -> bool:
    """Whether a level rule runs between two lines."""
    return above.bottom - 3 <= rule.top <= below.top + 3 and rule.shared_width(above) > 0.5 * above.width
