"""Where each article of a PDF page stands: its zones, polygons in per-cent of the page, and its pictures.

A zone holds the headline, text, captions and pictures of its article and nothing of another's; the gaps between its
columns belong to it, so that a reader may click anywhere in it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, groupby, pairwise

from articles.parser.printed import Box, PageSource, PrintedLine, around
from articles.parser.types import Draft, DraftPicture, ParsedPage, Polygon
from articles.parser.typeset import tidy

PAD_EM = 0.25
CAPTION_EM = 3.0
CREDIT = re.compile(r"(?:[（(]|(?<=[。！？]) ?|(?<= ))(?P<name>[^。！？（）()]{2,24})摄(?:影报道)?[）)]?$")
BRIDGE_EM = 4.5
Cell = tuple[int, int]
Corner = tuple[int, int]


def with_zones(page: ParsedPage, source: PageSource) -> ParsedPage:
    """The page with the zones and pictures of its articles."""
    owners = {number: at for at, draft in enumerate(page.articles) for number in draft.lines}
    pictures = picture_owners(page, source)
    pieces = owned_pieces(owners, source)
    drafts = []
    for at, draft in enumerate(page.articles):
        own = [number for number, owner in pictures.items() if owner == at]
        told = tuple(told_picture(number, draft, source) for number in own)
        drafts.append(replace(draft, zones=zone_of(at, own, pieces, source), pictures=told))
    return replace(page, articles=tuple(drafts))


def zone_of(
    at: int, pictures: Sequence[int], pieces: Iterable[tuple[int | None, Box]], source: PageSource
) -> tuple[Polygon, ...]:
    """The zones of one of the owners of the ``pieces`` and of the pictures that are its own."""
    boxes, foreign = [], [picture.box for number, picture in enumerate(source.pictures) if number not in pictures]
    for owner, box in pieces:
        if owner == at:
            boxes.append(padded(box, PAD_EM * source.body_size))
        else:
            foreign.append(box)
    boxes += [source.pictures[number].box for number in pictures]
    return tuple(outlines(bridged(boxes, foreign, source.body_size), source))


def owned_pieces(owners: Mapping[int, int], source: PageSource) -> list[tuple[int | None, Box]]:
    """The box of each run of lines that follow each other in a frame and are of one article, or of none."""
    numbered = [(owners.get(number), line.frame, line.box) for number, line in enumerate(source.lines, 1)]
    runs = groupby(numbered, key=lambda item: item[:2])
    return [(owner, around(box for _, _, box in run)) for (owner, _), run in runs]


def padded(box: Box, pad: float) -> Box:
    """A box with a little room around."""
    return Box(box.left - pad, box.top - pad, box.right + pad, box.bottom + pad)


def picture_owners(page: ParsedPage, source: PageSource) -> dict[int, int]:
    """For each picture that stands in a region the article that has most lines there, and ends nearest to it."""
    regions: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for at, draft in enumerate(page.articles):
        for number in draft.lines:
            regions[source.lines[number - 1].region][at] += 1
    return {
        number: regions[picture.region].most_common(1)[0][0]
        for number, picture in enumerate(source.pictures)
        if picture.region is not None and regions[picture.region]
    }


def told_picture(number: int, draft: Draft, source: PageSource) -> DraftPicture:
    """A picture with the caption nearest to it, and the credit at the caption's end."""
    captions: defaultdict[int, list[PrintedLine]] = defaultdict(list)
    for at in draft.lines:
        line = source.lines[at - 1]
        if line.caption:
            captions[line.frame].append(line)
    near = [
        lines
        for lines in captions.values()
        if distance(source.pictures[number].box, lines[0].box) < CAPTION_EM * source.body_size
    ]
    if not near:
        return DraftPicture(number)
    nearest = min(near, key=lambda lines: distance(source.pictures[number].box, lines[0].box))
    text = tidy("".join(line.text for line in nearest))
    credit = CREDIT.search(text)
    return DraftPicture(
        number, text[: credit.start()].strip() if credit else text, credit["name"].strip() if credit else ""
    )


def distance(picture: Box, words: Box) -> float:
    """How far words begin from a picture's lower edge or sides."""
    return max(-picture.shared_width(words), -picture.shared_height(words), 0.0)


def bridged(boxes: Sequence[Box], foreign: Sequence[Box], body: float) -> list[Box]:
    """The boxes, and between those that are near each other one that fills the gap, where nothing of others stands."""
    clear = [box for box in boxes if box.width > 0 and box.height > 0]
    fillings = [
        filling
        for one, other in combinations(clear, 2)
        for filling in (between(one, other, BRIDGE_EM * body),)
        if filling is not None and not any(filling.shared_area(box) > 0 for box in foreign)
    ]
    return clear + fillings


def between(one: Box, other: Box, reach: float) -> Box | None:
    """The box that fills the gap between two that stand side by side or one over the other, if it is no wider than ``reach``."""
    across, down = one.shared_width(other), one.shared_height(other)
    if across > 0 and -reach < down <= 0:
        upper, lower = (one, other) if one.top < other.top else (other, one)
        return Box(min(one.left, other.left), upper.bottom, max(one.right, other.right), lower.top)
    if down > 0 and -reach < across <= 0:
        left, right = (one, other) if one.left < other.left else (other, one)
        return Box(left.right, min(one.top, other.top), right.left, max(one.bottom, other.bottom))
    return None


def outlines(boxes: Sequence[Box], source: PageSource) -> Iterator[Polygon]:
    """The outlines of what the boxes cover together, in per-cent of the page."""
    xs = sorted({edge for box in boxes for edge in (box.left, box.right)})
    ys = sorted({edge for box in boxes for edge in (box.top, box.bottom)})
    columns, rows = {x: at for at, x in enumerate(xs)}, {y: at for at, y in enumerate(ys)}
    cells = {
        (column, row)
        for box in boxes
        for column in range(columns[box.left], columns[box.right])
        for row in range(rows[box.top], rows[box.bottom])
    }
    found = list(loops(cells))
    if any(turning(loop) < 0 for loop in found):  # something foreign stands in the middle
        found = [[(columns[x], rows[y]) for x, y in corners(box)] for box in boxes]
    for loop in found:
        yield tuple(
            (per_cent(xs[column], source.width), per_cent(ys[row], source.height)) for column, row in straightened(loop)
        )


def corners(box: Box) -> list[tuple[float, float]]:
    """The corners of a box, clockwise."""
    return [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]


def per_cent(length: float, whole: float) -> float:
    """A length as per-cent of a whole, on the page."""
    return round(min(100.0, max(0.0, 100 * length / whole)), 2)


def loops(cells: Iterable[Cell]) -> Iterator[list[Corner]]:
    """The edges of cells, walked so that the cells lie to the right: outer ones clockwise, those of holes the other way."""
    following: defaultdict[Corner, list[Corner]] = defaultdict(list)
    held = set(cells)
    for column, row in sorted(held):
        for start, end, neighbour in edges_of(column, row):
            if neighbour not in held:
                following[start].append(end)
    while following:
        yield walk(following)


def edges_of(column: int, row: int) -> Iterator[tuple[Corner, Corner, Cell]]:
    """The four edges of a cell, clockwise, each with the cell beyond it."""
    yield (column, row), (column + 1, row), (column, row - 1)
    yield (column + 1, row), (column + 1, row + 1), (column + 1, row)
    yield (column + 1, row + 1), (column, row + 1), (column, row + 1)
    yield (column, row + 1), (column, row), (column - 1, row)


def walk(following: dict[Corner, list[Corner]]) -> list[Corner]:
    """One closed loop of edges, taken out of those that are left."""
    start = corner = next(iter(following))
    loop = [start]
    while True:
        ends = following[corner]
        corner = ends.pop()
        if not ends:
            del following[loop[-1]]
        if corner == start:
            return loop
        loop.append(corner)


def turning(loop: Sequence[Corner]) -> int:
    """Twice the area of a loop: above 0 if it was walked clockwise on the page."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise((*loop, loop[0])))


def straightened(loop: Sequence[Corner]) -> list[Corner]:
    """The corners at which a loop turns."""
    closed = (loop[-1], *loop, loop[0])
    return [
        corner
        for before, corner, after in zip(closed, loop, closed[2:], strict=False)
        if not (before[0] == corner[0] == after[0] or before[1] == corner[1] == after[1])
    ]
