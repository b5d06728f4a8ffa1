"""The days on which a newspaper comes out, and those on which an issue is missing here."""

import datetime as dt
from collections.abc import Collection

WEEKS = 6  # looked at before and after a day: a paper changes its days now and then, and keeps them for years


def missing(days: Collection[dt.date], first: dt.date, last: dt.date) -> list[dt.date]:
    """The days from ``first`` to ``last`` without an issue whose weekday had one in most of the weeks round them.

    ``days`` has all issues from ``WEEKS`` before ``first`` to ``WEEKS`` after ``last``; before its first and after its last one
    nothing is expected of a newspaper.
    """
    if not days:
        return []
    printed, newspaper = set(days), (min(days), max(days))
    start, end = max(first, newspaper[0]), min(last, newspaper[1])
    every = (start + dt.timedelta(days=n) for n in range((end - start).days + 1))
    return [day for day in every if day not in printed and _is_expected(day, printed, *newspaper)]


def _is_expected(day: dt.date, printed: set[dt.date], begin: dt.date, end: dt.date) -> bool:
    around = [day + dt.timedelta(weeks=n) for n in range(-WEEKS, WEEKS + 1) if n]
    within = [other for other in around if begin <= other <= end]
    return 2 * sum(other in printed for other in within) > len(within)
