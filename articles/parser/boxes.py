"""Fragments of lines to printed lines: torn ones joined, vertical ones stacked, shadows and hidden text left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from articles.parser.drop_caps import with_initials
from articles.parser.printed import Box, PrintedLine, around
from articles.parser.typeset import bare

JOIN_EM = 0.9
TITLE_JOIN_EM = 1.3
TITLE_SCALE, WORD_EM = 1.3, 0.4
WIDEST_EM, BRIDGE_EM, INDENT_EM = 6.0, 1.2, 2.3
SAME_SIZE, EQUAL_SIZE = 1.1, 1.02
STACKED_EM = 2.6
ASIDE_EM, MARK_ASIDE_EM = 0.4, 0.6  # typesetting programs cut the empty half of a bracket off
BRACKETS = frozenset("“‘（《「『【〔〈”’）》」』】〕〉")


def same_size(one: PrintedLine, other: PrintedLine, ratio: float = SAME_SIZE) -> bool:
    """Whether two lines are set in type of one size."""
    return one.size <= other.size * ratio and other.size <= one.size * ratio


def body_size(lines: Sequence[PrintedLine]) -> float:
    """The type size in which most characters of a page are set."""
    counts: defaultdict[int, int] = defaultdict(int)  # by quarters of a point
    for line in lines:
        counts[round(line.size * 4)] += len(line.text)
    return max(counts, key=counts.__getitem__) / 4 if counts else 0.0


def print_lines(fragments: Sequence[PrintedLine], body_size: float) -> list[PrintedLine]:
    """The lines that a reader of the page sees."""
    lines = with_initials(list(stacked(fragments)), body_size)  # a vertical line's characters are no initials
    return list(without_shadows(mended(list(joined(lines, body_size)), body_size)))


def stacked(fragments: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Fragments with characters that stand one under another as one vertical line."""
    stack: list[PrintedLine] = []
    for fragment in fragments:
        if not stack or under(stack[-1], fragment):
            stack.append(fragment)
            continue
        yield from close(stack) if len(stack) > 1 else stack
        stack = [fragment]
    yield from close(stack) if len(stack) > 1 else stack


def under(above: PrintedLine, below: PrintedLine) -> bool:
    """Whether a fragment goes on right under another one: a few characters each, or turned ones such as figures."""
    if not (is_piece(above) and is_piece(below) and same_size(above, below)):
        return False
    gap = below.box.top - above.box.bottom
    marked = above.text in BRACKETS or below.text in BRACKETS
    aside = (MARK_ASIDE_EM if marked else ASIDE_EM) * above.size
    return abs(above.box.middle - below.box.middle) < aside and -0.5 * above.size < gap < 1.3 * above.size


def is_piece(line: PrintedLine) -> bool:
    """Whether a fragment may be part of a vertical line."""
    return len(line.text) <= 2 or not line.upright


def close(stack: list[PrintedLine]) -> Iterator[PrintedLine]:
    """A vertical line of the stack, if it is tall enough to be one."""
    box = around(line.box for line in stack)
    if box.height < STACKED_EM * stack[0].size:
        yield from stack
        return
    text = "".join(line.text for line in stack)
    yield stack[0]._replace(text=text, box=box, upright=False)


def joined(fragments: Iterable[PrintedLine], body_size: float) -> Iterator[PrintedLine]:
    """Fragments with those that stand beside each other on one baseline as one line."""
    listed = list(fragments)
    held: PrintedLine | None = None
    for fragment in listed:
        if held is not None and beside(held, fragment, body_size, listed):
            held = join(held, fragment)
            continue
        if held is not None:
            yield held
        held = fragment
    if held is not None:
        yield held


def beside(left: PrintedLine, right: PrintedLine, body_size: float, lines: Sequence[PrintedLine]) -> bool:
    """Whether a fragment goes on with the one before it, on the same line: close to it, or in the same column."""
    size = min(left.size, right.size)
    gap = right.box.left - left.box.right
    if not (left.upright and right.upright) or gap <= -0.3 * size:
        return False
    if left.box.shared_height(right.box) <= 0.6 * size:
        return False
    title = size > TITLE_SCALE * body_size and same_size(left, right)
    if title and not (same_size(left, right, EQUAL_SIZE) or left.text.isascii() or right.text.isascii()):
        return False  # two headlines side by side
    if gap < (TITLE_JOIN_EM if title else JOIN_EM) * size:
        return True
    bridges = bridges_over(left, right, lines)
    return any(gap < WIDEST_EM * size or has_edges(bridge, left, right) for bridge in bridges)


def bridges_over(left: PrintedLine, right: PrintedLine, lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines close above or below that run over the gap between two fragments: no gutter is there."""
    size = min(left.size, right.size)
    start, stop = left.box.right - size / 2, right.box.left + size / 2
    for line in lines:
        box = line.box
        if box.left < start and box.right > stop and -BRIDGE_EM * size < box.shared_height(left.box) <= 0:
            yield line


def has_edges(bridge: PrintedLine, left: PrintedLine, right: PrintedLine) -> bool:
    """Whether two fragments begin and end with the line over or under them: a justified line of few words."""
    begins = abs(bridge.box.left - left.box.left) < INDENT_EM * left.size
    return begins and abs(bridge.box.right - right.box.right) < right.size and same_size(bridge, right)


def join(left: PrintedLine, right: PrintedLine) -> PrintedLine:
    """Two fragments as one line; a gap of more than a third of an em is a space."""
    larger = left if left.size >= right.size else right
    gap = right.box.left - left.box.right > 0.34 * larger.size
    return larger._replace(text=left.text + (" " if gap else "") + right.text, box=around((left.box, right.box)))


def mended(lines: list[PrintedLine], body_size: float) -> list[PrintedLine]:
    """Lines with the parts of a headline joined that pdfium gives apart: it sorts what touches the lines beside it."""
    large = [at for at, line in enumerate(lines) if line.upright and line.size > TITLE_SCALE * body_size]
    parts = {
        right: left
        for left in large
        for right in large
        if left != right
        and same_size(lines[left], lines[right], EQUAL_SIZE)
        and goes_on(lines[left], lines[right])
        and not any(is_over(lines[other], lines[right]) for other in large)
    }
    for right, left in sorted(parts.items(), key=lambda pair: -lines[pair[0]].box.left):  # the last part first
        lines[left] = join(lines[left], lines[right])
    return [line for at, line in enumerate(lines) if at not in parts]


def goes_on(left: PrintedLine, right: PrintedLine) -> bool:
    """Whether a line stands where the next word of another one would."""
    gap = right.box.left - left.box.right
    return -0.3 < gap / left.size < WORD_EM and left.box.shared_height(right.box) > 0.6 * left.size


def is_over(above: PrintedLine, below: PrintedLine) -> bool:
    """Whether a line of the same headline stands right over another one."""
    gap = -above.box.shared_height(below.box)
    near = -0.3 * below.size < gap < WORD_EM * below.size and above.box.top < below.box.top
    return near and same_size(above, below) and above.box.shared_width(below.box) > 0


def without_shadows(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Lines without those that print the same words again, a little aside."""
    words = [bare(line.text) for line in lines]
    counts = Counter(words)
    drawn: defaultdict[str, list[Box]] = defaultdict(list)
    for line, text in zip(lines, words, strict=True):
        if counts[text] == 1:
            yield line
            continue
        half = 0.5 * line.box.width * line.box.height
        if not any(line.box.shared_area(box) > half for box in drawn[text]):
            yield line
        drawn[text].append(line.box)
