"""What search engines are told of: all addresses year by year, the news of two days, and where they need not go.

Protocols: https://www.sitemaps.org/protocol.html,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ArticleQuerySet, Byline, Correspondent, Issue, Page, Section
from articles.views.paper import all_publications
from articles.views.traditional import PREFIX

XML = "application/xml; charset=utf-8"
ROWS = 20_000  # a file; a page is up to two addresses, and a file may have 50,000
NEWS_DAYS, NEWS = 2, 1_000  # as many as a news sitemap may have
MOST_FILES = 50_000  # as many as an index may name
Row = TypeVar("Row")


class Entry(NamedTuple):
    """An address of a sitemap, and when what stands there last changed."""

    path: str
    changed_at: dt.datetime | None = None


def robots(request: HttpRequest) -> HttpResponse:
    """https://www.rfc-editor.org/rfc/rfc9309"""
    paths = [reverse(name) for name in ("admin:index", "language")]
    paths += [reverse("search"), PREFIX + reverse("search"), reverse("search_json")]  # it would be an endless paper
    maps = [request.build_absolute_uri(reverse(name)) for name in ("sitemap", "news_sitemap")]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in paths),
        "",
        *(f"Sitemap: {address}" for address in maps),
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def index(request: HttpRequest) -> HttpResponse:
    """All files: what stands always, the people, and of each year the pages and the articles."""
    paths = [reverse("paper_sitemap")]
    paths += [reverse("people_sitemap", args=[number]) for number in _numbers(_people().count())]
    paths += [reverse("places_sitemap", args=[number]) for number in _numbers(_places().count())]
    paths += _files("pages_sitemap", Page.objects.published(), "issue__date__year")
    paths += _files("articles_sitemap", _articles(), "page__issue__date__year")
    return _answer(request, "index", map(Entry, paths))


def paper(request: HttpRequest) -> HttpResponse:
    """Front, calendar and notices of each newspaper, and its sections."""
    papers = [paper.address(name) for paper in all_publications() for name in ("home", "issues", "corrections")]
    read = Article.objects.published().filter(section__isnull=False).values("section")
    sections = [section.get_absolute_url() for section in Section.objects.filter(pk__in=read).order_by("pk")]
    return _answer(request, "urls", map(Entry, papers + sections))


def people(request: HttpRequest, number: int) -> HttpResponse:
    """The correspondents who have something published."""
    keys = _rows(_people().order_by("pk").values_list("pk", flat=True), number)
    return _answer(request, "urls", [Entry(reverse("correspondent", args=[key])) for key in keys])


def places(request: HttpRequest, number: int) -> HttpResponse:
    """The places of the datelines."""
    return _answer(request, "urls", [Entry(reverse("place", args=[name])) for name in _rows(_places(), number)])


def pages(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The issues of a year with their pages."""
    rows = Page.objects.published().filter(issue__date__year=year).select_related("issue")
    rows = rows.only("number", "issue__date", "issue__publication").order_by("issue__date", "issue", "number")
    return _answer(request, "urls", _issues(_rows(rows, number)))


def articles(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The articles of a year, each with its last change."""
    rows = _articles().in_issues(Issue.objects.filter(date__year=year)).order_by("page__issue__date", "pk")
    entries = [
        Entry(reverse("article", args=[key]), at) for key, at in _rows(rows.values_list("pk", "changed_at"), number)
    ]
    return _answer(request, "urls", entries)


def news(request: HttpRequest) -> HttpResponse:
    """What was published in the last two days, of issues that are no older."""
    since = timezone.now() - dt.timedelta(days=NEWS_DAYS)
    rows = _articles().filter(published_at__gte=since, page__issue__date__gte=timezone.localdate(since))
    rows = rows.for_readers().in_print_order()[:NEWS]
    return _answer(request, "news", rows)


def _articles() -> ArticleQuerySet:
    return Article.objects.published().read_alone()


def _people() -> QuerySet[Correspondent]:
    read = Byline.objects.filter(article__in=Article.objects.published())
    return Correspondent.objects.filter(pk__in=read.values("correspondent"))


def _places() -> QuerySet[Article, str]:
    named = Article.objects.published().exclude(place="").order_by("place")
    return named.values_list("place", flat=True).distinct()


def _files(name: str, rows: QuerySet[Any], year: str) -> list[str]:
    """The addresses of the files that hold the ``rows``, the newest year first."""
    counted = sorted(rows.order_by().values_list(year).annotate(Count("pk", distinct=True)), reverse=True)
    return [reverse(name, args=[year, number]) for year, count in counted for number in _numbers(count)]


def _numbers(rows: int) -> range:
    """The numbers of the files that hold so many rows."""
    return range(1, -(-rows // ROWS) + 1)


def _rows(rows: QuerySet[Any, Row], number: int) -> list[Row]:
    """Those of one file; raises 404 where there are none."""
    found = list(rows[(number - 1) * ROWS : number * ROWS]) if 0 < number <= MOST_FILES else []
    if not found:
        raise Http404("no such sitemap")
    return found


def _issues(rows: list[Page]) -> Iterator[Entry]:
    """Each issue before its pages; ``rows`` are in their order."""
    papers = {paper.pk: paper for paper in all_publications()}
    for issue, printed in groupby(rows, key=attrgetter("issue")):
        issue.publication = papers[issue.publication_id]  # at hand, and knows whether it is the first
        yield Entry(issue.get_absolute_url())
        yield from (Entry(issue.publication.address("page", issue.date, page.number)) for page in printed)


def _answer(request: HttpRequest, name: str, entries: Iterable[Entry | Article]) -> HttpResponse:
    context = {"entries": entries, "site": request.build_absolute_uri("/").rstrip("/")}
    return render(request, f"articles/sitemap_{name}.xml", context, content_type=XML)
