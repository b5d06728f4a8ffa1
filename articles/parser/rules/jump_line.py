"""A jump line (转版) sends the reader to another page or says where the text began.

Examples: ``（下转第三版）``, ``（上接第一版）``, ``下转 4 版``.
"""

from articles.parser.jumps import is_jump_line
from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights

JUMP: Weights = {Role.JUMP: 14.0}
UNLIKELY: Weights = {Role.JUMP: -14.0}


def weigh(seen: Seen) -> Weights:
    """Weights for a jump line that stands alone."""
    return JUMP if is_jump_line(seen.text) else UNLIKELY
