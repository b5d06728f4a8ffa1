"""Raw lines of a page found again in its new text, for articles that an editor has cut otherwise than the file does."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from articles.lines import numbers, printed, to_ranges
from articles.parser.typeset import bare


def same_lines(old: str, new: str) -> Mapping[int, int]:
    """The printed lines of the new text that stand for one of the old text, with that one's number.

    A line that differs stands for the one at its place between two that are the same.
    """
    olds, news = list(printed(old)), list(printed(new))
    before, now = _texts(olds, old), _texts(news, new)
    found: dict[int, int] = {}
    # difflib compares whole lines here; its autojunk would pass over those that a page has often.
    for kind, start, end, first, last in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            places = (min(start + at, end - 1) for at in range(last - first))
            found |= {news[first + at]: olds[place] for at, place in enumerate(places)}
    return found


def carried(ranges: Sequence[Sequence[int]], same: Mapping[int, int], new: str) -> list[list[int]]:
    """The ranges of old lines as ranges of the new text, with new lines between two of them."""
    held = set(numbers(ranges))
    return to_ranges(_lines_of(held, same, new), new)


def _lines_of(held: set[int], same: Mapping[int, int], new: str) -> Iterator[int]:
    lines = printed(new)
    known = [number for number in lines if number in same]
    next_known = dict(pairwise(known))
    before = 0
    for number in lines:
        if number in same:
            before = number
        ends = (same.get(before), same.get(next_known.get(before, 0)))
        if same.get(number) in held or (number not in same and held.issuperset(ends)):
            yield number


def _texts(lines: Sequence[int], raw: str) -> list[str]:
    """What the lines say."""
    every = raw.split("\n")
    return [bare(every[number - 1]) for number in lines]
