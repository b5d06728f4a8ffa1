"""``manage.py verify_history``: whether any revision was altered or is missing."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.chain import Broken, Fault, Walk

WORDS = {
    Fault.ALTERED: gettext_lazy("Article %(article)d, version %(version)d: the revision was altered."),
    Fault.MISSING: gettext_lazy("Article %(article)d, version %(version)d: the revision is missing."),
    Fault.AHEAD: gettext_lazy("Article %(article)d, version %(version)d: the article stands at an earlier version."),
    Fault.TEXT: gettext_lazy("Article %(article)d, version %(version)d: the article was altered: %(fields)s."),
    Fault.NO_ARTICLE: gettext_lazy("Article %(article)d, version %(version)d: the revision's article is missing."),
}


class Command(BaseCommand):
    """Exit status: 0 all is as it was written, 1 something was altered or is missing, 3 no database."""

    help = _("Walks the digests of all revisions, and names of each article the first that was altered or is missing.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help=_("print a JSON object a fault, and one with the counts")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk, print what is broken and how much was looked at, and end with the status that says how it went."""
        walk = Walk()
        try:
            for broken in walk.faults():
                self.stdout.write(json.dumps(asdict(broken)) if options["json"] else in_words(broken))
        except (OperationalError, ProgrammingError) as error:
            words = _("The database cannot be used: %(error)s. See that it runs, and run manage.py migrate.")
            raise CommandError(words % {"error": str(error).strip()}, returncode=3) from error
        self.stdout.write(json.dumps(asdict(walk)) if options["json"] else _counted(walk))
        if walk.broken:
            sys.exit(1)


def in_words(broken: Broken) -> str:
    """The fault as a line for whoever minds the installation."""
    return str(WORDS[broken.fault]) % {**asdict(broken), "fields": ", ".join(broken.fields)}


def _counted(walk: Walk) -> str:
    if walk.broken:
        return _("Looked at: %(articles)d articles, %(revisions)d revisions; broken: %(broken)d") % asdict(walk)
    return _("Sound: %(articles)d articles, %(revisions)d revisions") % asdict(walk)
