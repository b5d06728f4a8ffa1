"""A paragraph fills its column.

Its first line is two em short of the measure (空两格), its inner lines fill it to within a squeezed mark or a digit,
and its last ends anywhere. A line that is wider than the column was set across columns: a headline.

Source: W3C, Requirements for Chinese Text Layout (clreq), "Paragraph adjustment rules".
"""

import re

from articles.parser.measure import INDENT_EM
from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights
from articles.parser.typeset import em

UNBREAKABLE = re.compile(r"[0-9A-Za-z.,%+\-/]+(?: ?[%年月日万亿个])?")
TOLERANCE_EM = 0.75
PER_EM = 3.0
WORST = -9.0
UNINDENTED = -3.5
SPARE = -2.2
BANNER_EM = 1.5
LONGEST_COLUMN_EM = 45.0


def weigh(seen: Seen) -> Weights:
    """Weights of the places in a paragraph by the width, and of a headline for a width beyond the column."""
    width, before, after = seen.row.width, seen.measure.before, seen.measure.after
    if width > LONGEST_COLUMN_EM:
        return {
            Role.ONLY: 0.0,
            Role.LAST: -1.0,
            Role.FIRST: -1.0,
            Role.MIDDLE: -1.0,
            Role.HEAD: WORST,
            Role.STRAY: WORST,
        }
    head = 0.0 if width > seen.measure.widest + BANNER_EM else SPARE
    slack = em(unbreakable(seen.after))
    indented = fit(width + INDENT_EM - after, slack)
    return {
        Role.FIRST: 0.0 if seen.row.indented else max(indented, fit(width - after, slack) + UNINDENTED),
        Role.MIDDLE: max(fit(width - before, slack), fit(width - after, slack)) - (4.0 if seen.row.indented else 0.0),
        Role.LAST: SPARE + min(0.0, fit(width - before) if width > before else 0.0),
        Role.ONLY: SPARE + min(0.0, fit(width + INDENT_EM - after) if width + INDENT_EM > after else 0.0),
        Role.HEAD: head,
        Role.STRAY: head,
    }


def unbreakable(text: str) -> str:
    """The number or word at a line's start that typesetting may not break, and that left the line above short."""
    match = UNBREAKABLE.match(text)
    return match.group() if match else ""


def fit(gap: float, slack: float = 0.0) -> float:
    """The weight of a line that is ``gap`` em wider than it should be, or up to ``slack`` em narrower."""
    over = gap if gap > 0 else min(0.0, gap + slack)
    return max(WORST, -PER_EM * max(0.0, abs(over) - TOLERANCE_EM))
