"""Subheads (小标题) open with a mark or a Chinese number.

Examples: ``‖强平台``, ``●一、…``, ``二、夯实基础``, ``（三）…``, ``01 …``.
"""

import re

from articles.parser.byline import is_marked_author
from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.typeset import ends_sentence

MARKED = re.compile(r"^[‖●■◆▲★☆◎◇□▶►∥|]")
NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）)")

MARK = Weights({Role.HEAD: 8.0, Role.MIDDLE: -5.0, Role.LAST: -3.0})
NUMBER = Weights({Role.HEAD: 2.0})


def weigh(seen: Seen) -> Weights:
    """Weights for a headline, which a later stage finds to be a subhead."""
    if MARKED.match(seen.text) and not ends_sentence(seen.text):
        return SILENT if is_marked_author(seen.text) else MARK
    return NUMBER if NUMBERED.match(seen.text) and not ends_sentence(seen.text) else SILENT
