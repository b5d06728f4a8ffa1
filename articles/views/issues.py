"""The front: the latest issue; and the calendar of all issues."""

import calendar
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from articles.models import Article, Issue, Publication
from articles.models.year import published_years
from articles.views.issue import printed_pages
from articles.views.paper import PaperMixin, asked_year
from articles.views.rhythm import WEEKS, missing

RECENT_ISSUES = 8


class HomeView(PaperMixin, TemplateView):
    """The latest issue as a front: its lead story, its first page, its other pages."""

    template_name = "articles/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the latest issue, its pages and the issues before it."""
        recent = _recent(self.publication) if self.publication else []
        issue = recent[0] if recent else None
        pages = printed_pages(issue) if issue else []
        stories = _lead_first(pages[0].articles) if pages else []
        return super().get_context_data(issue=issue, pages=pages, stories=stories, earlier=recent[1:], **kwargs)


def _lead_first(articles: list[Article]) -> list[Article]:
    """The first with a headline leads; an opening in its place would be no headline in that size."""
    return sorted(articles, key=lambda article: article != next(filter(attrgetter("headline"), articles), None))


def _recent(publication: Publication) -> list[Issue]:
    return list(publication.issues.published().order_by("-date")[:RECENT_ISSUES])


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar: weeks of seven days from Monday; a day of another month is None.

    ``weekdays`` is one week of dates to name the columns by.
    """

    first: dt.date
    weeks: list[list[dt.date | None]]
    weekdays: list[dt.date]
    printed: int
    missing: int


class IssuesView(PaperMixin, TemplateView):
    """The issues of a year as a calendar, with the days and months where one is missing."""

    template_name = "articles/issues.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the year, all years by decade, and the months of the year from the first issue to the last."""
        years = published_years(self.publication.pk) if self.publication else []
        year = asked_year(self.request) or (years[0] if years else None)
        if year and year not in years:
            raise Http404("no issue in that year")
        around = _days_around(self.publication, year) if self.publication and year else []
        days = {day for day in around if day.year == year}
        gaps = set(missing(around, dt.date(year, 1, 1), dt.date(year, 12, 31))) if year else set()
        shown = {"days": days, "gaps": gaps, "months": months(around, year, gaps) if year else []}
        return super().get_context_data(year=year, years=years, decades=decades(years), **shown, **kwargs)


def decades(years: list[int]) -> list[tuple[int, list[int]]]:
    """The years from the first to the last by decade, the newest first, also those without an issue."""
    every = range(years[0], years[-1] - 1, -1) if years else range(0)
    return [(decade, list(group)) for decade, group in groupby(every, key=lambda year: year - year % 10)]


def _days_around(publication: Publication, year: int) -> list[dt.date]:
    """Those of the year, and as many before and after as tell what days the newspaper comes out on."""
    start, end = dt.date(year, 1, 1).toordinal() - 7 * WEEKS, dt.date(year, 12, 31).toordinal() + 7 * WEEKS
    span = [dt.date.fromordinal(max(start, 1)), dt.date.fromordinal(min(end, dt.date.max.toordinal()))]
    issues = publication.issues.published().filter(date__range=span)
    return list(issues.order_by("date").values_list("date", flat=True))


def months(days: list[dt.date], year: int, gaps: Collection[dt.date]) -> list[Month]:
    """The months of the year, the newest first, from the first of ``days`` to the last; also those without any."""
    first, last = max(dt.date(year, 1, 1), days[0]), min(dt.date(year, 12, 31), days[-1])
    return [_month(dt.date(year, number, 1), days, gaps) for number in range(last.month, first.month - 1, -1)]


def _month(first: dt.date, days: Collection[dt.date], gaps: Collection[dt.date]) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    printed, lacking = (sum(_month_of(day) == first for day in some) for some in (days, gaps))
    shown = [[day if _month_of(day) == first else None for day in week] for week in weeks]
    return Month(first, shown, weeks[0], printed, lacking)


def _month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)
