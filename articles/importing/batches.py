"""The batch of a run: made once there is something to write, told that the run is alive, closed at its end.

A run may take up a batch that was stopped, or of which the failed files wait to be tried again: its counts go on.
"""

import time
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.importing.report import FileOutcome, Report
from articles.models import FileState, ImportBatch, ImportFile
from articles.models.imports import OUTCOMES, Stage

BEAT = 1.0  # seconds: how often a run says how far it is
WRITTEN = (FileState.NEW, FileState.CHANGED)
GONE = gettext_lazy("The file is no longer where it was. Import it from where it is now.")
PENDING = (FileState.FAILED, FileState.WAITING)


@dataclass(slots=True)
class BatchRecord:
    """What a run writes of itself; nothing in a dry run. ``options`` is what it takes to do it again."""

    report: Report
    actor: User | None
    options: Mapping[str, Any]
    batch: ImportBatch | None = None
    _taken_up: "_TakenUp | None" = None
    _counted: Counter[str] = field(default_factory=Counter)
    _last: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        if self.batch and not self.report.dry_run:
            self._taken_up = _TakenUp.of(self.batch, self.report)
            self._counted.update(self._taken_up.counts)

    def open(self) -> ImportBatch:
        """The batch, made if there is none yet."""
        self.batch = self.batch or ImportBatch.objects.create(
            actor=self.actor, total=self.report.total, options=dict(self.options)
        )
        return self.batch

    def note(self, name: str, state: FileState, **fields: Any) -> None:
        """Keep what became of one page, in the place of what was kept of it when it failed."""
        if self.report.dry_run:
            return
        batch = self.open()
        with transaction.atomic(savepoint=False):
            if self._taken_up:
                batch.files.filter(path=name, state__in=PENDING).delete()
            ImportFile.objects.create(batch=batch, path=name, state=state, **fields)

    def settle(self, name: str, pages: Collection[str]) -> None:
        """The file ``name`` is done: what was kept of it when it failed as a whole goes, now that its ``pages`` are known by their own names."""
        if self.batch and self._taken_up and name not in pages:
            self.batch.files.filter(path=name, state__in=PENDING).delete()

    def count(self, outcome: FileOutcome) -> None:
        """One more page is done."""
        is_unchanged = outcome.state == FileState.UNCHANGED
        if self.batch and self._taken_up and is_unchanged:
            if outcome.path in self._taken_up.written:  # it is unchanged since this batch wrote it
                return
            self.batch.files.filter(path=outcome.path, state__in=PENDING).update(state=FileState.UNCHANGED, error="")
        self._counted[outcome.state] += 1

    def beat(self) -> None:
        """Say that the run is alive, and how far it is; at most once a second."""
        if self.batch and time.monotonic() - self._last >= BEAT:
            self._last = time.monotonic()
            ImportBatch.objects.filter(pk=self.batch.pk).update(alive_at=timezone.now(), **self._progress())

    def close(self) -> None:
        """Write what the run came to, if it wrote anything."""
        if self.batch is None or self.report.dry_run:
            return
        is_stopped = self.report.is_stopped
        if not is_stopped and self._taken_up:
            self.batch.files.filter(state=FileState.WAITING).update(state=FileState.FAILED, error=str(GONE))
        values = self._progress() | {"finished_at": timezone.now(), "is_stopped": is_stopped}
        values["stage"] = Stage.IMPORTING if is_stopped else Stage.DONE
        for name, value in values.items():
            setattr(self.batch, name, value)
        self.batch.save(update_fields=[*values])

    def _progress(self) -> dict[str, Any]:
        done_before = self._taken_up.done if self._taken_up else 0
        return {
            "total": done_before + self.report.total,
            "taken": done_before + self.report.taken,
            "counts": {state.value: self._counted[state] for state in OUTCOMES},
        }


def claim(batch: ImportBatch, stage: Stage) -> bool:
    """Have the batch, as it was seen, at ``stage`` from now on; False if somebody else was quicker."""
    seen = {"stage": batch.stage, "alive_at": batch.alive_at, "is_stopped": batch.is_stopped}
    fresh = {"stage": stage, "alive_at": timezone.now(), "is_stopped": False, "trouble": "", "finished_at": None}
    if not ImportBatch.objects.filter(pk=batch.pk, **seen).update(**fresh):
        return False
    batch.refresh_from_db()
    return True


@dataclass(frozen=True, slots=True)
class _TakenUp:
    """What stood in a batch when a run took it up: the pages that it wrote, its counts, and the files it is not to do again."""

    written: frozenset[str]
    counts: Mapping[str, int]
    done: int

    @classmethod
    def of(cls, batch: ImportBatch, report: Report) -> "_TakenUp":
        """If files of it wait, only those are done; else all of them, and what is in is found unchanged."""
        rows = list(batch.files.filter(state__in=WRITTEN).values_list("path", "state"))
        written = frozenset(path for path, _state in rows)
        counts = Counter(state for _path, state in rows)
        if not batch.files.filter(state=FileState.WAITING).exists():
            return cls(written, counts, 0)
        counts[FileState.FAILED] = batch.files.filter(state=FileState.FAILED).count()
        counts[FileState.UNCHANGED] = batch.counts.get(FileState.UNCHANGED, 0)
        return cls(written, counts, max(0, batch.total - report.total))
