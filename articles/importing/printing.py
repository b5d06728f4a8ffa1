"""What an import does, for people and for machines: tables on a terminal, plain lines elsewhere, or a JSON object a line."""

import json
from collections.abc import Iterator
from typing import Any, TextIO, cast

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.table import Table
from rich.text import Text

from articles.importing import stopping
from articles.importing.progress import Bar, Lines, counted
from articles.importing.report import ArticleOutcome, ArticleState, FileOutcome, Report, shown
from articles.models import FileState
from articles.notes import name_of

_STYLES = {FileState.NEW: "green", FileState.CHANGED: "cyan", FileState.UNCHANGED: "dim", FileState.FAILED: "bold red"}


FEW = 20  # files: of so many each article is shown, of more only the pages that are new, changed or failed


class Printer:
    """Prints an import as it goes: its pages to ``out``, how far it is to ``err``; on a terminal with tables and a bar."""

    def __init__(self, out: OutputWrapper, err: OutputWrapper, *, as_json: bool = False) -> None:
        self._out = out
        self._as_json = as_json
        self._console = Console(file=cast(TextIO, out)) if out.isatty() and not as_json else None
        self._progress: Bar | Lines = Bar(self._console) if self._console else Lines(err)

    def told(self, file: FileOutcome, report: Report) -> None:
        """Print one page, as soon as it is done."""
        self._progress.show(report)
        if self._as_json:
            self._out.write(json.dumps(file.as_json(), ensure_ascii=False))
        elif report.total <= FEW or file.state != FileState.UNCHANGED:
            self._print(file, with_articles=report.total <= FEW)

    def end(self, report: Report) -> None:
        """Print the counts, and what else is to be said of the whole run."""
        self._progress.end()
        if self._as_json:
            self._out.write(json.dumps(report.as_json(), ensure_ascii=False))
        elif self._console:
            self._console.print(Text("\n".join(_summary(report)), style="bold"))
        else:
            self._out.write("\n".join(_summary(report)))

    def _print(self, file: FileOutcome, *, with_articles: bool) -> None:
        if self._console is None:
            self._out.write("\n".join(_lines(file) if with_articles else [_headline(file)]))
            return
        self._console.print(Text(_headline(file), style=_STYLES[file.state]))
        if file.articles and with_articles:
            self._console.print(_table(file))


def _lines(file: FileOutcome) -> Iterator[str]:
    yield _headline(file)
    for position, article in enumerate(file.articles, start=1):
        yield f"{position:4}. " + " · ".join(filter(None, _cells(article, file)))


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
    if decide := file.articles_that(ArticleState.CONFLICT):
        yield ngettext("%d article to decide", "%d articles to decide", decide) % decide
    if differs := file.articles_that(ArticleState.DIFFERS):
        yield ngettext("%d published article differs", "%d published articles differ", differs) % differs
    if file.leftover:
        yield ngettext("%d line left over", "%d lines left over", file.leftover) % file.leftover
    if file.notes:
        yield _named(file.notes)


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
        _named(article.notes),
        str(article.state.label) if file.state == FileState.CHANGED else "",
    ]
    return [shown(cell) for cell in cells]


def _named(notes: tuple[dict[str, Any], ...]) -> str:
    return _(", ").join(dict.fromkeys(map(name_of, notes)))


def _summary(report: Report) -> Iterator[str]:
    """The counts, and what else is to be said of the whole run."""
    if report.publication:
        yield _("A newspaper was made: %(name)s.") % {"name": report.publication}
    counts = report.counts()
    yield counted(counts)
    if report.conflicts:
        yield (
            ngettext(
                "%d article that somebody has worked on has another text now: decide under Conflicts in the admin site.",
                "%d articles that somebody has worked on have another text now: decide under Conflicts in the admin site.",
                report.conflicts,
            )
            % report.conflicts
        )
    if report.is_stopped:
        yield stopping.in_words(report.total - report.taken)
    if report.dry_run:
        yield _("This was a dry run: nothing was written.")
