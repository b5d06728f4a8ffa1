"""A story and its title to a draft: place, dateline, contributors, section and blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.parser.byline import read_contributors
from articles.parser.dateline import read_dateline
from articles.parser.jumps import FROM, ON, read_jump
from articles.parser.pieces import Piece, PieceKind
from articles.parser.reflow import reflow
from articles.parser.rows import Row
from articles.parser.rules.subhead_mark import MARKED
from articles.parser.segment import Story
from articles.parser.signature import split_signature
from articles.parser.types import Block, BlockKind, Contributor, Draft

FULL_EM, LEAST_FULL = 1.0, 0.65
FLUSH_EM, WRAPPED_EM = 0.8, 2.5
LABEL_MARKS = "■●◆▲★□◎▶► 【】〖〗〔〕[]［］"
BLOCK_KINDS = {PieceKind.TEXT: BlockKind.PARAGRAPH, PieceKind.CREDIT: BlockKind.CAPTION}


def draft_of(story: Story) -> Draft:
    """A draft of a story's text, without its title."""
    widest = max((row.width for piece in story.body if piece.kind is PieceKind.HEAD for row in piece.rows), default=0.0)
    blocks = [block for piece in story.body for block in blocks_of(piece, widest)]
    joined = "\n".join(block.text for block in blocks)
    draft = Draft(
        body=tuple(blocks),
        lines=tuple(sorted(number for piece in (*story.body, *story.bylines) for number in piece.lines)),
        continued_to=read_jump(ON, joined),
        continued_from=read_jump(FROM, joined),
    )
    return sign(lead(without_jumps(draft)), story.bylines)


def blocks_of(piece: Piece, widest: float) -> Iterator[Block]:
    """The blocks of a piece: a group of headline rows is one subhead for each line that does not go on below.

    Subheads are set in a measure of their own, centred in the column: ``widest`` is the widest of the story's, in em.
    """
    seat = piece.rows[0].seat
    caption = seat is not None and seat.line.caption
    if piece.kind is not PieceKind.HEAD or caption:
        kind = BlockKind.CAPTION if caption else BLOCK_KINDS.get(piece.kind, BlockKind.SUBHEAD)
        yield Block(kind, MARKED.sub("", piece.text).strip() if kind is BlockKind.SUBHEAD else piece.text)
        return
    full = max(min(widest, piece.measure) - FULL_EM, LEAST_FULL * piece.measure)
    held: list[Row] = []
    for at, row in enumerate(piece.rows, 1):
        held.append(row)
        if row is piece.rows[-1] or is_whole(row, piece.rows[at], full):
            yield Block(BlockKind.SUBHEAD, MARKED.sub("", reflow(held)).strip())
            held = []


def is_whole(row: Row, following: Row, full: float) -> bool:
    """Whether a subhead ends with a row: the row leaves its measure open, and in a PDF the next one is set in from the edge."""
    if row.text[-1] in "，、：":
        return False
    if row.seat is None or following.seat is None:
        return row.width < full
    return row.seat.short > WRAPPED_EM or (following.seat.indent > FLUSH_EM and not following.seat.is_centred)


def without_jumps(draft: Draft) -> Draft:
    """The draft's text without its jump lines."""
    blocks = [replace(block, text=FROM.sub("", ON.sub("", block.text)).strip()) for block in draft.body]
    return replace(draft, body=tuple(block for block in blocks if block.text))


def lead(draft: Draft) -> Draft:
    """The dateline taken out of the first paragraph: its place and its people."""
    found = read_dateline(draft.body[0].text) if draft.body else None
    if found is None:
        return draft
    first = (replace(draft.body[0], text=found.rest),) if found.rest else ()
    return replace(
        draft,
        dateline=found.printed,
        place=found.place,
        contributors=read_contributors(found.credit),
        body=first + draft.body[1:],
    )


def sign(draft: Draft, bylines: Sequence[Piece]) -> Draft:
    """The people of author lines and of the signature at the end; those of the dateline come first."""
    named = tuple(person for piece in bylines for person in read_contributors(piece.text))
    last = max(
        (at for at, block in enumerate(draft.body) if block.kind is not BlockKind.CAPTION), default=len(draft.body) - 1
    )
    text, signed = split_signature(draft.body[last].text) if draft.body else ("", ())
    if signed:
        kept = (replace(draft.body[last], text=text),) if text else ()
        draft = replace(draft, body=(*draft.body[:last], *kept, *draft.body[last + 1 :]))
    return replace(draft, contributors=distinct((*draft.contributors, *named, *signed)))


def distinct(people: Sequence[Contributor]) -> tuple[Contributor, ...]:
    """Each person once, at his first place."""
    return tuple({person.name: person for person in reversed(people)}.values())[::-1]


def label_text(text: str) -> str:
    """A column label without its marks."""
    return text.strip(LABEL_MARKS)
