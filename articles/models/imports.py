"""What was loaded: a batch (批次) and its files, with the state and error of each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.publication import Page


class FileState(models.TextChoices):
    """What became of a file."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    FAILED = "failed", _("failed")
    WAITING = "waiting", _("waiting")


OUTCOMES = (FileState.NEW, FileState.CHANGED, FileState.UNCHANGED, FileState.FAILED)


class ImportBatch(models.Model):
    """One run of the import."""

    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty when it was started from the command line."),
    )

    total = models.PositiveIntegerField(_("files"), default=0)
    taken = models.PositiveIntegerField(_("files done"), default=0)
    counts = models.JSONField(_("pages by state"), default=dict, help_text=_("Also those that were unchanged."))
    is_stopped = models.BooleanField(_("stopped early"), default=False)

    class Meta:
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")
        ordering = ["-started_at"]
        permissions = [("import_pages", _("Can import pages"))]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ImportFile(models.Model):
    """One file of a batch."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="files", verbose_name=_("batch"))
    path = models.CharField(_("path"), max_length=500)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=FileState)
    error = models.TextField(_("error"), blank=True)
    articles = models.PositiveSmallIntegerField(_("articles"), default=0)
    page = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="imports", verbose_name=_("page")
    )

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ["batch", "path"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=FileState.values), name="import_file_state_in_list"),
        ]

    def __str__(self) -> str:
        return self.path
