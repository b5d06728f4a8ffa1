"""Captions of a few lines in a measure of their own, which look like headlines until one sees the photo credit under them."""

from collections.abc import Iterator, Sequence

from articles.parser.cues import is_caption
from articles.parser.pieces import Piece, PieceKind, piece_of
from articles.parser.rows import Row
from articles.parser.typeset import OPENING_PHRASE

MARKS = ("，", "。")
FEW_LINES = 3


def restore_captions(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which the lines over a photo credit are its caption, and only those above them a headline."""
    restored: list[Piece] = []
    skip = 0
    for at, piece in enumerate(pieces):
        if skip:
            skip -= 1
            continue
        rows, skip = caption_rows(pieces, at)
        restored.extend(parted(piece, rows) if rows else (piece,))
    return restored


def caption_rows(pieces: Sequence[Piece], at: int) -> tuple[list[Row], int]:
    """The rows from here on that stand over a credit as one caption, and how many further pieces they are from."""
    piece, below = pieces[at], pieces[at + 1 : at + 3]
    if piece.kind is not PieceKind.HEAD or piece.stray or any(row.doubled for row in piece.rows):
        return [], 0
    if is_caption(piece) or (below and below[0].kind is PieceKind.CREDIT):
        return list(piece.rows), 0
    ends = len(below) == 2 and below[0].kind is PieceKind.TEXT and len(below[0].rows) <= FEW_LINES
    if ends and below[1].kind is PieceKind.CREDIT and opens_caption(piece.rows[-1].text):
        return [*piece.rows, *below[0].rows], 1
    return [], 0


def parted(piece: Piece, rows: Sequence[Row]) -> Iterator[Piece]:
    """The headline rows that stand over a caption, and the caption from its first running line on."""
    begun = next((at for at, row in enumerate(rows) if opens_caption(row.text)), len(rows))
    if begun:
        yield piece_of(PieceKind.HEAD, tuple(rows[:begun]), piece.measure)
    if begun < len(rows):
        yield piece_of(PieceKind.TEXT, tuple(rows[begun:]), max(row.width for row in rows[begun:]))


def opens_caption(text: str) -> bool:
    """Whether a row is running text."""
    return text.startswith("图为") or OPENING_PHRASE.match(text) is not None or any(mark in text for mark in MARKS)
