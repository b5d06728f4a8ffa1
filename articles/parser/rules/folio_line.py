"""The folio (报眉) prints the date, the page's number and name, and the paper's name.

Examples: ``2024年7月23日 星期二``, ``第03版``, ``A2版``, ``03 要闻``, a paper's name between the two.
"""

from articles.parser.folio import is_folio, is_folio_neighbour
from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights

FOLIO: Weights = {Role.FURNITURE: 16.0}
BESIDE_FOLIO: Weights = {Role.FURNITURE: 12.0}
UNLIKELY: Weights = {Role.FURNITURE: -14.0}


def weigh(seen: Seen) -> Weights:
    """Weights for furniture; a short line between two parts of the folio is the paper's name."""
    if is_folio(seen.text) or seen.text == seen.profile.publication:
        return FOLIO
    return BESIDE_FOLIO if is_folio_neighbour(seen.text, seen.before, seen.after) else UNLIKELY
