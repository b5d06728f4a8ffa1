"""The measure of each row's column, in em, from the rows above and below it."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from articles.parser.byline import name_likeness
from articles.parser.folio import is_folio
from articles.parser.rows import Row
from articles.parser.typeset import CLOSERS, OPENING_PHRASE, ends_sentence, tidy

REACH = 12
INDENT_EM = 2.0
ENOUGH = 3.5
ALIKE_EM = 1.0
FEWEST_ALIKE = 3
WIDER_EM = 3.0
NEAR = 8
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
    after = sliding(steps[::-1])[::-1]
    before = sliding(steps)
    found = [agree(left, right) for left, right in zip(before, after, strict=True)]
    found = widen_runs(rows, found)
    indent = usual_indent(rows, found)
    return found if indent == INDENT_EM else [replace(measure, indent=indent) for measure in found]


def widen_runs(rows: list[Row], found: list[Measure]) -> list[Measure]:
    """Measures in which a few lines of one great width near each other are a wide column of their own, not headlines."""
    widened = list(found)
    wide = [
        at for at, (row, measure) in enumerate(zip(rows, found, strict=True)) if row.width > measure.widest + WIDER_EM
    ]
    for number, at in enumerate(wide):
        near = [other for other in wide[max(0, number - NEAR) : number + NEAR + 1] if abs(other - at) <= NEAR]
        alike = [
            rows[other].width
            for other in near
            if -INDENT_EM - ALIKE_EM <= rows[at].width - rows[other].width <= ALIKE_EM
        ]
        if len(alike) >= FEWEST_ALIKE:
            reach = range(at, min(len(rows), at + 2))
            widened[reach.start : reach.stop] = [Measure(max(alike), max(alike))] * len(reach)
    return widened


def usual_indent(rows: list[Row], found: list[Measure]) -> float:
    """Two em, or none where most lines after a paragraph's plain end fill the column."""
    indented = flush = 0
    for (above, row), measure in zip(pairwise(rows), found[1:], strict=False):
        if above.width < measure.before - INDENT_EM and ends_sentence(above.text):
            indented += abs(row.width + INDENT_EM - measure.after) < 1
            flush += abs(row.width - measure.after) < 1
    return 0.0 if flush > 3 * indented else INDENT_EM


def agree(before: tuple[int, float], after: tuple[int, float]) -> Measure:
    """A measure from both sides; a side with too few alike rows says nothing."""
    (left, left_support), (right, right_support) = before, after
    if min(left_support, right_support) < ENOUGH:
        left = right = left if left_support > right_support else right
    return Measure(left / 2, right / 2)


def sliding(steps: list[int]) -> list[tuple[int, float]]:
    """For each row the commonest width among it and the rows just before it, and its support."""
    counts: Counter[int] = Counter()
    found: list[tuple[int, float]] = []
    for at, step in enumerate(steps):
        leaving = steps[at - REACH - 1] if at > REACH else None
        if leaving == step:
            found.append(found[-1])
            continue
        counts[step] += 1
        if leaving is not None:
            counts[leaving] -= 1
            if not counts[leaving]:
                del counts[leaving]
        found.append(fullest(counts))
    return found


def fullest(counts: Counter[int]) -> tuple[int, float]:
    """The half-em width that most rows share, rows two em shorter speaking for it as indented ones, and its support."""
    best, best_support = 0, -1.0
    get = counts.get
    for step, count in counts.items():
        if step < NARROWEST:
            continue
        near = count + 0.6 * (get(step - 1, 0) + get(step + 1, 0))
        support = near + 0.5 * (get(step - 4, 0) + get(step - 3, 0) + get(step - 5, 0))
        if support > best_support or (support == best_support and step > best):
            best, best_support = step, support
    return best, best_support


def torn(row: Row, following: Row, measure: float) -> bool:
    """Whether an extractor tore one printed line in two: at a digit or letter, or before a mark that hangs over."""
    if row.seat is not None:
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
    """Rows with torn lines joined again."""
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
    return replace(row, lines=row.lines + rest.lines, text=text, width=width)
