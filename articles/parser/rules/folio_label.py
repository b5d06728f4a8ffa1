"""A short name beside the folio is the page's label.

Example: ``基层动态`` under ``第03版``.
"""

from articles.parser.folio import is_folio
from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.typeset import ends_sentence

LONGEST = 6
BESIDE = Weights({Role.LABEL: 14.0})


def weigh(seen: Seen) -> Weights:
    """Weights for a label."""
    if len(seen.text) > LONGEST or not seen.text.isalpha() or seen.is_folio_name:
        return SILENT
    beside = is_folio(seen.before) or (is_folio(seen.after) and ends_sentence(seen.before))
    return BESIDE if beside else SILENT
