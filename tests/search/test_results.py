"""Searching published articles, the same cases on SQLite and PostgreSQL."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import search
from articles.models import Article
from tests.factories import ArticleFactory, BylineFactory, CorrespondentFactory, PageFactory, SectionFactory, published

pytestmark = pytest.mark.django_db


def _index(**fields: object) -> Article:
    article = published(**fields)
    search.index(article)
    return article


def _found(query: str, **options: int) -> list[Article]:
    return [hit.article for hit in search.search(query, **options).hits]


@pytest.mark.parametrize("query", ["水库", "库春", "闸", "春灌开闸放水"])
def test_search_finds_any_stretch_of_the_headline(query: str) -> None:
    article = _index(headline="水库春灌开闸放水")

    assert _found(query) == [article]
