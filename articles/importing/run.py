"""A run of the import: files are read and parsed, by workers if there are several, and written by one writer in their order."""

import datetime as dt
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _

from articles.importing import identity, pdf, sources
from articles.importing.batches import BatchRecord
from articles.importing.errors import FileError
from articles.importing.identity import Place
from articles.importing.known import KnownPage, known_pages
from articles.importing.load import Loaded, PageText, is_loaded, load, preview
from articles.importing.memory import Memory
from articles.importing.papers import Papers
from articles.importing.patience import patiently
from articles.importing.pdf import Door
from articles.importing.reading import Parse, Reader, Reading, name_of
from articles.importing.report import FileOutcome, Report, Told
from articles.importing.sources import Source
from articles.importing.workers import Task, in_order
from articles.models import FileState, ImportBatch, Publication
from articles.models.statistics import renew_statistics
from articles.parser import parse_page

logger = logging.getLogger(__name__)
GLANCE = 50  # files that are looked for in the database at once


class Options(TypedDict, total=False):
    """How a run is to go: see ``import_sources``."""

    publication: str | None
    date: str | dt.date | None
    page: int | None
    dry_run: bool
    actor: User | None
    jobs: int
    batch: ImportBatch | None
    told: Told | None
    stop: Event | None
    parse: Parse
    door: Door


def import_paths(paths: Iterable[str | os.PathLike[str]], **options: Unpack[Options]) -> Report:
    """Import files and folders of pages, as text or PDF, as ``import_sources`` does; a batch that is made keeps the paths."""
    paths = [os.fspath(path) for path in paths]
    return import_sources(sources.find(paths), paths=[os.path.abspath(path) for path in paths], **options)  # noqa: PTH100  # resolves no links


def import_sources(
    found: Sequence[Source],
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
    paths: Sequence[str] = (),
    recorder: type[BatchRecord] = BatchRecord,
) -> Report:
    """Import files that were found; what cannot be imported is an error of that file in the report.

    ``publication`` is a newspaper's name, made if there is none such; ``date`` is a day or text like 2024-07-23. ``jobs``
    worker processes read and parse; with one it is done in this process. ``told`` is called for each page as it is done;
    without it the report keeps them all. Once ``stop`` is set no further file is begun.

    A ``batch`` is made once there is something to write, and keeps the ``paths`` and options, so that it can be taken up
    again; a file that is in already writes nothing, a dry run neither. ``door`` reads PDFs, ``recorder`` keeps the batch. Raises
    django.db.OperationalError if the database is gone or full, OSError if no picture can be written.
    """
    report = Report(total=len(found), told=told, dry_run=dry_run)
    again = {"paths": list(paths), "publication": publication, "date": date and str(date), "page": page, "jobs": jobs}
    record = patiently(partial(recorder, report, actor, again, batch))
    run = _Run(Papers(publication), Reader(date, page, parse, door), report, record)
    for task, readings in in_order(run.tasks(found), run.reader.read, jobs):
        run.take(task, readings)
        if stop and stop.is_set():
            report.is_stopped = True
            break
    patiently(run.finish)
    if record.batch and not dry_run:
        patiently(renew_statistics)
    return report


@dataclass(slots=True)
class _Run:
    """The writer of a run."""

    papers: Papers
    reader: Reader
    report: Report
    record: BatchRecord
    memory: Memory = field(default_factory=Memory)
    claimed: dict[tuple[str, dt.date, int], tuple[str, str]] = field(default_factory=dict)

    def tasks(self, found: Sequence[Source]) -> Iterator[Task]:
        """The files in their order, each with its pages where they are in already."""
        for start in range(0, len(found), GLANCE):
            glanced = found[start : start + GLANCE]
            known = patiently(partial(self._known, glanced))
            yield from (Task(source, known.get(source, ())) for source in glanced)

    def _known(self, glanced: Sequence[Source]) -> dict[Source, list[KnownPage]]:
        try:
            return known_pages(glanced, self.reader.given(), self.papers)
        except FileError:  # each file will tell
            return {}

    def take(self, task: Task, readings: Iterable[Reading]) -> None:
        """Import one file with all its pages, and note what became of each."""
        self.report.taken += 1  # so that whoever is told of its pages counts it too
        names = [known.name for known in task.known]
        for known in task.known:
            self._tell(patiently(partial(self._unchanged, known)))
        date = None  # one file is one issue: what one page prints of its date holds for those after it
        for reading in readings:
            fallback = replace(reading.fallback, date=date)
            outcome = patiently(partial(self._page, replace(reading, fallback=fallback)))
            date = outcome.date or date
            self._tell(outcome)
            names.append(reading.name)
        patiently(partial(self.record.settle, name_of(task.source), names))
        patiently(self.record.beat)

    def _tell(self, outcome: FileOutcome) -> None:
        patiently(partial(self.record.count, outcome))
        self.report.add(outcome)

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
        self.record.note(name, FileState.FAILED, error=error)
        return FileOutcome(name, FileState.FAILED, error=error)

    def finish(self) -> None:
        """Close the batch, if there is one."""
        self.report.publication = self.papers.made
        self.record.close()

    def _import(self, reading: Reading) -> FileOutcome:
        """From the reading to the database; raises FileError."""
        text = self._placed(reading)
        self._claim(text.publication, text.place, reading.name, reading.digest)
        is_named = bool(reading.said.date and reading.said.page)
        return _outcome(reading.name, text.publication, text.place, self._settle(text, is_named=is_named))

    def _placed(self, reading: Reading) -> PageText:
        if reading.error:
            raise FileError(reading.error)
        content = reading.content
        place = identity.settle(reading.said, reading.given, content.folio, reading.fallback)
        notes = (*content.notes, *identity.misprints(place, content.folio), *reading.notes)
        paper = self.papers.of(content.folio, reading.publication)
        return PageText(paper, place, reading.raw, reading.name, reading.digest, content, notes, reading.printed)

    def _settle(self, text: PageText, *, is_named: bool) -> Loaded:
        # Of a page whose place its path names it was asked at the beginning, and will be once more under lock.
        if not is_named and is_loaded(text.publication, text.place, text.digest):
            return Loaded(FileState.UNCHANGED)
        return preview(text) if self.report.dry_run else self._load(text)

    def _claim(self, paper: Publication, place: Place, name: str, digest: str) -> None:
        """Of two different files for one page in one run neither may silently replace the other."""
        other, its_digest = self.claimed.setdefault((paper.name, place.date, place.page), (name, digest))
        if its_digest != digest:
            raise FileError(_("%(path)s of this run is the same page. Leave one of them out.") % {"path": other})

    def _load(self, text: PageText) -> Loaded:
        text = replace(text, publication=self.papers.saved(text.publication))
        self.record.open()
        if text.printed:
            text.printed.keep()
        try:
            try:
                return self._write(text)
            except IntegrityError:  # somebody deleted what was remembered: now all is asked for anew
                return self._write(text)
        except (DataError, IntegrityError) as error:
            logger.exception("the database refused a page")
            raise FileError(
                _("The database refused the page (%(error)s). Send the file to whoever maintains the program.")
                % {"error": type(error).__name__}
            ) from error

    def _write(self, text: PageText) -> Loaded:
        with self.memory.transaction():
            loaded = load(text, self.memory)
            if loaded.state != FileState.UNCHANGED:
                fields = {"digest": text.digest, "page": loaded.page, "articles": len(loaded.articles)}
                self.record.note(text.source, loaded.state, before=loaded.before, **fields)
            return loaded


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
