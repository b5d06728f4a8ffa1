"""Where a line of a PDF stands in its column, and how large its type is, tell its part.

A headline is set larger than running text; a paragraph's first line stands two em in from the column's edge (空两格),
its inner lines fill the column from edge to edge, its last begins at the edge; a subhead is centred, or heavier.

Source: W3C, Requirements for Chinese Text Layout (clreq), "Paragraph adjustment rules".
"""

import functools

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.seats import Seat

TITLE = Weights({
    Role.HEAD: 7.0, Role.STRAY: 3.0, Role.FIRST: -12.0, Role.MIDDLE: -12.0, Role.LAST: -12.0, Role.ONLY: -12.0,
})  # fmt: skip
LARGE_SCALE = 1.5
LARGE = Weights({**TITLE, Role.CREDIT: -15.0, Role.BYLINE: -15.0})
INDENTED = Weights(
    {
        Role.FIRST: -0.2,
        Role.ONLY: -0.6,
        Role.MIDDLE: -7.0,
        Role.LAST: -7.0,
        Role.HEAD: -2.8,
        Role.STRAY: -6.0,
    }
)
FLUSH = Weights(
    {
        Role.FIRST: -6.0,
        Role.ONLY: -6.0,
        Role.MIDDLE: -0.2,
        Role.LAST: -0.6,
        Role.HEAD: -3.0,
        Role.STRAY: -6.0,
    }
)
CENTRED = Weights(
    {
        Role.FIRST: -5.0,
        Role.ONLY: -3.0,
        Role.MIDDLE: -8.0,
        Role.LAST: -5.0,
        Role.HEAD: 2.0,
        Role.STRAY: -6.0,
    }
)
OPENING = Weights(
    {
        Role.FIRST: -1.5,
        Role.ONLY: -2.5,
        Role.MIDDLE: -3.0,
        Role.LAST: -3.0,
        Role.HEAD: -2.8,
        Role.STRAY: -6.0,
    }
)
ANYWHERE = Weights(
    {
        Role.FIRST: -1.0,
        Role.ONLY: -2.0,
        Role.MIDDLE: -1.0,
        Role.LAST: -1.0,
        Role.HEAD: -2.8,
        Role.STRAY: -6.0,
    }
)
HEAVY = Weights({Role.HEAD: 2.0, Role.MIDDLE: -1.5, Role.LAST: -1.5})
CAPTION_OPENS = Weights(
    {
        Role.FIRST: 0.0,
        Role.ONLY: 0.0,
        Role.MIDDLE: -12.0,
        Role.LAST: -12.0,
        Role.HEAD: -8.0,
        Role.STRAY: -8.0,
    }
)
CAPTION_GOES_ON = Weights({Role.FIRST: -8.0, Role.ONLY: -8.0, Role.HEAD: -8.0, Role.STRAY: -8.0})
CAPTION_WRAPS = Weights({**CAPTION_GOES_ON, Role.CREDIT: -25.0, Role.BYLINE: -25.0, Role.LABEL: -25.0})
SHORT_EM = 2.2
BROKEN_OFF = Weights({Role.FIRST: -3.5, Role.MIDDLE: -3.5})
FULL_EM = 0.8
FULL = Weights({Role.LAST: -2.0, Role.ONLY: -2.0})
NEW_REGION = Weights({Role.MIDDLE: -4.0, Role.LAST: -4.0})
INSIDE = Weights({Role.BYLINE: -20.0, Role.CREDIT: -20.0, Role.LABEL: -20.0, Role.HEAD: -8.0})  # of a bracket
BEGINNINGS = {"centred": CENTRED, "anywhere": ANYWHERE, "indented": INDENTED, "opening": OPENING, "flush": FLUSH}
ENDS = {"short": BROKEN_OFF, "full": FULL, "usual": SILENT}


def weigh(seen: Seen) -> Weights:
    """Weights by type size, indent and end; text pages say nothing."""
    seat = seen.row.seat
    if seat is None:
        return SILENT
    if seat.line.caption:
        return CAPTION_OPENS if seat.begins else CAPTION_WRAPS if seat.wraps else CAPTION_GOES_ON
    if seat.is_title:
        return LARGE if seat.scale > LARGE_SCALE else TITLE
    inside = seat.wraps and seen.before.rfind("（") > seen.before.rfind("）")
    return added(beginning(seat), end(seat), seat.heavy, seat.opens and seat.titled, inside)


def beginning(seat: Seat) -> str:
    """Where the line begins: a key of BEGINNINGS."""
    if seat.is_centred:
        return "centred"
    if not seat.indents:
        return "anywhere"
    if seat.is_indented:
        return "indented"
    return "opening" if seat.opens else "flush"


def end(seat: Seat) -> str:
    """Where the line ends: a key of ENDS."""
    if seat.short > SHORT_EM:
        return "short"
    return "full" if seat.short < FULL_EM else "usual"


@functools.cache
def added(beginning: str, end: str, heavy: bool, opens: bool, inside: bool, /) -> Weights:
    """The sum of what a line's beginning and end, its weight, its place in the region and an open bracket say."""
    total = Weights(BEGINNINGS[beginning])
    for weights in (
        ENDS[end],
        HEAVY if heavy else SILENT,
        NEW_REGION if opens else SILENT,
        INSIDE if inside else SILENT,
    ):
        for role, weight in weights.items():
            total[role] = total.get(role, 0.0) + weight
    return total
