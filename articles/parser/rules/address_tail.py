"""A web or mail address that is broken by the column goes on in the next line.

Example: ``投稿邮箱：desk@xian`` / ``bao.example.cn``.
"""

import re

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

TAIL = re.compile(r"^[\w.@/\-]+(?: ?[）。])?$", re.ASCII)
HEAD_END = re.compile(r"[@./\w]$", re.ASCII)

GOES_ON = Weights({Role.LAST: 7.0, Role.MIDDLE: 3.0, Role.HEAD: -8.0, Role.ONLY: -4.0})


def weigh(seen: Seen) -> Weights:
    """Weights for the end of the paragraph above."""
    return GOES_ON if TAIL.match(seen.text) and not seen.text.isdecimal() and HEAD_END.search(seen.before) else SILENT
