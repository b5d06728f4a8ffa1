"""An author line of its own names a role and people, and has no mark of a sentence.

Examples: ``本报记者 任某某 姜某``, ``通讯员 王某某 文/图``, ``特约评论员 某某``.
"""

from articles.parser.byline import is_byline
from articles.parser.roles import Role
from articles.parser.rules.credit_line import CREDIT
from articles.parser.rules.seen import Seen, Weights

BYLINE = Weights({Role.BYLINE: 16.0})
UNLIKELY = Weights({Role.BYLINE: -14.0})


def weigh(seen: Seen) -> Weights:
    """Weights for an author line."""
    return BYLINE if is_byline(seen.text) and not CREDIT.search(seen.text) else UNLIKELY
