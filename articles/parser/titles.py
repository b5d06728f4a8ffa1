"""The rows of one title read as label, kicker (引题), headline (主题) and subtitle (副题), best reading first."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise

from articles.parser.organisations import is_organisation
from articles.parser.reflow import join_title
from articles.parser.rows import Row
from articles.parser.typeset import bare
from articles.parser.words import pairs

MOST_ROWS = 6
DASH_END = re.compile(r"[—─-]{2}$|—$")
DASH_START = re.compile(r"^(?:[—─]{2}|--)")
REPORTS = re.compile(r"(?:强调|指出|要求|致辞|表示|时说|显示|预计)$")
TAGGED = re.compile(r"（[^（）]{2,14}）$")
LONGEST_LABEL = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a title: the page's character pairs, its story's, its column's measure, the page's usual order."""

    page_pairs: Collection[str]
    story_pairs: Collection[str]
    measure: float
    upside_down: float = -2.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a title's rows, and how much speaks for it."""

    label: str
    kicker: str
    headline: str
    subtitle: str
    weight: float
    reversed: bool = False


def readings(rows: Sequence[Row], setting: Setting) -> list[Reading]:
    """All ways to read the rows, top to bottom or bottom to top as some programs draw them, best first."""
    if len(rows) > MOST_ROWS:
        return [Reading("", "", join_title(rows), "", 0.0)]
    found = list(partitions(rows, setting, 0.0, turned=False))
    if len(rows) > 1:
        found += partitions(rows[::-1], setting, setting.upside_down, turned=True)
    return sorted(found, key=lambda reading: -reading.weight)


def partitions(rows: Sequence[Row], setting: Setting, weight: float, *, turned: bool) -> Iterator[Reading]:
    """The rows cut into a label, a kicker, a headline and a subtitle at all places."""
    for first, second, third in combinations_with_replacement(range(len(rows) + 1), 3):
        if second == third or first > 1:
            continue
        parts = rows[:first], rows[first:second], rows[second:third], rows[third:]
        label, kicker, headline, subtitle = (join_title(part) for part in parts)
        total = weight + sum(wrap_weight(part, setting) for part in parts)
        total += label_weight(label, setting) + kicker_weight(kicker) + headline_weight(headline) + subtitle_weight(subtitle)
        yield Reading(label, kicker, headline, subtitle, total, turned)


def wrap_weight(rows: Sequence[Row], setting: Setting) -> float:
    """How well rows hold together as one title line that was broken."""
    return sum(junction_weight(above, below, setting) for above, below in pairwise(rows))


def junction_weight(above: Row, below: Row, setting: Setting) -> float:
    """How well one row goes on with the next: a word across the break, or a headline as narrow as its column."""
    across = above.text[-1] + below.text[0]
    if across.isdecimal() or across[0] in "“‘（《、" or across[1] in "”’）》、，。":
        return 2.5
    if across in setting.page_pairs:
        return 2.0
    narrow = max(above.width, below.width) <= setting.measure + 0.5
    return (-0.4 if narrow else -1.6) - min(1.5, 0.4 * max(0.0, below.width - above.width - 1.5))


def label_weight(label: str, setting: Setting) -> float:
    """How much a row over a title looks like its column's name, which the story need not mention; none costs nothing."""
    if not label:
        return 0.0
    words = pairs(label)
    if len(bare(label)) > LONGEST_LABEL or not words or is_organisation(label) or not bare(label).replace("·", "").isalpha():
        return -6.0
    return 0.5 - 4.0 * sum(pair in setting.story_pairs for pair in words) / len(words)


def kicker_weight(kicker: str) -> float:
    """How much a text looks like a kicker; none costs nothing."""
    if not kicker:
        return 0.0
    marked = 4.0 if DASH_END.search(kicker) else 3.0 if REPORTS.search(kicker) or kicker.endswith("：") else 0.0
    organisation = 3.5 if is_organisation(kicker) else 0.0
    return -0.8 + marked + organisation - (3.0 if DASH_START.match(kicker) or TAGGED.search(kicker) else 0.0)


def headline_weight(headline: str) -> float:
    """How much a text looks like a headline."""
    dashed = -4.0 if DASH_END.search(headline) or DASH_START.match(headline) else 0.0
    reports = -2.0 if REPORTS.search(headline) else 0.0
    tagged = 1.0 if TAGGED.search(headline) else 0.0
    return dashed + reports + tagged + (-2.5 if is_organisation(headline) else 0.0)


def subtitle_weight(subtitle: str) -> float:
    """How much a text looks like a subtitle; none costs nothing."""
    if not subtitle:
        return 0.0
    return 4.0 if DASH_START.match(subtitle) else -2.5
