"""A row of a table holds its cells side by side, a number last, and ends without a mark.

Example: ``石桥乡 容缺受理 178 份`` among others of its kind.
"""

import re

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.typeset import HAN

CELLS = re.compile(rf"^[{HAN}]{{2,10}} (?:[{HAN}]{{2,10}} ?)+\d[\d.]* ?[{HAN}%]{{0,4}}$")

CELL_ROW = Weights({Role.ONLY: 8.0, Role.HEAD: -3.0, Role.FIRST: -2.0, Role.BYLINE: -4.0})


def weigh(seen: Seen) -> Weights:
    """Weights for a line of text of its own."""
    is_row = CELLS.match(seen.text) and (CELLS.match(seen.before) or CELLS.match(seen.after))
    return CELL_ROW if is_row else SILENT
