"""Write the search index anew from the published articles."""

import time
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from articles import search
from articles.management.options import add_jobs

SECONDS = 5.0  # between two lines


class Command(BaseCommand):
    """Exit status: 0 done, 1 broken off (the same command goes on), 2 wrong usage, 3 no database."""

    help = _(
        "Writes the search index anew from the published articles; readers can search and editors can publish meanwhile. "
        "Broken off, the same command goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_jobs(parser)
        parser.add_argument(
            "--anew", action="store_true", help=_("begin at the first article, even where a rebuild was broken off")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild with a bar on a terminal and lines elsewhere, and say how many articles can be found now."""
        progress = _Bar() if self.stderr.isatty() else _Lines(self.stderr)
        try:
            count = search.rebuild(jobs=options["jobs"], anew=options["anew"], progress=progress.show)
        except search.Overtaken as error:
            raise CommandError(_("Another rebuild is at work: let it end, and run this again.")) from error
        except BrokenProcessPool as error:
            raise CommandError(
                _("A worker process was ended, perhaps for lack of memory. The same command goes on from here.")
            ) from error
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                _("The database cannot be used: %(error)s. See that it runs and has room, and run manage.py migrate.")
                % {"error": str(error).strip()},
                returncode=3,
            ) from error
        finally:
            progress.end()
        self.stdout.write(_("Published articles that can be found by search: %(count)d") % {"count": count})


class _Bar:
    def __init__(self) -> None:
        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("")

    def show(self, done: int, total: int) -> None:
        self._progress.start()
        self._progress.update(self._task, completed=done, total=total)

    def end(self) -> None:
        self._progress.stop()


class _Lines:
    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._last = time.monotonic()

    def show(self, done: int, total: int) -> None:
        if time.monotonic() - self._last >= SECONDS:
            self._last = time.monotonic()
            self._out.write(_("%(done)d of %(total)d articles") % {"done": done, "total": total})

    def end(self) -> None:
        """Nothing is left to take away."""
