"""Packages: several short texts under one headline, each with a head of its own in the column, are one article.

Example: a column of briefs under its name, three reports of one session under the session's headline.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.parser.cues import is_banner
from articles.parser.match import Matched
from articles.parser.pieces import Piece, PieceKind, piece_of
from articles.parser.segment import Loose, Story
from articles.parser.units import Unit

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Package:
    """The stories ``start`` to ``stop`` (not in it) and the unit that is their common headline."""

    start: int
    stop: int
    umbrella: int


def merge_packages(
    pieces: Sequence[Piece], stories: Sequence[Story], loose: Sequence[Loose], matched: Matched
) -> tuple[list[Story], list[Loose], Matched]:
    """The stories with each package as one, the loose pieces that are still loose, and the pairs renumbered."""
    packages = find_packages(pieces, stories, matched)
    if not packages:
        return list(stories), list(loose), matched
    heads = own_heads(pieces, stories, matched)
    merged: list[Story] = []
    number: dict[int, int] = {}
    for at in range(len(stories)):
        inside = next((package for package in packages if package.start < at < package.stop), None)
        if inside is None:
            merged.append(one_story(pieces, stories, packages, at, heads[at], matched))
        number[at] = len(merged) - 1
    swallowed = {piece_at for story in merged for piece_at in range(story.first, story.last + 1)}
    return merged, [item for item in loose if item.at not in swallowed], renumber(matched, packages, number, swallowed)


def one_story(
    pieces: Sequence[Piece],
    stories: Sequence[Story],
    packages: Sequence[Package],
    at: int,
    head: int | None,
    matched: Matched,
) -> Story:
    """A story as it is, or the package that begins with it: all pieces from its first head to its last text."""
    story = stories[at]
    package = next((package for package in packages if package.start == at), None)
    if package is None:
        return story
    first, last = story.first if head is None else head, stories[package.stop - 1].last
    foreign = foreign_lines(package, matched)
    kept = (
        without_lines(piece, foreign) for piece in pieces[first : last + 1] if piece.kind is not PieceKind.FURNITURE
    )
    return Story(first, last, story.cut_weight, story.uncut, [piece for piece in kept if piece.rows], [])


def foreign_lines(package: Package, matched: Matched) -> frozenset[int]:
    """The raw lines of the titles of stories outside a package, which may share a group of rows with its heads."""
    outside = (unit for unit, story in matched.pairs.items() if not package.start <= story < package.stop)
    return frozenset(number for unit in outside for number in matched.units[unit].piece.lines)


def without_lines(piece: Piece, foreign: frozenset[int]) -> Piece:
    """A piece without the rows on these raw lines."""
    if foreign.isdisjoint(piece.lines):
        return piece
    rows = tuple(row for row in piece.rows if foreign.isdisjoint(row.lines))
    return piece_of(piece.kind, rows, piece.measure, stray=piece.stray)


def renumber(matched: Matched, packages: Sequence[Package], number: dict[int, int], swallowed: set[int]) -> Matched:
    """The pairs with the stories' new numbers; the umbrella is the package's headline, its parts' heads are text."""
    inside = {story for package in packages for story in range(package.start, package.stop)}
    kept = {
        unit: number[story]
        for unit, story in matched.pairs.items()
        if matched.units[unit].at not in swallowed or story not in inside
    }
    for package in packages:
        kept = {unit: story for unit, story in kept.items() if story != number[package.start]}
        kept[package.umbrella] = number[package.start]
    old = [at for at, unit in enumerate(matched.units) if unit.at not in swallowed or at in kept]
    new = {unit: at for at, unit in enumerate(old)}
    gains = [{number[story]: gain for story, gain in matched.gains[unit].items()} for unit in old]
    return replace(
        matched,
        units=[matched.units[unit] for unit in old],
        gains=gains,
        pairs={new[unit]: story for unit, story in kept.items() if unit in new},
    )


def find_packages(pieces: Sequence[Piece], stories: Sequence[Story], matched: Matched) -> list[Package]:
    """The packages of a page: runs of stories with heads in the column, next to a headline that none of them needs."""
    heads = own_heads(pieces, stories, matched)
    found: list[Package] = []
    taken: set[int] = set()
    for at, unit in enumerate(matched.units):
        package = package_of(at, unit, pieces, stories, heads, matched)
        if package and taken.isdisjoint(range(package.start, package.stop)):
            found.append(package)
            taken.update(range(package.start, package.stop))
    return found


def package_of(
    at: int,
    unit: Unit,
    pieces: Sequence[Piece],
    stories: Sequence[Story],
    heads: Sequence[int | None],
    matched: Matched,
) -> Package | None:
    """The package under one unit, or nothing."""
    if any(row.twice for row in unit.rows) or not is_free(at, unit, heads, matched):
        return None
    above = [number for number, story in enumerate(stories) if story.last < unit.at]
    if not above:
        return None
    stop = above[-1] + 1
    start = stop
    while start and heads[start - 1] is not None and (start == stop or is_chained(pieces, stories, heads, start)):
        start -= 1
    return Package(start, stop, at) if stop - start >= FEWEST else None


def is_free(at: int, unit: Unit, heads: Sequence[int | None], matched: Matched) -> bool:
    """Whether a unit is no story's headline, or took the place of a head in the column that speaks of the same story."""
    if unit.at in heads:
        return False
    story = matched.pairs.get(at)
    if story is None:
        return True
    own = next((other for other, head in enumerate(matched.units) if head.at == heads[story]), None)
    return own is not None and own not in matched.pairs and matched.gains[own].get(story, 0.0) > 0


def is_chained(pieces: Sequence[Piece], stories: Sequence[Story], heads: Sequence[int | None], following: int) -> bool:
    """Whether nothing but the next story's head and author line lies between two stories."""
    head = heads[following]
    between = range(stories[following - 1].last + 1, stories[following].first)
    return head is not None and all(at == head or pieces[at].kind is PieceKind.BYLINE for at in between)


def own_heads(pieces: Sequence[Piece], stories: Sequence[Story], matched: Matched) -> list[int | None]:
    """For each story the index of its head in the column, if its words make it this story's rather than another's."""
    speaks = {matched.units[unit].at: story for unit, story in matched.pairs.items()}
    heads = [column_head(pieces, story) for story in stories]
    return [
        head if head is not None and speaks.get(head, number) == number else None for number, head in enumerate(heads)
    ]


def column_head(pieces: Sequence[Piece], story: Story) -> int | None:
    """The index of the head in the column right over a story's text or over its author line, or nothing."""
    at = story.first - 1
    if at >= 0 and pieces[at].kind is PieceKind.BYLINE:
        at -= 1
    if at < 0 or pieces[at].kind is not PieceKind.HEAD or is_banner(pieces[at]):
        return None
    return at
