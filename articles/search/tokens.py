"""Folding and tokens of a few characters: what makes a search find a word wherever it stands.

The text and the query are folded alike, character by character: full-width to half-width and other compatibility
forms (Unicode NFKD, https://www.unicode.org/reports/tr15/), accents off, case off, traditional to simplified
(OpenCC ``t2s``). A space stays only between two Latin letters or digits, since 马 旭 and 马旭 are one name.
Tokens are the overlapping n-grams (https://en.wikipedia.org/wiki/N-gram), three characters long on SQLite and two on PostgreSQL,
so that a phrase of them is exactly a substring; a shorter word is the beginning of a token.
"""

import re
import unicodedata
from collections.abc import Sequence

from opencc import OpenCC

FIELDS = ("title", "author", "place", "body")
FIELD_BREAK = "\x1f"
_LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_IDLE_SPACE = re.compile(r"(?<![a-z0-9 ]) +| +(?![a-z0-9 ])|(?<= ) +")

# No token holds a space or ASCII punctuation: they would be syntax in FTS5's and PostgreSQL's query languages.
FULL_WIDTH = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F) if not chr(code).isalnum()} | {0x20: 0x3000}


class _Folds(dict[int, str]):
    """A table for ``str.translate`` that works out a character when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self._simplified = OpenCC("t2s")

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    def _fold(self, character: str) -> str:
        if character in _LINE_BREAKS:
            return "\n"
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
        kept = unicodedata.normalize("NFC", "".join(filter(_has_shape, plain)))
        return "".join(" " if c.isspace() else self._simplified.convert(c) for c in kept)


def _has_shape(character: str) -> bool:
    """False for marks on another character, control and format characters, lone surrogates."""
    return character.isspace() or unicodedata.category(character) not in {"Mn", "Me", "Cc", "Cf", "Cs"}


_FOLDS = _Folds()


def fold(text: str) -> str:
    """``text`` as it is searched in; only the breaks space and newline are white space there."""
    return _IDLE_SPACE.sub("", text.translate(_FOLDS))


def fold_with_origins(text: str) -> tuple[str, Sequence[int]]:
    """``fold(text)``, and for each of its characters the index in ``text`` that it is from."""
    expanded = [character.translate(_FOLDS) for character in text]
    origins = [index for index, folded in enumerate(expanded) for _ in folded]
    whole = "".join(expanded)
    idle = {index for match in _IDLE_SPACE.finditer(whole) for index in range(*match.span())}
    kept = [index for index in range(len(whole)) if index not in idle]
    return "".join(whole[index] for index in kept), [origins[index] for index in kept]


def ngrams(folded: str, length: int) -> list[str]:
    """The tokens of a folded text, of 3 characters: 兰州市区 → 兰州市 州市区 市区 区; the last of a line are shorter."""
    found: list[str] = re.findall(rf"(?=([^\n{FIELD_BREAK}]{{1,{length}}}))", folded.translate(FULL_WIDTH))
    return found


def clusters(text: str) -> list[int]:
    """For each character of ``text``, the index where what follows it (accents, selectors) is over."""
    ends = list(range(1, len(text) + 1))
    hanging = set(filter(_hangs, set(text)))
    for index in range(len(text) - 1, 0, -1) if hanging else ():
        if text[index] in hanging:
            ends[index - 1] = ends[index]
    return ends


def _hangs(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf"}
