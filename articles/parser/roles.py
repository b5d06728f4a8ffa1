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

# Log weights of entering a role. The places inside a paragraph follow only on an open paragraph or a stray headline in
# one; all others begin something, after whatever stands above.
ENTERING = {
    Role.FIRST: -0.3, Role.MIDDLE: -0.2, Role.LAST: -1.8, Role.ONLY: -2.5, Role.HEAD: -2.3, Role.STRAY: -11.0,
    Role.BYLINE: -1.0, Role.LABEL: -1.0, Role.CREDIT: -1.0, Role.JUMP: -0.5, Role.FURNITURE: -0.5,
}  # fmt: skip
# What that changes by: for anything but a jump line that breaks a paragraph off, and for headlines in a row.
BROKEN_OFF = -7.5
JUMPED_OFF = -3.5
NEXT_HEAD = 1.3
NEXT_STRAY = 10.3
