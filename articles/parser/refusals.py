"""Pages that are not taken apart: too large for a page, or with the columns' lines mixed up."""

from collections.abc import Collection, Sequence

from articles.parser.measure import Measure
from articles.parser.rows import Row
from articles.parser.types import Note, ParsedPage
from articles.parser.typeset import STOPS

LARGEST_PAGE = 1_000_000  # characters: a broadsheet page holds some 15 000
FULL_EM = 1.0
FEWEST_BREAKS = 40
FEWEST_LINES = 10
LEAST_JOINED = 0.2
MANY_BREAKS = 150
HARDLY_JOINED = 0.13
CHANCE = 0.03
MOST_COLUMNS = 8
GAP = "   "
MOST_GAPS = 0.3


def too_large(text: str) -> ParsedPage | None:
    """A page with all its lines left over if it is too large to be one."""
    if len(text) <= LARGEST_PAGE:
        return None
    lines = (number for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return ParsedPage(leftover=tuple(lines), notes=(Note("page-too-large"),))


def mixed_columns(text: str, rows: Sequence[Row], measures: Sequence[Measure], pairs: Collection[str]) -> bool:
    """Whether the extractor read across the columns: lines hold wide gaps, or words go on a few lines further down.

    In the lines of one column about half of the breaks fall into a word that stands elsewhere on the page, too; in
    those of mixed columns few do, and more do if each line is held against the second, third … line below it.
    """
    gaps = sum(GAP in line.strip() for line in text.split("\n"))
    if len(rows) >= FEWEST_LINES and gaps > MOST_GAPS * len(rows):
        return True
    inner = [at for at, (row, measure) in enumerate(zip(rows, measures, strict=True)) if goes_on(row, measure)]
    if len(inner) < FEWEST_BREAKS:
        return False
    next_line = joined_share(rows, inner, 1, pairs)
    if next_line >= LEAST_JOINED:
        return False
    further = max(joined_share(rows, inner, apart, pairs) for apart in range(2, MOST_COLUMNS + 1))
    return (len(inner) >= MANY_BREAKS and next_line < HARDLY_JOINED) or further > 2 * next_line + CHANCE


def joined_share(rows: Sequence[Row], inner: Sequence[int], apart: int, pairs: Collection[str]) -> float:
    """The share of lines whose last character makes a pair of the page with the first of the line so far below."""
    across = [rows[at].text[-1] + rows[at + apart].text[0] for at in inner if at + apart < len(rows)]
    words = [pair in pairs for pair in across if pair.isalpha()]
    return sum(words) / max(1, len(words))


def goes_on(row: Row, measure: Measure) -> bool:
    """Whether a row fills its column and ends inside a sentence."""
    return abs(row.width - measure.widest) <= FULL_EM and row.text[-1] not in STOPS


def refused(rows: Sequence[Row], unprinted: Sequence[int], code: str) -> ParsedPage:
    """A page with all its lines left over, and why."""
    lines = {number for row in rows for number in row.lines}
    return ParsedPage(furniture=tuple(unprinted), leftover=tuple(sorted(lines)), notes=(Note(code),))
