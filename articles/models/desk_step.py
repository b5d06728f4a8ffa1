"""What was done to a page at its desk, step by step, so that it can be undone."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.publication import Page

TAKE_BACK_LAST = """
    UPDATE articles_deskstep SET undone_at = CURRENT_TIMESTAMP WHERE id = (
        SELECT id FROM articles_deskstep WHERE page_id = %s AND undone_at IS NULL ORDER BY number DESC LIMIT 1
    ) RETURNING *
"""


class DeskStepQuerySet(models.QuerySet["DeskStep"]):
    """Steps in the words of an editor."""

    def standing(self) -> Self:
        """Those that were not undone, the last one first."""
        return self.filter(undone_at=None).order_by("-number")

    def take_back_last(self, page: int) -> "DeskStep | None":
        """Mark the last standing step of the page of this key as undone, if there is one; one query where asking first were two."""
        return next(iter(self.raw(TAKE_BACK_LAST, [page])), None)


class DeskStep(models.Model):
    """One action on a page; ``before`` and ``after`` are the states (``articles.desk.states``) of all that it changed."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="desk_steps", verbose_name=_("page"))
    number = models.PositiveIntegerField(_("number"))
    action = models.CharField(_("action"), max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = DeskStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step at the page desk")
        verbose_name_plural = _("steps at the page desk")
        ordering = ["page", "number"]
        default_permissions = ()  # who may see or change the articles may see or undo what was done to them
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="desk_step_once_a_number")]

    def __str__(self) -> str:
        return f"{self.page_id} #{self.number} {self.action}"
