"""The editors' line (责编) names who made the page.

Examples: ``本版责编：某某 某某``, ``责任编辑/某某 版式设计/某某``, ``值班总编：某某``.
"""

from articles.parser.folio import is_editors_line
from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

EDITED = Weights({Role.FURNITURE: 25.0})


def weigh(seen: Seen) -> Weights:
    """Weights for furniture."""
    return EDITED if is_editors_line(seen.text) else SILENT
