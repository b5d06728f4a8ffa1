"""A paragraph fills its column.

Its first line is two em short of the measure (空两格), its inner lines fill it to within a squeezed or hanging mark,
and its last ends anywhere. A line that is wider than the column was set across columns: a headline.

Source: W3C, Requirements for Chinese Text Layout (clreq), "Paragraph adjustment rules"; the log weights were counted
on one half of the sample pages and confirmed on the other.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.typeset import em, squeezable

UNBREAKABLE = re.compile(r"[0-9A-Za-z.,%+\-/]+(?: ?[%年月日万亿个])?")
HANGING_MARKS = "，。、；："

# Log weight of a line that is so many half-ems wider than it should be, by whether it ends with a mark that may hang.
INNER: Mapping[bool, Mapping[int, float]] = {
    False: {-4: -5.4, -3: -6.0, -2: -3.0, -1: -2.9, 0: -0.2, 1: -3.4, 2: -4.7},
    True: {-4: -5.2, -3: -5.1, -2: -3.7, -1: -3.4, 0: -0.7, 1: -2.5, 2: -1.1, 3: -4.1},
}
OPENING: Mapping[bool, Mapping[int, float]] = {
    False: {-4: -4.5, -3: -4.0, -2: -2.6, -1: -2.6, 0: -0.4, 1: -2.1, 2: -4.7, 3: -6.0, 4: -5.4},
    True: {-2: -3.0, -1: -2.6, 0: -1.1, 1: -1.9, 2: -1.3, 3: -2.5, 4: -3.9},
}
WORST = -7.5
PLAYED = 0.7
ANYWHERE = -3.3
FULL_LAST = -2.6
BANNER_EM = 1.5
BANNER = -1.0
FULL_HEAD = -2.3
ANY_HEAD = -2.8
INDENTED_INSIDE = -4.0
LONGEST_COLUMN_EM = 45.0
UNWRAPPED = Weights(
    {
        Role.ONLY: 0.0,
        Role.LAST: -1.0,
        Role.FIRST: -1.0,
        Role.MIDDLE: -1.0,
        Role.HEAD: -9.0,
        Role.STRAY: -9.0,
    }
)


def weigh(seen: Seen) -> Weights:
    """Weights of the places in a paragraph by the width, and of a headline for a width beyond the column."""
    if seen.row.seat is not None:
        return SILENT  # printed_place knows the column itself
    width, before, after = seen.row.width, seen.measure.before, seen.measure.after
    if width > LONGEST_COLUMN_EM:
        return UNWRAPPED
    return fitted(
        width - before,
        width - after,
        seen.measure.indent,
        (squeezable(seen.text), unbreakable(seen.after)),
        hangs=seen.text[-1] in HANGING_MARKS,
        indented=seen.row.indented,
    )


@lru_cache(maxsize=4096)  # the lines of a column are alike
def fitted(
    over_before: float, over_after: float, indent: float, play: tuple[float, float], *, hangs: bool, indented: bool
) -> Weights:
    """The weights of a line that is so many em wider than the measure above and the one below."""
    inner, opening = fit(over_before, play, INNER[hangs]), fit(over_after + indent, play, OPENING[hangs])
    if over_before != over_after:  # the column changes hereabouts
        inner = max(inner, fit(over_after, play, INNER[hangs]))
        opening = max(opening, fit(over_before + indent, play, OPENING[hangs]))
    return by_place(
        0.0 if indented else opening,
        inner + (INDENTED_INSIDE if indented else 0.0),
        ending(min(over_before, over_after)),
        ending(over_after + indent),
        head_fit(over_before, over_after),
    )


@lru_cache(maxsize=4096)  # one object for all lines that it says the same of
def by_place(first: float, middle: float, last: float, only: float, head: float) -> Weights:
    """The weights of a paragraph's places and of a headline."""
    return Weights(
        {
            Role.FIRST: first,
            Role.MIDDLE: middle,
            Role.LAST: last,
            Role.ONLY: only,
            Role.HEAD: head,
            Role.STRAY: head,
        }
    )


def unbreakable(text: str) -> float:
    """The width of the number or word at a line's start that typesetting may not break, and that left the line above short."""
    match = UNBREAKABLE.match(text) if text[:1].isascii() else None
    return em(match.group()) if match else 0.0


def fit(gap: float, play: tuple[float, float], table: Mapping[int, float]) -> float:
    """The weight of a line that is ``gap`` em wider than it should be; ``play`` is how much over and under may be free."""
    over, under = play
    near = max(0.0, gap - over) if gap > 0 else min(0.0, gap + under)
    return max(table.get(round(gap * 2), WORST), table.get(round(near * 2), WORST) - PLAYED)


def head_fit(over_before: float, over_after: float) -> float:
    """The weight of a headline: of any width, more often one that fills its column, mostly one that is beyond it."""
    if min(over_before, over_after) > BANNER_EM:
        return BANNER
    return FULL_HEAD if abs(over_before) <= 0.5 else ANY_HEAD


def ending(gap: float) -> float:
    """The weight of a paragraph's last line: it ends anywhere, but for one character over the measure at most."""
    return FULL_LAST if -0.5 <= gap <= 1 else ANYWHERE if gap < 0 else WORST
