"""The search index: one row for each published article, and none for any other."""

from django.db import models

from articles.models.article import Article


class SearchDocument(models.Model):
    """A published article's place in time and its tokens, written in the transaction that publishes it.

    ``key`` orders by date of issue: ``(days since 1 January of year 1) << 13 | n``, so newest first is a walk along it.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="search_document")
    key = models.BigIntegerField(unique=True)
    tokens = models.TextField()

    def __str__(self) -> str:
        return f"{self.key}"
