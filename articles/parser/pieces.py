"""Rows with roles to pieces: paragraphs, groups of headline rows, and the single lines between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from articles.parser.byline import name_likeness, split_author
from articles.parser.measure import Measure
from articles.parser.reflow import reflow
from articles.parser.roles import OPEN, Role
from articles.parser.rows import Row
from articles.parser.rules.subhead_mark import MARKED
from articles.parser.typeset import em
from articles.parser.words import pairs

SURE_NAME = 10.0
LARGE_SCALE = 1.5
FEWEST_VERSES = 7
FEWEST_UNMARKED = 5
MARKS = re.compile(r"[，。；：！？、,.;:!?]")
WIDEST_VERSE_EM = 16.0
FLUSH_EM, FULL_EM = 0.8, 2.2
LONGEST_REST = 8


class PieceKind(StrEnum):
    """What a piece is; a head is a headline or a subhead, which the page as a whole will tell."""

    TEXT = "text"
    HEAD = "head"
    BYLINE = "byline"
    LABEL = "label"
    CREDIT = "credit"
    JUMP = "jump"
    FURNITURE = "furniture"


KINDS = {
    Role.HEAD: PieceKind.HEAD, Role.STRAY: PieceKind.HEAD, Role.BYLINE: PieceKind.BYLINE, Role.LABEL: PieceKind.LABEL,
    Role.CREDIT: PieceKind.CREDIT, Role.JUMP: PieceKind.JUMP, Role.FURNITURE: PieceKind.FURNITURE,
}  # fmt: skip


WRAPPED = (PieceKind.BYLINE, PieceKind.CREDIT, PieceKind.HEAD)


@dataclass(frozen=True)
class Piece:
    """One or more rows of one kind, and their text as one line.

    ``measure`` is their column's, ``stray`` marks a head found inside a paragraph.
    """

    kind: PieceKind
    rows: tuple[Row, ...]
    measure: float
    text: str
    stray: bool = False

    @property
    def lines(self) -> tuple[int, ...]:
        """The raw lines of the piece."""
        return tuple(number for row in self.rows for number in row.lines)

    @cached_property
    def width(self) -> float:
        """The widest row, in em."""
        return max(row.width for row in self.rows)

    @cached_property
    def words(self) -> frozenset[str]:
        """The pairs of characters in its text."""
        return pairs(self.text)


def piece_of(kind: PieceKind, rows: tuple[Row, ...], measure: float, *, stray: bool = False) -> Piece:
    """A piece of these rows."""
    return Piece(kind, rows, measure, reflow(rows), stray)


@dataclass(slots=True)
class Gatherer:
    """Pieces while they are gathered; a head inside a paragraph waits until the paragraph is whole."""

    paragraph: list[Row] = field(default_factory=list)
    strays: list[Piece] = field(default_factory=list)
    measure: float = 0.0

    def take(self, row: Row, measure: Measure, role: Role) -> Iterator[Piece]:
        """Take one row; give the pieces that it completes."""
        if role in (Role.FIRST, Role.ONLY):
            yield from self.close()
            self.measure = measure.after
        if role in KINDS and role is not Role.STRAY:
            yield from self.close()
            yield piece_of(KINDS[role], (row,), measure.widest)
        elif role is Role.STRAY:
            self.strays.append(piece_of(PieceKind.HEAD, (row,), measure.widest, stray=True))
        else:
            self.paragraph.append(row)
            if role not in OPEN:
                yield from self.close()

    def close(self) -> Iterator[Piece]:
        """The paragraph that is open, then what stood inside it."""
        if self.paragraph:
            yield piece_of(PieceKind.TEXT, tuple(self.paragraph), self.measure)
        yield from merge_heads(self.strays)
        self.paragraph, self.strays = [], []


def gather(rows: list[Row], measures: list[Measure], roles: list[Role]) -> list[Piece]:
    """The pieces of a page in the order of its text."""
    gatherer = Gatherer()
    pieces: list[Piece] = []
    for row, measure, role in zip(rows, measures, roles, strict=True):
        pieces.extend(gatherer.take(row, measure, role))
    pieces.extend(gatherer.close())
    return list(part_verses(list(merge_heads(name_authors(list(list_names(join_wrapped(pieces))))))))


def part_verses(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces in which many short lines in a row are a poem, each a paragraph; the first is its title if no author stands over it.

    At the page's end many short lines are headlines that were drawn last.
    """
    above: Piece | None = None
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        signed = piece.kind is PieceKind.TEXT or (above is not None and above.kind is PieceKind.BYLINE)
        ends_page = following is None or following.kind in (PieceKind.FURNITURE, PieceKind.LABEL)
        if is_verse(piece) and (signed or not ends_page):
            title = 0 if signed else 1
            if title:
                yield piece_of(PieceKind.HEAD, piece.rows[:title], piece.measure)
            yield from (piece_of(PieceKind.TEXT, (row,), piece.measure) for row in piece.rows[title:])
        else:
            yield piece
        above = piece


def is_verse(piece: Piece) -> bool:
    """Whether a paragraph has no mark at all, or a group of narrow headline rows is too long to be one."""
    if piece.kind is PieceKind.TEXT:
        return len(piece.rows) >= FEWEST_UNMARKED and not any(MARKS.search(row.text) for row in piece.rows)
    return (
        piece.kind is PieceKind.HEAD
        and not piece.stray
        and len(piece.rows) >= FEWEST_VERSES
        and piece.width <= min(piece.measure, WIDEST_VERSE_EM)
        and not any(row.doubled or MARKED.match(row.text) or (row.seat and row.seat.is_title) for row in piece.rows)
    )


def join_wrapped(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces in which a credit that runs over a line's end is one, as the places in a PDF show."""
    held: Piece | None = None
    for piece in pieces:
        if held and is_wrapped(held, piece):
            kind = held.kind if piece.kind is PieceKind.HEAD else piece.kind
            held = piece_of(kind, held.rows + piece.rows, held.measure)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def list_names(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces in which rows of names under a paragraph that announces them with a colon are text."""
    announced = False
    for piece in pieces:
        if announced and piece.kind in (PieceKind.BYLINE, PieceKind.HEAD) and name_likeness(piece.text):
            yield replace(piece, kind=PieceKind.TEXT)
            continue
        announced = piece.kind is PieceKind.TEXT and piece.text.endswith("：")
        yield piece


def is_wrapped(above: Piece, below: Piece) -> bool:
    """Whether a credit or an author line goes on from the full line over it, back at the column's edge."""
    upper, lower = above.rows[-1].seat, below.rows[0].seat
    if upper is None or lower is None or above.kind is not PieceKind.BYLINE or below.kind not in WRAPPED:
        return False
    near = upper.line.frame == lower.line.frame and upper.short < FULL_EM
    rest = len(below.text) <= LONGEST_REST
    return near and ((rest and lower.is_centred) or (lower.indent < FLUSH_EM and (rest or upper.is_indented)))


def name_authors(pieces: list[Piece]) -> list[Piece]:
    """Pieces in which names right over a text are its author line, even under a headline, and those over a credit its first part."""
    named: list[Piece] = []
    bare = any(piece.kind is PieceKind.BYLINE and name_likeness(piece.text) for piece in pieces)
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        kind = following.kind if following else None
        if piece.kind is PieceKind.HEAD and kind is PieceKind.TEXT and is_author(piece):
            named.append(replace(piece, kind=PieceKind.BYLINE))
        elif piece.kind is PieceKind.BYLINE and kind is PieceKind.CREDIT:
            named.append(replace(piece, kind=PieceKind.CREDIT))
        elif piece.kind is PieceKind.HEAD and kind is PieceKind.TEXT:
            named.extend(part_author(piece, bare=bare))
        else:
            named.append(piece)
    return named


def is_author(piece: Piece) -> bool:
    """Whether a row right over a text is a name, and not in a headline's type."""
    seat = piece.rows[-1].seat
    return name_likeness(piece.text) >= SURE_NAME and not (seat and seat.scale > LARGE_SCALE)


def part_author(piece: Piece, *, bare: bool) -> Iterator[Piece]:
    """A headline whose last row ends with its author's name, parted; a single name only where the page has ``bare`` author lines."""
    row = piece.rows[-1]
    title, names = split_author(row.text)
    if not title or not (bare or " " in names):
        yield piece
        return
    yield piece_of(piece.kind, (*piece.rows[:-1], row._replace(text=title)), piece.measure, stray=piece.stray)
    yield piece_of(PieceKind.BYLINE, (row._replace(text=names, width=em(names)),), piece.measure)


def goes_on(held: Piece, piece: Piece) -> bool:
    """Whether a head is the next line of the one above: no subhead's mark, and of one headline in a PDF."""
    above, below = held.rows[-1].seat, piece.rows[0].seat
    apart = (
        above is not None and below is not None and (above.region != below.region or above.is_title != below.is_title)
    )
    return not apart and not MARKED.match(piece.rows[0].text)


def merge_heads(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbouring rows of headlines as one piece each; a subhead's mark begins a new one."""
    held: list[Piece] = []
    for piece in pieces:
        if held and not goes_with(held[-1], piece):
            yield merged(held)
            held = []
        held.append(piece)
    if held:
        yield merged(held)


def goes_with(above: Piece, below: Piece) -> bool:
    """Whether two pieces are rows of one group of headlines."""
    both_heads = above.kind is below.kind is PieceKind.HEAD
    return both_heads and above.stray == below.stray and goes_on(above, below)


def merged(pieces: Sequence[Piece]) -> Piece:
    """Pieces of one kind as one."""
    if len(pieces) == 1:
        return pieces[0]
    rows = tuple(row for piece in pieces for row in piece.rows)
    return piece_of(pieces[0].kind, rows, max(piece.measure for piece in pieces), stray=pieces[0].stray)
