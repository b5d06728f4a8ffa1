"""Who said it goes on after the quotation.

Example: ``…高质量发展样板。”`` / ``县长某某表示。`` is one paragraph, though the first line ends a sentence.
"""

import re

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.typeset import HAN

SAID = re.compile(rf"^[{HAN}·]{{2,12}}(?:说|表示|介绍|指出|强调|告诉记者|说道|认为|坦言|感慨|回忆)。$")

AFTER_QUOTATION = Weights({Role.LAST: 3.0, Role.ONLY: -3.0})


def weigh(seen: Seen) -> Weights:
    """Weights for the end of the paragraph above."""
    return AFTER_QUOTATION if SAID.match(seen.text) and seen.before[-1:] in ("”", "。", "！", "？") else SILENT
