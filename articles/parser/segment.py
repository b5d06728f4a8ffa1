"""Pieces to stories: where on the page one article's text ends and the next one's begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from articles.parser.cues import REMEMBERED, Gap, cut_weight, is_banner
from articles.parser.dateline import opens_with_dateline
from articles.parser.jumps import ON
from articles.parser.pieces import Piece, PieceKind
from articles.parser.words import Vocabulary

FOLLOWING = 3
SURELY_ONE = -9.0


@dataclass(slots=True)
class Story:
    """The text of one article: its paragraphs and subheads, with the indexes of its pieces on the page.

    ``cut_weight`` is the log odds of its beginning where it does, ``uncut`` those of the cuts not made in it, by piece.
    """

    first: int
    last: int
    cut_weight: float
    uncut: dict[int, float] = field(default_factory=dict)
    body: list[Piece] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)

    @property
    def inside(self) -> float:
        """The log odds of the likeliest cut not made in it."""
        return max(self.uncut.values(), default=SURELY_ONE)

    @property
    def text(self) -> str:
        """All its text."""
        return "\n".join(piece.text for piece in self.body)

    @property
    def words(self) -> frozenset[str]:
        """The pairs of characters in its text."""
        return frozenset[str]().union(*(piece.words for piece in self.body))


@dataclass(frozen=True, slots=True)
class Loose:
    """A piece outside all stories and its index on the page."""

    piece: Piece
    at: int


@dataclass(slots=True)
class Cutter:
    """The stories while the page is read from top to bottom."""

    pieces: Sequence[Piece]
    words: list[frozenset[str]]
    vocabulary: Vocabulary
    known: Mapping[int, float]
    stories: list[Story] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    waiting: list[Loose] = field(default_factory=list)
    told: list[int] = field(default_factory=list)

    def take(self, at: int, piece: Piece) -> None:
        """Read one piece."""
        ends_story = piece.kind is PieceKind.CREDIT or (piece.kind is PieceKind.JUMP and ON.search(piece.text))
        if ends_story and self.stories and not self.waiting:
            self.extend(at, piece)
        elif piece.kind is PieceKind.TEXT:
            self.take_text(at, piece)
        else:
            self.waiting.append(Loose(piece, at))

    def take_text(self, at: int, piece: Piece) -> None:
        """A paragraph goes on with the story or begins the next one."""
        weight = self.weigh(at)
        if weight >= 0:
            self.begin(at, piece, weight)
            self.told = []
        else:
            self.stories[-1].uncut[at] = weight
            self.keep_inside()
        self.extend(at, piece)
        self.told.append(at)

    def weigh(self, at: int) -> float:
        """The log odds that a story begins at a paragraph."""
        if at in self.known:
            return self.known[at]
        return cut_weight(self.gap(at)) if self.stories else 0.0

    def gap(self, at: int) -> Gap:
        """What lies between the story so far and the paragraph."""
        following = [other for other in range(at, min(len(self.pieces), at + 2 * FOLLOWING)) if self.words[other]][
            :FOLLOWING
        ]
        return Gap(
            story=self.stories[-1].body,
            below=self.pieces[at],
            after=self.pieces[at + 1] if at + 1 < len(self.pieces) else None,
            between=tuple(held.piece for held in self.waiting),
            told_words=[self.words[told] for told in self.told[-REMEMBERED:]],
            next_words=[self.words[other] for other in following],
            vocabulary=self.vocabulary,
        )

    def begin(self, at: int, piece: Piece, weight: float) -> None:
        """A new story; author lines that wait are its own, or the last one's if its dateline names its authors."""
        own_names = opens_with_dateline(piece.text)
        story = Story(first=at, last=at, cut_weight=weight)
        self.keep_own()
        for held in self.waiting:
            if held.piece.kind is PieceKind.JUMP:
                story.body.append(held.piece)
            elif held.piece.kind is not PieceKind.BYLINE:
                self.loose.append(held)
            elif own_names and self.stories:
                self.stories[-1].bylines.append(held.piece)
            else:
                story.bylines.append(held.piece)
        self.stories.append(story)
        self.waiting = []

    def keep_own(self) -> None:
        """Of what waits, the story that is open keeps all that stands in its own columns on a PDF page, up to the next headline."""
        while self.stories and self.waiting and in_columns_of(self.stories[-1], self.waiting[0].piece):
            held = self.waiting.pop(0)
            self.extend(held.at, held.piece)

    def keep_inside(self) -> None:
        """What stood between two paragraphs of one story: subheads stay, headlines of others are loose."""
        for held in self.waiting:
            if held.piece.kind in (PieceKind.FURNITURE, PieceKind.JUMP) or is_banner(held.piece):
                self.loose.append(held)
            else:
                self.extend(held.at, held.piece)
        self.waiting = []

    def extend(self, at: int, piece: Piece) -> None:
        """Add a piece to the story that is open."""
        self.stories[-1].body.append(piece)
        self.stories[-1].last = at

    def finish(self) -> None:
        """At the page's end: author lines belong to the last story if it has none, the rest is loose."""
        self.keep_own()
        for held in self.waiting:
            if held.piece.kind is PieceKind.BYLINE and self.stories and not self.stories[-1].bylines:
                self.stories[-1].bylines.append(held.piece)
            else:
                self.loose.append(held)


def in_columns_of(story: Story, piece: Piece) -> bool:
    """Whether a subhead or credit stands in the columns in which a story ends, as a PDF shows."""
    last, seat = story.body[-1].rows[-1].seat, piece.rows[0].seat
    kept = piece.kind in (PieceKind.HEAD, PieceKind.BYLINE, PieceKind.CREDIT) and not is_banner(piece)
    return kept and last is not None and seat is not None and last.region == seat.region


def segment(
    pieces: Sequence[Piece], known: Mapping[int, float] = MappingProxyType({})
) -> tuple[list[Story], list[Loose]]:
    """The stories of a page, and what stands outside them; ``known`` are log odds of beginnings that need not be weighed."""
    words = [piece.words if piece.kind is PieceKind.TEXT else frozenset() for piece in pieces]
    cutter = Cutter(pieces, words, Vocabulary.of([text for text in words if text]), known)
    for at, piece in enumerate(pieces):
        cutter.take(at, piece)
    cutter.finish()
    return cutter.stories, cutter.loose
