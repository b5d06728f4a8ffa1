"""Groups of headline rows to title units: neighbouring headlines of different stories are parted.

The weights of the cues are log odds, fitted to one half of the sample pages and confirmed on the other.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from articles.parser.cues import NOTICE
from articles.parser.organisations import is_organisation
from articles.parser.pieces import Piece, PieceKind, piece_of
from articles.parser.rows import Row
from articles.parser.segment import Loose
from articles.parser.telling import Page
from articles.parser.titles import DASH_END, DASH_START, LONGEST_LABEL, REPORTS, TAGGED

STRANGE, STRANGER = 0.3, 0.1
LONG_TITLE = 9
NARROW_EM, EVEN_EM = 9.0, 1.0
LONGEST_TITLE = 200  # characters that are remembered of a title, so that an endless one costs no more


@dataclass(frozen=True)
class Unit:
    """The rows of one title as a piece, and the index on the page of the group that they are from."""

    piece: Piece
    at: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its rows."""
        return self.piece.rows

    @cached_property
    def text(self) -> str:
        """All its words."""
        return " ".join(row.text for row in self.rows)


@dataclass(frozen=True, slots=True)
class Break:
    """Two neighbouring headline rows, the stories that each is like, and the one that each plainly speaks of."""

    above: Row
    below: Row
    likes_above: Mapping[int, float]
    likes_below: Mapping[int, float]
    favourite_above: int | None
    favourite_below: int | None
    page_pairs: Collection[str]

    @property
    def best_above(self) -> int | None:
        """The story most like the row above."""
        return max(self.likes_above, key=self.likes_above.__getitem__, default=None)

    @property
    def best_below(self) -> int | None:
        """The story most like the row below."""
        return max(self.likes_below, key=self.likes_below.__getitem__, default=None)


def opens_title(row: Row) -> bool:
    """Whether a row is a kicker by its look."""
    return bool(DASH_END.search(row.text) or REPORTS.search(row.text)) or is_organisation(row.text)


def loss(between: Break) -> float:
    """What likeness both rows would lose if each had to speak of the other's story."""
    above, below = between.best_above, between.best_below
    if above is None or below is None or above == below:
        return 0.0
    return (
        between.likes_above[above]
        - between.likes_above[below]
        + between.likes_below[below]
        - between.likes_below[above]
    )


def two_stories(between: Break) -> float:
    """Each row is like another story."""
    above, below = between.best_above, between.best_below
    if above is None or below is None or above == below:
        return 0.0
    return between.likes_above[above] > 0.1 and between.likes_below[below] > 0.1


def plainly_two(between: Break) -> float:
    """Each row plainly speaks of another story."""
    return (
        None not in (between.favourite_above, between.favourite_below)
        and between.favourite_above != between.favourite_below
    )


def plainly_one(between: Break) -> float:
    """Both rows plainly speak of one story."""
    return between.favourite_above is not None and between.favourite_above == between.favourite_below


def column_name(row: Row, likes: Mapping[int, float]) -> float:
    """A row looks like a column's bare name: a few characters that no story uses."""
    return len(row.text) <= LONGEST_LABEL and row.text.isalpha() and max(likes.values(), default=0.0) < STRANGE


def stranger(between: Break) -> float:
    """One row is long, no kicker by its look and like no story, and the other is like one: the headline of a text elsewhere."""
    likes = max(between.likes_above.values(), default=0.0), max(between.likes_below.values(), default=0.0)
    row = between.above if likes[0] < likes[1] else between.below
    return min(likes) < STRANGER and max(likes) > STRANGE and len(row.text) >= LONG_TITLE and not opens_title(row)


def broken_word(between: Break) -> float:
    """A word of the page goes on over the break."""
    return between.above.text[-1] + between.below.text[0] in between.page_pairs


def even_lines(between: Break) -> float:
    """Both rows are as narrow as one another, as the lines of one headline in a single column."""
    return (
        max(between.above.width, between.below.width) <= NARROW_EM
        and abs(between.above.width - between.below.width) <= EVEN_EM
    )


def one_headline(between: Break) -> float:
    """Both rows stand in one headline, as a PDF shows."""
    above, below = between.above.seat, between.below.seat
    return (
        above is not None and below is not None and above.region == below.region and above.is_title and below.is_title
    )


CUES: tuple[tuple[str, float, Callable[[Break], float]], ...] = (
    ("any break", -3.3, lambda between: 1.0),
    ("one headline", -9.0, one_headline),
    ("printed twice on one line", 9.0, lambda between: between.above.twice or between.below.twice),
    ("loss", 2.9, loss),
    ("two stories", 0.9, two_stories),
    ("plainly two", 0.8, plainly_two),
    ("plainly one", -1.3, plainly_one),
    ("tag above", 0.8, lambda between: TAGGED.search(between.above.text) is not None),
    ("subtitle above", 1.5, lambda between: DASH_START.match(between.above.text) is not None),
    ("kicker below", 1.2, lambda between: opens_title(between.below)),
    ("kicker above", -1.5, lambda between: opens_title(between.above)),
    ("two offices", 7.0, lambda between: is_organisation(between.above.text) and is_organisation(between.below.text)),
    ("notice below", 5.0, lambda between: NOTICE.match(between.below.text) is not None),
    ("stranger", 3.0, stranger),
    ("broken word", -1.5, broken_word),
    ("even narrow lines", -2.0, even_lines),
    ("column name below", 1.2, lambda between: column_name(between.below, between.likes_below)),
    ("column name above", -1.5, lambda between: column_name(between.above, between.likes_above)),
)


def split_units(held: Loose, page: Page, page_pairs: Collection[str]) -> list[Unit]:
    """The titles in a group of headline rows."""
    groups: list[list[Row]] = [[held.piece.rows[0]]]
    for row, weight in zip(held.piece.rows[1:], break_weights(held.piece.rows, held.at, page, page_pairs), strict=True):
        if weight > 0:
            groups.append([])
        groups[-1].append(row)
    return [unit_of(group, held.piece, held.at) for group in groups]


def break_weights(rows: Sequence[Row], at: int, page: Page, page_pairs: Collection[str]) -> list[float]:
    """For each pair of neighbouring rows the log odds that a title ends between them; all rows above speak together."""
    weights: list[float] = []
    told = ""
    for above, below in pairwise(rows):
        told = below_break(told, above, weights)
        likes_above, likes_below = page.likenesses(told, at), page.likenesses(below.text, at)
        favourites = page.favourite(told, at, likes_above), page.favourite(below.text, at, likes_below)
        between = Break(above, below, likes_above, likes_below, *favourites, page_pairs)
        weights.append(sum(weight * cue(between) for _, weight, cue in CUES))
    return weights


def below_break(told: str, row: Row, weights: Sequence[float]) -> str:
    """The words of the title so far: of all rows since the last break."""
    return row.text if weights and weights[-1] > 0 else f"{told[-LONGEST_TITLE:]} {row.text}".strip()


def unit_of(rows: Sequence[Row], piece: Piece, at: int) -> Unit:
    """Some rows of a piece as a unit."""
    return Unit(piece_of(PieceKind.HEAD, tuple(rows), piece.measure, stray=piece.stray), at)
