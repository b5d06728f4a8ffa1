"""What an upload would come to: a dry run whose outcomes are kept with the batch, until somebody confirms it."""

from threading import Event
from typing import Any

from articles.importing.again import found_of, options_of
from articles.importing.report import FileOutcome, Report
from articles.importing.run import import_sources
from articles.models import FileState, ImportBatch
from articles.models.imports import Stage

ROWS = 300  # that are kept; of more pages only the counts, and those that failed
FAILED_ROWS = 600


def look_through(batch: ImportBatch, stop: Event) -> None:
    """Read and parse all files of the upload, and write nothing of them but what was recognised."""
    rows: list[dict[str, Any]] = []

    def told(outcome: FileOutcome, _report: Report) -> None:
        if len(rows) < (FAILED_ROWS if outcome.state == FileState.FAILED else ROWS):
            rows.append(_row(outcome))

    report = import_sources(found_of(batch), **options_of(batch), batch=batch, dry_run=True, told=told, stop=stop)
    values = {"outcomes": rows, "counts": report.counts(), "total": report.total, "taken": report.taken}
    stage = Stage.PREVIEWING if report.is_stopped else Stage.PREVIEWED
    ImportBatch.objects.filter(pk=batch.pk).update(stage=stage, is_stopped=report.is_stopped, **values)


def _row(outcome: FileOutcome) -> dict[str, Any]:
    shown = {name: getattr(outcome, name) for name in ("path", "publication", "page", "page_name", "error")}
    return shown | {
        "state": outcome.state.value,
        "date": outcome.date and outcome.date.isoformat(),
        "articles": len(outcome.articles),
        "headlines": [article.headline or article.opening for article in outcome.articles][:20],
        "notes": sum(len(article.notes) for article in outcome.articles),
    }
