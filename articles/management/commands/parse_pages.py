"""Parse raw pages without storing anything: to look, to score, to explain."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.parser import parse_page
from articles.parser.pipeline import run
from articles.parser.read_text import UnreadableText, decode
from articles.parser.report import explained, page_values
from articles.parser.types import Draft


class Command(BaseCommand):
    """``manage.py parse_pages [--json] PATH…`` and ``--explain FILE``."""

    help = _("Parse raw page texts and show the articles found; nothing is stored.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The command's options."""
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=_("a text file, or a folder of them"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object a line"))
        parser.add_argument(
            "--explain", type=Path, metavar="FILE", help=_("print each line's role and the rules that spoke")
        )

    def handle(self, *args: Any, paths: list[Path], explain: Path | None, **options: Any) -> None:
        """Print what was asked for; exit with an error if a file could not be read."""
        if not paths and explain is None:
            raise CommandError(_("Give at least one file or folder, or --explain FILE."))
        if explain:
            self.stdout.write("\n".join(explained(run(read(explain)))))
        failed = [path for path in files(paths) if not self.show(path, as_json=options["json"])]
        if failed:
            raise CommandError(_("%(count)d files could not be read.") % {"count": len(failed)}, returncode=1)

    def show(self, path: Path, *, as_json: bool) -> bool:
        """Print one page; tell whether it could be read."""
        try:
            page = parse_page(read(path))
        except CommandError as error:
            self.stderr.write(str(error))
            return False
        if as_json:
            self.stdout.write(
                json.dumps(page_values(str(path), page), ensure_ascii=False).encode("utf-8", "replace").decode()
            )
            return True
        self.stdout.write(self.style.MIGRATE_HEADING(str(path)))
        for number, draft in enumerate(page.articles, 1):
            self.stdout.write(summary(number, draft))
        return True


def files(paths: list[Path]) -> Iterator[Path]:
    """The files that are meant: a folder stands for the text files in it and below it."""
    for path in paths:
        yield from sorted(path.rglob("*.txt")) if path.is_dir() else (path,)


def read(path: Path) -> str:
    """A file's text; a CommandError says in words why there is none."""
    try:
        return decode(path.read_bytes())
    except OSError as error:
        raise CommandError(
            _("%(path)s: cannot be opened (%(reason)s).") % {"path": path, "reason": error.strerror}
        ) from error
    except UnreadableText as error:
        raise CommandError(
            _("%(path)s: not a text file in UTF-8, UTF-16 or GB18030. Export the page as plain text and try again.")
            % {"path": path}
        ) from error


def summary(number: int, draft: Draft) -> str:
    """An article in a few lines: title, place, people, paragraphs, notes."""
    title = " / ".join(part for part in (draft.kicker, draft.headline, draft.subtitle) if part) or _("(no headline)")
    people = "、".join(person.name for person in draft.contributors)
    notes = ", ".join(note.code for note in draft.notes)
    facts = [draft.section, draft.place, people, _("%(count)d paragraphs") % {"count": len(draft.body)}, notes]
    return f"{number:3}. {title}\n     " + " · ".join(fact for fact in facts if fact)
