"""The report of an import for people: tables on a terminal, plain lines elsewhere."""

from collections.abc import Iterator
from typing import Any, TextIO, cast

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.table import Table
from rich.text import Text

from articles.importing.report import ArticleOutcome, FileOutcome, Report, shown
from articles.models import FileState

_STYLES = {FileState.NEW: "green", FileState.CHANGED: "cyan", FileState.UNCHANGED: "dim", FileState.FAILED: "bold red"}


def print_report(report: Report, out: OutputWrapper) -> None:
    """Print each file with its articles, then the counts."""
    if not out.isatty():
        out.write("\n".join(_lines(report)) + "\n")
        return
    console = Console(file=cast(TextIO, out))
    for file in report.files:
        console.print(Text(_headline(file), style=_STYLES[file.state]))
        if file.articles:
            console.print(_table(file))
    console.print(Text("\n".join(_summary(report)), style="bold"))


def _lines(report: Report) -> Iterator[str]:
    for file in report.files:
        yield _headline(file)
        for position, article in enumerate(file.articles, start=1):
            yield f"{position:4}. " + " · ".join(filter(None, _cells(article, file)))
    yield from _summary(report)


def _headline(file: FileOutcome) -> str:
    """``new: page.txt: 县域时报 2024-07-23 page 3 调研, 10 articles``"""
    if file.error:
        return f"{FileState(file.state).label}: {file.path}: {shown(file.error)}"
    place = [file.publication, f"{file.date}", _("page %d") % (file.page or 0), file.page_name]
    parts = [shown(" ".join(filter(None, place))), *_facts(file)]
    return f"{FileState(file.state).label}: {file.path}: " + ", ".join(parts)


def _facts(file: FileOutcome) -> Iterator[str]:
    if file.articles:
        yield ngettext("%d article", "%d articles", len(file.articles)) % len(file.articles)
    if file.removed:
        yield ngettext("%d article removed", "%d articles removed", file.removed) % file.removed
    if file.leftover:
        yield ngettext("%d line left over", "%d lines left over", file.leftover) % file.leftover
    if file.notes:
        yield _codes(file.notes)


def _table(file: FileOutcome) -> Table:
    table = Table("", _("article"), _("section"), _("place"), _("correspondents"), _("paragraphs"), _("notes"), "")
    for position, article in enumerate(file.articles, start=1):
        table.add_row(str(position), *(Text(cell) for cell in _cells(article, file)))
    return table


def _cells(article: ArticleOutcome, file: FileOutcome) -> list[str]:
    """Title, section, place, correspondents, paragraphs, notes, and in a changed file the article's own state."""
    title = " / ".join(filter(None, (article.kicker, article.headline, article.subtitle)))
    cells = [
        title or _("(no headline) %(opening)s") % {"opening": article.opening},
        article.section,
        article.place,
        "、".join(article.correspondents),
        ngettext("%d paragraph", "%d paragraphs", article.paragraphs) % article.paragraphs,
        _codes(article.notes),
        str(article.state.label) if file.state == FileState.CHANGED else "",
    ]
    return [shown(cell) for cell in cells]


def _codes(notes: tuple[dict[str, Any], ...]) -> str:
    return ", ".join(dict.fromkeys(note["code"] for note in notes))


def _summary(report: Report) -> Iterator[str]:
    """The counts, and what else is to be said of the whole run."""
    if report.publication:
        yield _("A newspaper was made: %(name)s.") % {"name": report.publication}
    counts = report.counts()
    yield ", ".join(f"{FileState(state).label} {count}" for state, count in counts.items())
    if report.dry_run:
        yield _("This was a dry run: nothing was written.")
