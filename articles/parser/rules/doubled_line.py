"""A line printed twice is a headline with its shadow: layout programs draw shadowed type as two texts."""

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

SHADOWED = Weights({
    Role.HEAD: 6.0, Role.STRAY: 6.0, Role.FIRST: -6.0, Role.MIDDLE: -6.0, Role.LAST: -6.0, Role.ONLY: -6.0,
})  # fmt: skip


def weigh(seen: Seen) -> Weights:
    """Weights for a headline."""
    return SHADOWED if seen.row.doubled else SILENT
