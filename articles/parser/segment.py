"""Pieces to stories: where on the page one article's text ends and the next one's begins."""

import re
from dataclasses import dataclass, field

from articles.parser.dateline import opens_with_dateline
from articles.parser.signature import is_signature
from articles.parser.pieces import Piece, PieceKind
from articles.parser.rules.subhead_mark import MARKED, NUMBERED
from articles.parser.words import PLACE, pairs

THRESHOLD = 3.0
BANNER_EM = 1.5
OPENING_PHRASE = re.compile(
    r"^(?:近日|日前|近来|近期|近年来|前不久|不久前|今年以来|连日来|今天|昨日|昨天|今日|当前|眼下|初夏|盛夏|初秋|入夏|(?:\d{4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日)"
)


@dataclass(slots=True)
class Story:
    """The text of one article: its paragraphs and subheads, with the indexes of its pieces on the page."""

    body: list[Piece] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)
    first: int = 0
    last: int = 0
    start_weight: float = 0.0

    @property
    def text(self) -> str:
        """All text."""
        return "\n".join(piece.text for piece in self.body)


@dataclass(frozen=True, slots=True)
class Loose:
    """A piece outside all stories and its index on the page."""

    piece: Piece
    at: int


@dataclass(slots=True)
class Cutter:
    """The stories while the page is read from top to bottom."""

    stories: list[Story] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    waiting: list[Loose] = field(default_factory=list)

    def take(self, at: int, piece: Piece) -> None:
        """Read one piece."""
        if piece.kind is PieceKind.CREDIT and self.stories and not self.waiting:
            self.extend(at, piece)
        elif piece.kind is PieceKind.TEXT:
            self.text(at, piece)
        else:
            self.waiting.append(Loose(piece, at))

    def text(self, at: int, piece: Piece) -> None:
        """A paragraph goes on with the story or begins the next one."""
        weight = start_weight(self.stories[-1], self.waiting, piece) if self.stories else THRESHOLD
        if weight >= THRESHOLD:
            self.begin(at, piece, weight)
        else:
            self.keep_inside()
        self.extend(at, piece)

    def begin(self, at: int, piece: Piece, weight: float) -> None:
        """A new story; author lines that wait are its own, or the last one's if its dateline names its authors."""
        own_names = opens_with_dateline(piece.text)
        story = Story(first=at, last=at, start_weight=weight)
        for held in self.waiting:
            if held.piece.kind is not PieceKind.BYLINE:
                self.loose.append(held)
            elif own_names and self.stories:
                self.stories[-1].bylines.append(held.piece)
            else:
                story.bylines.append(held.piece)
        self.stories.append(story)
        self.waiting = []

    def keep_inside(self) -> None:
        """What stood between two paragraphs of one story: subheads stay, headlines of others are loose."""
        for held in self.waiting:
            if held.piece.kind in (PieceKind.HEAD, PieceKind.LABEL, PieceKind.BYLINE, PieceKind.CREDIT) and not is_banner(held.piece):
                self.extend(held.at, held.piece)
            else:
                self.loose.append(held)
        self.waiting = []

    def extend(self, at: int, piece: Piece) -> None:
        """Add a piece to the story that is open."""
        self.stories[-1].body.append(piece)
        self.stories[-1].last = at

    def finish(self) -> None:
        """At the page's end: author lines belong to the last story if it has none, the rest is loose."""
        for held in self.waiting:
            if held.piece.kind is PieceKind.BYLINE and self.stories and not self.stories[-1].bylines:
                self.stories[-1].bylines.append(held.piece)
            else:
                self.loose.append(held)


def segment(pieces: list[Piece]) -> tuple[list[Story], list[Loose]]:
    """The stories of a page, and what stands outside them."""
    cutter = Cutter()
    for at, piece in enumerate(pieces):
        cutter.take(at, piece)
    cutter.finish()
    return cutter.stories, cutter.loose


def start_weight(story: Story, waiting: list[Loose], piece: Piece) -> float:
    """How much speaks for this paragraph's being the first of an article; 3 and more cuts."""
    text = piece.text
    weight = 8.0 if opens_with_dateline(text) else 0.0
    weight += 1.5 if OPENING_PHRASE.match(text) else 0.0
    weight += sum(BETWEEN[held.piece.kind](held.piece) for held in waiting)
    weight += 4.0 if is_signature(story.body[-1].text) or story.body[-1].kind is PieceKind.CREDIT else 0.0
    return weight + topic_shift(story, text)


def topic_shift(story: Story, text: str) -> float:
    """How much the paragraph speaks of something else than the story so far."""
    told = pairs(story.text)
    fresh = pairs(text)
    shared = len(fresh & told) / max(1, len(fresh))
    place = PLACE.match(text.split("，", 2)[1] if OPENING_PHRASE.match(text) and "，" in text else text)
    elsewhere = 1.5 if place and place.group() not in story.text else 0.0
    return elsewhere + (1.0 if shared < 0.1 else 0.0 if shared < 0.2 else -1.0)


def is_banner(piece: Piece) -> bool:
    """Whether a head was set wider than the column, or with a shadow: a headline, wherever it stands."""
    return piece.stray or piece.width > piece.measure + BANNER_EM or any(row.doubled for row in piece.rows)


def head_weight(piece: Piece) -> float:
    """How much a head between two paragraphs speaks for an article's end."""
    if MARKED.match(piece.rows[0].text) or NUMBERED.match(piece.rows[0].text):
        return -4.0
    if any(row.twice for row in piece.rows):
        return 0.0
    if is_banner(piece):
        return 4.0
    broken_early = len(piece.rows) > 1 and piece.rows[0].width < piece.measure - BANNER_EM
    return 2.0 if broken_early else 0.5


BETWEEN = {
    PieceKind.HEAD: head_weight,
    PieceKind.BYLINE: lambda piece: 4.0,
    PieceKind.LABEL: lambda piece: 2.0,
    PieceKind.CREDIT: lambda piece: 3.0,
    PieceKind.JUMP: lambda piece: 5.0,
    PieceKind.FURNITURE: lambda piece: 1.0,
}
