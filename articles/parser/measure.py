"""The measure of each row's column, in em, from the rows above and below it."""

from collections import Counter
from dataclasses import dataclass, replace

from articles.parser.folio import is_folio
from articles.parser.rows import Row
from articles.parser.typeset import ends_sentence

REACH = 12
INDENT_EM = 2.0
ENOUGH = 3.5


@dataclass(frozen=True, slots=True)
class Measure:
    """The column's measure as the rows up to this one show it, and as those from this one on do."""

    before: float
    after: float

    @property
    def widest(self) -> float:
        """The wider of both."""
        return max(self.before, self.after)


def measures(rows: list[Row]) -> list[Measure]:
    """A measure for each row; both sides agree inside a column and differ where one ends."""
    steps = [0 if is_folio(row.text) else round(row.width * 2) for row in rows]
    after = sliding(steps[::-1])[::-1]
    before = sliding(steps)
    return [agree(left, right) for left, right in zip(before, after, strict=True)]


def agree(before: tuple[int, float], after: tuple[int, float]) -> Measure:
    """A measure from both sides; a side with too few alike rows says nothing."""
    (left, left_support), (right, right_support) = before, after
    if min(left_support, right_support) < ENOUGH:
        left = right = left if left_support > right_support else right
    return Measure(left / 2, right / 2)


def sliding(steps: list[int]) -> list[tuple[int, float]]:
    """For each row the commonest width among it and the rows just before it, and its support."""
    counts: Counter[int] = Counter()
    found = []
    for at, step in enumerate(steps):
        counts[step] += 1
        if at > REACH:
            leaving = steps[at - REACH - 1]
            counts[leaving] -= 1
            if not counts[leaving]:
                del counts[leaving]
        found.append(fullest(counts))
    return found


def fullest(counts: Counter[int]) -> tuple[int, float]:
    """The half-em width that most rows share, rows two em shorter speaking for it as indented ones, and its support."""
    best, best_support = 0, -1.0
    for step in counts:
        near = counts[step] + counts[step - 1] * 0.8 + counts[step + 1] * 0.8
        support = near + 0.5 * (counts[step - 4] + counts[step - 3] + counts[step - 5])
        if step and (support > best_support or (support == best_support and step > best)):
            best, best_support = step, support
    return best, best_support


def torn(row: Row, following: Row, measure: float) -> bool:
    """Whether an extractor tore one printed line in two at a digit or letter."""
    return (
        row.width + following.width <= measure + 1
        and row.width < measure - INDENT_EM + 1
        and not ends_sentence(row.text)
        and (following.text[0].isascii() or row.text[-1] in "“（《")
        and following.text[0] not in "(["
    )


def mend(rows: list[Row], found: list[Measure]) -> tuple[list[Row], list[Measure]]:
    """Rows with torn lines joined again."""
    mended: list[Row] = []
    kept: list[Measure] = []
    for row, measure in zip(rows, found, strict=True):
        if mended and torn(mended[-1], row, measure.before):
            last = mended.pop()
            mended.append(
                Row(
                    last.lines + row.lines,
                    last.text + " " + row.text,
                    last.width + row.width,
                    last.indented,
                    last.doubled,
                )
            )
        else:
            mended.append(row)
            kept.append(measure)
    return mended, kept
