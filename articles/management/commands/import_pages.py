"""``manage.py import_pages PATH…``: raw pages to drafts."""

import sys
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from articles.importing.printing import Printer
from articles.importing.run import import_paths
from articles.importing.stopping import stopped_by_hand
from articles.management.options import add_jobs


class Command(BaseCommand):
    """Exit status: 0 all in, 1 some files failed, 2 wrong usage, 3 no database or no room."""

    help = _(
        "Imports raw pages: files, or folders and archives in date and page order. The same file again writes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help=_("a text file, a PDF, a ZIP archive, a manifest (CSV, XLSX), or a folder"),
        )
        parser.add_argument(
            "--publication", metavar="NAME", help=_("the newspaper; made if there is none of this name")
        )
        parser.add_argument("--date", metavar="YYYY-MM-DD", help=_("the date, where neither path nor page gives it"))
        parser.add_argument(
            "--page", type=int, metavar="N", help=_("the page number, where neither path nor page gives it")
        )
        parser.add_argument("--dry-run", action="store_true", help=_("show what would be done, and write nothing"))
        add_jobs(parser)
        parser.add_argument(
            "--distribute",
            action="store_true",
            help=_("leave the files to the workers of the task queue (manage.py procrastinate worker), on any machine"),
        )
        parser.add_argument(
            "--json", action="store_true", help=_("print a JSON object a page, and one with the counts")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print the report, and end with the status that says how it went."""
        chosen = {name: options[name] for name in ("publication", "date", "page", "dry_run", "jobs")}
        if options["distribute"]:
            self._distribute(options)
            return
        printer = Printer(self.stdout, self.stderr, as_json=options["json"])
        try:
            with stopped_by_hand() as stop:
                report = import_paths(options["paths"], told=printer.told, stop=stop, **chosen)
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                _("The database cannot be used: %(error)s. See that it runs and has room, and run manage.py migrate.")
                % {"error": str(error).strip()},
                returncode=3,
            ) from error
        except OSError as error:
            raise CommandError(
                _("The pictures cannot be written: %(error)s. Make room, or give the right to write, and run it again.")
                % {"error": error.strerror or error},
                returncode=3,
            ) from error
        printer.end(report)
        if report.failed() or report.is_stopped:
            sys.exit(1)

    def _distribute(self, options: dict[str, Any]) -> None:
        """Defer a job a file, and say under which batch."""
        if not apps.is_installed("procrastinate.contrib.django"):
            raise CommandError(
                _("--distribute needs PostgreSQL, and procrastinate: install requirements-cluster.txt."), returncode=2
            )
        distribute = import_string("articles.importing.distributed.distribute")
        batch = distribute(options["paths"], {name: options[name] for name in ("publication", "date", "page")})
        if batch is None:
            self.stdout.write(_("All files are in already."))
            return
        words = _("Batch %(batch)s: %(waiting)d files wait for workers, %(known)d are in already.")
        waiting = batch.total - batch.taken
        self.stdout.write(words % {"batch": batch, "waiting": waiting, "known": batch.taken})
