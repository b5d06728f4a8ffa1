"""A report opens with its day, a letter with its salutation.

Examples: ``近日，…``, ``7 月 16 日，…``, ``今年以来，…``, ``编辑同志：…``.
"""

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.typeset import OPENING_PHRASE

SURE = "编辑同志"
SURELY: Weights = {Role.FIRST: 4.0, Role.ONLY: 3.0, Role.HEAD: -6.0}
OPENS: Weights = {Role.FIRST: 1.5, Role.ONLY: 1.0, Role.HEAD: -1.5}


def weigh(seen: Seen) -> Weights:
    """Weights for a paragraph's first line."""
    if seen.text.startswith(SURE):
        return SURELY
    return OPENS if OPENING_PHRASE.match(seen.text) else SILENT
