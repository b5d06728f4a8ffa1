"""The roles that a row of a page can have, and which may follow which."""

from enum import IntEnum


class Role(IntEnum):
    """What a row is: the four places in a paragraph, then what stands outside the text."""

    FIRST = 0
    MIDDLE = 1
    LAST = 2
    ONLY = 3
    HEAD = 4
    STRAY = 5
    BYLINE = 6
    LABEL = 7
    CREDIT = 8
    JUMP = 9
    FURNITURE = 10


BODY = frozenset({Role.FIRST, Role.MIDDLE, Role.LAST, Role.ONLY})
OPEN = (Role.FIRST, Role.MIDDLE)
CLOSED = (Role.LAST, Role.ONLY, Role.HEAD, Role.BYLINE, Role.LABEL, Role.CREDIT, Role.JUMP, Role.FURNITURE)

# Log weights of a step from one role to the next; a step that is not here cannot be.
STARTS = {
    Role.FIRST: -0.3, Role.ONLY: -2.5, Role.HEAD: -2.3, Role.BYLINE: -1.0, Role.LABEL: -1.0,
    Role.CREDIT: -1.0, Role.JUMP: -0.5, Role.FURNITURE: -0.5,
}  # fmt: skip
CONTINUES = {Role.MIDDLE: -0.2, Role.LAST: -1.8, Role.STRAY: -11.0, Role.JUMP: -4.0}
BROKEN_OFF = -7.5
AFTER_HEAD = {Role.HEAD: -1.0}

STEPS: dict[Role, dict[Role, float]] = {
    **{role: dict(STARTS) for role in CLOSED},
    **{role: {**{to: weight + BROKEN_OFF for to, weight in STARTS.items()}, **CONTINUES} for role in OPEN},
    Role.HEAD: {**STARTS, **AFTER_HEAD},
    Role.STRAY: {Role.MIDDLE: -0.2, Role.LAST: -1.8, Role.STRAY: -0.7},
}
