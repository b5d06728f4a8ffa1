"""Signatures in brackets at an article's end: ``（李小某）``, ``（作者系…）``, ``（本报记者某某参与采写）``."""

import re

from articles.parser.byline import OPENS, is_name, read_contributors
from articles.parser.types import Contributor
from articles.parser.typeset import HAN, bare

BRACKETED = re.compile(r" ?[（(](?P<inner>[^（）()]{2,60})[）)]$")
HELPERS = re.compile(r"(?:参与)?(?:采写|采访|报道|整理|采访整理)$")
ABOUT = re.compile(r"^(?:作者|本文作者|执笔)")
LETTER_WRITER = re.compile(
    rf"^[{HAN}]{{2,8}}?(?:市|县|区|州|旗|镇|乡|村|街)[{HAN}]{{0,6}} (?P<name>[{HAN}] ?[{HAN}]{{1,2}})$"
)


def is_letter_writer(line: str) -> bool:
    """Whether a line is a place and a name, as readers sign their letters."""
    match = LETTER_WRITER.match(line)
    return match is not None and is_name(bare(match["name"]), strict=True)


def closing_bracket(paragraph: str) -> str:
    """What stands between brackets at a paragraph's end, or nothing."""
    match = BRACKETED.search(paragraph)
    return match["inner"].strip() if match else ""


def is_signature(paragraph: str) -> bool:
    """Whether a paragraph ends with a signature of any kind."""
    inner = closing_bracket(paragraph)
    return bool(inner) and (
        ABOUT.match(inner) is not None or bool(signers(inner)) or bool(HELPERS.search(inner) and OPENS.match(inner))
    )


def signers(inner: str) -> tuple[Contributor, ...]:
    """The people that a bracket names, if it holds nothing else."""
    if ABOUT.match(inner) or HELPERS.search(inner):
        return ()
    roled = OPENS.match(inner) is not None
    people = read_contributors(inner)
    if people and all(is_name(person.name, strict=not roled) for person in people):
        return people
    return ()


def split_signature(paragraph: str) -> tuple[str, tuple[Contributor, ...]]:
    """A last paragraph without the names that sign it, and those names."""
    people = signers(closing_bracket(paragraph))
    return (BRACKETED.sub("", paragraph).rstrip(), people) if people else (paragraph, ())
