"""The search index: one row for each published article, and none for any other."""

from django.db import models

from articles.models.article import Article


class SearchDocument(models.Model):
    """A published article's place in time and its folded text, written in the transaction that publishes it.

    ``key`` orders by date of issue: ``(days since 1 January of year 1) << 13 | n``, so newest first is a walk along it.
    ``text`` holds the four fields of ``articles.search.entry``, ``facets`` the tokens of ``articles.search.facets`` in a
    row. Beside them stands what the database searches: the contentless FTS5 table ``articles_searchindex`` on SQLite, the column ``tokens`` on PostgreSQL (migrations 0003 and 0024).
    """

    # PROTECT: what leaves the index must leave it through articles.search.remove, or its tokens would stay.
    article = models.OneToOneField(Article, on_delete=models.PROTECT, primary_key=True, related_name="search_document")
    key = models.BigIntegerField(unique=True)
    text = models.TextField()
    facets = models.TextField(default="")
    keywords = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.key}"


class SearchRebuild(models.Model):
    """A rebuild of the index that is under way, or was broken off: the articles up to ``after`` are done."""

    after = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="search_rebuild_is_one")]

    def __str__(self) -> str:
        return f"{self.after}"
