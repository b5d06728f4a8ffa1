"""A long list in parts, by key: each part begins where the one before ended, however deep one is.

The order is that of the paper: newest issue first, then page and place on the page. Pages are found first, since an index
holds step and page of each article; only the articles of as many pages as a part can need are read and sorted.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Q

from articles.models import Article, ArticleQuerySet, Page

ROWS = 50  # a part, and the most that one step for many is for: a signature is for what was on the screen
_FORWARD = ("-page__issue__date", "page__issue_id", "page__number", "position", "pk")
_BACKWARD = ("page__issue__date", "-page__issue_id", "-page__number", "-position", "-pk")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands in the order of the list."""

    date: dt.date
    issue: int
    number: int
    position: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place that ``str`` has written, None for anything else."""
        date, *numbers = text.split(".")
        try:
            issue, number, position = (int(n) for n in numbers if n.isascii() and len(n) < 10)
            return cls(dt.date.fromisoformat(date), issue, number, position)
        except ValueError:
            return None

    @classmethod
    def of(cls, article: Article) -> Self:
        """The place of an ``article`` with its page and issue at hand."""
        issue = article.page.issue
        return cls(issue.date, issue.pk, article.page.number, article.position)

    def __str__(self) -> str:
        return f"{self.date}.{self.issue}.{self.number}.{self.position}"


@dataclass(frozen=True, slots=True)
class Part:
    """At most ROWS articles; ``previous`` and ``following`` are places to go on from, None at an end."""

    rows: list[Article]
    previous: Place | None
    following: Place | None


def part(articles: ArticleQuerySet, *, after: Place | None = None, before: Place | None = None) -> Part:
    """What comes after a place, or before it, or the beginning; two queries."""
    if before is not None and after is None:
        found = _read(articles, before, is_backward=True)
        rows = found[:ROWS][::-1]
        return Part(rows, _of(rows, 0) if len(found) > ROWS else None, _of(rows, -1))
    found = _read(articles, after, is_backward=False)
    rows = found[:ROWS]
    return Part(rows, _of(rows, 0) if after else None, _of(rows, -1) if len(found) > ROWS else None)


def _of(rows: list[Article], n: int) -> Place | None:
    return Place.of(rows[n]) if rows else None


def _read(articles: ArticleQuerySet, key: Place | None, *, is_backward: bool) -> list[Article]:
    """One more than a part, so that it shows whether there are more."""
    pages = Page.objects.filter(pk__in=articles.order_by().values("page"))
    order = [name.replace("page__", "") for name in (_BACKWARD if is_backward else _FORWARD)[:3]]
    if key:
        pages = pages.filter(_pages_from(key, is_backward=is_backward))
        articles = articles.filter(_beyond(key, is_backward=is_backward))
    near = list(pages.order_by(*order).values_list("pk", flat=True)[: ROWS + 2])
    return list(articles.filter(page__in=near).order_by(*(_BACKWARD if is_backward else _FORWARD))[: ROWS + 1])


def _pages_from(key: Place, *, is_backward: bool) -> Q:
    """The key's page, and those beyond it."""
    day, beside, further = ("gt", "lt", "lte") if is_backward else ("lt", "gt", "gte")
    ways: list[dict[str, Any]] = [
        {f"issue__date__{day}": key.date},
        {"issue__date": key.date, f"issue__{beside}": key.issue},
        {"issue": key.issue, f"number__{further}": key.number},
    ]
    return Q(*(Q(**way) for way in ways), _connector=Q.OR)


def _beyond(key: Place, *, is_backward: bool) -> Q:
    """Of the key's own page only what comes further on; the other pages are beyond it as a whole."""
    side = "position__gte" if is_backward else "position__lte"
    return ~Q(**{"page__issue": key.issue, "page__number": key.number, side: key.position})
