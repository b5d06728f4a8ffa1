"""Publish the issues whose time has come; for cron, every few minutes."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from articles import release
from articles.release import Released


class Command(BaseCommand):
    """``manage.py publish_due [--json]``: exits with 1 where something of an issue was left."""

    help = gettext(
        "Publishes what is approved of the issues whose time, set on their board, has come; each issue once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help=gettext("one JSON object an issue"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, print what became of each issue, and what was left of it."""
        released = release.publish_due(timezone.now())
        for entry in released:
            line = json.dumps(_fields(entry), ensure_ascii=False) if options["json"] else "\n".join(_words(entry))
            self.stdout.write(line)
        if any(_left(entry) for entry in released):
            raise SystemExit(1)


def _left(entry: Released) -> list[tuple[int, str, str]]:
    """Key, title and reason of each article that is not published."""
    refused = [(outcome.article, outcome.refusal) for outcome in entry.outcomes if outcome.refusal]
    waiting = [(article, article.get_status_display()) for article in entry.left]
    return [(article.pk, str(article), why) for article, why in [*refused, *waiting]]


def _fields(entry: Released) -> dict[str, Any]:
    left = [{"article": key, "title": title, "why": why} for key, title, why in _left(entry)]
    return {"issue": str(entry.issue), "published": entry.published, "left": left}


def _words(entry: Released) -> list[str]:
    told = {"issue": entry.issue, "count": entry.published}
    rest = [
        gettext("  left: %(key)d “%(title)s”: %(why)s") % dict(zip(("key", "title", "why"), row, strict=True))
        for row in _left(entry)
    ]
    return [gettext("%(issue)s: published %(count)d") % told, *(" ".join(line.split("\n")) for line in rest)]
