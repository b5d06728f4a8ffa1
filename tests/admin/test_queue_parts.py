"""A long queue comes in parts by key: nothing twice, nothing left out, and no dearer at depth."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import chain

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import keys
from articles.models import Article, Status
from tests.factories import ArticleFactory, PageFactory
from tests.plans import plan_of

QUEUE = reverse("admin:articles_article_changelist")


@pytest.fixture
def long_queue(db: None) -> list[int]:
    """Four issues of two papers with 120 drafts; the keys in the order of the queue."""
    for paper, day in (("青川日报", 7), ("云岭晚报", 14), ("青川日报", 14), ("青川日报", 15)):
        for number in (2, 1, 12):
            page = PageFactory.create(
                issue__publication__name=paper, issue__date=dt.date(2026, 7, day), number=number, name=""
            )
            Article.objects.bulk_create(Article(page=page, position=10 - n, headline=f"第{n}篇") for n in range(10))
    return list(Article.objects.order_by(*keys._FORWARD).values_list("pk", flat=True))


def _parts(client: Client, query: str, way: str) -> Iterator[list[int]]:
    """What the list shows, as one goes on by its links."""
    while query is not None:
        page = client.get(QUEUE + query).content.decode()
        yield [int(key) for key in re.findall(r'name="version-(\d+)"', page)]
        link = re.search(rf'rel="{way}" href="([^"]*)"', page)
        query = link[1].replace("&amp;", "&") if link else None  # type: ignore[assignment]


def test_going_on_shows_each_article_once_and_in_the_order_of_the_paper(
    long_queue: list[int], cast: dict[str, Client]
) -> None:
    parts = list(_parts(cast["editor"], "?status=draft", "next"))
    assert ([len(part) for part in parts], list(chain.from_iterable(parts))) == ([50, 50, 20], long_queue)


def test_going_back_shows_the_same(long_queue: list[int], cast: dict[str, Client]) -> None:
    last = keys.Place.of(Article.objects.get(pk=long_queue[-1]))
    parts = list(_parts(cast["editor"], f"?before={last}", "prev"))
    assert list(chain.from_iterable(reversed(parts))) == long_queue[:-1]


def test_narrowed_list_goes_on_by_key_too(long_queue: list[int], cast: dict[str, Client]) -> None:
    Article.objects.filter(pk__in=long_queue[1:]).update(note_count=1)
    parts = list(_parts(cast["editor"], "?notes=some&whose=free", "next"))
    assert ([len(part) for part in parts], list(chain.from_iterable(parts))) == ([50, 50, 19], long_queue[1:])


def test_part_that_is_done_with_meanwhile_skips_nothing(long_queue: list[int], cast: dict[str, Client]) -> None:
    parts = _parts(cast["editor"], "?status=draft", "next")
    first = next(parts)
    Article.objects.filter(pk__in=first).update(status=Status.SUBMITTED)
    assert next(parts) == long_queue[50:100]


def _queries(client: Client, query: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        client.get(QUEUE + query)
    return [str(entry["sql"]) for entry in queries.captured_queries]


def test_depth_costs_no_query_and_no_offset(long_queue: list[int], cast: dict[str, Client]) -> None:
    deep = keys.Place.of(Article.objects.get(pk=long_queue[99]))
    cast["editor"].get(QUEUE)
    asked = [_queries(cast["editor"], query) for query in ("", f"?after={deep}")]
    assert len(asked[0]) == len(asked[1]) <= 16
    assert [sql for sql in asked[1] if "OFFSET" in sql] == []


def test_pages_are_found_in_the_index_and_only_their_articles_read(long_queue: list[int]) -> None:
    with CaptureQueriesContext(connection) as queries:
        keys.part(Article.objects.with_place().filter(status=Status.DRAFT))
    plans = [plan_of(str(entry["sql"])) for entry in queries.captured_queries]
    whole = [re.findall(r"SCAN (?:articles_article|U0)\b|Seq Scan on articles_article\b", plan) for plan in plans]
    assert whole == [[], []]


@pytest.mark.parametrize("text", ["", "x", "2026-07-14", "2026-07-14.1.2", "2026-07-14.1.2.x", "2026-13-14.1.2.3", "²"])
def test_place_that_makes_no_sense_is_none(text: str) -> None:
    assert keys.Place.read(text) is None


def test_place_is_read_as_it_is_written() -> None:
    place = keys.Place(dt.date(2026, 7, 14), 3, 12, 4)
    assert keys.Place.read(str(place)) == place


def test_claims_show_in_the_list(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    cast["editor"].get(reverse("admin:articles_article_change", args=[article.pk]))
    page = cast["viewer"].get(QUEUE).content.decode()
    assert re.findall(r'field-changer">\s*<b>(\w+)</b>', page) == ["editor"]
