"""The folio (报眉) prints the date, the page's number and name, and the paper's name.

Examples: ``2024年7月23日 星期二``, ``第03版``, ``A2版：要闻``, a paper's name between the two.
"""

from articles.parser.folio import is_folio, is_full_folio
from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights

FOLIO = Weights({Role.FURNITURE: 16.0})
NAME_IN_FOLIO = Weights({Role.FURNITURE: 12.0})
LONE_DATE = Weights({Role.FURNITURE: 2.0})
UNLIKELY = Weights({Role.FURNITURE: -14.0})


def weigh(seen: Seen) -> Weights:
    """Weights for furniture; a date alone counts for little inside a text."""
    if is_full_folio(seen.text) or seen.text == seen.profile.publication:
        return FOLIO
    if is_folio(seen.text):
        return FOLIO if _is_beside_folio(seen) else LONE_DATE
    return NAME_IN_FOLIO if seen.is_folio_name else UNLIKELY


def _is_beside_folio(seen: Seen) -> bool:
    return not (seen.before and seen.after) or is_full_folio(seen.before) or is_full_folio(seen.after)
