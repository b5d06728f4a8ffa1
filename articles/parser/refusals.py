"""Pages that are not taken apart: too large for a page, or with the columns' lines mixed up."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from articles.parser.measure import Measure
from articles.parser.rows import Row
from articles.parser.types import Note, ParsedPage
from articles.parser.typeset import STOPS

LARGEST_PAGE = 1_000_000  # characters: a broadsheet page holds some 15 000
FULL_EM = 1.0
FEWEST_BREAKS = 40
FEWEST_LINES = 10
LEAST_JOINED = 0.17
GAP = "   "
MOST_GAPS = 0.3


def too_large(text: str) -> ParsedPage | None:
    """A page with all its lines left over if it is too large to be one."""
    if len(text) <= LARGEST_PAGE:
        return None
    lines = (number for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return ParsedPage(leftover=tuple(lines), notes=(Note("page-too-large"),))


def mixed_columns(text: str, rows: Sequence[Row], measures: Sequence[Measure], pairs: Collection[str]) -> bool:
    """Whether the extractor read across the columns: lines hold wide gaps, or words do not go on from line to line.

    In the lines of one column more than half of the breaks fall into a word that stands elsewhere on the page, too.
    """
    gaps = sum(GAP in line.strip() for line in text.split("\n"))
    if len(rows) >= FEWEST_LINES and gaps > MOST_GAPS * len(rows):
        return True
    joined = [
        above.text[-1] + below.text[0] in pairs
        for (above, below), measure in zip(pairwise(rows), measures, strict=False)
        if goes_on(above, measure) and (above.text[-1] + below.text[0]).isalpha()
    ]
    return len(joined) >= FEWEST_BREAKS and sum(joined) < LEAST_JOINED * len(joined)


def goes_on(row: Row, measure: Measure) -> bool:
    """Whether a row fills its column and ends inside a sentence."""
    return abs(row.width - measure.widest) <= FULL_EM and row.text[-1] not in STOPS


def refused(rows: Sequence[Row], unprinted: Sequence[int], code: str) -> ParsedPage:
    """A page with all its lines left over, and why."""
    lines = {number for row in rows for number in row.lines}
    return ParsedPage(furniture=tuple(unprinted), leftover=tuple(sorted(lines)), notes=(Note(code),))
