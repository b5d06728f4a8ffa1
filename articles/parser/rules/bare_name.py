"""Names alone on a line, two-character ones spaced out to three (``卜 谷``), or behind a mark (``□ 李小某``), are the author's.

Source: clreq, on evening out personal names in lists.
"""

from functools import cache

from articles.parser.byline import is_marked_author, name_likeness
from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

SURE_NAME = 17.0


def weigh(seen: Seen) -> Weights:
    """Weights for an author line by how much the words look like names."""
    likeness = SURE_NAME if is_marked_author(seen.text) else name_likeness(seen.text)
    return named(likeness) if likeness else SILENT


@cache
def named(likeness: float) -> Weights:
    """The weights of one of the few likenesses."""
    return Weights({Role.BYLINE: likeness})
