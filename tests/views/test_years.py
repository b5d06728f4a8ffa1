"""Sections and correspondents, year by year."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.factories import ArticleFactory, BylineFactory, CorrespondentFactory, SectionFactory, published
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
