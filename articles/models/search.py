"""The search index: one row for each published article, and none for any other."""

from django.db import models

from articles.models.article import Article


class SearchDocument(models.Model):
    """A published article's place in time and its folded text, written in the transaction that publishes it.

    ``key`` orders by date of issue: ``(days since 1 January of year 1) << 13 | n``, so newest first is a walk along it.
    ``text`` holds the four fields of ``articles.search.documents``. Beside it stands what the database searches:
    the contentless FTS5 table ``articles_searchindex`` on SQLite, the column ``tokens`` on PostgreSQL (migration 0003).
    """

    # PROTECT: what leaves the index must leave it through articles.search.remove, or its tokens would stay.
    article = models.OneToOneField(Article, on_delete=models.PROTECT, primary_key=True, related_name="search_document")
    key = models.BigIntegerField(unique=True)
    text = models.TextField()
    keywords = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.key}"
