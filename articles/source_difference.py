"""What persons made of the raw lines: an article against the lines of its page that it was made from."""

import re
from collections.abc import Iterable

from articles.difference import Kind, Piece, pieces
from articles.lines import numbers
from articles.models import Article
from articles.parser.carried import JUMP, plain

STRETCH = 4  # characters; a line that was changed is known by as much of it
NEAR = 40  # characters; a line is looked for near the one before it first
OPENING = 6  # characters; by so many the beginning of the body is found
REPEATED = 8  # characters; as long a stretch that stands in both is the same text, such as a headline printed twice
_SIGN = re.compile(r"[■●◆▲★□◎▶►‖]+|据?本报")


def against_source(article: Article) -> list[Piece]:
    """The article's text in pieces, with what only its raw lines have between them; re-flow does not count.

    The raw lines are put in the order of the text first, since a headline may stand after its story. What a field says in
    its own way (bylines, section, jumps) or what was printed twice is ``ELSEWHERE``. Bylines and pictures are best at hand.
    """
    lines = raw_lines(article)
    raw = _solid("".join(lines))
    told = _told(article, raw)
    ordered = _in_order([_solid(line) for line in lines], _solid(told), lines)
    words = sorted(filter(None, map(plain, _words(article))), key=len, reverse=True)
    found = pieces("\n".join(ordered), told, paragraphs=False)
    return [_judged(piece, words, plain(raw), plain(told)) for piece in found]


def raw_lines(article: Article) -> list[str]:
    """The lines of the page that the article was made from, as they stand there, without the blank ones."""
    printed = article.page.raw.split("\n")
    own = [printed[number - 1].strip() for number in numbers(article.source_lines) if number <= len(printed)]
    return [line for line in own if line]


def _solid(text: str) -> str:
    return "".join(text.split())


def _told(article: Article, raw: str) -> str:
    """All that the article says, put together as newspapers print it: bylines where the raw lines have them."""
    names = _names(article, raw)
    body = "\n\n".join(block.text for block in article.blocks())
    opening = _solid(body)[:OPENING]
    is_signed_last = bool(names) and raw.find(_solid(names)) > max(0, raw.find(opening)) and opening in raw
    head = article.dateline if is_signed_last else article.dateline + names
    story = head + body + ("\n" + names if is_signed_last else "")
    return "\n\n".join(filter(None, (article.kicker, article.headline, article.subtitle, story)))


def _names(article: Article, raw: str) -> str:
    """The bylines in a row, each role once; in brackets if the raw lines have them so."""
    row, last = "", None
    for byline in article.bylines.all():
        row += (byline.role if byline.role != last else "") + (" " if row else "") + byline.printed_name
        last = byline.role
    first = _solid(row)[:2]
    return f"（{row}）" if first and f"（{first}" in raw else row


def _in_order(solid: list[str], told: str, lines: list[str]) -> list[str]:
    """The ``lines`` in the order in which the text tells them."""
    placed, expected = [], 0
    for number, line in enumerate(solid):
        at = _place(line, told, expected)
        placed.append((at, number))
        expected = at + len(line)
    return [lines[number] for _at, number in sorted(placed)]


def _place(line: str, told: str, expected: int) -> int:
    """Where the text tells the line: where it goes on, near that, anywhere; then where it tells a stretch of the line."""
    if told.startswith(line, expected):
        return expected
    near = (max(0, expected - NEAR), expected + len(line) + NEAR)
    starts = range(1 + len(line) - STRETCH)
    for stretches in ([(0, line)], [(start, line[start : start + STRETCH]) for start in starts]):
        for area in (near, (0, len(told))):
            for start, stretch in stretches:
                if (at := told.find(stretch, *area)) >= 0:
                    return max(0, at - start)
    return expected


def _words(article: Article) -> Iterable[str]:
    """What fields say in their own way."""
    yield from (article.section.name if article.section else "", article.dateline, article.place)
    for byline in article.bylines.all():
        yield from (byline.role, byline.printed_name)
    yield from (picture.credit for picture in article.pictures.all())


def _judged(piece: Piece, words: list[str], raw: str, told: str) -> Piece:
    """The piece, as ``ELSEWHERE`` if the other side has it in another place or manner."""
    if piece.kind == Kind.SAME:
        return piece
    other, known = (told, words) if piece.kind == Kind.REMOVED else (raw, [word for word in words if word in raw])
    if _SIGN.fullmatch(_solid(piece.text)) or _is_told(plain(piece.text), known, other):
        return Piece(piece.text, Kind.ELSEWHERE)
    return piece


def _is_told(text: str, words: list[str], other: str) -> bool:
    rest = JUMP.sub("", text)
    for word in words:
        rest = rest.replace(word, "")
    return (rest == "" and rest != text) or (len(text) >= REPEATED and text in other)
