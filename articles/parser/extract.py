"""A story and its title to a draft: place, dateline, contributors, section and blocks."""

from collections.abc import Sequence
from dataclasses import replace

from articles.parser.byline import read_contributors
from articles.parser.dateline import read_dateline
from articles.parser.jumps import FROM, ON, read_jump
from articles.parser.pieces import Piece, PieceKind
from articles.parser.rules.subhead_mark import MARKED
from articles.parser.segment import Story
from articles.parser.signature import split_signature
from articles.parser.types import Block, BlockKind, Contributor, Draft

LABEL_MARKS = "■●◆▲★□◎▶► 【】〖〗〔〕[]［］"
BLOCK_KINDS = {PieceKind.TEXT: BlockKind.PARAGRAPH, PieceKind.CREDIT: BlockKind.CAPTION}


def draft_of(story: Story) -> Draft:
    """A draft of a story's text, without its title."""
    blocks = [Block(BLOCK_KINDS.get(piece.kind, BlockKind.SUBHEAD), block_text(piece)) for piece in story.body]
    joined = "\n".join(block.text for block in blocks)
    draft = Draft(
        body=tuple(blocks),
        lines=tuple(sorted(number for piece in (*story.body, *story.bylines) for number in piece.lines)),
        continued_to=read_jump(ON, joined),
        continued_from=read_jump(FROM, joined),
    )
    return sign(lead(without_jumps(draft)), story.bylines)


def block_text(piece: Piece) -> str:
    """The text of a block; a subhead loses the mark before it."""
    text = piece.text
    return MARKED.sub("", text).strip() if piece.kind is PieceKind.HEAD else text


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
        draft, dateline=found.printed, place=found.place, contributors=read_contributors(found.credit), body=first + draft.body[1:]
    )


def sign(draft: Draft, bylines: Sequence[Piece]) -> Draft:
    """The people of author lines and of the signature at the end; those of the dateline come first."""
    named = tuple(person for piece in bylines for person in read_contributors(piece.text))
    text, signed = split_signature(draft.body[-1].text) if draft.body else ("", ())
    if signed:
        body = (*draft.body[:-1], replace(draft.body[-1], text=text)) if text else draft.body[:-1]
        draft = replace(draft, body=body)
    return replace(draft, contributors=distinct((*draft.contributors, *named, *signed)))


def distinct(people: Sequence[Contributor]) -> tuple[Contributor, ...]:
    """Each person once, at his first place."""
    return tuple({person.name: person for person in reversed(people)}.values())[::-1]


def label_text(text: str) -> str:
    """A column label without its marks."""
    return text.strip(LABEL_MARKS)
