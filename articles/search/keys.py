"""The date-ordered key of a document: ``(days since 1 January of year 1) << 13 | n``, so that newest first is a walk along it."""

import datetime as dt
from collections.abc import Iterator

from articles.models import Article

DAY_BITS = 13
LAST = (1 << DAY_BITS) - 1
BEYOND = (1 << 63) - 1  # the highest key that a database holds
_POSITIONS = 64  # room for articles of a page in the key; more only blurs the order within a day


def first_key(day: dt.date) -> int:
    """The lowest key of a day."""
    return day.toordinal() << DAY_BITS


def last_key(day: dt.date) -> int:
    """The highest key of a day."""
    return first_key(day) + LAST


def date_of(key: int) -> dt.date:
    """The day of a key."""
    return dt.date.fromordinal(key >> DAY_BITS)


def wished_key(article: Article) -> int:
    """The key at which the article reads in print order within its day; another may have it already."""
    place = article.page.number * _POSITIONS + min(article.position, _POSITIONS - 1)
    return first_key(article.page.issue.date) + LAST - place % (LAST + 1)


def free_key(wished: int, taken: set[int]) -> int:
    """The wished key or the next free one of its day; raises OverflowError where the day is full."""
    for key in _keys(wished):
        if key not in taken:
            return key
    raise OverflowError(f"{date_of(wished)} has {LAST + 1} articles in the search index already.")


def _keys(wished: int) -> Iterator[int]:
    first = wished >> DAY_BITS << DAY_BITS
    yield from range(wished, first - 1, -1)
    yield from range(first + LAST, wished, -1)
