"""Names alone on a line, two-character ones spaced out to three (``卜 谷``), are the author's.

Source: clreq, on evening out personal names in lists.
"""

from functools import cache

from articles.parser.byline import name_likeness
from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights


def weigh(seen: Seen) -> Weights:
    """Weights for an author line by how much the words look like names."""
    likeness = name_likeness(seen.text)
    return named(likeness) if likeness else SILENT


@cache
def named(likeness: float) -> Weights:
    """The weights of one of the few likenesses."""
    return Weights({Role.BYLINE: likeness})
