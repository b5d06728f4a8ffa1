"""A word that goes on over a line's end joins the two lines.

Example: ``…强化重`` / ``点地段…`` where ``重点`` stands elsewhere on the page, inside a line.
"""

from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights

JOINED_AFTER: Weights = {Role.FIRST: 1.2, Role.MIDDLE: 1.2, Role.HEAD: 0.0, Role.LAST: -1.6, Role.ONLY: -1.6}
PARTED_AFTER: Weights = {Role.FIRST: -0.4, Role.MIDDLE: -0.4}
JOINED_BEFORE: Weights = {Role.MIDDLE: 1.2, Role.LAST: 1.2, Role.HEAD: 0.0, Role.FIRST: -1.4, Role.ONLY: -1.4}
PARTED_BEFORE: Weights = {Role.MIDDLE: -0.4, Role.LAST: -0.4}


def weigh(seen: Seen) -> Weights:
    """Weights for the line's going on, above and below."""
    total: dict[Role, float] = {}
    for joined, yes, no in (
        (seen.joins_before, JOINED_BEFORE, PARTED_BEFORE),
        (seen.joins_after, JOINED_AFTER, PARTED_AFTER),
    ):
        if joined is not None:
            for role, weight in (yes if joined else no).items():
                total[role] = total.get(role, 0.0) + weight
    return total
