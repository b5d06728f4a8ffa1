"""The rows of one title read as label, kicker (引题), headline (主题) and subtitle (副题), best reading first.

The weights were fitted to the titles of one half of the sample pages and confirmed on the other.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, groupby, pairwise

from articles.parser.organisations import is_organisation
from articles.parser.reflow import join_title
from articles.parser.rows import Row
from articles.parser.typeset import bare
from articles.parser.words import pairs

MOST_ROWS = 6
BRACKETS = (("（", "）"), ("“", "”"), ("《", "》"))
# A headline in one column is set larger than the text and holds fewer characters a line.
LARGE_TYPE = 0.85
SAME_TYPE = 1.04
DASH_END = re.compile(r"[—─-]{2}$|—$")
DASH_START = re.compile(r"^(?:[—─]{2}|--)")
DASH = re.compile(r"[—─]{2}|--")
REPORTS = re.compile(r"(?:强调|指出|要求|致辞|表示|时说|显示|预计|获悉|：)$")
TAGGED = re.compile(r"（[^（）]{2,24}）$")
GOES_ON = re.compile(r"^(?:将|拟|其中|审议|解决)|(?:主持|主持会议|出席|讲话|作出批示|主旨发言|作主旨发言)$")
BEGINS_ANEW = re.compile(r"^(?:将|审议|解决)|.{2,6}(?:主持|作出批示)$")
DANGLING = re.compile(r"[“‘（《、，]$|^[”’）》、，]")
DIGIT = re.compile(r"\d")
LONGEST_LABEL = 6
MARKED_LABEL = re.compile(r"^[■●◆▲★□◎▶►【][^，。；！？：]{2,24}$")
SHORT_HEADLINE = 6
SHORT_KICKER = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a title: the page's character pairs, those of its story's pieces, its column's measure in em, the page's usual order."""

    page_pairs: Collection[str]
    story_pairs: Sequence[Collection[str]]
    measure: float
    turned: float = -1.3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a title's rows, and how much speaks for it."""

    label: str
    kicker: str
    headline: str
    subtitle: str
    weight: float = 0.0
    turned: bool = False


CUES: tuple[tuple[str, float, Callable[[Reading], bool]], ...] = (
    ("a label", 0.6, lambda title: bool(title.label)),
    ("kicker with a dash", 3.0, lambda title: DASH_END.search(title.kicker) is not None),
    ("kicker that reports", 3.0, lambda title: REPORTS.search(title.kicker) is not None),
    ("kicker that is an office", 3.0, lambda title: is_organisation(title.kicker)),
    (
        "short bare kicker",
        -0.5,
        lambda title: 0 < len(title.kicker) <= SHORT_KICKER and not DASH_END.search(title.kicker),
    ),
    ("kicker with a comma", 0.7, lambda title: "，" in title.kicker),
    ("kicker of two phrases", -1.5, lambda title: " " in title.kicker),
    ("kicker with a tag", -2.0, lambda title: TAGGED.search(title.kicker) is not None),
    ("kicker with a subtitle's dash", -4.0, lambda title: DASH_START.match(title.kicker) is not None),
    ("kicker that goes on", -2.0, lambda title: bool(title.kicker) and GOES_ON.search(title.kicker) is not None),
    ("a subtitle", -2.4, lambda title: bool(title.subtitle)),
    ("subtitle with a dash", 4.0, lambda title: DASH_START.match(title.subtitle) is not None),
    ("subtitle that goes on", 3.0, lambda title: bool(title.subtitle) and GOES_ON.search(title.subtitle) is not None),
    ("subtitle that opens with a number", 1.0, lambda title: title.subtitle[:1].isdecimal()),
    (
        "headline under a kicker that opens with a number",
        -1.0,
        lambda title: bool(title.kicker) and title.headline[0].isdecimal(),
    ),
    ("subtitle with a number", 0.6, lambda title: DIGIT.search(title.subtitle) is not None),
    ("headline with a dash", -3.0, lambda title: DASH.search(title.headline) is not None),
    ("headline that reports", -2.0, lambda title: REPORTS.search(title.headline) is not None),
    ("headline that is an office", -2.0, lambda title: is_organisation(title.headline)),
    ("headline that goes on", -3.0, lambda title: GOES_ON.search(title.headline) is not None),
    ("headline with a tag", 2.5, lambda title: TAGGED.search(title.headline) is not None),
    ("headline of two phrases", 0.7, lambda title: " " in title.headline),
    ("short headline", -1.5, lambda title: len(title.headline) <= SHORT_HEADLINE),
    (
        "dangling mark",
        -3.0,
        lambda title: any(part and DANGLING.search(part) for part in (title.kicker, title.headline, title.subtitle)),
    ),
)


def readings(rows: Sequence[Row], setting: Setting) -> list[Reading]:
    """All ways to read the rows, top to bottom or bottom to top as some programs draw them, best first."""
    if len(rows) > MOST_ROWS:
        rows = in_sizes(rows)
    if len(rows) > MOST_ROWS:
        return [Reading("", "", join_title(rows), "")]
    found = list(partitions(rows, setting, turned=False))
    if len(rows) > 1 and rows[0].seat is None:
        found += partitions(rows[::-1], setting, turned=True)
    return sorted(found, key=lambda reading: -reading.weight)


def partitions(rows: Sequence[Row], setting: Setting, *, turned: bool) -> Iterator[Reading]:
    """The rows cut into a label, a kicker, a headline and a subtitle at all places."""
    joints = [junction_weight(above, below, setting) for above, below in pairwise(rows)]
    for first, second, third in combinations_with_replacement(range(len(rows) + 1), 3):
        if second == third or first > (0 if turned else 1):
            continue
        parts = rows[:first], rows[first:second], rows[second:third], rows[third:]
        label, kicker, headline, subtitle = (join_title(part) for part in parts)
        title = Reading(label, kicker, headline, subtitle)
        weight = sum(weight for _, weight, cue in CUES if cue(title))
        weight += sum(joint for at, joint in enumerate(joints, 1) if at not in (first, second, third))
        weight += label_weight(title.label, setting) + (setting.turned if turned else 0.0) + type_weight(parts)
        yield Reading(label, kicker, headline, subtitle, weight, turned)


def in_sizes(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows of a PDF in which those of one type size that follow each other are one, a label aside; of a text, as they are."""
    sized = [(round(row.seat.line.size, 1), row) for row in rows if row.seat is not None]
    alike = groupby(sized, key=lambda item: (item[0], MARKED_LABEL.match(item[1].text) is None))
    runs = [[row for _, row in run] for _, run in alike]
    return [run[0]._replace(text=join_title(run)) for run in runs] or rows


def type_weight(parts: Sequence[Sequence[Row]]) -> float:
    """How well the parts agree with the type sizes of a PDF: the headline is set largest, each part in one size."""
    sizes = [[row.seat.line.size for row in part if row.seat is not None] for part in parts]
    if not sizes[2]:
        return 0.0
    largest = max(size for part in sizes for size in part)
    mixed = sum(max(part) > SAME_TYPE * min(part) for part in sizes if part)
    ends = [part for part in sizes if part]
    cut = sum(max(above[-1], below[0]) <= SAME_TYPE * min(above[-1], below[0]) for above, below in pairwise(ends))
    return (0.0 if SAME_TYPE * max(sizes[2]) >= largest else -8.0) - 5.0 * mixed - 5.0 * cut


def junction_weight(above: Row, below: Row, setting: Setting) -> float:
    """How well one row goes on with the next: a word across the break, or a headline as narrow as its column."""
    across = above.text[-1] + below.text[0]
    if BEGINS_ANEW.match(below.text):
        return -1.2
    if is_open(above.text):
        return 3.0
    if across.isdecimal() or across[0] in "“‘（《、" or across[1] in "”’）》、，。":
        return 1.5
    widest = max(above.width, below.width)
    narrow = 1.5 if widest <= LARGE_TYPE * setting.measure else 0.3 if widest <= setting.measure else 0.0
    whole = -1.0 if " " in above.text or " " in below.text else 0.0
    equal = (1.0 if narrow > 1 else 0.3) if abs(above.width - below.width) <= 1 else 0.0
    uneven = 0.8 * max(0.0, below.width - above.width - 1.5) + 0.2 * max(0.0, above.width - below.width - 1.5)
    word = 0.0 if DIGIT.search(across) else 2.2 if across in setting.page_pairs else -0.3
    return narrow + whole + equal + word - 0.9 - min(3.0, uneven)


def is_open(text: str) -> bool:
    """Whether a bracket or quotation opens in a row and does not close there."""
    return any(text.count(opening) > text.count(closing) for opening, closing in BRACKETS)


def label_weight(label: str, setting: Setting) -> float:
    """How much a row over a title looks like its column's name, which the story need not mention; none costs nothing."""
    if not label:
        return 0.0
    if MARKED_LABEL.match(label):
        return 3.0
    words = pairs(label)
    if (
        len(bare(label).split("·")[0]) > LONGEST_LABEL
        or not words
        or is_organisation(label)
        or not bare(label).replace("·", "").isalpha()
    ):
        return -6.0
    return -1.5 * sum(any(pair in held for held in setting.story_pairs) for pair in words) / len(words)
