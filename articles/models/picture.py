"""A picture that was printed with an article, cut out of its page; the file lies under its digest, see ``articles.media``."""

from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.rows import Rows
from articles.models.status import Status

MAX_CREDIT = 200


class PictureQuerySet(models.QuerySet["Picture"]):
    """Pictures in the words of a reader."""

    def published(self) -> Self:
        """Those of articles that a reader may see."""
        return self.filter(article__status=Status.PUBLISHED)


class Picture(models.Model):
    """One picture of an article; its edges are per-cent of the page's width and height."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures", verbose_name=_("article"))
    order = models.PositiveSmallIntegerField(_("order"))
    digest = models.CharField(_("digest"), max_length=64, db_index=True)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    left = models.FloatField(_("left edge"))
    top = models.FloatField(_("top edge"))
    right = models.FloatField(_("right edge"))
    bottom = models.FloatField(_("bottom edge"))
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=MAX_CREDIT, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["article", "order"], name="picture_order_once_an_article"),
            models.CheckConstraint(condition=~Q(digest=""), name="picture_has_a_file"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="picture_has_a_size"),
            models.CheckConstraint(
                condition=Q(left__gte=0, left__lt=F("right"), right__lte=100)
                & Q(top__gte=0, top__lt=F("bottom"), bottom__lte=100),
                name="picture_lies_on_its_page",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or f"#{self.order}"


def picture_rows() -> Rows:
    """For a query of articles: what ``Article.shown_pictures`` takes from there instead of asking."""
    pictures = Picture.objects.filter(article=OuterRef("pk")).order_by("order")
    return Rows(pictures, "digest", "width", "height", "caption", "credit")
