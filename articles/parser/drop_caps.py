"""Large initials (首字下沉): a paragraph's first character as high as its first two or three lines.

They are put back before the first of those lines, and the lines beside them begin at the column's edge again.
"""

from collections.abc import Sequence

from articles.parser.printed import Box, PrintedLine

SCALE = 1.8
FEWEST_LINES = 2
ASIDE_EM = 0.8  # of running text
REACH_EM = 0.35


def with_initials(lines: Sequence[PrintedLine], body: float) -> list[PrintedLine]:
    """The lines with each large initial in the line that it begins."""
    changed: dict[int, PrintedLine | None] = {}
    for at, line in enumerate(lines):
        if line.upright and len(line.text) == 1 and line.size > SCALE * body:
            beside = [other for other in lines_beside(line, lines, body) if other not in changed]
            if len(beside) >= FEWEST_LINES:
                changed[at] = None
                changed |= {other: moved_out(lines[other], line.box) for other in beside}
                first = changed[beside[0]]
                changed[beside[0]] = first and first._replace(text=line.text + first.text)
    merged = (changed.get(at, line) for at, line in enumerate(lines))
    return [line for line in merged if line is not None] if changed else list(lines)


def lines_beside(initial: PrintedLine, lines: Sequence[PrintedLine], body: float) -> list[int]:
    """The numbers of the lines of running text that stand right of an initial, from the top."""
    box, slack = initial.box, REACH_EM * body
    found = [
        at
        for at, line in enumerate(lines)
        if line.upright
        and line.size < SCALE * body
        and -ASIDE_EM * body < line.box.left - box.right < ASIDE_EM * body
        and box.top - slack <= (line.box.top + line.box.bottom) / 2 <= box.bottom + slack
    ]
    return sorted(found, key=lambda at: lines[at].box.top)


def moved_out(line: PrintedLine, initial: Box) -> PrintedLine:
    """A line whose box begins at the initial's left edge."""
    return line._replace(box=Box(initial.left, line.box.top, line.box.right, line.box.bottom))
