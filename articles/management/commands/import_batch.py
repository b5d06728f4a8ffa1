"""``manage.py import_batch NUMBER``: what the admin site asked for, done in a process of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importing.background import work
from articles.importing.stopping import stopped_by_hand
from articles.models import ImportBatch

SECONDS = 10.0


class Command(BaseCommand):
    """Exit status: 0 done, 2 no such batch, 3 no database or no room; what became of the files stands with the batch."""

    help = _("Does the next step of a batch: looks it through, imports it, or takes it back. The admin site starts it.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, metavar="NUMBER", help=_("the batch's number"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the step, and end with the status that says how it went."""
        batch = ImportBatch.objects.filter(pk=options["number"]).first()
        if batch is None:
            raise CommandError(_("There is no such batch."), returncode=2)
        try:
            with stopped_by_hand() as stop, _signs_of_life(batch):
                work(batch, stop)
        except (OperationalError, ProgrammingError, OSError) as error:
            raise CommandError(str(error), returncode=3) from error


@contextmanager
def _signs_of_life(batch: ImportBatch) -> Iterator[None]:
    """While one page takes long, as a PDF may, the run cannot say itself that it is alive."""
    end = threading.Event()
    thread = threading.Thread(target=_say, args=(batch.pk, end), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def _say(key: int, end: threading.Event) -> None:
    while not end.wait(SECONDS):
        try:
            ImportBatch.objects.filter(pk=key).update(alive_at=timezone.now())
        except OperationalError:  # the run will tell
            connection.close()
    connection.close()
