"""Sections and correspondents, year by year."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from articles.views.years import YearView
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    CorrespondentFactory,
    PageFactory,
    PublicationFactory,
    SectionFactory,
    published,
)
from tests.plans import plan_of
from tests.views.conftest import HIDDEN_TEXT


@pytest.fixture
def older(article: Article) -> Article:
    """By the same person in the same section, a year before."""
    older = published(page__issue__date=dt.date(2025, 3, 1), section=article.section, headline="去年的稿件")
    BylineFactory(article=older, correspondent=article.bylines.first().correspondent)
    return older


@pytest.fixture
def addresses(article: Article) -> list[str]:
    correspondent = article.bylines.first().correspondent
    return [article.section.get_absolute_url(), correspondent.get_absolute_url(), "/places/%E9%9D%92%E5%B7%9D/"]


def test_list_shows_the_newest_year_first(
    client: Client, addresses: list[str], article: Article, older: Article, hidden: list[Article]
) -> None:
    for address in addresses:
        newest, before = client.get(address), client.get(address, {"year": 2025})
        assert (newest.context["years"], list(newest.context["articles"])) == ([(2026, 1), (2025, 1)], [article])
        assert list(before.context["articles"]) == [older]
        assert HIDDEN_TEXT not in newest.content.decode()


def test_list_refuses_a_year_or_part_that_is_none(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        wrong = ["year=abc", "year=1999", "year=-1", "page=99999999", "page=x", "page=%00"]
        codes = [client.get(f"{address}?{query}").status_code for query in wrong]
        assert codes == [400, 404, 400, 404, 404, 404]


def test_long_year_is_shown_in_parts(client: Client, article: Article) -> None:
    for _ in range(60):
        published(page=article.page, section=article.section)
    address = article.section.get_absolute_url()
    parts = [list(client.get(address, {"page": part}).context["articles"]) for part in (1, 2)]
    assert [len(part) for part in parts] == [60, 1]
    assert 'href="?page=2" rel="next"' in client.get(address).content.decode()


@pytest.mark.parametrize("size", [1, 2, 3, 4, 10])
def test_parts_of_a_year_are_all_its_articles_in_print_order(
    size: int, client: Client, addresses: list[str], article: Article, older: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(YearView, "paginate_by", size)
    person, evening = article.bylines.first().correspondent, PublicationFactory(name="青川晚报", slug="evening")
    for day, paper in ((13, article.page.issue.publication), (13, evening), (1, evening)):
        for number in (2, 1):
            page = PageFactory(issue__publication=paper, issue__date=dt.date(2026, 7, day), number=number)
            BylineFactory(article=published(page=page, section=article.section), correspondent=person)
    BylineFactory(article=published(page__issue__date=dt.date(2026, 7, 12)))  # by somebody else, in no section
    for address in addresses:
        every = Article.objects.filter(page__issue__date__year=2026).in_print_order()
        every = every if address.startswith("/places/") else every.filter(bylines__correspondent=person)
        parts = range(1, -(-len(every) // size) + 1)
        shown = [list(client.get(address, {"page": part}).context["articles"]) for part in parts]
        assert shown == [list(every[start : start + size]) for start in range(0, len(every), size)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of a handful of rows PostgreSQL's plan tells nothing")
def test_articles_of_a_person_are_read_by_their_days(client: Client, article: Article) -> None:
    address = article.bylines.first().correspondent.get_absolute_url()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    counted, listed = (plan_of(query["sql"]) for query in queries if '"articles_byline"' in query["sql"])
    assert ("byline_by_correspondent" in counted, "byline_by_correspondent" in listed) == (True, True)
    assert "article_by_status" not in counted  # which would be all that is published


def test_person_named_twice_over_an_article_has_it_once(client: Client, article: Article) -> None:
    person = article.bylines.first().correspondent
    BylineFactory(article=article, correspondent=person)
    response = client.get(person.get_absolute_url())
    assert (response.context["years"], list(response.context["articles"])) == ([(2026, 1)], [article])


def test_section_or_person_without_a_published_article_is_a_404(cast: dict[str, Client], db: None) -> None:
    draft = ArticleFactory(section=SectionFactory(name="内部", slug="内部"))
    person = BylineFactory(article=draft).correspondent
    rows = [draft.section, person, CorrespondentFactory()]
    for client in cast.values():
        assert [client.get(row.get_absolute_url()).status_code for row in rows] == [404, 404, 404]


def test_place_has_the_articles_of_its_dateline_only(client: Client, article: Article, hidden: list[Article]) -> None:
    published(place="青川县")
    odd = published(place="a/b c·d..")
    assert list(client.get(reverse("place", args=["青川"])).context["articles"]) == [article]
    assert list(client.get(reverse("place", args=[odd.place])).context["articles"]) == [odd]
    assert client.get("/places/青/").status_code == 404


def test_years_of_a_correspondent_are_plotted_with_a_table(client: Client, article: Article, older: Article) -> None:
    person = article.bylines.first().correspondent
    BylineFactory(article=published(page__issue__date=dt.date(2023, 3, 1)), correspondent=person)
    html = client.get(person.get_absolute_url()).content.decode()
    assert (html.count("<rect "), html.count('height="96.0"'), html.count('height="0.0"')) == (4, 3, 1)
    assert re.findall(r'<th scope="row">(\d+)</th>\s*<td>(\d+)</td>', html) == [
        ("2026", "1"),
        ("2025", "1"),
        ("2024", "0"),
        ("2023", "1"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/sections/%00/",
        "/places/%00/",
        "/places/no-such/",
        "/places//",
        "/sections/no-such/",
        "/correspondents/0/",
        "/correspondents/99999999999999999999/",
    ],
)
def test_bad_address_is_404(client: Client, article: Article, address: str) -> None:
    assert client.get(address).status_code == 404
