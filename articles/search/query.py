"""What a reader typed, taken apart: words, "phrases", -without, and title:, author:, place: before any of them.

Every string has a meaning or none: nothing here raises.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from articles.search.keys import BEYOND
from articles.search.tokens import fold, ngrams

MAX_LENGTH = 300  # characters of a query that are looked at; a pasted sentence fits
MAX_TERMS = 12
ALL = "Ｄ"  # a token of every document, for a search without words

_FIELD_WORDS = {
    "title": "title",
    "标题": "title",
    "author": "author",
    "作者": "author",
    "署名": "author",
    "place": "place",
    "地点": "place",
    "电头": "place",
}
_TERM = re.compile(
    rf"(?P<minus>-?)(?:(?P<field>{'|'.join(_FIELD_WORDS)})[:：])?"
    r"(?:[\"“”＂](?P<phrase>[^\"“”＂]*)[\"“”＂]?|(?P<word>[^\s\"“”＂]+))",
    re.IGNORECASE,
)
# Letters and digits, and the places where Unicode keeps rare characters that this Python may not know yet.
_LETTER = r"\w\ue000-\uf8ff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
# Punctuation parts words, but not within 3.5, 2024-07, AT&T.
_PUNCTUATION = re.compile(rf"(?:(?!(?<=[a-z0-9])[.,:/'&+-](?=[a-z0-9]))[^{_LETTER}\s]|_)+")


@dataclass(frozen=True, slots=True)
class Term:
    """A folded piece of text that is looked for, in one field or in all; or the token of a facet."""

    text: str
    field: str | None = None
    is_facet: bool = False

    def __str__(self) -> str:
        """As a reader would type it."""
        text = self.text if self.text.isalnum() else f'"{self.text}"'
        return f"{self.field}:{text}" if self.field else text

    def tokens(self, length: int) -> list[str]:
        """Its tokens of so many characters in order, without those that only repeat the end of one."""
        if self.is_facet:
            return [self.text]
        return ngrams(self.text, length)[: max(1, len(self.text) - length + 1)]

    def is_beginning(self, length: int) -> bool:
        """Whether its one token is the beginning of tokens of so many characters: the text is shorter."""
        return not self.is_facet and len(self.text) < length


@dataclass(frozen=True, slots=True)
class Query:
    """All of ``wanted`` and none of ``unwanted``, with all ``facets`` (their tokens), its key in ``low <= key < high``."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    facets: tuple[str, ...] = ()
    low: int = 0
    high: int = BEYOND

    def __str__(self) -> str:
        """Its words, as a reader would type them."""
        return " ".join([*map(str, self.wanted), *(f"-{term}" for term in self.unwanted)])

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for anything beside words."""
        return bool(self.facets) or (self.low, self.high) != (0, BEYOND)

    def narrowed(self, facets: Iterable[str]) -> "Query":
        """The same, of what has these tokens of facets."""
        return replace(self, facets=(*self.facets, *facets))

    def within(self, low: int = 0, high: int = BEYOND) -> "Query":
        """The same, of those keys from ``low`` to under ``high``."""
        return replace(self, low=max(self.low, low), high=min(self.high, high))

    @property
    def needles(self) -> list[str]:
        """What to mark in the text."""
        return [term.text for term in self.wanted]


def parse(text: str) -> Query:
    """Understand what a reader typed; nothing searchable in it gives an empty query."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for match in _TERM.finditer(text[:MAX_LENGTH]):
        (unwanted if match["minus"] else wanted).extend(_terms(match))
    return Query(tuple(dict.fromkeys(wanted))[:MAX_TERMS], tuple(dict.fromkeys(unwanted))[:MAX_TERMS])


def _terms(match: re.Match[str]) -> list[Term]:
    field = _FIELD_WORDS[match["field"].lower()] if match["field"] else None
    if match["phrase"] is not None:
        pieces = [fold(" ".join(match["phrase"].split()))]
    else:
        pieces = _PUNCTUATION.sub(" ", fold(match["word"])).split()
    return [Term(piece.strip()[:MAX_LENGTH], field) for piece in pieces if _PUNCTUATION.sub("", piece).strip()]
