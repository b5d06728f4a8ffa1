"""Marks that only stand inside a sentence open no paragraph and no headline.

Example: ``，推动…`` or ``”王某某表示`` go on from the line above (marks pushed over by a narrow column).
Source: clreq, "Prohibition rules for line start".
"""

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.typeset import starts_mid_sentence

INSIDE = Weights({Role.FIRST: -8.0, Role.ONLY: -6.0, Role.HEAD: -5.0, Role.STRAY: -8.0, Role.BYLINE: -8.0})


def weigh(seen: Seen) -> Weights:
    """Weights against an opening role."""
    return INSIDE if starts_mid_sentence(seen.text) else SILENT
