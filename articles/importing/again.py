"""The import of a batch that is there already: an upload that was confirmed, one that was stopped, failed files tried again."""

import os
import re
from collections.abc import Collection, Sequence
from threading import Event
from typing import Any

from articles.importing import sources, uploads
from articles.importing.reading import name_of
from articles.importing.report import FileOutcome, Report
from articles.importing.run import import_sources
from articles.importing.sources import Source
from articles.models import FileState, ImportBatch

MANY = 20  # files: fewer are done before a second process has begun
_PAGE = re.compile(r"#\d+$")  # of a PDF with several pages


def import_again(batch: ImportBatch, stop: Event) -> None:
    """Import those files of the batch that wait, or all if none does; what is in already is only found unchanged."""
    found = found_of(batch)
    waiting = batch.files.filter(state=FileState.WAITING).values_list("path", flat=True)
    chosen = named(found, set(waiting)) if waiting else found
    report = import_sources(
        chosen,
        **options_of(batch, len(chosen)),
        actor=batch.actor,
        batch=batch,
        told=_tell_nobody,
        stop=stop,
    )
    if batch.folder and not report.is_stopped and not batch.files.filter(state=FileState.FAILED).exists():
        uploads.discard_folder(batch.folder)


def try_failed_again(batch: ImportBatch) -> None:
    """Let the failed files of the batch wait for their next import."""
    batch.files.filter(state=FileState.FAILED).update(state=FileState.WAITING, error="")


def found_of(batch: ImportBatch) -> list[Source]:
    """The files of the batch: of its upload, or of the paths that it was given."""
    return uploads.found(batch.folder) if batch.folder else sources.find(batch.options.get("paths", []))


def options_of(batch: ImportBatch, files: int = 1) -> dict[str, Any]:
    """What was asked for when it was begun, as ``import_sources`` takes it; an upload of many files is shared by all cores."""
    chosen = {name: batch.options.get(name) for name in ("publication", "date", "page")}
    cores = len(os.sched_getaffinity(0)) if files >= MANY else 1
    return {**chosen, "jobs": batch.options.get("jobs") or cores}


def named(found: Sequence[Source], names: Collection[str]) -> list[Source]:
    """Those of the files that are called so, or of which a page is."""
    files = {*names, *map(file_of, names)}
    return [source for source in found if name_of(source) in files]


def file_of(name: str) -> str:
    """The file that a page of this name is of: ``a.pdf`` of ``a.pdf#2``."""
    return _PAGE.sub("", name)


def _tell_nobody(_outcome: FileOutcome, _report: Report) -> None:
    """What there is to tell stands with the batch."""
