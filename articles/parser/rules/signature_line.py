"""A signature in brackets ends an article and belongs to its text.

Examples: ``（李小某）``, ``（作者系某单位主任）``, ``（本报记者某某参与采写）``.
"""

import re

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

BRACKETED = re.compile(r"^（[^（）]{2,60}）$")

SIGNED = Weights({Role.LAST: 1.0, Role.ONLY: 3.0, Role.HEAD: -7.0, Role.STRAY: -7.0})


def weigh(seen: Seen) -> Weights:
    """Weights for text."""
    return SIGNED if BRACKETED.match(seen.text) else SILENT
