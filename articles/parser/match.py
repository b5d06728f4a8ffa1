"""Headlines to stories: one assignment over the page, by shared words, places, distance and the page's habit."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from articles.parser.assignment import LARGEST, assign
from articles.parser.dateline import read_dateline
from articles.parser.pieces import PieceKind
from articles.parser.rows import Row
from articles.parser.segment import Loose, Story
from articles.parser.titles import DASH_END, REPORTS
from articles.parser.words import PLACE, coverage, pairs, rarity

FAVOURITE = 0.35
MARGIN = 0.12
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """The rows of one title, and the index on the page of the piece that they are from."""

    rows: tuple[Row, ...]
    at: int
    stray: bool

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(row.text for row in self.rows)

    @property
    def lines(self) -> tuple[int, ...]:
        """Its raw lines."""
        return tuple(number for row in self.rows for number in row.lines)


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
    weights: Mapping[str, float]
    unseen: float

    def likeness(self, text: str, story: Told) -> float:
        """How much of a title's words the story uses, its opening counting again: 0–1."""
        words = pairs(text)
        whole = coverage(words, story.words, self.weights, self.unseen)
        return 0.7 * whole + 0.3 * coverage(words, story.opening, self.weights, self.unseen)


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
    weights = rarity(story.words for story in told)
    return Page(told, weights, max(weights.values(), default=1.0))


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
        favourite = favourite_story(row.text, page)
        parted = favourite is not None and spoken is not None and favourite != spoken
        parted = parted or bool(groups) and (row.twice or groups[-1][-1].twice or foreign(groups[-1][-1].text, favourite, page))
        if not groups or parted or (groups[-1] and (DASH_END.search(row.text) or REPORTS.search(row.text))):
            groups.append([])
            spoken = None
        groups[-1].append(row)
        spoken = spoken if favourite is None else favourite
    return [Unit(tuple(group), held.at, held.piece.stray) for group in groups]


def foreign(text: str, favourite: int | None, page: Page) -> bool:
    """Whether a row names a place that the next row's story does not know."""
    place = PLACE.match(text)
    return favourite is not None and place is not None and place.group()[:-1] not in page.told[favourite].text


def favourite_story(text: str, page: Page) -> int | None:
    """The one story that a row plainly speaks of, or nothing."""
    placed = [at for at, story in enumerate(page.told) if story.place and text.startswith(story.place)]
    if len(placed) == 1:
        return placed[0]
    ranked = sorted(((page.likeness(text, story), at) for at, story in enumerate(page.told)), reverse=True)
    if not ranked or ranked[0][0] < FAVOURITE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1]


def learn_habit(units: Sequence[Unit], page: Page) -> Habit:
    """Where the page puts its headlines, from those whose words leave no doubt."""
    after = before = 1.0
    for unit in units:
        favourite = favourite_story(unit.text, page)
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
    return weight - (1.5 if unit.stray or unit.rows[0].twice else 0.0)
