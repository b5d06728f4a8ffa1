"""Headlines to stories: one assignment over the page, by shared words, places, distance and the page's habit.

The weights of the cues are log odds, fitted to one half of the sample pages and confirmed on the other.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from articles.parser.assignment import LARGEST, assign
from articles.parser.cues import NOTICE, is_banner
from articles.parser.pieces import Piece, PieceKind
from articles.parser.segment import Loose, Story
from articles.parser.telling import Page, Told, tell
from articles.parser.titles import DASH_END, DASH_START, LONGEST_LABEL, TAGGED
from articles.parser.units import Unit, break_weights, split_units, unit_of
from articles.parser.words import PLACE

SHORT_TITLE, LONG_TITLE = 6, 9
WIDE_EM = 6.0
LENIENCE = 3.0
LEAST_PART = -1.0
SURE_BREAK = 1.2
LEAST_HEADLINE_EM, LEAST_BESIDE = 10.0, -3.0
TITLED = 1.0  # what speaks for any title of a story that has none


class Position(StrEnum):
    """Where a title stands by a story."""

    AFTER = "after"
    BEFORE = "before"
    INSIDE = "inside"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Pair:
    """A title and a story that it may belong to, with what is known of both."""

    unit: Unit
    story: Told
    position: Position
    apart: int
    likeness: float
    margin: float
    above: Piece | None
    below: Piece | None
    habit: float

    def at(self, position: Position) -> bool:
        """Whether the title stands there."""
        return self.position is position

    def beside(self, kind: PieceKind) -> bool:
        """Whether a piece of a kind stands next to the title."""
        return any(piece is not None and piece.kind is kind for piece in (self.above, self.below))


def tagged(pair: Pair) -> float:
    """The title's first or last row ends with a bracketed tag, as headlines do."""
    return any(TAGGED.search(pair.unit.rows[end].text) for end in (0, -1))


def dashed(pair: Pair) -> float:
    """The title has a kicker's or a subtitle's dash."""
    return any(DASH_END.search(row.text) or DASH_START.match(row.text) for row in pair.unit.rows)


def foreign(pair: Pair) -> float:
    """The title opens with a place that the story does not know."""
    place = PLACE.match(pair.unit.text)
    return place is not None and place.group()[:-1] not in pair.story.text


def column_name(pair: Pair) -> float:
    """A few characters that no story uses: the name of a column rather than a headline."""
    return is_column_name(pair.unit) and pair.likeness == pair.margin == 0 and not NOTICE.match(pair.unit.text)


def narrow_beside(pair: Pair) -> float:
    """A title as narrow as the column, right before or after the text: it may be a subhead."""
    return not pair.at(Position.FAR) and not is_banner(pair.unit.piece)


def subhead_place(pair: Pair) -> float:
    """Between author line and text, where subheads stand."""
    return pair.above is not None and pair.above.kind is PieceKind.BYLINE and not is_banner(pair.unit.piece)


def same_region(pair: Pair) -> float:
    """The title stands over the story's columns, as a PDF shows; 1 for yes, -1 for no, 0 for a page without places."""
    seat = pair.unit.rows[0].seat
    if seat is None or pair.story.region is None or not seat.is_title:
        return 0.0
    return 1.0 if seat.region == pair.story.region else -1.0


# The same for all stories that a title may belong to.
TITLE_CUES: tuple[tuple[str, float, Callable[[Pair], float]], ...] = (
    ("any pair", -2.0, lambda pair: 1.0),
    ("shadowed", 0.6, lambda pair: any(row.doubled and not row.twice for row in pair.unit.rows)),
    ("printed twice on one line", -4.5, lambda pair: any(row.twice for row in pair.unit.rows)),
    ("tagged", 0.5, tagged),
    ("dashed", 0.2, dashed),
    ("beside a label", 0.4, lambda pair: pair.beside(PieceKind.LABEL)),
    ("above an author line", 0.5, lambda pair: pair.below is not None and pair.below.kind is PieceKind.BYLINE),
    ("under an author line", -1.5, subhead_place),
    ("wide", 0.3, lambda pair: pair.unit.piece.width - pair.unit.piece.measure > WIDE_EM),
    ("short", -0.5, lambda pair: len(pair.unit.text) <= SHORT_TITLE),
)
STORY_CUES: tuple[tuple[str, float, Callable[[Pair], float]], ...] = (
    ("most alike", 2.8, lambda pair: pair.margin >= 0),
    ("likeness margin", 2.0, lambda pair: pair.margin),
    ("dateline's place", 0.5, lambda pair: bool(pair.story.place) and pair.story.place in pair.unit.text),
    ("foreign place", -1.0, foreign),
    ("narrow", -0.7, narrow_beside),
    ("before", -0.8, lambda pair: pair.at(Position.BEFORE)),
    ("inside", -0.7, lambda pair: pair.at(Position.INSIDE)),
    ("far", -1.7, lambda pair: pair.at(Position.FAR)),
    ("stories apart", -0.05, lambda pair: pair.apart),
    ("a notice over its text", 3.0, lambda pair: pair.at(Position.BEFORE) and NOTICE.match(pair.unit.text) is not None),
    ("a column's name", -2.0, column_name),
    ("a caption", -1.2, lambda pair: pair.story.caption),
    ("unlike any", -0.8, lambda pair: pair.likeness == 0 and pair.margin == 0),
    ("long and unlike any", -2.0, lambda pair: pair.likeness == 0 and len(pair.unit.text) >= LONG_TITLE),
    ("same region", 8.0, same_region),
    ("page's habit", 1.0, lambda pair: pair.habit),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a unit is weighed against: the page's pieces, stories, pairs of characters and habit."""

    pieces: Sequence[Piece]
    page: Page
    page_pairs: Collection[str]
    habit: Mapping[Position, float]
    weighed: dict[tuple[int, ...], dict[int, float]] = field(default_factory=dict)

    def gains(self, unit: Unit) -> dict[int, float]:
        """The log odds of a title's being each story's."""
        lines = unit.piece.lines
        if lines not in self.weighed:
            likes = self.page.likenesses(unit.text, unit.at)
            self.weighed[lines] = gains_of(unit, likes, self.pieces, self.page, self.habit)
        return self.weighed[lines]


@dataclass(frozen=True, slots=True)
class Matched:
    """The title units of a page, their log odds for each story near, the pairs unit → story, and what they were weighed against."""

    units: list[Unit] = field(default_factory=list)
    gains: list[dict[int, float]] = field(default_factory=list)
    pairs: dict[int, int] = field(default_factory=dict)
    scale: Scale | None = None


def match(
    pieces: Sequence[Piece], stories: Sequence[Story], loose: Sequence[Loose], page_pairs: Collection[str]
) -> Matched:
    """The titles of a page and the stories that they belong to."""
    page = tell(stories)
    units = [
        unit for held in loose if held.piece.kind is PieceKind.HEAD for unit in split_units(held, page, page_pairs)
    ]
    scale = Scale(pieces, page, page_pairs, learn_habit(units, page))
    found = likely(units, scale)
    units = [part for at, unit in enumerate(units) for part in part_for_untitled(at, unit, found, scale)]
    units = join_spare(units, likely(units, scale), scale)
    found = likely(units, scale)
    return Matched(units, found.gains, best_pairs(found.gains, found.pairs, LENIENCE), scale)


def likely(units: list[Unit], scale: Scale) -> Matched:
    """Units with their gains and the likely pairs."""
    gains = [scale.gains(unit) for unit in units]
    return Matched(units, gains, best_pairs(gains, {}, 0.0))


def join_spare(units: list[Unit], matched: Matched, scale: Scale) -> list[Unit]:
    """Units in which one that found no story is joined to its neighbour in the same group of rows."""
    joined: list[Unit] = []
    spare: list[bool] = []
    bare = set(range(len(scale.page.told))) - set(matched.pairs.values())
    for at, unit in enumerate(units):
        alone = at not in matched.pairs and not is_headline_beside(unit, bare, matched.gains[at], scale)
        wanted = (alone and not (is_column_name(unit) and ends_page(unit, scale.pieces))) or (bool(spare) and spare[-1])
        if joined and joined[-1].at == unit.at and wanted and is_weak_break(joined[-1], unit, scale):
            joined[-1] = unit_of([*joined[-1].rows, *unit.rows], unit.piece, unit.at)
            spare[-1] = spare[-1] and alone
        else:
            joined.append(unit)
            spare.append(alone)
    return joined


def is_headline_beside(unit: Unit, bare: Collection[int], gains: Mapping[int, float], scale: Scale) -> bool:
    """Whether a unit is as long as a headline and stands right by a story that has none, whose it may be."""
    width = max(row.width for row in unit.rows)
    return width >= LEAST_HEADLINE_EM and any(
        story in bare and gain > LEAST_BESIDE and position(unit, story, scale.page)[0] is not Position.FAR
        for story, gain in gains.items()
    )


def is_column_name(unit: Unit) -> bool:
    """Whether a unit is as short as a column's name."""
    return len(unit.text) <= LONGEST_LABEL and unit.text.isalpha()


def ends_page(unit: Unit, pieces: Sequence[Piece]) -> bool:
    """Whether nothing but the folio stands below a unit, where the page's label is."""
    return unit.at + 1 >= len(pieces) or pieces[unit.at + 1].kind is PieceKind.FURNITURE


def is_weak_break(above: Unit, below: Unit, scale: Scale) -> bool:
    """Whether two units of one group of rows may be one title."""
    rows = (*above.rows, *below.rows)
    return break_weights(rows, above.at, scale.page, scale.page_pairs)[len(above.rows) - 1] < SURE_BREAK


def part_for_untitled(at: int, unit: Unit, matched: Matched, scale: Scale) -> list[Unit]:
    """A unit parted in two where that gives a story without a headline a likely one, else as it is."""
    story = matched.pairs.get(at)
    if len(unit.rows) < 2 or story is None:
        return [unit]
    untitled = set(matched.gains[at]) - set(matched.pairs.values())
    if not untitled:
        return [unit]
    best, chosen = matched.gains[at][story], [unit]
    for cut, weight in enumerate(break_weights(unit.rows, unit.at, scale.page, scale.page_pairs), 1):
        parts = [unit_of(unit.rows[:cut], unit.piece, unit.at), unit_of(unit.rows[cut:], unit.piece, unit.at)]
        above, below = (scale.gains(part) for part in parts)
        total = (
            TITLED
            + weight
            + max(
                above[story] + max(below[other] for other in untitled),
                below[story] + max(above[other] for other in untitled),
            )
        )
        whole = not is_column_name(parts[1]) and min(max(above.values()), max(below.values())) > LEAST_PART
        if whole and total > best:
            best, chosen = total, parts
    return chosen


def gains_of(
    unit: Unit, likes: Mapping[int, float], pieces: Sequence[Piece], page: Page, habit: Mapping[Position, float]
) -> dict[int, float]:
    """The log odds of a title's being each story's."""
    above = pieces[unit.at - 1] if unit.at else None
    below = pieces[unit.at + 1] if unit.at + 1 < len(pieces) else None
    ranked = sorted(likes.values(), reverse=True)[:2]
    gains: dict[int, float] = {}
    alone = 0.0
    for number, likeness in likes.items():
        where, apart = position(unit, number, page)
        rival = ranked[1 if likeness == ranked[0] else 0] if len(ranked) > 1 else 0.0
        pair = Pair(
            unit, page.told[number], where, apart, likeness, likeness - rival, above, below, habit.get(where, 0.0)
        )
        alone = alone if gains else sum(weight * cue(pair) for _, weight, cue in TITLE_CUES)
        gains[number] = alone + sum([weight * cue(pair) for _, weight, cue in STORY_CUES])
    return gains


def position(unit: Unit, number: int, page: Page) -> tuple[Position, int]:
    """Where a unit stands by a story, and how many stories lie between."""
    following = bisect_left(page.firsts, unit.at)
    if page.told[number].first < unit.at < page.told[number].last:
        return Position.INSIDE, 0
    if number == following - 1:
        return Position.AFTER, 0
    if number == following:
        return Position.BEFORE, 0
    return Position.FAR, following - 1 - number if number < following else number - following


def learn_habit(units: Sequence[Unit], page: Page) -> dict[Position, float]:
    """Where the page puts its headlines, from those whose words leave no doubt: -1 to 1 for after and before."""
    seen = {Position.AFTER: 1.0, Position.BEFORE: 1.0}
    for unit in units:
        favourite = page.favourite(unit.text, unit.at, page.likenesses(unit.text, unit.at))
        where = position(unit, favourite, page)[0] if favourite is not None else Position.FAR
        if where in seen:
            seen[where] += 1
    lean = (seen[Position.AFTER] - seen[Position.BEFORE]) / sum(seen.values())
    return {Position.AFTER: lean, Position.BEFORE: -lean}


def best_pairs(gains: Sequence[Mapping[int, float]], found: dict[int, int], lenience: float) -> dict[int, int]:
    """The pairs found so far and the best of the rest, with ``lenience`` for a title and a story that seldom both stand alone; on an endless page in stretches, so that time stays in bounds."""
    found = dict(found)
    units = [unit for unit in range(len(gains)) if unit not in found]
    for start in range(0, len(units), LARGEST):
        stretch = units[start : start + LARGEST]
        stories = sorted({story for unit in stretch for story in gains[unit]} - set(found.values()))
        pairs = assign([[gains[unit].get(story, -LENIENCE - 1) + lenience for story in stories] for unit in stretch])
        found.update({stretch[row]: stories[column] for row, column in pairs.items()})
    return found
