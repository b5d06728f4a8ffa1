"""Headlines to stories: one assignment over the page, by shared words, places, distance and the page's habit."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.parser.assignment import LARGEST, assign
from articles.parser.dateline import read_dateline
from articles.parser.organisations import is_organisation
from articles.parser.pieces import Piece, PieceKind, piece_of
from articles.parser.rows import Row
from articles.parser.segment import Loose, Story
from articles.parser.titles import DASH_END, REPORTS
from articles.parser.words import PLACE, Vocabulary, pairs

FAVOURITE = 0.35
MARGIN = 0.12


@dataclass(frozen=True, slots=True)
class Unit:
    """The rows of one title as a piece, and the index on the page of the piece that they are from."""

    piece: Piece
    at: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its rows."""
        return self.piece.rows

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(row.text for row in self.rows)

    @property
    def lines(self) -> tuple[int, ...]:
        """Its raw lines."""
        return self.piece.lines


@dataclass(frozen=True, slots=True)
class Habit:
    """Where this page puts a headline: weights for right after its text and right before it."""

    after: float = 2.0
    before: float = 1.5


@dataclass(frozen=True, slots=True)
class Told:
    """A story as matching sees it: its words, its opening's words, its place and its place on the page."""

    words: frozenset[str]
    opening: frozenset[str]
    text: str
    place: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Page:
    """All that matching weighs with."""

    told: Sequence[Told]
    vocabulary: Vocabulary

    def likeness(self, text: str, story: Told) -> float:
        """How much of a title's words the story uses, its opening counting again: 0–1."""
        words = pairs(text)
        return 0.7 * self.vocabulary.coverage(words, story.words) + 0.3 * self.vocabulary.coverage(words, story.opening)


@dataclass(frozen=True, slots=True)
class Matched:
    """The title units of a page, their affinity to each story, and the pairs unit → story."""

    units: list[Unit] = field(default_factory=list)
    gains: list[list[float]] = field(default_factory=list)
    pairs: dict[int, int] = field(default_factory=dict)


def tell(stories: Sequence[Story]) -> Page:
    """The stories of a page with the weight of their words."""
    told = []
    for story in stories:
        paragraphs = [piece.text for piece in story.body]
        dateline = read_dateline(paragraphs[0])
        text = "\n".join(paragraphs)
        told.append(Told(pairs(text), pairs(paragraphs[0]), text, dateline.place if dateline else "", story.first, story.last))
    return Page(told, Vocabulary.of([story.words for story in told]))


def match(stories: Sequence[Story], loose: Sequence[Loose]) -> Matched:
    """The titles of a page and the stories that they belong to."""
    page = tell(stories)
    units = [unit for held in loose if held.piece.kind is PieceKind.HEAD for unit in split_units(held, page)]
    habit = learn_habit(units, page)
    gains = [[affinity(unit, at, page, habit) for at in range(len(stories))] for unit in units]
    return Matched(units, gains, pair_up(gains))


def pair_up(gains: Sequence[Sequence[float]]) -> dict[int, int]:
    """The best pairs; on an endless page in stretches, so that time stays in bounds."""
    found: dict[int, int] = {}
    for start in range(0, len(gains), LARGEST):
        taken = set(found.values())
        part = [[-1.0 if at in taken else gain for at, gain in enumerate(row)] for row in gains[start : start + LARGEST]]
        found.update({start + unit: story for unit, story in assign(part).items()})
    return found


def split_units(held: Loose, page: Page) -> list[Unit]:
    """A group of headline rows, parted where one row speaks of another story than the row before."""
    groups: list[list[Row]] = []
    spoken: int | None = None
    for row in held.piece.rows:
        favourite = favourite_story(row.text, held.at, page)
        if not groups or parted(groups[-1], row, spoken, favourite, page):
            groups.append([])
            spoken = None
        groups[-1].append(row)
        spoken = spoken if favourite is None else favourite
    return [Unit(piece_of(PieceKind.HEAD, tuple(group), held.piece.measure, stray=held.piece.stray), held.at) for group in groups]


def parted(group: list[Row], row: Row, spoken: int | None, favourite: int | None, page: Page) -> bool:
    """Whether a row begins another title than the rows above it."""
    if row.twice or group[-1].twice or DASH_END.search(row.text) or REPORTS.search(row.text):
        return True
    if favourite is None:
        return False
    return (spoken is not None and favourite != spoken) or foreign(group[-1].text, favourite, page)


def foreign(text: str, favourite: int, page: Page) -> bool:
    """Whether a row names a place that the next row's story does not know; an office over a headline is its kicker."""
    place = PLACE.match(text)
    return place is not None and not is_organisation(text) and place.group()[:-1] not in page.told[favourite].text


def favourite_story(text: str, at: int, page: Page) -> int | None:
    """The one story that a row plainly speaks of, or nothing; an office of a dateline's place speaks of the nearest such."""
    placed = [number for number, story in enumerate(page.told) if story.place and text.startswith(story.place)]
    if placed:
        return min(placed, key=lambda number: distance(page.told[number], at))
    ranked = sorted(((page.likeness(text, story), number) for number, story in enumerate(page.told)), reverse=True)
    if not ranked or ranked[0][0] < FAVOURITE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1]


def distance(story: Told, at: int) -> int:
    """How many pieces lie between a story and a place on the page."""
    return max(story.first - at, at - story.last, 0)


def learn_habit(units: Sequence[Unit], page: Page) -> Habit:
    """Where the page puts its headlines, from those whose words leave no doubt."""
    after = before = 1.0
    for unit in units:
        favourite = favourite_story(unit.text, unit.at, page)
        if favourite is not None:
            after += position(unit, favourite, page) == "after"
            before += position(unit, favourite, page) == "before"
    return Habit(after=3.5 * after / (after + before), before=3.5 * before / (after + before))


def position(unit: Unit, at: int, page: Page) -> str:
    """Where a unit stands by a story: right ``after`` or ``before`` its text, ``inside`` it, or ``far``."""
    story = page.told[at]
    following = bisect_left([other.first for other in page.told], unit.at)
    if story.first < unit.at < story.last:
        return "inside"
    if at == following - 1:
        return "after"
    return "before" if at == following else "far"


def affinity(unit: Unit, at: int, page: Page, habit: Habit) -> float:
    """How much speaks for a title's being this story's; below 0, rather none."""
    story = page.told[at]
    total = 8.0 * page.likeness(unit.text, story) - 1.5
    place = PLACE.match(unit.text)
    if place and place.group()[:-1] not in story.text:
        total -= 3.5
    elif story.place and story.place in unit.text:
        total += 2.0
    return total + place_weight(unit, at, page, habit)


def place_weight(unit: Unit, at: int, page: Page, habit: Habit) -> float:
    """What a unit's place on the page says."""
    where = position(unit, at, page)
    if where == "inside":
        return -1.0
    if where == "far":
        following = bisect_left([other.first for other in page.told], unit.at)
        apart = following - 1 - at if at < following else at - following
        return -max(0.3 * apart, 0.0) - 0.5
    weight = habit.after if where == "after" else habit.before
    return weight - (1.5 if unit.piece.stray or unit.rows[0].twice else 0.0)
