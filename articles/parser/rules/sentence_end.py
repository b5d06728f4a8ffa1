"""A paragraph ends where a sentence ends.

Example: ``…取得的成果。`` may be a last line, ``…合作的`` may not; a headline carries no full stop.
Source: GB/T 15834—2011, punctuation of Chinese.
"""

from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights
from articles.parser.typeset import ends_sentence

ENDING: Weights = {Role.FIRST: -2.5, Role.MIDDLE: -2.5}
UNENDED: Weights = {Role.LAST: -5.5, Role.ONLY: -6.0}
HEADS_BY_LAST_MARK = {"。": -6.0, "；": -5.0, "，": -4.0, "、": -6.0, "：": -2.0, "…": -3.0}


def weigh(seen: Seen) -> Weights:
    """Weights by the line's last mark."""
    last = seen.text[-1]
    head = HEADS_BY_LAST_MARK.get(last, 0.0)
    if ends_sentence(seen.text):
        head = head or (-1.0 if last in "！？" else -3.0 if seen.text[-2:-1] in "。！？" else 0.0)
        return {**ENDING, Role.HEAD: head, Role.STRAY: head}
    return {**UNENDED, Role.HEAD: head, Role.STRAY: head}
