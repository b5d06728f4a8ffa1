"""A jump line (转版) sends the reader to another page or says where the text began.

Examples: ``（下转第三版）``, ``（上接第一版）``, ``下转 4 版``; it may break: ``…（下转第三`` / ``版）``.
"""

from articles.parser.jumps import ON, is_jump_line
from articles.parser.roles import Role
from articles.parser.rules.seen import Seen, Weights

JUMP = Weights({Role.JUMP: 14.0})
UNLIKELY = Weights({Role.JUMP: -14.0})
ENDS = Weights({Role.JUMP: -14.0, Role.LAST: 4.0, Role.ONLY: 2.0, Role.HEAD: -8.0})


def weigh(seen: Seen) -> Weights:
    """Weights for a jump line that stands alone, or that ends a paragraph, on one row or two."""
    if is_jump_line(seen.text):
        return JUMP
    return ENDS if ends_in_jump(seen) else UNLIKELY


def ends_in_jump(seen: Seen) -> bool:
    """Whether a jump line stands in the row, or ends with it after it began on the row before."""
    if "下转" in seen.text:
        return ON.search(seen.text) is not None
    if "下转" not in seen.before or ON.search(seen.before):
        return False
    torn = ON.search(seen.before + seen.text)
    return torn is not None and not torn.string[torn.end() :]
