"""A jump line (转版) sends the reader to another page or says where the text began.

Examples: ``（下转第三版）``, ``（上接第一版）``, ``下转 4 版``.
"""

from articles.parser.jumps import ON, is_jump_line
from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights

JUMP: Weights = {Role.JUMP: 14.0}
UNLIKELY: Weights = {Role.JUMP: -14.0}
ENDS: Weights = {Role.JUMP: -14.0, Role.LAST: 4.0, Role.ONLY: 2.0, Role.HEAD: -8.0}


def weigh(seen: Seen) -> Weights:
    """Weights for a jump line that stands alone, or that ends a paragraph."""
    if is_jump_line(seen.text):
        return JUMP
    return ENDS if "下转" in seen.text and ON.search(seen.text) else UNLIKELY
