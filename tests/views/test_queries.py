"""No public page takes more than six queries, the edition's included, however much there is to show."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import search
from articles.models import Article, CorrectionKind, Status
from articles.models.correction import announce
from articles.views import caching
from articles.views.kept import KeptPages
from tests.factories import BylineFactory, PageFactory, PublicationFactory, published
from tests.pictures import give_picture, picture_of
from tests.views.machines import kept_addresses

MOST_QUERIES = 6


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Pages are kept, as they are for readers; each is asked for once."""
    assert connection.features.supports_json_field  # Django asks SQLite once in each process
    monkeypatch.setattr(caching, "kept_pages", KeptPages(1_000_000))


@pytest.fixture
def large(article: Article) -> Article:
    """Two newspapers, three issues, pictures, a jump, corrections, a further piece, 12 more articles signed by two, one withdrawn."""
    PublicationFactory(name="青川晚报", slug="青川晚报")
    Article.objects.filter(pk=article.pk).update(jump_to=2, jump_from=3)
    give_picture(article.page)
    for order in (1, 2):
        picture_of(article, order=order)
    for version in (1, 2, 3):
        article.version = version
        announce(article, CorrectionKind.CORRECTION, f"第{version}次", by=None)
    published(page=PageFactory(issue=article.page.issue, number=2), continued_from=article)
    for day in (7, 21):
        published(page__issue__date=dt.date(2025, 7, day), section=article.section, place=article.place)
    for number in (1, 2, 3):
        for _ in range(4):
            other = published(
                page=PageFactory(issue=article.page.issue, number=number), headline="", section=article.section
            )
            BylineFactory(article=other, correspondent=article.bylines.all()[0].correspondent)
            BylineFactory(article=other)
            search.index(other)
    announce(other, CorrectionKind.WITHDRAWAL, "数字有误", by=None)
    Article.objects.filter(pk=other.pk).update(status=Status.WITHDRAWN, published_at=None)
    search.remove(other)
    return article


def public_addresses(article: Article) -> list[str]:
    rows = [article.page, article.page.issue, article.section, article.bylines.all()[0].correspondent]
    lists = ["/", "/issues/", "/corrections/", "/search/?q=水库", reverse("place", args=[article.place])]
    pages = [*lists, *(row.get_absolute_url() for row in rows)]
    articles = [one.get_absolute_url() for one in Article.objects.exclude(continued_from__isnull=False)]
    return [*pages, *articles, *(f"/hant{page}" for page in pages[:1]), *kept_addresses(article)]


def most_queries(article: Article) -> dict[str, int]:
    """The addresses that take too many, with how many."""
    counts = {}
    for address in public_addresses(article):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert Client().get(address).status_code in (200, 410), address
        counts[address] = len(asked)
    return {address: count for address, count in counts.items() if count > MOST_QUERIES}


def test_pages_of_a_small_newspaper_need_few_queries(article: Article) -> None:
    assert most_queries(article) == {}


def test_pages_of_a_large_one_need_no_more(large: Article) -> None:
    assert most_queries(large) == {}
