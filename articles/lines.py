"""Numbers of raw lines as they are kept: ranges ``[[first, last], …]``, ascending, counted from 1."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache


def to_ranges(lines: Iterable[int], raw: str) -> list[list[int]]:
    """Line numbers of ``raw`` as ranges; blank lines between two of them do not part them."""
    place = printed(raw)
    ranges: list[list[int]] = []
    for line in sorted(set(lines)):
        if ranges and place[line] == place[ranges[-1][1]] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ranges


@lru_cache(maxsize=1)  # a page's articles are asked about one after the other
def printed(raw: str) -> Mapping[int, int]:
    """The numbers of the lines that print something, ascending, each with how many of them stand before it."""
    lines = [number for number, line in enumerate(raw.split("\n"), start=1) if line and not line.isspace()]
    return {number: at for at, number in enumerate(lines)}


def numbers(ranges: Iterable[Sequence[int]]) -> list[int]:
    """All line numbers in the ranges, those of blank lines between too."""
    return [number for first, last in ranges for number in range(first, last + 1)]
