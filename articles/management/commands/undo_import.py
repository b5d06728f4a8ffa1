"""``manage.py undo_import NUMBER``: a batch is taken back."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _

from articles.importing import background, stopping, undo
from articles.models import FileState, ImportBatch


class Command(BaseCommand):
    """Exit status: 0 all of it is gone, 1 something stays or it was stopped, 2 wrong usage, 3 no database."""

    help = _("Takes a batch back: what nobody has touched goes, what was touched stays and is listed.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, metavar="NUMBER", help=_("the batch's number"))
        parser.add_argument("--dry-run", action="store_true", help=_("show what would be done, and write nothing"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it back, print what became of each file, and end with the status that says how it went."""
        try:
            self._handle(options)
        except undo.CannotUndo as refused:
            raise CommandError(str(refused), returncode=2) from refused
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                _("The database cannot be used: %(error)s. See that it runs and has room.")
                % {"error": str(error).strip()},
                returncode=3,
            ) from error

    def _handle(self, options: dict[str, Any]) -> None:
        batch = ImportBatch.objects.filter(pk=options["number"]).first()
        if batch is None:
            raise CommandError(_("There is no such batch."), returncode=2)
        if options["dry_run"]:
            self._print_plan(undo.plan(batch), undo.refusal(batch))
            return
        undoing = _undo(batch)
        self._print(undoing)
        if undoing.is_stopped or undoing.files.filter(state=FileState.KEPT).exists():
            sys.exit(1)

    def _print_plan(self, plan: undo.Plan, refusal: str) -> None:
        if refusal:
            self.stdout.write(refusal)
        for line in undo.in_words(plan):
            self.stdout.write(line)
        for article in plan.kept:
            self.stdout.write(_("stays: %(page)s: %(article)s") % {"page": article.page, "article": article})
        for file, reason in plan.left:
            self.stdout.write(f"{file.path}: {reason}")

    def _print(self, undoing: ImportBatch) -> None:
        for file in undoing.files.order_by("pk"):
            self.stdout.write(f"{file.get_state_display()}: {file.path}" + (f": {file.error}" if file.error else ""))
        if undoing.is_stopped:
            self.stdout.write(stopping.in_words(undoing.total - undoing.taken))


def _undo(batch: ImportBatch) -> ImportBatch:
    """Take it back until it is done or Ctrl+C stops it; raises CannotUndo."""
    undoing = undo.begin(batch, by=None)
    with stopping.stopped_by_hand() as stop:
        background.work(undoing, stop)
    undoing.refresh_from_db()
    return undoing
