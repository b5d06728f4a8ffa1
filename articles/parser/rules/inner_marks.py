"""Sentences run on inside text, seldom inside a headline.

Example: ``…。同时，推进…`` is text; a headline holds one comma at most and no full stop.
Source: GB/T 15834—2011, section on titles.
"""

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights

FULL_STOP = Weights({Role.HEAD: -4.0, Role.STRAY: -4.0})
COMMAS = Weights({Role.HEAD: -2.0, Role.STRAY: -2.0})
COMMA = Weights({Role.HEAD: -0.8, Role.STRAY: -0.8})


def weigh(seen: Seen) -> Weights:
    """Weights against a headline."""
    inner = seen.text[:-1]
    if "。" in inner or "；" in inner:
        return FULL_STOP
    commas = inner.count("，")
    return COMMAS if commas > 1 else COMMA if commas else SILENT
