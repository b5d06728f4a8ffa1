"""Parse raw pages, texts and PDFs, without storing anything: to look, to score, to explain."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.parser import parse_page
from articles.parser.pipeline import run
from articles.parser.printed import PageSource
from articles.parser.read_pdf import UnreadablePdf, read_pdf
from articles.parser.read_text import UnreadableText, decode
from articles.parser.report import explained, page_values
from articles.parser.types import Draft, ParsedPage
from articles.pdf_errors import describe


class Command(BaseCommand):
    """``manage.py parse_pages [--json] PATH…`` and ``--explain FILE``."""

    help = _("Parse raw page texts and show the articles found; nothing is stored.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The command's options."""
        parser.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help=_("a text file or PDF, or a folder of them")
        )
        parser.add_argument("--json", action="store_true", help=_("print one JSON object a line"))
        parser.add_argument(
            "--explain", type=Path, metavar="FILE", help=_("print each line's role and the rules that spoke")
        )

    def handle(self, *args: Any, paths: list[Path], explain: Path | None, **options: Any) -> None:
        """Print what was asked for; exit with an error if a file could not be read."""
        if not paths and explain is None:
            raise CommandError(_("Give at least one file or folder, or --explain FILE."))
        if explain:
            for printed in read(explain):
                self.stdout.write("\n".join(explained(run(printed))))
        failed = [path for path in files(paths) if not self.show(path, as_json=options["json"])]
        if failed:
            raise CommandError(_("%(count)d files could not be read.") % {"count": len(failed)}, returncode=1)

    def show(self, path: Path, *, as_json: bool) -> bool:
        """Print the pages of a file; tell whether it could be read."""
        try:
            pages = read(path)
        except CommandError as error:
            self.stderr.write(str(error))
            return False
        for printed in pages:
            self.show_page(path, printed, parse_page(printed), as_json=as_json)
        return True

    def show_page(self, path: Path, printed: str | PageSource, page: ParsedPage, *, as_json: bool) -> None:
        """Print one page."""
        source = None if isinstance(printed, str) else printed
        if as_json:
            values = json.dumps(page_values(str(path), page, source), ensure_ascii=False)
            self.stdout.write(values.encode("utf-8", "replace").decode())
            return
        self.stdout.write(self.style.MIGRATE_HEADING(f"{path} {source.number}" if source else str(path)))
        for note in page.notes:
            self.stdout.write(f"  {note.code}")
        for number, draft in enumerate(page.articles, 1):
            self.stdout.write(summary(number, draft))


def files(paths: list[Path]) -> Iterator[Path]:
    """The files that are meant: a folder stands for the texts in it and below it, and the PDFs that have no text beside them."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = [file for file in path.rglob("*") if file.suffix.lower() in (".txt", ".pdf")]
        yield from sorted(file for file in found if file.suffix == ".txt" or file.with_suffix(".txt") not in found)


def read(path: Path) -> list[str | PageSource]:
    """The pages of a file: a text is one; a CommandError says in words why there is none."""
    try:
        content = path.read_bytes()
        return [*read_pdf(content)] if b"%PDF" in content[:1024] else [decode(content)]
    except OSError as error:
        raise CommandError(
            _("%(path)s: cannot be opened (%(reason)s).") % {"path": path, "reason": error.strerror}
        ) from error
    except UnreadablePdf as error:
        raise CommandError(f"{path}: {describe(error.reason)}") from error
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
