"""A signature in brackets ends an article and belongs to its text; other words in brackets under a headline are its tag.

Examples: ``（李小某）``, ``（作者系某单位主任）``, ``（本报记者某某参与采写）``; ``（走基层）``.
"""

import re

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.signature import is_signature
from articles.parser.typeset import ends_sentence

BRACKETED = re.compile(r"^（[^（）]{2,60}）$")

SIGNED = Weights({Role.LAST: 1.0, Role.ONLY: 3.0, Role.HEAD: -7.0, Role.STRAY: -7.0})
TAG = Weights({Role.LAST: -4.0, Role.ONLY: -3.0, Role.HEAD: 2.0})


def weigh(seen: Seen) -> Weights:
    """Weights for text, or for a headline's last row."""
    if not BRACKETED.match(seen.text):
        return SILENT
    return SIGNED if not seen.before or ends_sentence(seen.before) or is_signature(seen.text) else TAG
