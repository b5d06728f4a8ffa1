"""A run of the import: each file from its path to the database, with a report of what became of it."""

import datetime as dt
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importing import identity, sources
from articles.importing.errors import FileError
from articles.importing.identity import Identity, Place
from articles.importing.load import Loaded, PageText, is_loaded, load, preview
from articles.importing.papers import Papers
from articles.importing.patience import patiently
from articles.importing.report import FileOutcome, Report, shown
from articles.importing.sources import PageFile
from articles.models import FileState, ImportBatch, ImportFile, Publication
from articles.parser import parse_page
from articles.parser.types import Note, ParsedPage

logger = logging.getLogger(__name__)
MAX_PATH = 500  # as in the models


def import_paths(
    paths: Iterable[str | os.PathLike[str]],
    *,
    publication: str | None = None,
    date: str | dt.date | None = None,
    page: int | None = None,
    dry_run: bool = False,
    actor: User | None = None,
    parse: Callable[[str], ParsedPage] = parse_page,
) -> Report:
    """Import files and folders of raw pages; what cannot be imported is an error of that file in the report.

    ``publication`` is a newspaper's name, made if there is none such; ``date`` is a day or text like 2024-07-23.
    A batch is kept once there is something to write; a file that is in already writes nothing, a dry run neither.
    Raises django.db.OperationalError if the database is gone or full.
    """
    run = _Run(Papers(publication), date, page, dry_run, actor, parse)
    for path in sources.walk(paths):
        patiently(partial(run.take, path))
    return patiently(run.finish)


@dataclass(slots=True)
class _Run:
    """The options of a run, and what it has done so far."""

    papers: Papers
    date: str | dt.date | None
    page: int | None
    dry_run: bool
    actor: User | None
    parse: Callable[[str], ParsedPage]
    files: list[FileOutcome] = field(default_factory=list)
    claimed: dict[tuple[str, dt.date, int], tuple[str, str]] = field(default_factory=dict)
    batch: ImportBatch | None = None

    def take(self, path: Path) -> None:
        """Import one file, and note what became of it."""
        name = shown(os.fspath(path))[-MAX_PATH:]
        try:
            self.files.append(self._import(path, name))
        except FileError as error:
            self._record(name, FileState.FAILED, error=str(error))
            self.files.append(FileOutcome(name, FileState.FAILED, error=str(error)))

    def finish(self) -> Report:
        """Close the batch, if there is one."""
        if self.batch:
            self.batch.finished_at = timezone.now()
            self.batch.save(update_fields=["finished_at"])
        return Report(self.files, self.papers.made, self.dry_run)

    def _import(self, path: Path, name: str) -> FileOutcome:
        """From the path to the database; raises FileError."""
        file = sources.read(path)
        said, given = identity.from_path(path), identity.from_options(self.date, self.page)
        known, paper = identity.agree(said, given), self.papers.known()
        if paper and known.date and known.page:
            place = Place(known.date, known.page, known.page_name)
            if is_loaded(paper, place, file.digest):  # it need not even be parsed
                self._claim(paper, place, name, file.digest)
                return _outcome(name, paper, place, Loaded(FileState.UNCHANGED))
        text = self._read(file, said, given, name)
        self._claim(text.publication, text.place, name, file.digest)
        return _outcome(name, text.publication, text.place, self._settle(text))

    def _settle(self, text: PageText) -> Loaded:
        if is_loaded(text.publication, text.place, text.digest):
            return Loaded(FileState.UNCHANGED)
        return preview(text) if self.dry_run else self._load(text)

    def _read(self, file: PageFile, said: Identity, given: Identity, name: str) -> PageText:
        raw, replaced = sources.text_of(file)
        parsed = self._parse(raw)
        place, paper = identity.settle(said, given, parsed.folio), self.papers.of(parsed.folio)
        notes = [*parsed.notes, *identity.misprints(place, parsed.folio)]
        if replaced:
            notes.append(Note("unreadable-characters", detail=str(replaced)))
        return PageText(paper, place, raw, name, file.digest, parsed, tuple(notes))

    def _parse(self, raw: str) -> ParsedPage:
        try:
            return self.parse(raw)
        except Exception as error:  # one page must not stop the rest; the log has what its author needs
            logger.exception("the parser failed")
            raise FileError(
                _("The parser failed on this page (%(error)s). Send the file to whoever maintains the program.")
                % {"error": type(error).__name__}
            ) from error

    def _claim(self, paper: Publication, place: Place, name: str, digest: str) -> None:
        """Of two different files for one page in one run neither may silently replace the other."""
        other, its_digest = self.claimed.setdefault((paper.name, place.date, place.page), (name, digest))
        if its_digest != digest:
            raise FileError(_("%(path)s of this run is the same page. Leave one of them out.") % {"path": other})

    def _load(self, text: PageText) -> Loaded:
        text = replace(text, publication=self.papers.saved(text.publication))
        self._open_batch()
        try:
            with transaction.atomic():
                loaded = load(text)
                if loaded.state != FileState.UNCHANGED:
                    self._record(text.source, loaded.state, digest=text.digest, page=loaded.page)
                return loaded
        except (DataError, IntegrityError) as error:
            logger.exception("the database refused a page")
            raise FileError(
                _("The database refused the page (%(error)s). Send the file to whoever maintains the program.")
                % {"error": type(error).__name__}
            ) from error

    def _open_batch(self) -> ImportBatch:
        self.batch = self.batch or ImportBatch.objects.create(actor=self.actor)
        return self.batch

    def _record(self, name: str, state: FileState, **fields: Any) -> None:
        if not self.dry_run:
            ImportFile.objects.create(batch=self._open_batch(), path=name, state=state, **fields)


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
