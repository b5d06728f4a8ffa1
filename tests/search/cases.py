"""Articles that can be found."""

from typing import Any

from articles import search
from articles.models import Article
from tests.factories import published


def indexed(**fields: Any) -> Article:
    """A published article in the search index."""
    article = published(**fields)
    search.index(article)
    return article


def found(query: str, **options: Any) -> list[Article]:
    """What a search shows, in its order."""
    return [hit.article for hit in search.search(query, **options).hits]
