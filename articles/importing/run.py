"""A run of the import: files are read and parsed, by workers if there are several, and written by one writer in their order."""

import datetime as dt
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event
from typing import Any

from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importing import identity, pdf, sources
from articles.importing.errors import FileError
from articles.importing.identity import Place
from articles.importing.known import KnownPage, known_pages
from articles.importing.load import Loaded, PageText, is_loaded, load, preview
from articles.importing.papers import Papers
from articles.importing.patience import patiently
from articles.importing.pdf import Door
from articles.importing.reading import Parse, Reader, Reading
from articles.importing.report import FileOutcome, Report, Told
from articles.importing.sources import Source
from articles.importing.workers import Task, in_order
from articles.models import FileState, ImportBatch, ImportFile, Publication
from articles.parser import parse_page

logger = logging.getLogger(__name__)
GLANCE = 50  # files that are looked for in the database at once


def import_paths(
    paths: Iterable[str | os.PathLike[str]],
    *,
    publication: str | None = None,
    date: str | dt.date | None = None,
    page: int | None = None,
    dry_run: bool = False,
    actor: User | None = None,
    jobs: int = 1,
    batch: ImportBatch | None = None,
    told: Told | None = None,
    stop: Event | None = None,
    parse: Parse = parse_page,
    door: Door = pdf.DOOR,
) -> Report:
    """Import files and folders of pages, as text or PDF; what cannot be imported is an error of that file in the report.

    ``publication`` is a newspaper's name, made if there is none such; ``date`` is a day or text like 2024-07-23. ``jobs``
    worker processes read and parse; with one it is done in this process. ``told`` is called for each page as it is done;
    without it the report keeps them all. Once ``stop`` is set no further file is begun.

    A ``batch`` is made once there is something to write; a file that is in already writes nothing, a dry run neither.
    ``door`` reads PDFs. Raises django.db.OperationalError if the database is gone or full, OSError if no picture can be written.
    """
    found = sources.find(paths)
    report = Report(total=len(found), told=told, dry_run=dry_run)
    run = _Run(Papers(publication), Reader(date, page, parse, door), report, actor, batch)
    for task, readings in in_order(run.tasks(found), run.reader.read, jobs):
        run.take(task, readings)
        if stop and stop.is_set():
            report.is_stopped = True
            break
    return patiently(run.finish)


@dataclass(slots=True)
class _Run:
    """The writer of a run."""

    papers: Papers
    reader: Reader
    report: Report
    actor: User | None
    batch: ImportBatch | None
    claimed: dict[tuple[str, dt.date, int], tuple[str, str]] = field(default_factory=dict)

    def tasks(self, found: Sequence[Source]) -> Iterator[Task]:
        """The files in their order, each with its pages where they are in already."""
        for start in range(0, len(found), GLANCE):
            glanced = found[start : start + GLANCE]
            known = patiently(partial(self._known, glanced))
            yield from (Task(source, known.get(source, ())) for source in glanced)

    def _known(self, glanced: Sequence[Source]) -> dict[Source, list[KnownPage]]:
        try:
            return known_pages(glanced, self.reader.given(), self.papers.known())
        except FileError:  # each file will tell
            return {}

    def take(self, task: Task, readings: Iterable[Reading]) -> None:
        """Import one file with all its pages, and note what became of each."""
        for known in task.known:
            self.report.add(patiently(partial(self._unchanged, known)))
        date = None  # one file is one issue: what one page prints of its date holds for those after it
        for reading in readings:
            fallback = replace(reading.fallback, date=date)
            outcome = patiently(partial(self._page, replace(reading, fallback=fallback)))
            date = outcome.date or date
            self.report.add(outcome)
        self.report.taken += 1

    def _unchanged(self, known: KnownPage) -> FileOutcome:
        page = known.page
        place = Place(page.issue.date, page.number, page.name)
        try:
            self._claim(page.issue.publication, place, known.name, page.digest)
        except FileError as error:
            return self._failure(known.name, str(error))
        return _outcome(known.name, page.issue.publication, place, Loaded(FileState.UNCHANGED))

    def _page(self, reading: Reading) -> FileOutcome:
        try:
            return self._import(reading)
        except FileError as error:
            return self._failure(reading.name, str(error))

    def _failure(self, name: str, error: str) -> FileOutcome:
        self._record(name, FileState.FAILED, error=error)
        return FileOutcome(name, FileState.FAILED, error=error)

    def finish(self) -> Report:
        """Close the batch, if there is one."""
        self.report.publication = self.papers.made
        if self.batch:
            self.batch.finished_at = timezone.now()
            self.batch.counts, self.batch.is_stopped = self.report.counts(), self.report.is_stopped
            self.batch.total, self.batch.taken = self.report.total, self.report.taken
            self.batch.save(update_fields=["finished_at", "counts", "is_stopped", "total", "taken"])
        return self.report

    def _import(self, reading: Reading) -> FileOutcome:
        """From the reading to the database; raises FileError."""
        text = self._placed(reading)
        self._claim(text.publication, text.place, reading.name, reading.digest)
        return _outcome(reading.name, text.publication, text.place, self._settle(text))

    def _placed(self, reading: Reading) -> PageText:
        if reading.error:
            raise FileError(reading.error)
        parsed = reading.parsed
        place = identity.settle(reading.said, reading.given, parsed.folio, reading.fallback)
        notes = (*parsed.notes, *identity.misprints(place, parsed.folio), *reading.notes)
        paper = self.papers.of(parsed.folio)
        return PageText(paper, place, reading.raw, reading.name, reading.digest, parsed, notes, reading.printed)

    def _settle(self, text: PageText) -> Loaded:
        if is_loaded(text.publication, text.place, text.digest):
            return Loaded(FileState.UNCHANGED)
        return preview(text) if self.report.dry_run else self._load(text)

    def _claim(self, paper: Publication, place: Place, name: str, digest: str) -> None:
        """Of two different files for one page in one run neither may silently replace the other."""
        other, its_digest = self.claimed.setdefault((paper.name, place.date, place.page), (name, digest))
        if its_digest != digest:
            raise FileError(_("%(path)s of this run is the same page. Leave one of them out.") % {"path": other})

    def _load(self, text: PageText) -> Loaded:
        text = replace(text, publication=self.papers.saved(text.publication))
        self._open_batch()
        if text.printed:
            text.printed.keep()
        try:
            with transaction.atomic():
                loaded = load(text)
                if loaded.state != FileState.UNCHANGED:
                    count = len(loaded.articles)
                    self._record(text.source, loaded.state, digest=text.digest, page=loaded.page, articles=count)
                return loaded
        except (DataError, IntegrityError) as error:
            logger.exception("the database refused a page")
            raise FileError(
                _("The database refused the page (%(error)s). Send the file to whoever maintains the program.")
                % {"error": type(error).__name__}
            ) from error

    def _open_batch(self) -> ImportBatch:
        self.batch = self.batch or ImportBatch.objects.create(actor=self.actor, total=self.report.total)
        return self.batch

    def _record(self, name: str, state: FileState, **fields: Any) -> None:
        if self.report.dry_run:
            return
        batch = self._open_batch()
        ImportFile.objects.create(batch=batch, path=name, state=state, **fields)
        ImportBatch.objects.filter(pk=batch.pk).update(taken=self.report.taken + 1)


def _outcome(name: str, paper: Publication, place: Place, loaded: Loaded) -> FileOutcome:
    return FileOutcome(
        name,
        loaded.state,
        publication=paper.name,
        date=place.date,
        page=place.page,
        page_name=place.page_name,
        articles=loaded.articles,
        notes=loaded.notes,
        leftover=loaded.leftover,
        removed=loaded.removed,
    )
