"""A paragraph ends where a sentence ends.

Example: ``…取得的成果。`` may be a last line, ``…合作的`` may not; a headline carries no full stop.
Source: GB/T 15834—2011, punctuation of Chinese; the log weights were counted on one half of the sample pages.
"""

from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights
from articles.parser.typeset import ends_sentence

SHORT_EM = 4.0
FULL_STOP = Weights({Role.FIRST: -3.9, Role.MIDDLE: -3.3, Role.HEAD: -7.0, Role.STRAY: -7.0})
CALL = Weights({Role.FIRST: -3.5, Role.MIDDLE: -3.0, Role.HEAD: -1.0, Role.STRAY: -1.0})
BRACKET = Weights({Role.FIRST: -1.5, Role.MIDDLE: -1.5, Role.LAST: -1.5, Role.ONLY: -1.5})
COMMA = Weights(
    {
        Role.FIRST: -0.5,
        Role.MIDDLE: -0.5,
        Role.LAST: -5.5,
        Role.ONLY: -6.0,
        Role.HEAD: -5.0,
        Role.STRAY: -5.0,
    }
)
COLON = Weights({Role.LAST: -4.5, Role.ONLY: -5.0, Role.HEAD: -2.0, Role.STRAY: -2.0})
SHORT_COLON = Weights({Role.LAST: -3.0, Role.ONLY: -3.0, Role.HEAD: -2.0, Role.STRAY: -4.0})
LIST_COLON = Weights({Role.FIRST: -1.0, Role.MIDDLE: -1.0, Role.HEAD: -5.0, Role.STRAY: -7.0})
DASH = Weights({Role.LAST: -4.5, Role.ONLY: -5.0, Role.HEAD: 2.0, Role.STRAY: 1.0})
NONE = Weights({Role.LAST: -6.5, Role.ONLY: -6.0})
BY_LAST_MARK = {
    "）": BRACKET,
    ")": BRACKET,
    "！": CALL,
    "？": CALL,
    "，": COMMA,
    "、": COMMA,
    "；": COMMA,
    "：": COLON,
    "—": DASH,
}


def weigh(seen: Seen) -> Weights:
    """Weights by the line's last mark."""
    last = seen.text[-1]
    if last == "：" and seen.text.endswith("如下："):
        return LIST_COLON
    if last == "：" and seen.row.width < seen.measure.widest - SHORT_EM:
        return SHORT_COLON
    if last in BY_LAST_MARK:
        return BY_LAST_MARK[last]
    if last == "”" and seen.text[-2:-1] in ("？", "！"):
        return CALL
    return FULL_STOP if ends_sentence(seen.text) else NONE
