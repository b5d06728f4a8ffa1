"""What may be kept of a page."""

import datetime as dt

import pytest
from django.test import Client

from articles import search
from articles.models import Article
from tests.factories import BylineFactory, PageFactory, published
from tests.views.machines import kept_addresses


@pytest.fixture
def addresses(article: Article) -> list[str]:
    """Each reading page, on a newspaper of three issues, two pages and several articles with two bylines each."""
    for day in (7, 14):
        for number in (1, 2):
            page = PageFactory(issue__date=dt.date(2026, 7, day), number=number)
            for _ in range(4):
                other = published(page=page, section=article.section, headline="", body="水库开闸放水。")
                BylineFactory(article=other, correspondent=article.bylines.first().correspondent)
                BylineFactory(article=other)
                search.index(other)
    published(page__issue__date=dt.date(2026, 7, 21))
    published(page__issue__date=dt.date(2025, 7, 21), section=article.section)
    return [*pages_of(article), *kept_addresses(article)]


def pages_of(article: Article) -> list[str]:
    rows = [article, article.page, article.page.issue, article.section, article.bylines.all()[0].correspondent]
    return ["/", "/issues/", "/search/?q=水库", *(row.get_absolute_url() for row in rows)]


def test_anonymous_page_is_kept_and_asked_for_again(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert first["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"
        assert {"Accept-Language", "Cookie"} <= set(first["Vary"].split(", "))


def test_page_of_a_user_is_not_kept(cast: dict[str, Client], article: Article) -> None:
    addresses = [*pages_of(article), "/feed/", "/sitemap.xml"]
    for name, client in cast.items():
        kept = {client.get(address)["Cache-Control"].startswith("public") for address in addresses}
        assert kept == {name == "reader"}


def test_head_is_answered_like_get(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        response = client.head(address)
        assert (response.status_code, response.content) == (200, b"")


def test_change_of_the_text_changes_the_etag(client: Client, article: Article) -> None:
    before = client.get(article.get_absolute_url())["ETag"]
    Article.objects.filter(pk=article.pk).update(headline="改过的标题")
    assert client.get(article.get_absolute_url(), headers={"If-None-Match": before}).status_code == 200
