"""Rows of one paragraph to one line of running text."""

from collections.abc import Sequence
from itertools import pairwise

from articles.parser.rows import Row
from articles.parser.typeset import tidy

WEB_MARKS = "@./:-_"


def reflow(rows: Sequence[Row]) -> str:
    """The rows' text as one line: Chinese joins without a space, English words with one, an address without."""
    texts = [row.text for row in rows]
    glued = (glue(above, below) + below for above, below in pairwise(texts))
    return tidy("".join((*texts[:1], *glued)))


def glue(above: str, below: str) -> str:
    """What goes between two rows."""
    if not (above[-1].isascii() and below[0].isascii()):
        return ""
    return " " if above[-1].isalpha() and below[0].isalpha() and not in_address(above, below) else ""


def in_address(above: str, below: str) -> bool:
    """Whether a web or mail address runs over the line's end."""
    last, first = above.rsplit(" ", 1)[-1], below.split(" ", 1)[0]
    return any(mark in last + first for mark in WEB_MARKS)


def join_title(rows: Sequence[Row]) -> str:
    """The rows of one title line; a couplet's two halves, each whole in itself, stay apart by a space."""
    return tidy("".join(row.text for row in rows))
