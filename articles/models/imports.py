"""What was loaded: a batch (批次) and its files, with the state and error of each."""

import datetime as dt

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.publication import Page


class FileState(models.TextChoices):
    """What became of a file."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    FAILED = "failed", _("failed")
    WAITING = "waiting", _("waiting")
    REMOVED = "removed", _("removed")
    KEPT = "kept", _("kept")


class Stage(models.TextChoices):
    """What a batch is at; one that is stopped stands where it was."""

    PREVIEWING = "previewing", _("being looked through")
    PREVIEWED = "previewed", _("waits to be confirmed")
    IMPORTING = "importing", _("being imported")
    UNDOING = "undoing", _("being undone")
    DONE = "done", _("done")


UNCONFIRMED = (Stage.PREVIEWING, Stage.PREVIEWED)  # still between the upload and its owner
RUNNING = (Stage.PREVIEWING, Stage.IMPORTING, Stage.UNDOING)
SILENCE = dt.timedelta(minutes=1)  # a run says every few seconds that it is alive
# What a run makes of a file; an undo makes removed, changed or kept.
OUTCOMES = (FileState.NEW, FileState.CHANGED, FileState.UNCHANGED, FileState.FAILED)


class ImportBatch(models.Model):
    """One run of the import, or of its undoing: ``undoes`` is then the batch that it takes back.

    ``options`` are those of ``articles.importing.batches``; an upload lies in its own ``folder`` until it is in,
    and ``outcomes`` are the rows of its preview.
    """

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
    trouble = models.TextField(_("why it stopped"), blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.IMPORTING)
    alive_at = models.DateTimeField(_("last sign of life"), default=timezone.now)
    options = models.JSONField(_("options"), default=dict, blank=True)
    folder = models.CharField(_("folder of the upload"), max_length=40, blank=True)
    outcomes = models.JSONField(_("preview"), default=list, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name=_("undoes")
    )

    class Meta:
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")
        ordering = ["-started_at"]
        permissions = [("import_pages", _("Can import pages"))]
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="import_batch_stage_in_list"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def is_running(self, now: dt.datetime) -> bool:
        """Whether its process works on it, as far as its signs of life tell, or it waits for a worker of the task queue."""
        if self.stage not in RUNNING or self.is_stopped:
            return False
        return now - self.alive_at < SILENCE or self._has_jobs()

    def _has_jobs(self) -> bool:
        if not apps.is_installed("procrastinate.contrib.django"):
            return False
        jobs = apps.get_model("procrastinate", "ProcrastinateJob")._default_manager
        return bool(jobs.filter(status__in=("todo", "doing"), args__batch=self.pk).exists())

    def has_stopped(self, now: dt.datetime) -> bool:
        """Whether it ended before its end: by hand, by some trouble, or because its process is gone."""
        return self.is_stopped or (self.stage in RUNNING and not self.is_running(now))


class ImportFile(models.Model):
    """One file of a batch; ``before`` is the page's former text, name, source and digest where that was changed."""

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="files", db_index=False, verbose_name=_("batch")
    )
    path = models.CharField(_("path"), max_length=500)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=FileState)
    error = models.TextField(_("error"), blank=True)
    articles = models.PositiveSmallIntegerField(_("articles"), default=0)
    before = models.JSONField(_("the page before"), null=True, blank=True, editable=False)
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
        # One of a hundred thousand files is looked for at each step; the batch alone needs no index of its own then.
        indexes = [models.Index(fields=["batch", "path"], name="import_file_by_path")]

    def __str__(self) -> str:
        return self.path
