"""The articles of a section, of a correspondent or from a place, year by year."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import ListView

from articles.models import Article, ArticleQuerySet, Byline, Correspondent, Publication, Section, Status
from articles.views.days import DaysPaginator
from articles.views.paper import PaperMixin, asked_year
from articles.views.plot import plot_of

_UNPUBLISHED = [status for status in Status if status != Status.PUBLISHED]


class YearView(PaperMixin, ListView[Article]):
    """The published articles of a year, newest first; 404 where there is none, as if there were no such address."""

    paginate_by = 60
    context_object_name = "articles"

    def articles(self) -> ArticleQuerySet:
        """All that are published, of all years."""
        raise NotImplementedError

    def to_count(self) -> ArticleQuerySet:
        """The same, asked for in the way that counts them at the least cost."""
        return self.articles()

    @cached_property
    def days(self) -> list[tuple[dt.date, int]]:
        """Each day with its number of articles, newest first."""
        counted = self.to_count().order_by().values_list("page__issue__date").annotate(Count("pk"))
        return sorted(counted, reverse=True)

    @cached_property
    def years(self) -> list[tuple[int, int]]:
        """Each year with its number of articles, newest first."""
        years: Counter[int] = Counter()
        for day, number in self.days:
            years[day.year] += number
        return list(years.items())

    @cached_property
    def year(self) -> int:
        """The year that the address asks for, else the newest."""
        years = [year for year, _count in self.years]
        year = asked_year(self.request) or (years[0] if years else None)
        if year not in years:
            raise Http404("no article in that year")
        return year

    def get_queryset(self) -> ArticleQuerySet:
        """Those of all years: the paginator asks for the days that it wants."""
        return self.articles().for_readers()

    def get_paginator(self, *args: Any, **kwargs: Any) -> DaysPaginator:
        """By the days of the year."""
        return DaysPaginator(
            *args, days=[(day, number) for day, number in self.days if day.year == self.year], **kwargs
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the year and all years."""
        return super().get_context_data(year=self.year, years=self.years, **kwargs)


class SectionView(YearView):
    """The articles of a standing column."""

    template_name = "articles/section.html"

    @cached_property
    def section(self) -> Section:
        """The column that the address names."""
        return get_object_or_404(Section, slug=self.kwargs["slug"])

    @cached_property
    def publication(self) -> Publication:
        """The one that has the column, whatever the query says."""
        return next(paper for paper in self.publications if paper.pk == self.section.publication_id)

    def articles(self) -> ArticleQuerySet:
        """Those of the column."""
        return self.section.articles.published()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the column."""
        return super().get_context_data(section=self.section, **kwargs)


class CorrespondentView(YearView):
    """The articles of a correspondent."""

    template_name = "articles/correspondent.html"

    @cached_property
    def correspondent(self) -> Correspondent:
        """The person that the address names."""
        return get_object_or_404(Correspondent.objects.select_related("unit"), pk=self.kwargs["pk"])

    def articles(self) -> ArticleQuerySet:
        """Those with the person's name; once each, also where it stands twice."""
        bylines = Byline.objects.filter(correspondent=self.correspondent, article=OuterRef("pk"))
        return Article.objects.published().filter(Exists(bylines))

    def to_count(self) -> ArticleQuerySet:
        """Those of the person's bylines, told by what they are not: SQLite would look through all that is published."""
        bylines = Byline.objects.filter(correspondent=self.correspondent)
        return Article.objects.exclude(status__in=_UNPUBLISHED).filter(pk__in=bylines.values("article"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the person and the articles a year as bars."""
        context = super().get_context_data(correspondent=self.correspondent, **kwargs)
        return {**context, "plot": plot_of(self.years)}


class PlaceView(YearView):
    """The articles with one place in their dateline, of all newspapers of this site."""

    template_name = "articles/place.html"

    def articles(self) -> ArticleQuerySet:
        """Those from the place."""
        return Article.objects.published().filter(place=self.kwargs["place"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the place."""
        return super().get_context_data(place=self.kwargs["place"], **kwargs)
