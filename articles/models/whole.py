"""Articles with all that belongs to them, in one query."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from articles.models.article import Article, ArticleQuerySet, Byline
from articles.models.picture import Picture
from articles.models.revision import Action, Revision
from articles.models.rows import Rows, give


def whole(articles: ArticleQuerySet) -> list[Article]:
    """The articles with bylines and pictures, and all that the history asks for when they change.

    ``first_and_last`` are the revisions that one began with, by a file or at the desk, and its last; ``is_beside_public``
    tells whether readers see something of its page.
    """
    wanted = Q(version=1) | Q(action=Action.PARSED) | Q(version=OuterRef("version"))
    revisions = Revision.objects.filter(wanted, article=OuterRef("pk"))
    found: Any = articles.annotate(
        names=_rows_of(Byline),
        prints=_rows_of(Picture),
        history=Rows(revisions.order_by("version"), "version", "text", "digest"),
        is_beside_public=Exists(Article.objects.published().filter(page=OuterRef("page"))),
    )
    for article in found:
        give(article, "bylines", (Byline(**row) for row in article.names))
        give(article, "pictures", (Picture(**row) for row in article.prints))
        article.first_and_last = [Revision(article_id=article.pk, **row) for row in article.history]
    return list(found)


def _rows_of(model: type[Byline] | type[Picture]) -> Rows:
    own: Any = model._default_manager.filter(article=OuterRef("pk")).order_by("order")
    return Rows(own, *(field.attname for field in model._meta.concrete_fields))
