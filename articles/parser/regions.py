"""Regions of a page: a headline with the columns that belong to it by their places, and the captions of its pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.parser.frames import Frame
from articles.parser.printed import Box, around

RISING_EM = 1.5


@dataclass(slots=True)
class Region:
    """The frames of a headline, from its top, those of its columns in reading order, and the captions of its pictures."""

    titles: list[Frame] = field(default_factory=list)
    columns: list[Frame] = field(default_factory=list)
    captions: list[Frame] = field(default_factory=list)

    @property
    def frames(self) -> list[Frame]:
        """All its frames in reading order."""
        return [*self.titles, *self.columns, *self.captions]

    @property
    def box(self) -> Box:
        """The box round all of it."""
        return around(frame.box for frame in self.frames)

    @property
    def head(self) -> Box:
        """The box of its headline."""
        return around(frame.box for frame in self.titles)


@dataclass(slots=True)
class Layout:
    """The frames of a page while they are sorted into regions."""

    body: float
    measure: float
    rules: Sequence[Box]
    panels: Sequence[Box]
    regions: list[Region] = field(default_factory=list)

    def panel(self, box: Box) -> int:
        """The number of the smallest panel that holds a box, or -1."""
        holding = [at for at, panel in enumerate(self.panels) if panel.holds(box, self.body / 2)]
        return min(holding, key=lambda at: self.panels[at].width * self.panels[at].height, default=-1)

    def together(self, one: Box, other: Box) -> bool:
        """Whether neither a panel's edge nor a rule that rises over both divides two boxes side by side; rules between columns do not."""
        if self.panel(one) != self.panel(other):
            return False
        left, right = (one, other) if one.left < other.left else (other, one)
        return not any(
            rule.height > rule.width
            and left.right - 3 <= rule.left <= right.left + 3
            and rule.shared_height(left) > 0
            and rule.top < min(left.top, right.top) - RISING_EM * self.body
            for rule in self.rules
        )

    def ruled_off(self, above: Box, below: Box) -> bool:
        """Whether a horizontal rule divides two boxes one over the other."""
        return any(
            rule.width > rule.height
            and above.bottom - 3 <= rule.top <= below.top + 3
            and rule.shared_width(below) > 0.5 * min(below.width, rule.width)
            for rule in self.rules
        )


def touches(picture: Box, words: Box, reach: float) -> bool:
    """Whether words stand right under or beside a picture."""
    under = (
        0 <= words.top - picture.bottom + reach / 2 < 1.5 * reach and words.shared_width(picture) > 0.5 * words.width
    )
    beside = -reach < words.shared_width(picture) <= 0 and words.shared_height(picture) > 0.5 * words.height
    return under or beside
