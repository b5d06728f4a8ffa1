"""The nameplate of a page, which is set in a headline's type but stands beside or over the folio.

Convention: the paper's name (报头) stands at the page's top with the date and the page's number beside it or right under it.
"""

from collections.abc import Iterable, Sequence

from articles.parser.folio import PAPER, is_folio
from articles.parser.frames import Frame
from articles.parser.typeset import bare

LONGEST_NAME = 10
SHARED = 0.5  # of the lower one's height
BELOW_EM = 1.0  # of the nameplate


def masthead_of(frames: Sequence[Frame], large: Iterable[Frame]) -> list[Frame]:
    """The frames of a nameplate in large type and of the folio's lines with it, from the left; none without a nameplate."""
    folios = [frame for frame in frames if frame.lines and all(is_folio(line.text) for line in frame.lines)]
    names = [frame for frame in large if is_nameplate(frame, folios)]
    beside = [folio for folio in folios if any(stands_by(name, folio) for name in names)]
    return sorted({id(frame): frame for frame in (*names, *beside)}.values(), key=lambda frame: frame.box.left)


def is_nameplate(frame: Frame, folios: Sequence[Frame]) -> bool:
    """Whether a few large characters stand on one height with a line of the folio, or name a paper right over one."""
    if len(frame.lines) > 1 or len(bare(frame.lines[0].text)) > LONGEST_NAME:
        return False
    named = PAPER.match(bare(frame.lines[0].text)) is not None
    return any(are_level(frame, folio) or (named and stands_by(frame, folio)) for folio in folios)


def are_level(one: Frame, other: Frame) -> bool:
    """Whether two frames stand side by side."""
    lower = min(one.box.height, other.box.height)
    return (
        one is not other and one.box.shared_height(other.box) > SHARED * lower and one.box.shared_width(other.box) <= 0
    )


def stands_by(name: Frame, folio: Frame) -> bool:
    """Whether a line of the folio stands beside a nameplate or close under it."""
    return -BELOW_EM * name.size < name.box.shared_height(folio.box) and folio.box.bottom > name.box.top
