"""A line that names a source or an address is text, though it ends without a full stop.

Examples: ``数据来源：某县统计局``, ``投稿邮箱：…``, ``（作者为某大学教授）`` broken over two lines.
"""

import re

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

SOURCE = re.compile(
    r"^(?:数据来源|资料来源|来源|资料图片|[^，。：]{0,6}邮箱|[^，。：]{0,6}电话|联系人|地址|报名方式)[：:]"
)
OPEN_BRACKET = re.compile(r"^（(?:作者|本报|本文|执笔|通讯员|记者)[^）]*$")

SOURCES = Weights({Role.ONLY: 9.0, Role.FIRST: 5.0, Role.HEAD: -6.0, Role.FURNITURE: -9.0})
OPENS = Weights({Role.FIRST: 4.0, Role.HEAD: -7.0})


def weigh(seen: Seen) -> Weights:
    """Weights for text."""
    if SOURCE.match(seen.text):
        return SOURCES
    return OPENS if OPEN_BRACKET.match(seen.text) else SILENT
