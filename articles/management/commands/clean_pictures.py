"""Delete the picture files that nothing names any more, as after a page was imported again from a changed file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext

from articles import media


class Command(BaseCommand):
    """``manage.py clean_pictures [--delete]``"""

    help = gettext(
        "Counts the picture files that no page and no article names; files younger than a day are left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help=gettext("delete them"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Count or delete, and say how many."""
        count, total = media.clean(timezone.now(), delete=options["delete"])
        told = {"count": count, "size": filesizeformat(total)}
        if options["delete"]:
            self.stdout.write(gettext("Picture files deleted: %(count)d (%(size)s)") % told)
        else:
            self.stdout.write(
                gettext("Picture files that nothing names: %(count)d (%(size)s); --delete deletes them") % told
            )
