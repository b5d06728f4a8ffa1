"""Stories of which two titles speak are two: cuts that only the titles of a page can tell.

Example: a report under its headline, then one whose headline comes after it, with nothing between their texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.parser.match import LENIENCE, Matched, Scale, gains_of
from articles.parser.pieces import Piece, PieceKind
from articles.parser.segment import Loose, Story
from articles.parser.telling import REACH, Page, told_of
from articles.parser.units import Unit, split_units

MOST_CUTS = 4
UNTITLED = 1.5  # what speaks against a story without a title
AMONG_SUBHEADS = 2.5  # what speaks against the title of another story in a row of subheads


@dataclass(frozen=True, slots=True)
class Opened:
    """A story that may be two, its number, its own title's unit, and all that the page is weighed against.

    ``spare`` are the titles that speak most of it but are not its own, and what the page loses if they become so.
    """

    number: int
    story: Story
    own: int | None
    spare: Sequence[tuple[Unit, float]]
    matched: Matched
    scale: Scale

    def best_cut(self) -> tuple[int, float] | None:
        """The piece at which another story begins, and what the page gains by it in log odds, if anything."""
        free = [at for at in self.story.uncut if not is_in_one_region(self.scale.pieces, at)]
        cuts = sorted(free, key=lambda at: -self.story.uncut[at])[:MOST_CUTS]
        gains = {
            at: max(self.gain(at, unit) - cost for unit, cost in units)
            for at in cuts
            if (units := [*self.spare, *self.inner_units(at)])
        }
        best = max(gains, key=gains.__getitem__, default=None)
        return (best, gains[best]) if best is not None and gains[best] > 0 else None

    def inner_units(self, at: int) -> Iterator[tuple[Unit, float]]:
        """The heads right before a paragraph of the story; one among others is mostly a subhead."""
        pieces = self.scale.pieces
        several = sum(pieces[inner].kind is PieceKind.HEAD for inner in range(self.story.first, self.story.last)) > 1
        before = at - 1
        while before > self.story.first and pieces[before].kind is not PieceKind.TEXT:
            if pieces[before].kind is PieceKind.HEAD:
                for unit in split_units(Loose(pieces[before], before), self.scale.page, self.scale.page_pairs):
                    yield unit, AMONG_SUBHEADS * several
            before -= 1

    def gain(self, at: int, unit: Unit) -> float:
        """What the page gains if the story ends before a piece, and one of both parts has this title."""
        page, number = self.parted(at)
        above, below = self.gains_in(page, number, unit)
        cut = self.story.uncut[at] + LENIENCE
        if self.own is None:
            return cut + max(above, below) - UNTITLED
        own_above, own_below = self.gains_in(page, number, self.matched.units[self.own])
        return cut + max(above + own_below, below + own_above) - self.matched.gains[self.own][self.number]

    def gains_in(self, page: Page, number: int, unit: Unit) -> tuple[float, float]:
        """The log odds of a title's being that of the upper and of the lower part."""
        likes = page.likenesses(unit.text, unit.at)
        gains = gains_of(unit, likes, self.scale.pieces, page, self.scale.habit)
        return gains[number], gains[number + 1]

    def parted(self, at: int) -> tuple[Page, int]:
        """The stories near with this one as two, and the number of its upper part."""
        pieces, told = self.scale.pieces, self.scale.page.told
        texts = [
            inner for inner in range(self.story.first, self.story.last + 1) if pieces[inner].kind is PieceKind.TEXT
        ]
        halves = [inner for inner in texts if inner < at], [inner for inner in texts if inner >= at]
        parts = [
            told_of(replace(self.story, first=half[0], last=half[-1], body=[pieces[inner] for inner in half]))
            for half in halves
        ]
        above = told[max(0, self.number - REACH) : self.number]
        stories = [*above, *parts, *told[self.number + 1 : self.number + REACH]]
        return Page(stories, [story.first for story in stories], self.scale.page.vocabulary), len(above)


def is_in_one_region(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece and the one before it stand under one headline, as the places on a PDF page show."""
    above, below = pieces[at - 1].rows[-1].seat, pieces[at].rows[0].seat
    return above is not None and below is not None and above.region == below.region


def partings(stories: Sequence[Story], matched: Matched) -> Mapping[int, float]:
    """The log odds of all beginnings on a page, with those that titles tell; nothing if they tell none."""
    scale = matched.scale
    if scale is None:
        return {}
    own = {story: unit for unit, story in matched.pairs.items()}
    spare = spare_units(matched)
    opened = [
        Opened(number, story, own.get(number), spare.get(number, ()), matched, scale)
        for number, story in enumerate(stories)
    ]
    found = dict(cut for story in opened if (cut := story.best_cut()))
    if not found:
        return {}
    known = {story.first: story.cut_weight for story in stories}
    for story in stories:
        known.update(story.uncut)
    return known | found


def spare_units(matched: Matched) -> Mapping[int, Sequence[tuple[Unit, float]]]:
    """For each story the titles that speak most of it but are not its own, and what the page loses if they become so."""
    spare: dict[int, list[tuple[Unit, float]]] = {}
    for at, gains in enumerate(matched.gains):
        favourite, owner = max(gains, key=gains.__getitem__, default=None), matched.pairs.get(at)
        if favourite is not None and owner != favourite:
            lost = gains[owner] + LENIENCE if owner is not None else 0.0
            spare.setdefault(favourite, []).append((matched.units[at], lost))
    return spare
