"""A long list of articles in parts, each asked for by the days that it is of."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

from articles.models import Article, ArticleQuerySet, Issue

Days = Sequence[tuple[dt.date, int]]


class DaysPaginator(Paginator[Article]):
    """Knows the number of articles of each day, the newest first; of 100,000 articles only those of a part's days are looked at."""

    def __init__(self, articles: ArticleQuerySet, per_page: int, *, days: Days, **options: Any) -> None:
        super().__init__(articles, per_page, **options)
        self.articles, self.days = articles, days

    @cached_property
    def count(self) -> int:
        """Of all days."""
        return sum(number for _day, number in self.days)

    def page(self, number: int | str) -> Page[Article]:
        """The articles of the part, the newest first."""
        number = self.validate_number(number)
        days, before = self._days_of((number - 1) * self.per_page, number * self.per_page)
        articles = self.articles.in_issues(Issue.objects.filter(date__in=days)).in_print_order()
        start = (number - 1) * self.per_page - before
        return Page(articles[start : start + self.per_page], number, self)

    def _days_of(self, first: int, last: int) -> tuple[list[dt.date], int]:
        """The days of the articles from ``first`` to before ``last``, and how many articles come before these days."""
        chosen, before, passed = [], 0, 0
        for day, number in self.days:
            if passed < last and passed + number > first:
                chosen.append(day)
            passed += number
            before = passed if passed <= first else before
        return chosen, before
