"""What a file that came in again would change in an article that a person has worked on: to take or to keep, per field."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.status import Status


class ConflictQuerySet(models.QuerySet["Conflict"]):
    """Conflicts in the words of an editor."""

    def open(self) -> Self:
        """What waits for somebody to decide; nothing is taken into an article that readers have seen."""
        closed = (Status.PUBLISHED, Status.WITHDRAWN, Status.DISCARDED)
        return self.filter(settled_at=None).exclude(article__status__in=closed)


class Conflict(models.Model):
    """The one conflict of an article; its fields are named and written as in ``Article.text_state``.

    ``new`` has each field that is still to be decided, as the file has it. ``base`` has the fields that were ever offered,
    as they stood before that: a decision moves what was offered there, so that the same text is not offered again.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, related_name="conflict", verbose_name=_("article")
    )
    source = models.CharField(_("file"), max_length=500)
    digest = models.CharField(_("digest"), max_length=64)
    made_at = models.DateTimeField(_("came in"))
    base = models.JSONField(_("text before"), default=dict)
    new = models.JSONField(_("new text"), default=dict)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["-made_at", "article"]
        default_permissions = ()  # who may see or change the article may see or decide
        indexes = [models.Index(fields=["made_at"], condition=Q(settled_at=None), name="conflict_open")]

    def __str__(self) -> str:
        return str(self.article)
