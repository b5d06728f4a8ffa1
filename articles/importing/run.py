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

from articles.importing import identity, pdf, sources
from articles.importing.errors import FileError
from articles.importing.identity import Place
from articles.importing.load import Loaded, PageText, is_loaded, load, preview
from articles.importing.papers import Papers
from articles.importing.patience import patiently
from articles.importing.pdf import Door
from articles.importing.raw_page import RawPage
from articles.importing.report import FileOutcome, Report, shown
from articles.importing.sources import PageFile, Source
from articles.models import FileState, ImportBatch, ImportFile, Publication
from articles.parser import parse_page
from articles.parser.printed import PageSource
from articles.parser.types import Note, ParsedPage

logger = logging.getLogger(__name__)
MAX_PATH = 500  # as in the models
PAGE_MARK = 4  # characters: #128
Parse = Callable[[str | PageSource], ParsedPage]


def import_paths(
    paths: Iterable[str | os.PathLike[str]],
    *,
    publication: str | None = None,
    date: str | dt.date | None = None,
    page: int | None = None,
    dry_run: bool = False,
    actor: User | None = None,
    parse: Parse = parse_page,
    door: Door = pdf.DOOR,
) -> Report:
    """Import files and folders of pages, as text or PDF; what cannot be imported is an error of that file in the report.

    ``publication`` is a newspaper's name, made if there is none such; ``date`` is a day or text like 2024-07-23.
    A batch is kept once there is something to write; a file that is in already writes nothing, a dry run neither.
    ``door`` reads PDFs. Raises django.db.OperationalError if the database is gone or full, OSError if no picture can be written.
    """
    run = _Run(Papers(publication), date, page, dry_run, actor, parse, door)
    for source in sources.find(paths):
        run.take(source)
    return patiently(run.finish)


@dataclass(slots=True)
class _Run:
    """The options of a run, and what it has done so far."""

    papers: Papers
    date: str | dt.date | None
    page: int | None
    dry_run: bool
    actor: User | None
    parse: Parse
    door: Door
    files: list[FileOutcome] = field(default_factory=list)
    claimed: dict[tuple[str, dt.date, int], tuple[str, str]] = field(default_factory=dict)
    batch: ImportBatch | None = None

    def take(self, source: Source) -> None:
        """Import one file with all its pages, and note what became of each."""
        name = shown(source.name)[-MAX_PATH:]
        try:
            pages = patiently(partial(self._pages, source.path, name))
        except FileError as error:
            self.files.append(patiently(partial(self._failure, name, str(error))))
            return
        date = None  # one file is one issue: what one page prints of its date holds for those after it
        for page in pages:
            outcome = patiently(partial(self._take_page, replace(page, fallback=replace(page.fallback, date=date))))
            date = outcome.date or date
            self.files.append(outcome)

    def _take_page(self, page: RawPage) -> FileOutcome:
        try:
            return self._import(page)
        except FileError as error:
            return self._failure(page.name, str(error))

    def _failure(self, name: str, error: str) -> FileOutcome:
        self._record(name, FileState.FAILED, error=error)
        return FileOutcome(name, FileState.FAILED, error=error)

    def finish(self) -> Report:
        """Close the batch, if there is one."""
        if self.batch:
            self.batch.finished_at = timezone.now()
            self.batch.save(update_fields=["finished_at"])
        return Report(self.files, self.papers.made, self.dry_run)

    def _pages(self, path: Path, name: str) -> list[RawPage]:
        """What there is in the file; raises FileError."""
        file = pdf.read(path) if sources.is_pdf(path) else sources.read(path)
        said, given = identity.from_path(path), identity.from_options(self.date, self.page)
        if not sources.is_pdf(path):
            return [RawPage(name, file.digest, said, given, partial(_text, file))]
        alone = RawPage(name, pdf.digest_of(file, 1, 1), said, given, partial(_text, file))
        # A PDF of one page that is in need not be opened.
        return (
            [alone]
            if self._known_place(alone)
            else pdf.raw_pages(path, name[PAGE_MARK - MAX_PATH :], file, said, given, self.door)
        )

    def _known_place(self, page: RawPage) -> tuple[Publication, Place] | None:
        """Where the page is, if path and options say that and it is in with these bytes; raises FileError."""
        known, paper = identity.agree(page.said, page.given), self.papers.known()
        if not (paper and known.date and known.page):
            return None
        place = Place(known.date, known.page, known.page_name)
        return (paper, place) if is_loaded(paper, place, page.digest) else None

    def _import(self, page: RawPage) -> FileOutcome:
        """From the file to the database; raises FileError."""
        if found := self._known_place(page):  # it need not even be parsed
            self._claim(*found, page.name, page.digest)
            return _outcome(page.name, *found, Loaded(FileState.UNCHANGED))
        text = self._read(page)
        self._claim(text.publication, text.place, page.name, page.digest)
        return _outcome(page.name, text.publication, text.place, self._settle(text, page))

    def _settle(self, text: PageText, page: RawPage) -> Loaded:
        if is_loaded(text.publication, text.place, text.digest):
            return Loaded(FileState.UNCHANGED)
        if page.picture:
            text = replace(text, printed=page.picture(text.parsed))
        return preview(text) if self.dry_run else self._load(text)

    def _read(self, page: RawPage) -> PageText:
        source, noted = page.read()
        parsed = self._parse(source)
        place = identity.settle(page.said, page.given, parsed.folio, page.fallback)
        notes = (*parsed.notes, *identity.misprints(place, parsed.folio), *noted)
        raw = source if isinstance(source, str) else source.raw
        return PageText(self.papers.of(parsed.folio), place, raw, page.name, page.digest, parsed, notes)

    def _parse(self, source: str | PageSource) -> ParsedPage:
        try:
            return self.parse(source)
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
        if text.printed:
            text.printed.keep()
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


def _text(file: PageFile) -> tuple[str, list[Note]]:
    raw, replaced = sources.text_of(file)
    return raw, [Note("unreadable-characters", detail=str(replaced))] if replaced else []


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
