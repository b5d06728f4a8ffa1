"""The rows of one title read as kicker (引题), headline (主题) and subtitle (副题), best reading first."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.parser.reflow import join_title
from articles.parser.rows import Row
from articles.parser.typeset import HAN

MOST_ROWS = 6
DASH_END = re.compile(r"[—─-]{2}$|—$")
DASH_START = re.compile(r"^(?:[—─]{1,2}|--)")
REPORTS = re.compile(r"(?:强调|指出|要求|致辞|表示|时说)$")
ORGANISATION = re.compile(
    rf"^[{HAN}]{{1,14}}(?:政协|人大|人大常委会|县委|市委|区委|州委|省委|旗委|党委|政府|办公室|委员会|总工会|工会|团委|妇联|残联|文联|局|厅|部|院|中心|集团|公司|大学|学校|协会|联合会|法院|检察院|乡|镇|村|街道|社区|县|市|区|州|旗)$"
)
TAGGED = re.compile(r"（[^（）]{2,10}）$")
REVERSED = -1.5


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a title's rows, and how much speaks for it."""

    kicker: str
    headline: str
    subtitle: str
    weight: float


def readings(rows: Sequence[Row], page_pairs: Collection[str]) -> list[Reading]:
    """All ways to read the rows, top to bottom or bottom to top as some programs draw them, best first."""
    if len(rows) > MOST_ROWS:
        return [Reading("", join_title(rows), "", 0.0)]
    found = list(partitions(rows, page_pairs, 0.0))
    if len(rows) > 1:
        found += partitions(rows[::-1], page_pairs, REVERSED)
    return sorted(found, key=lambda reading: -reading.weight)


def partitions(rows: Sequence[Row], page_pairs: Collection[str], weight: float) -> Iterator[Reading]:
    """The rows cut into a kicker, a headline and a subtitle at all places."""
    for top in range(len(rows)):
        for bottom in range(top + 1, len(rows) + 1):
            parts = rows[:top], rows[top:bottom], rows[bottom:]
            total = weight + sum(wrap_weight(part, page_pairs) for part in parts)
            kicker, headline, subtitle = (join_title(part) for part in parts)
            total += kicker_weight(kicker) + headline_weight(headline) + subtitle_weight(subtitle)
            yield Reading(kicker, headline, subtitle, total)


def wrap_weight(rows: Sequence[Row], page_pairs: Collection[str]) -> float:
    """How well rows hold together as one title line that was broken."""
    total = 0.0
    for above, below in pairwise(rows):
        across = above.text[-1] + below.text[0]
        total += (2.0 if across in page_pairs else -0.5) if across.isalpha() else 0.0
        total -= min(2.0, 0.3 * max(0.0, abs(above.width - below.width) - 1.5))
    return total


def kicker_weight(kicker: str) -> float:
    """How much a text looks like a kicker; none costs nothing."""
    if not kicker:
        return 0.0
    marked = 4.0 if DASH_END.search(kicker) else 3.0 if REPORTS.search(kicker) else 0.0
    organisation = 3.5 if ORGANISATION.match(kicker) else 0.0
    return -1.0 + marked + organisation - (3.0 if DASH_START.match(kicker) or TAGGED.search(kicker) else 0.0)


def headline_weight(headline: str) -> float:
    """How much a text looks like a headline."""
    dashed = -4.0 if DASH_END.search(headline) or DASH_START.match(headline) else 0.0
    reports = -2.0 if REPORTS.search(headline) else 0.0
    return dashed + reports + (-2.5 if ORGANISATION.match(headline) else 0.0)


def subtitle_weight(subtitle: str) -> float:
    """How much a text looks like a subtitle; none costs nothing."""
    if not subtitle:
        return 0.0
    return 4.0 if DASH_START.match(subtitle) else -2.5
