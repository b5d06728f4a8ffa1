"""The front: the latest issue; and the calendar of all issues."""

import calendar
import datetime as dt
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from articles.models import Article, Issue, Publication
from articles.views.issue import printed_pages
from articles.views.paper import PaperMixin, asked_year

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


class IssuesView(PaperMixin, TemplateView):
    """The issues of a year as a calendar."""

    template_name = "articles/issues.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the year, all years, and the months with an issue."""
        years = _years(self.publication) if self.publication else []
        year = asked_year(self.request) or (years[0] if years else None)
        if year and year not in years:
            raise Http404("no issue in that year")
        days = _days(self.publication, year) if self.publication and year else []
        return super().get_context_data(year=year, years=years, days=days, months=months(days), **kwargs)


def _years(publication: Publication) -> list[int]:
    return [day.year for day in publication.issues.published().dates("date", "year", order="DESC")]


def _days(publication: Publication, year: int) -> list[dt.date]:
    issues = publication.issues.published().filter(date__year=year)
    return list(issues.order_by("date").values_list("date", flat=True))


def months(days: list[dt.date]) -> list[Month]:
    """The months that hold ``days``, the newest first."""
    return [_month(first) for first in sorted({day.replace(day=1) for day in days}, reverse=True)]


def _month(first: dt.date) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, [[day if day.month == first.month else None for day in week] for week in weeks], weeks[0])
