"""Setting in type: text becomes lines of a measure, as the composing room breaks them.

Widths are counted in quarters of an em: a full-width character 4, a half-width one 2, a space 1.
"""

import random
import re
from itertools import pairwise

from tests.generator.prose import draw
from tests.generator.style import Kinsoku, Style

EM = 4
NOT_FIRST = frozenset("，。、；：？！”’）》〉」』】…—·%")
NOT_LAST = frozenset("“‘（《〈「『【")
PUNCTUATION = NOT_FIRST | NOT_LAST
_NARROW = re.compile(r"[!-~ ]")
_NARROW_RUN = re.compile(r"[!-~]+(?: ?[!-~]+)*")
_NUMBER = re.compile(r"\d[\d.]*%?")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.%:/@_-")


def width(text: str) -> int:
    """The width of a line in quarters of an em."""
    return sum(EM if char >= "\u2000" else 1 if char == " " else 2 for char in text)


def space_digits(text: str, rng: random.Random, style: Style) -> str:
    """``历经10个月`` as ``历经 10 个月`` or ``历经10 个月``, number by number."""
    if not style.spaced_digits:
        return text
    both = " " if rng.random() < 0.5 else ""

    def spaced(number: re.Match[str]) -> str:
        return f"{both}{number[0]} " if rng.random() < style.spaced_digits else number[0]

    return _NUMBER.sub(spaced, text).replace(" %", "%")


def break_lines(text: str, measure: int, rng: random.Random, style: Style, indent: int = 2) -> list[str]:
    """The lines of a paragraph, the first one shorter by the indent."""
    lines, start, room = [], 0, (measure - indent) * EM
    while start < len(text):
        end = _reach(text, start, room)
        if end < len(text):
            end = _kinsoku(text, start, end, rng, style)
        lines.append(text[start:end].strip(" "))
        start, room = end, measure * EM
        while start < len(text) and text[start] == " ":
            start += 1
    if style.indents and indent:
        lines[0] = "\u3000" * indent + lines[0]
    return _stretch(lines, measure) if style.stretched else lines


def _reach(text: str, start: int, room: int) -> int:
    """How far a line from ``start`` goes in that room, before any rule about marks."""
    narrow = _NARROW.search(text, start, start + room // EM)
    if narrow is None:
        return start + room // EM
    end, used = narrow.start(), (narrow.start() - start) * EM
    while end < len(text):
        used += EM if text[end] >= "\u2000" else 1 if text[end] == " " else 2
        if used > room:
            break
        end += 1
    return _whole_word(text, start, end)


def _whole_word(text: str, start: int, end: int) -> int:
    """Take a cut number or word down to the next line, unless it is longer than half of this one."""
    if end >= len(text) or text[end] not in _WORD:
        return end
    back = end
    while back > start and text[back - 1] in _WORD:
        back -= 1
    return back if back > start and end - back < 10 else end


def _kinsoku(text: str, start: int, end: int, rng: random.Random, style: Style) -> int:
    """Mend a break that a mark forbids."""
    if style.kinsoku is Kinsoku.IGNORE:
        return end
    if style.kinsoku is Kinsoku.SQUEEZE and text[end] in NOT_FIRST and rng.random() < 0.85:
        marks = sum(1 for char in text[start:end] if char in PUNCTUATION)
        grown = end + 1
        if grown >= len(text) or text[grown] not in NOT_FIRST:
            return grown
        if marks and (grown + 1 >= len(text) or text[grown + 1] not in NOT_FIRST):
            return grown + 1
    for back in range(end, max(start, end - 4), -1):
        if text[back] not in NOT_FIRST and text[back - 1] not in NOT_LAST:
            return _whole_word(text, start, back)
    return end


def _stretch(lines: list[str], measure: int) -> list[str]:
    """Letter-space a line that a long number left more than two characters short."""
    stretched = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        loose = following and measure * EM - width(line) >= 3 * EM and not _NARROW.search(line)
        stretched.append(" ".join(line) if loose and line is not lines[0] else line)
    return stretched


def break_headline(headline: str, rng: random.Random) -> list[str]:
    """A headline on one line, or on two or three of like length."""
    if len(headline) < 10 or rng.random() < 0.6:
        return [headline]
    halves = headline.split(" ")
    if len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 2:
        return halves
    count = draw(rng, (2, 2, 3))
    size = -(-len(headline) // count)
    cuts = [0, *(_headline_cut(headline, at) for at in range(size, len(headline), size)), len(headline)]
    return [line for line in (headline[a:b].strip() for a, b in pairwise(cuts)) if line]


def _headline_cut(headline: str, at: int) -> int:
    """A headline's line never begins with a mark that closes, nor ends with one that opens."""
    if headline[at] in NOT_FIRST:
        return at + 1
    return at - 1 if headline[at - 1] in NOT_LAST else at
