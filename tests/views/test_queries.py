"""No public page takes more than six queries, the edition's included, however much there is to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.views import caching
from articles.views.kept import KeptPages
from tests.views.machines import kept_addresses
from tests.views.world import enlarge, page_addresses

MOST_QUERIES = 6


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Pages are kept, as they are for readers; each is asked for once."""
    assert connection.features.supports_json_field  # Django asks SQLite once in each process
    monkeypatch.setattr(caching, "kept_pages", KeptPages(1_000_000))


def most_queries(article: Article) -> dict[str, int]:
    """The addresses that take too many, with how many."""
    counts = {}
    for address in [*page_addresses(article), f"/hant{article.get_absolute_url()}", *kept_addresses(article)]:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert Client().get(address).status_code in (200, 410), address
        counts[address] = len(asked)
    return {address: count for address, count in counts.items() if count > MOST_QUERIES}


def test_pages_of_a_small_newspaper_need_few_queries(article: Article) -> None:
    assert most_queries(article) == {}


def test_pages_of_a_large_one_need_no_more(article: Article) -> None:
    assert most_queries(enlarge(article)) == {}
