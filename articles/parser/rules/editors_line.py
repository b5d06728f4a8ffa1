"""The editors' line (责编) names who made the page.

Examples: ``本版责编：某某 某某``, ``责任编辑/某某 版式设计/某某``, ``值班总编：某某``.
"""

import re

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

EDITORS = re.compile(
    r"^[本一二三四五六七八九十\d]{0,2}版?(?:责编|责任编辑|值班(?:总编|编辑|主任)|本版编辑|编辑|版式(?:设计)?|美编|校对|组版|审读|终审|监制|统筹)"
    r"\s?[:：/／ ]"
)
LONGEST = 120

EDITED: Weights = {Role.FURNITURE: 25.0}


def weigh(seen: Seen) -> Weights:
    """Weights for furniture."""
    return EDITED if len(seen.text) <= LONGEST and EDITORS.match(seen.text) else SILENT
