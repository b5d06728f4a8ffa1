"""Raw text to rows: the printed lines, cleaned, each with the raw lines that carry it."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from articles.parser.printed import PageSource
from articles.parser.seats import Seat, seats_of
from articles.parser.typeset import INDENT, bare, clean, em

SHADOW_SHORTEST = 4
SHADOW_LINES = 4
SEVERAL = 2


class Row(NamedTuple):
    """One printed line: raw line numbers (more than one where it was printed twice or torn), text and width in em.

    ``doubled`` tells that it was printed twice, ``twice`` that both prints stand on one raw line.
    """

    lines: tuple[int, ...]
    text: str
    width: float
    indented: bool = False
    doubled: bool = False
    twice: bool = False
    seat: Seat | None = None


def read_rows(page: str | PageSource) -> tuple[list[Row], list[int]]:
    """The rows of a page, and the raw lines that hold characters but print nothing."""
    rows, unprinted = read_lines(page if isinstance(page, str) else page.raw)
    if isinstance(page, str):
        return usual_shadows(fold_shadows(rows)), unprinted
    seats = seats_of(page, {row.lines[0]: row.width for row in rows})
    return [seated(row, seats[row.lines[0] - 1]) for row in rows], unprinted


def seated(row: Row, seat: Seat) -> Row:
    """A row of a PDF page at its place, with its width as printed."""
    return Row(row.lines, row.text, seat.width, row.indented, row.doubled, row.twice, seat)


def read_lines(text: str) -> tuple[list[Row], list[int]]:
    """A row for each raw line that prints something, and the others that are not blank."""
    rows: list[Row] = []
    unprinted: list[int] = []
    for number, raw in enumerate(text.split("\n"), 1):
        printed = clean(raw)
        if printed:
            rows.append(row_of(number, raw, printed))
        elif raw.strip():
            unprinted.append(number)
    return rows, unprinted


def usual_shadows(rows: list[Row]) -> list[Row]:
    """Rows in which two prints on one line are an ordinary shadow, if the page has several: some extractors join all of them."""
    if sum(row.twice for row in rows) < SEVERAL:
        return rows
    return [row._replace(twice=False) if row.twice else row for row in rows]


def row_of(number: int, raw: str, printed: str) -> Row:
    """A row of one raw line; a line that holds the same text twice is read once."""
    half = half_of(printed)
    shown = half or printed
    return Row((number,), shown, em(shown), INDENT.match(raw) is not None, bool(half), bool(half))


def apart(row: Row, printed: Sequence[str]) -> list[Row]:
    """A torn row as one for each of its raw lines, of which ``printed`` are all of the page; others as they are."""
    parts = [row_of(number, printed[number - 1], clean(printed[number - 1])) for number in row.lines]
    return [row] if all(part.text == row.text for part in parts) else parts


def half_of(text: str) -> str:
    """The half of a line that prints the same words twice, a headline and its shadow; else nothing."""
    if len(text) < 2 * SHADOW_SHORTEST or text[0] != text[(len(text) + 1) // 2]:
        return ""
    middle = (len(text) + 1) // 2
    first, second = text[:middle].strip(), text[middle:].strip()
    return first if first == second and len(set(first)) > 2 else ""


def fold_shadows(rows: list[Row]) -> list[Row]:
    """Rows with each shadow folded into its original: A A, or A B A B, as a shadowed headline is drawn."""
    counts = Counter(row.text for row in rows)
    folded: list[Row] = []
    at = 0
    while at < len(rows):
        length = shadow_length(rows, at) if counts[rows[at].text] > 1 else 0
        for row, shadow in zip(rows[at : at + length], rows[at + length : at + 2 * length], strict=True):
            folded.append(row._replace(lines=row.lines + shadow.lines, doubled=True))
        if not length:
            folded.append(rows[at])
        at += max(1, 2 * length)
    return folded


def shadow_length(rows: list[Row], at: int) -> int:
    """How many rows from here on are printed a second time right after."""
    for length in range(1, SHADOW_LINES + 1):
        if at + 2 * length > len(rows):
            return 0
        if rows[at].text == rows[at + length].text and is_shadow(
            rows[at : at + length], rows[at + length : at + 2 * length]
        ):
            return length
    return 0


def is_shadow(originals: list[Row], copies: list[Row]) -> bool:
    """Whether the copies repeat a headline: a refrain of whole sentences is text."""
    same = all(row.text == copy.text for row, copy in zip(originals, copies, strict=True))
    words = "".join(bare(row.text) for row in originals)
    return same and len(words) >= SHADOW_SHORTEST and "。" not in words and words[-1] not in "，、；"
