"""A report opens with its day, a letter with its salutation, a wide caption with what it shows.

Examples: ``近日，…``, ``7 月 16 日，…``, ``今年以来，…``, ``编辑同志：…``, ``图为…``.
"""

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.typeset import OPENING_PHRASE

SURE = "编辑同志"
CAPTION = "图为"
WIDE_EM = 1.5
SURELY = Weights({Role.FIRST: 6.0, Role.ONLY: 3.0, Role.HEAD: -8.0})
OPENS = Weights({Role.FIRST: 1.5, Role.ONLY: 1.0, Role.HEAD: -1.5})


def weigh(seen: Seen) -> Weights:
    """Weights for a paragraph's first line."""
    if seen.text.startswith(SURE) or (seen.text.startswith(CAPTION) and across_columns(seen)):
        return SURELY
    return OPENS if OPENING_PHRASE.match(seen.text) else SILENT


def across_columns(seen: Seen) -> bool:
    """Whether the row is wider than its column."""
    return seen.row.width > seen.measure.widest + WIDE_EM
