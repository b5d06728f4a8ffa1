"""What the office tells its readers about an article that they have seen: a correction (更正) or a withdrawal (撤稿)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import DESK_FIELDS, DESK_PAGE_FIELDS, Article
from articles.models.status import Status


class CorrectionKind(models.TextChoices):
    """What the notice is about."""

    CORRECTION = "correction", _("correction")
    WITHDRAWAL = "withdrawal", _("withdrawal")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Notices in the words of a reader."""

    def for_readers(self) -> Self:
        """What a reader may see: a correction while the article can be read, a withdrawal once it cannot."""
        read = Q(kind=CorrectionKind.CORRECTION, article__status=Status.PUBLISHED)
        gone = Q(kind=CorrectionKind.WITHDRAWAL, article__status=Status.WITHDRAWN)
        return self.filter(read | gone)

    def with_article(self) -> Self:
        """With the article and its place at hand, without what only the desk needs."""
        heavy = (*DESK_FIELDS, *(f"page__{name}" for name in DESK_PAGE_FIELDS))
        return self.select_related("article__page__issue__publication").defer(*(f"article__{name}" for name in heavy))


class Correction(models.Model):
    """A public notice (更正、撤稿), made with the ``version`` of the article that came of it."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="corrections", verbose_name=_("article")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CorrectionKind)
    note = models.TextField(_("notice"), help_text=_("As readers see it."))
    version = models.PositiveIntegerField(_("version"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty when it was the program."),
    )
    made_at = models.DateTimeField(_("at"))

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections and withdrawals")
        ordering = ["-made_at", "-pk"]
        default_permissions = ()  # who may see the article may see them; articles.corrections and .review make them
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="correction_once_a_version"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(kind=CorrectionKind.WITHDRAWAL), name="correction_one_withdrawal"
            ),
            models.CheckConstraint(condition=Q(kind__in=CorrectionKind.values), name="correction_kind_in_list"),
            models.CheckConstraint(condition=~Q(note=""), name="correction_says_something"),
        ]
        indexes = [models.Index(fields=["-made_at", "-id"], name="correction_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.article}"


def announce(article: Article, kind: CorrectionKind, note: str, *, by: User | None) -> Correction:
    """Tell the readers of what made ``article.version``; call it in the transaction of the change."""
    return Correction.objects.create(
        article=article, kind=kind, note=note, version=article.version, made_by=by, made_at=timezone.now()
    )
