"""Days on which an issue is missing."""

import datetime as dt

from articles.views.rhythm import missing

YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def every(first: dt.date, weeks: int, *, days: int = 7) -> list[dt.date]:
    return [first + dt.timedelta(days=days * n) for n in range(weeks)]


def test_a_weekly_lacks_the_week_left_out() -> None:
    days = every(dt.date(2026, 1, 6), 20)
    assert missing([*days[:9], *days[10:]], *YEAR) == [days[9]]


def test_a_daily_lacks_each_day_left_out_but_nothing_outside_its_life() -> None:
    days = every(dt.date(2026, 2, 1), 90, days=1)
    gone = [days[30], days[31], days[60]]
    assert missing([day for day in days if day not in gone], *YEAR) == gone


def test_a_new_press_day_is_no_gap() -> None:
    days = [*every(dt.date(2026, 1, 6), 12), *every(dt.date(2026, 4, 3), 12)]  # from Tuesdays to Fridays
    assert missing(days, *YEAR) == []


def test_one_extra_issue_makes_no_rhythm() -> None:
    assert missing([*every(dt.date(2026, 1, 6), 12), dt.date(2026, 1, 15)], *YEAR) == []


def test_only_days_of_the_span_are_told() -> None:
    days = every(dt.date(2025, 11, 18), 20)
    assert missing([day for day in days if day not in (days[3], days[9])], *YEAR) == [days[9]]


def test_nothing_is_missing_of_nothing() -> None:
    assert missing([], *YEAR) == []
