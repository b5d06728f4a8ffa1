"""A report opens with its day.

Examples: ``近日，…``, ``7 月 16 日，…``, ``今年以来，…``.
"""

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.typeset import OPENING_PHRASE

OPENS: Weights = {Role.FIRST: 1.5, Role.ONLY: 1.0, Role.HEAD: -1.5}


def weigh(seen: Seen) -> Weights:
    """Weights for a paragraph's first line."""
    return OPENS if OPENING_PHRASE.match(seen.text) else SILENT
