"""An import over several machines: a job a file in PostgreSQL, taken by ``manage.py procrastinate worker`` wherever that runs.

Each file of the batch has a row that waits; its job writes the file's pages and settles the row. A job that was broken off is
done again: a page that is in is only found unchanged. Source: https://procrastinate.readthedocs.io/en/stable/howto/django.html
"""

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Event
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Count, F
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles.importing import background, sources
from articles.importing.again import file_of, found_of, named, options_of
from articles.importing.batches import GONE, WRITTEN, BatchRecord
from articles.importing.errors import FileError
from articles.importing.identity import Identity, from_options
from articles.importing.known import known_pages
from articles.importing.papers import Papers
from articles.importing.reading import name_of
from articles.importing.report import FileOutcome, Report
from articles.importing.run import GLANCE, import_sources
from articles.importing.sources import Source
from articles.models import FileState, ImportBatch, ImportFile
from articles.models.imports import OUTCOMES, Stage

QUEUE = "import"
AT_ONCE = 1_000  # jobs in a statement
AGAIN = RetryStrategy(max_attempts=10, wait=5, exponential_wait=2, retry_exceptions={OperationalError})


@transaction.atomic
def distribute(paths: Iterable[str | os.PathLike[str]], options: dict[str, Any]) -> ImportBatch | None:
    """Defer a job for each file under ``paths`` that is not in yet; None, with nothing written, if all are.

    ``options`` are publication, date and page as ``import_sources`` takes them. The paths must be the same for all workers.
    """
    paths = [os.path.abspath(path) for path in paths]  # noqa: PTH100  # resolves no links
    found = sources.find(paths)
    known = _known(found, options)
    waiting = [source for source in found if source not in known]
    if not waiting:
        return None
    batch = ImportBatch.objects.create(
        total=len(found),
        taken=len(found) - len(waiting),
        options=options | {"paths": paths, "distributed": True, "known": len(known)},
        counts={FileState.UNCHANGED: len(known)},
    )
    _defer(batch, waiting)
    return batch


def _defer(batch: ImportBatch, waiting: Sequence[Source]) -> None:
    """A row that waits, and a job, for each file."""
    ImportFile.objects.bulk_create(
        [ImportFile(batch=batch, path=name_of(source), state=FileState.WAITING) for source in waiting],
        batch_size=AT_ONCE,
    )
    for start in range(0, len(waiting), AT_ONCE):
        jobs = [{"batch": batch.pk, "source": _values(source)} for source in waiting[start : start + AT_ONCE]]
        import_file.batch_defer(*jobs)  # type: ignore[arg-type]  # it asks for values that JSON knows, which these are


@transaction.atomic
def take_up(batch: ImportBatch) -> None:
    """Defer those files of the batch anew that wait: failed ones that are tried again, or all whose jobs are gone."""
    rows = batch.files.filter(state=FileState.WAITING)
    found = named(found_of(batch), set(rows.values_list("path", flat=True)))
    names = {name_of(source) for source in found}
    left = [row.pk for row in rows.only("path") if names.isdisjoint((row.path, file_of(row.path)))]
    batch.files.filter(pk__in=left).update(state=FileState.FAILED, error=str(GONE))
    rows.delete()
    _defer(batch, found)
    ImportBatch.objects.filter(pk=batch.pk).update(taken=batch.total - len(found), alive_at=timezone.now())
    if not found:
        _close(batch)


@app.task(name="import_file", queue=QUEUE, retry=AGAIN)
def import_file(*, batch: int, source: dict[str, Any]) -> None:
    """Import one file of a batch."""
    whole = ImportBatch.objects.get(pk=batch)
    file = _source(source)
    if whole.files.filter(
        path=name_of(file), state=FileState.WAITING
    ).exists():  # else a worker that was killed had done it
        import_sources([file], **options_of(whole) | {"jobs": 1}, batch=whole, told=_tell_nobody, recorder=JobRecord)
        settle(whole, name_of(file))


@app.task(name="import_batch", queue=QUEUE, retry=AGAIN)
def import_batch(*, batch: int) -> None:
    """Do the next step of a batch of the admin site; one that was distributed is again."""
    whole = ImportBatch.objects.get(pk=batch)
    if whole.stage == Stage.IMPORTING and whole.options.get("distributed"):
        take_up(whole)
    else:
        background.work(whole, Event())


@app.periodic(cron="* * * * *")
@app.task(name="take_up_stalled", queue=QUEUE, queueing_lock="take_up_stalled", pass_context=False)
async def take_up_stalled(timestamp: int) -> None:
    """Give the jobs of workers that were killed back to the queue; each minute."""
    await retry_stalled()


async def retry_stalled(seconds: float = 30) -> None:
    """Give back the jobs of workers that have not been heard of for so many seconds."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds):
        await app.job_manager.retry_job(job)


class JobRecord(BatchRecord):
    """What the job of one file writes of itself; the batch is closed by the job that settles its last file."""

    def __post_init__(self) -> None:
        """Nothing is taken up: the other files of the batch are other jobs'."""

    def count(self, outcome: FileOutcome) -> None:
        """A page that this batch wrote before its worker was killed is no news."""
        if self.batch and outcome.state == FileState.UNCHANGED:
            written = self.batch.files.filter(path=outcome.path, state__in=WRITTEN)
            if not written.exists():
                self.note(outcome.path, FileState.UNCHANGED)

    def beat(self) -> None:
        """``settle`` tells how far the batch is."""

    def close(self) -> None:
        """``settle`` closes the batch."""


def settle(batch: ImportBatch, name: str) -> None:
    """The file ``name`` waits no more; with the last one the batch is done. What is asked does not grow with the batch."""
    with transaction.atomic():
        settled, _by_model = batch.files.filter(path=name, state=FileState.WAITING).delete()
        this = ImportBatch.objects.filter(pk=batch.pk)
        this.update(taken=F("taken") + settled, alive_at=timezone.now())
        batch.refresh_from_db()  # the update holds the row: of two last files one sees that all are done
        if settled and batch.taken >= batch.total:
            _close(batch)


def _close(batch: ImportBatch) -> None:
    ended = {"finished_at": timezone.now(), "stage": Stage.DONE}
    ImportBatch.objects.filter(pk=batch.pk).update(counts=_counts(batch), **ended)


def _counts(batch: ImportBatch) -> dict[str, int]:
    """Pages by state; those that were known when the batch was made have no row."""
    rows = dict(batch.files.values_list("state").annotate(Count("pk")).order_by())
    rows[FileState.UNCHANGED] = rows.get(FileState.UNCHANGED, 0) + batch.options.get("known", 0)
    return {state.value: rows.get(state, 0) for state in OUTCOMES}


def _known(found: list[Source], options: dict[str, Any]) -> set[Source]:
    try:
        given, papers = from_options(options["date"], options["page"]), Papers(options["publication"])
        glances = [found[start : start + GLANCE] for start in range(0, len(found), GLANCE)]
        return {source for glance in glances for source in known_pages(glance, given, papers)}
    except FileError:  # each file will tell
        return set()


def _values(source: Source) -> dict[str, Any]:
    """The source in values that JSON knows."""
    said = [source.said.date and source.said.date.isoformat(), source.said.page, source.said.page_name]
    return {
        "name": source.name,
        "path": os.fspath(source.path),
        "member": source.member,
        "said": said,
        "publication": source.publication,
        "error": source.error,
    }


def _source(values: dict[str, Any]) -> Source:
    """The source that the values stand for."""
    date, page, page_name = values["said"]
    said = Identity(date and dt.date.fromisoformat(date), page, page_name)
    return Source(**values | {"path": Path(values["path"]), "said": said})


def _tell_nobody(_outcome: FileOutcome, _report: Report) -> None:
    """What there is to tell stands with the batch."""
