"""What the page of a batch shows: what it is at, its files with their notes, the rows of a preview, what can be done."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importing import undo, uploads
from articles.importing.batches import WRITTEN
from articles.models import Article, FileState, ImportBatch, ImportFile
from articles.models.imports import Stage
from articles.notes import describe

FILES_SHOWN = 100
STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Row:
    """A file with the notes on its page as a whole, and how many there are on its articles."""

    file: ImportFile
    notes: list[str]
    note_count: int


def context(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    """All that the template needs of the batch."""
    now = timezone.now()
    code, words = state(batch, now)
    shown = request.GET.get("state", "")
    shown = shown if shown in FileState.values else ""
    pages = Paginator(_files(batch, shown), FILES_SHOWN)
    page = pages.get_page(request.GET.get("p"))
    return {
        "title": _("Batch %(batch)s") % {"batch": batch},
        "batch": batch,
        "kind": kind(batch),
        "state": code,
        "state_words": words,
        "counts": _counts(batch),
        "page": page,
        "rows": _rows(list(page.object_list)),
        "tabs": _tabs(batch, shown),
        "shown": shown,
        "undone_by": ImportBatch.objects.filter(undoes=batch).first(),
        "can": _possible(batch, now),
        "recognised": [row | {"label": FileState(row["state"]).label} for row in batch.outcomes],
        "rows_left": max(0, sum(batch.counts.values()) - len(batch.outcomes)) if batch.stage == Stage.PREVIEWED else 0,
        "has_importable": any(batch.counts.get(name) for name in (FileState.NEW, FileState.CHANGED)),
    }


def progress(batch: ImportBatch) -> dict[str, Any]:
    """How far it is, in values that JSON knows."""
    code, words = state(batch, timezone.now())
    counts = ", ".join(f"{label} {count}" for _state, label, count in _counts(batch))
    return {"state": code, "words": words, "taken": batch.taken, "total": batch.total, "counts": counts}


def state(batch: ImportBatch, now: dt.datetime) -> tuple[str, str]:
    """What it is at: a code for the page's colours, and words."""
    if batch.has_stopped(now):
        return STOPPED, _("stopped")
    return batch.stage, str(Stage(batch.stage).label)


def kind(batch: ImportBatch) -> str:
    """Whether it came by command or by upload, or takes another one back."""
    if batch.undoes_id:
        return _("undoes batch #%(number)s") % {"number": batch.undoes_id}
    return _("upload") if batch.options.get("uploaded") else _("command")


def can_confirm(batch: ImportBatch) -> bool:
    """Whether it was looked through, and its files are still there."""
    return batch.stage == Stage.PREVIEWED and uploads.is_left(batch)


def can_retry(batch: ImportBatch) -> bool:
    """Whether there are failed files that can be read again."""
    ended = batch.stage == Stage.DONE and not batch.undoes_id and uploads.is_left(batch)
    is_undone = ImportBatch.objects.filter(undoes=batch).exists()
    return ended and not is_undone and batch.files.filter(state=FileState.FAILED).exists()


def _possible(batch: ImportBatch, now: dt.datetime) -> dict[str, bool]:
    """What can be done with it now; of this, who may is asked elsewhere."""
    return {
        "confirm": can_confirm(batch),
        "discard": bool(batch.folder) and batch.stage in (Stage.PREVIEWING, Stage.PREVIEWED),
        "go_on": batch.has_stopped(now) and (batch.stage == Stage.UNDOING or uploads.is_left(batch)),
        "retry": can_retry(batch),
        "undo": not undo.refusal(batch) and batch.files.filter(state__in=WRITTEN).exists(),
        "remove_files": batch.stage == Stage.DONE and bool(batch.folder) and uploads.is_left(batch),
    }


def _files(batch: ImportBatch, shown: str) -> QuerySet[ImportFile]:
    files = batch.files.filter(state=shown) if shown else batch.files.all()
    unread = [f"page__{name}" for name in ("raw", "layout", "furniture", "leftover")]
    return files.select_related("page__issue__publication").defer("before", *unread).order_by("path", "pk")


def _rows(files: Sequence[ImportFile]) -> list[Row]:
    """The files that are shown; the notes on articles are counted for these alone."""
    articles = Article.objects.filter(page__in=[file.page_id for file in files if file.page_id]).order_by()
    counts = dict(articles.values_list("page").annotate(Sum("note_count")))
    return [
        Row(file, [describe(note) for note in file.page.notes] if file.page else [], counts.get(file.page_id, 0))
        for file in files
    ]


def _counts(batch: ImportBatch) -> list[tuple[str, str, int]]:
    counts: Mapping[str, int] = batch.counts
    return [(name, str(FileState(name).label), count) for name, count in counts.items() if name in FileState.values]


def _tabs(batch: ImportBatch, shown: str) -> list[tuple[str, str, int, bool]]:
    """The states that files of the batch are in, with how many."""
    found = dict(batch.files.values_list("state").annotate(Count("pk")).order_by())
    return [
        (name, str(FileState(name).label), found[name], name == shown) for name in FileState.values if name in found
    ]
