"""The search page."""

import time

import pytest
from django.test import Client

from articles import search
from articles.models import Article
from tests.factories import published
from tests.views.conftest import HIDDEN_TEXT

MOST_SECONDS = 0.3
ODD_QUERIES = [
    '"',
    "%",
    "*",
    "NEAR(",
    "a OR",
    "'; DROP TABLE",
    "水" * 10_000,
    "🙂",
    "\0",
    "，。！",
    "水",
    "\u2028",
    "<script>",
    "AND NOT",
]


def test_search_marks_what_it_found(client: Client, article: Article) -> None:
    html = client.get("/search/", {"q": "水库"}).content.decode()
    assert f'<a href="/articles/{article.pk}/"><mark>水库</mark>开闸放水</a>' in html
    assert 'value="水库"' in html


def test_search_finds_nothing_that_is_not_published(
    cast: dict[str, Client], hidden: list[Article], withdrawn: Article
) -> None:
    for client in cast.values():
        response = client.get("/search/", {"q": HIDDEN_TEXT})
        assert (response.context["results"].hits, "没有找到" in response.content.decode()) == ([], True)


def test_search_goes_on_along_the_key(client: Client, article: Article) -> None:
    for _ in range(20):
        search.index(published(page=article.page, headline="又一座水库"))
    first = client.get("/search/", {"q": "水库"})
    key = first.context["results"].next_key
    rest = client.get("/search/", {"q": "水库", "after": key})
    assert f'href="?q=%E6%B0%B4%E5%BA%93&amp;after={key}" rel="next"' in first.content.decode()
    seen = [hit.article.pk for page in (first, rest) for hit in page.context["results"].hits]
    assert (len(seen), len(set(seen)), rest.context["results"].next_key) == (21, 21, None)
    assert 'href="?q=%E6%B0%B4%E5%BA%93"' in rest.content.decode()


def test_search_without_a_query_shows_the_form_only(client: Client, db: None) -> None:
    response = client.get("/search/")
    assert (response.status_code, response.context["results"]) == (200, None)


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_odd_query_is_answered_in_time(client: Client, article: Article, query: str) -> None:
    times = []
    for _ in range(3):  # the first also reads templates and opens connections
        begin = time.perf_counter()
        response = client.get("/search/", {"q": query})
        times.append(time.perf_counter() - begin)
    assert (response.status_code, min(times) < MOST_SECONDS) == (200, True)
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize("after", ["x", "-1", "99999999999999999999", "%00", "1e9"])
def test_search_refuses_a_key_that_is_none(client: Client, article: Article, after: str) -> None:
    assert client.get(f"/search/?q=水库&after={after}").status_code == 400
