"""How far an import is: a bar on a terminal, a plain line every few seconds elsewhere."""

import time
from collections.abc import Mapping

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from articles.importing.report import Report
from articles.models import FileState

SECONDS = 5.0


def counted(counts: Mapping[str, int]) -> str:
    """The counts in words: new 3, changed 0, unchanged 12, failed 1."""
    return ", ".join(f"{FileState(state).label} {count}" for state, count in counts.items())


class Bar:
    """A bar with files done, rate, time left and the counts."""

    def __init__(self, console: Console) -> None:
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
        self._progress = Progress(*columns, TextColumn("{task.description}"), console=console, transient=True)
        self._task = self._progress.add_task("", rate="")
        self._begun = time.monotonic()

    def show(self, report: Report) -> None:
        """Move it on."""
        rate = _rate(report, self._begun)
        self._progress.update(
            self._task, completed=report.taken, total=report.total, description=counted(report.counts()), rate=rate
        )
        self._progress.start()  # once it knows how many files there are

    def end(self) -> None:
        """Take it away."""
        self._progress.stop()


class Lines:
    """A line every few seconds with files done, rate, time left and the counts."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._begun = self._last = time.monotonic()

    def show(self, report: Report) -> None:
        """Write a line, if the last one was a while ago."""
        now = time.monotonic()
        if now - self._last < SECONDS:
            return
        self._last = now
        left = (report.total - report.taken) * (now - self._begun) / max(1, report.taken)
        self._out.write(
            _("%(taken)d of %(total)d files, %(rate)s, %(left)d s left; %(counts)s")
            % {
                "taken": report.taken,
                "total": report.total,
                "rate": _rate(report, self._begun),
                "left": left,
                "counts": counted(report.counts()),
            }
        )

    def end(self) -> None:
        """Nothing is left to take away."""


def _rate(report: Report, begun: float) -> str:
    return _("%(rate).1f files a second") % {"rate": report.taken / max(0.001, time.monotonic() - begun)}
