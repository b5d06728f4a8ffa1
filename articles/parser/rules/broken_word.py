"""A word that goes on over a line's end joins the two lines.

Example: ``…强化重`` / ``点地段…`` where ``重点`` stands elsewhere on the page, inside a line.
"""

from functools import cache

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

JOINED_AFTER = Weights({Role.FIRST: 1.2, Role.MIDDLE: 1.2, Role.HEAD: 0.0, Role.LAST: -1.6, Role.ONLY: -1.6})
PARTED_AFTER = Weights({Role.FIRST: -0.4, Role.MIDDLE: -0.4})
JOINED_BEFORE = Weights({Role.MIDDLE: 1.2, Role.LAST: 1.2, Role.HEAD: 0.0, Role.FIRST: -1.4, Role.ONLY: -1.4})
PARTED_BEFORE = Weights({Role.MIDDLE: -0.4, Role.LAST: -0.4})
BEFORE = {True: JOINED_BEFORE, False: PARTED_BEFORE, None: SILENT}
AFTER = {True: JOINED_AFTER, False: PARTED_AFTER, None: SILENT}


def weigh(seen: Seen) -> Weights:
    """Weights for the line's going on, above and below."""
    return added(seen.joins_before, seen.joins_after)


@cache
def added(before: bool | None, after: bool | None) -> Weights:
    """The sum of what both line breaks say."""
    total = Weights(BEFORE[before])
    for role, weight in AFTER[after].items():
        total[role] = total.get(role, 0.0) + weight
    return total
