"""A short name beside the folio is the page's label.

Example: ``基层动态`` under ``第03版``.
"""

from articles.parser.folio import is_folio, is_folio_neighbour
from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

LONGEST = 6
BESIDE: Weights = {Role.LABEL: 14.0}


def weigh(seen: Seen) -> Weights:
    """Weights for a label."""
    beside = any(text and is_folio(text) for text in (seen.before, seen.after))
    if not beside or len(seen.text) > LONGEST or not seen.text.isalpha() or is_folio_neighbour(seen.text, seen.before, seen.after):
        return SILENT
    return BESIDE
