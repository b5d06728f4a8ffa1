"""A dateline (电头) opens an article's first paragraph.

Examples: ``本报某县讯（通讯员某某）``, ``新华社某地5月18日电 （记者某某）``, ``据新华社…电``.
Source: the house style of Chinese dailies; Xinhua's rules for 电头.
"""

from articles.parser.dateline import opens_with_dateline
from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

OPENS = Weights({Role.FIRST: 9.0, Role.ONLY: 7.0, Role.HEAD: -6.0})


def weigh(seen: Seen) -> Weights:
    """Weights for the first line of a paragraph."""
    return OPENS if opens_with_dateline(seen.text) else SILENT
