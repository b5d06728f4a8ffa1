"""What an upload would come to: a dry run whose outcomes are kept with the batch, until somebody confirms it."""

from threading import Event
from typing import Any

from articles.importing import sources
from articles.importing.again import found_of, options_of
from articles.importing.errors import FileError
from articles.importing.reading import name_of
from articles.importing.report import FileOutcome, Report
from articles.importing.run import import_sources
from articles.importing.sources import Source
from articles.models import FileState, ImportBatch
from articles.models.imports import Stage
from articles.parser.read_text import UnreadableText, encoding_of

ROWS = 300  # that are kept; of more pages only the counts, and those that failed
FAILED_ROWS = 600
NAMES = {"cp950": "Big5", "big5hkscs": "Big5-HKSCS", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def look_through(batch: ImportBatch, stop: Event) -> None:
    """Read and parse all files of the upload, and write nothing of them but what was recognised."""
    found = found_of(batch)
    sources_of = {name_of(source): source for source in found}
    rows: list[dict[str, Any]] = []

    def told(outcome: FileOutcome, _report: Report) -> None:
        if len(rows) < (FAILED_ROWS if outcome.state == FileState.FAILED else ROWS):
            rows.append({**_row(outcome), "encoding": _encoding(sources_of.get(outcome.path))})

    report = import_sources(found, **options_of(batch, len(found)), batch=batch, dry_run=True, told=told, stop=stop)
    values = {"outcomes": rows, "counts": report.counts(), "total": report.total, "taken": report.taken}
    stage = Stage.PREVIEWING if report.is_stopped else Stage.PREVIEWED
    ImportBatch.objects.filter(pk=batch.pk).update(stage=stage, is_stopped=report.is_stopped, **values)


def _encoding(source: Source | None) -> str:
    """As people write it; empty for a PDF and for what cannot be read."""
    if source is None or source.is_pdf or source.error:
        return ""
    try:
        name = encoding_of(sources.read(source).raw)
    except (FileError, UnreadableText):
        return ""
    return NAMES.get(name, name.upper())


def _row(outcome: FileOutcome) -> dict[str, Any]:
    shown = {name: getattr(outcome, name) for name in ("path", "publication", "page", "page_name", "error")}
    return shown | {
        "state": outcome.state.value,
        "date": outcome.date and outcome.date.isoformat(),
        "articles": len(outcome.articles),
        "headlines": [article.headline or article.opening for article in outcome.articles][:20],
        "notes": sum(len(article.notes) for article in outcome.articles),
    }
