"""Write the search index anew from the published articles."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext
from rich.console import Console
from rich.progress import Progress

from articles import search


class Command(BaseCommand):
    """``manage.py rebuild_search``"""

    help = gettext("Write the search index anew from the published articles; readers can search meanwhile.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild with a bar on a terminal, and say how many articles can be found now."""
        with Progress(console=Console(stderr=True), transient=True) as bars:
            bar = bars.add_task("", total=None)
            count = search.rebuild(progress=lambda done, total: bars.update(bar, completed=done, total=total))
        self.stdout.write(gettext("Published articles that can be found by search: %(count)d") % {"count": count})
