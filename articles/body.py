"""The text form of an article's body: a blank line between paragraphs, ``## `` before a subhead, ``> `` before a caption.

A paragraph that itself begins with a mark is written with a backslash before it, so that nothing changes kind
on the way through an editor's text area.
"""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from articles.parser.types import Block, BlockKind

MARKS = {"## ": BlockKind.SUBHEAD, "> ": BlockKind.CAPTION}
OPENING = 24  # characters
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def to_blocks(text: str) -> list[Block]:
    """Take the text form apart; a single line break inside a block stays in it, as in a poem."""
    chunks = _BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    return [_to_block(chunk) for chunk in chunks if chunk.strip()]


def from_blocks(blocks: Iterable[Block]) -> str:
    """Write blocks in the text form."""
    return "\n\n".join(_from_block(block) for block in blocks)


def opening_of(blocks: Sequence[Block]) -> str:
    """The first characters, for an article without a headline."""
    text = blocks[0].text if blocks else ""
    return text[:OPENING] + "…" if len(text) > OPENING else text or gettext("(empty)")


def without_mark(above: str) -> str:
    """A text up to where a block begins, without the block's mark."""
    mark = next((mark for mark in MARKS if f"\n{above}".endswith(f"\n{mark}")), "")
    return above.removesuffix(mark)


def _to_block(chunk: str) -> Block:
    for mark, kind in MARKS.items():
        if chunk.startswith(mark):
            return Block(kind, chunk.removeprefix(mark).strip())
    escaped = chunk.startswith("\\") and chunk[1:].startswith((*MARKS, "\\"))
    return Block(BlockKind.PARAGRAPH, (chunk[1:] if escaped else chunk).strip())


def _from_block(block: Block) -> str:
    for mark, kind in MARKS.items():
        if block.kind == kind:
            return mark + block.text
    return "\\" + block.text if block.text.startswith((*MARKS, "\\")) else block.text
