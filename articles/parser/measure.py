"""The measure of each row's column, in em, from the rows above and below it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import add

from articles.parser.byline import name_likeness
from articles.parser.folio import is_folio
from articles.parser.rows import Row
from articles.parser.typeset import CLOSERS, OPENING_PHRASE, ends_sentence, tidy

INDENT_EM = 2.0
INDENT_STEPS = 4
MOST_MEASURES = 20
HANGING_MARKS = "，。、；："
HANGS = 3
# How well a row fits, by the half-ems that it is wider than the measure, and what a move to another measure costs.
FITTING = {1: 0.8, 0: 2.0, -1: 1.0, -2: 0.0, -3: 0.3, -4: 0.8, -5: 0.3}
HANGING, WIDE, SHORT = 0.8, -3.0, 0.0
TO_WIDER, TO_NARROWER = -5.0, -8.0
OVERHANGING = CLOSERS + "，。、；：！？"
NARROWEST = 16  # half-ems: no paper sets text in columns under eight em


@dataclass(frozen=True, slots=True)
class Measure:
    """The column's measure as the rows up to this one show it, and as those from this one on do.

    ``indent`` is what the page's paragraphs open with: two em, or nothing.
    """

    before: float
    after: float
    indent: float = INDENT_EM

    @property
    def widest(self) -> float:
        """The wider of both."""
        return max(self.before, self.after)


def measures(rows: list[Row]) -> list[Measure]:
    """A measure for each row; both sides agree inside a column and differ where one ends."""
    seats = [row.seat for row in rows if row.seat is not None]
    if seats:
        return [Measure(seat.measure, seat.measure, INDENT_EM if seat.indents else 0.0) for seat in seats]
    steps = [0 if is_folio(row.text) else round(row.width * 2) for row in rows]
    sides = columns(steps, [row.text[-1] in HANGING_MARKS for row in rows])
    kinds = {kind: Measure(kind[0] / 2, kind[1] / 2) for kind in set(sides)}
    indent = usual_indent(rows, [kinds[kind] for kind in sides])
    kinds = {kind: replace(measure, indent=indent) for kind, measure in kinds.items()}
    return [kinds[kind] for kind in sides]


def usual_indent(rows: list[Row], found: list[Measure]) -> float:
    """Two em, or none where most lines after a paragraph's plain end fill the column."""
    indented = flush = 0
    for (above, row), measure in zip(pairwise(rows), found[1:], strict=False):
        if above.width < measure.before - INDENT_EM and ends_sentence(above.text):
            indented += abs(row.width + INDENT_EM - measure.after) < 1
            flush += abs(row.width - measure.after) < 1
    return 0.0 if flush > 3 * indented else INDENT_EM


def columns(steps: Sequence[int], hanging: Sequence[bool]) -> list[tuple[int, int]]:
    """For each row the half-em measures of its column by the best path over the page: before and from this row on.

    They differ between the last row that fills the one column and the first that fills the next.
    """
    widths = candidates(steps)
    table: dict[tuple[int, bool], list[float]] = {}
    scores = [0.0] * len(widths)
    trail: list[tuple[list[float], list[float]]] = []
    for seen in zip(steps, hanging, strict=True):
        if seen not in table:
            table[seen] = [fit(seen[0] - width, hangs=seen[1]) for width in widths]
        moved = best_moves(scores)
        trail.append((scores, moved))
        scores = list(map(add, moved, table[seen]))
    at, path = scores.index(max(scores)), []
    for stood, moved in reversed(trail):
        path.append(widths[at])
        if moved[at] > stood[at]:
            at = max(range(len(widths)), key=lambda k: stood[k] + (TO_WIDER if k < at else TO_NARROWER))
    return both_sides(path[::-1], steps)


def best_moves(scores: Sequence[float]) -> list[float]:
    """The best score with which each measure is kept or come to; it is asked of every row.

    A measure wider than the best one is come to from there, a narrower one from there or from one that is narrower still.
    """
    best = max(scores)
    peak, wider, top = scores.index(best), best + TO_WIDER, best + TO_NARROWER - TO_WIDER
    narrow = [
        score if score >= (moved := (top := score if score > top else top) + TO_WIDER) else moved
        for score in scores[:peak]
    ]
    return narrow + [score if score >= wider else wider for score in scores[peak:]]


def candidates(steps: Sequence[int]) -> list[int]:
    """The half-em widths that may be a column's measure on this page: those that most rows share, with their indented ones."""
    counts = Counter(step for step in steps if step >= NARROWEST)
    support = {step: count + 0.5 * counts.get(step - INDENT_STEPS, 0) for step, count in counts.items()}
    ranked = sorted(support, key=lambda step: (-support[step], -step))[:MOST_MEASURES]
    return sorted([step for step in ranked if support[step] > 1] or ranked[:1] or [0])


def fit(gap: int, *, hangs: bool) -> float:
    """How well a row that is so many half-ems wider than the measure stands in the column."""
    if gap > 1:
        return HANGING if hangs and gap <= HANGS else WIDE
    return FITTING.get(gap, SHORT)


def both_sides(path: Sequence[int], steps: Sequence[int]) -> list[tuple[int, int]]:
    """Each row's measure on the path as the rows up to it show it, and as those from it on do."""
    before, after = list(path), list(path)
    for at in range(1, len(path)):
        if path[at] == path[at - 1]:
            continue
        old, new = path[at - 1], path[at]
        last = next((row for row in range(at - 1, -1, -1) if path[row] != old or abs(steps[row] - old) <= 2), 0)
        first = next((row for row in range(at, len(path)) if path[row] != new or abs(steps[row] - new) <= 1), at)
        for row in range(last + 1, at):
            after[row] = new
        for row in range(at, first):
            before[row] = old
    return list(zip(before, after, strict=True))


def torn(row: Row, following: Row, measure: float) -> bool:
    """Whether an extractor tore one printed line in two: at a digit or letter, or before a mark that hangs over."""
    if is_folio(row.text):
        return False
    if not following.text.strip(OVERHANGING):
        return True
    together = row.width + following.width
    opens = row.text[-1] in "“（《"
    if together > measure + 1 or not (opens or following.text[0].isascii()):
        return False
    if not opens and (is_folio(following.text) or OPENING_PHRASE.match(following.text)):
        return False
    if ends_sentence(row.text):
        return (
            row.text[-1] in CLOSERS
            and together > measure - 1
            and following.width < measure - 2 * INDENT_EM
            and not ends_sentence(following.text)
        )
    return row.width < measure - INDENT_EM + 1 and not name_likeness(row.text)


def mend(rows: list[Row], found: list[Measure]) -> tuple[list[Row], list[Measure]]:
    """Rows with torn lines joined again; those of a PDF are whole."""
    if rows and rows[0].seat is not None:
        return rows, found
    mended: list[Row] = []
    kept: list[Measure] = []
    for row, measure in zip(rows, found, strict=True):
        if mended and torn(mended[-1], row, measure.before):
            mended.append(joined(mended.pop(), row))
        else:
            mended.append(row)
            kept.append(measure)
    return mended, kept


def joined(row: Row, rest: Row) -> Row:
    """One row of the two parts of a torn one."""
    text = tidy(f"{row.text} {rest.text}")
    width = row.width + (rest.width if rest.text.strip(OVERHANGING) else 0.0)
    return row._replace(lines=row.lines + rest.lines, text=text, width=width)
