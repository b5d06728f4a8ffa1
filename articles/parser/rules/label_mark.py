"""A column label (栏目) stands between marks, or after one, and is short.

Examples: ``【最前线】``, ``■调研视察``, ``●某某故事``, ``〖短评〗``; but ``□ 李小某`` is an author.
"""

import re

from articles.parser.byline import is_marked_author
from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights

BRACKETED = re.compile(r"^[■●◆▲★]?[【〖〔\[［][^，。；！？【】]{2,14}[】〗〕\]］]$")
MARKED = re.compile(r"^[■●◆▲★□◎▶►]\s?[^，。；！？：]{2,18}$")

CLOSED_MARK = Weights({Role.LABEL: 14.0})
OPEN_MARK = Weights({Role.LABEL: 11.0})
KNOWN = Weights({Role.LABEL: 16.0})
UNLIKELY = Weights({Role.LABEL: -14.0})


def weigh(seen: Seen) -> Weights:
    """Weights for a label; the profile's own sections are labels without a mark, too."""
    if seen.text in seen.profile.sections:
        return KNOWN
    if BRACKETED.match(seen.text):
        return CLOSED_MARK
    return OPEN_MARK if MARKED.match(seen.text) and not is_marked_author(seen.text) else UNLIKELY
