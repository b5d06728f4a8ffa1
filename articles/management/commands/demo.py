"""``manage.py demo``: the sample newspaper, with people to log in as."""

from typing import Any, TextIO, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.translation import gettext as _
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from articles.demo.accounts import ACCOUNTS, make_accounts
from articles.demo.play import PAPER, play, standing
from articles.models import Publication

FRAME = 8  # columns of border and padding


class Command(BaseCommand):
    """A second run changes nothing, and says what is there."""

    help = _("Fills an empty, migrated database with a sample newspaper and accounts, and prints how to log in.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help=_("the port that the site will answer on"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing, and print the address and the logins."""
        if Publication.objects.exclude(name=PAPER).exists():
            raise CommandError(_("There are other newspapers in this database: the demo wants one of its own."))
        users, password = make_accounts()
        play(users)
        text = Text("\n".join([*_addresses(options["port"]), "", *_logins(password), "", _counts()]))
        frame = Panel(text, title=Text(PAPER), expand=False, padding=(1, 3))
        # As wide as its lines: an address or a folder that is broken in two cannot be copied.
        console = Console(file=cast(TextIO, self.stdout), width=max(map(cell_len, text.plain.split("\n"))) + FRAME)
        console.print(frame)


def _addresses(port: int) -> list[str]:
    site = f"http://127.0.0.1:{port}"
    return [
        _("Readers: %(address)s") % {"address": f"{site}{reverse('home')}"},
        _("Editors: %(address)s") % {"address": f"{site}{reverse('admin:index')}"},
    ]


def _logins(password: str) -> list[str]:
    names = [f"  {name:10}{shown} {group}".rstrip() for name, (shown, group) in ACCOUNTS.items()]
    if password:
        return [_("Log in as"), *names, _("with the password %(password)s (shown only now)") % {"password": password}]
    hint = _("with the password of the first run; to begin anew, delete %(folder)s") % {"folder": settings.DATA_DIR}
    return [_("Log in as"), *names, hint]


def _counts() -> str:
    return " · ".join(f"{status.label} {count}" for status, count in standing().items())
