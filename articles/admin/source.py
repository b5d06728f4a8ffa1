"""The raw lines of a page, as the editor of one of its articles needs them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from articles.lines import numbers
from articles.models import Article
from articles.notes import describe


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A non-blank raw line, its number, and the notes that belong next to it."""

    number: int
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring lines of one owner; ``is_own`` those of this article, ``is_left`` those in no article."""

    owner: str
    is_own: bool
    is_left: bool
    lines: list[SourceLine] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Number of its first line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """Number of its last line."""
        return self.lines[-1].number


def runs(article: Article, siblings: Iterable[Article]) -> list[Run]:
    """The page's raw lines, cut where their owner changes."""
    owners = _owners(article, siblings)
    notes = notes_by_line(article.notes)
    lines = [
        SourceLine(number, text.strip(), notes.get(number, ()))
        for number, text in enumerate(article.page.raw.split("\n"), 1)
        if text.strip()
    ]
    return [_run(key, list(group), article) for key, group in groupby(lines, lambda line: owners.get(line.number))]


def _run(owner: Article | str | None, lines: list[SourceLine], article: Article) -> Run:
    if owner is None:
        return Run(_("in no article"), is_own=False, is_left=True, lines=lines)
    return Run(str(owner), is_own=owner == article, is_left=False, lines=lines)


def _owners(article: Article, siblings: Iterable[Article]) -> dict[int, Article | str]:
    owners: dict[int, Article | str] = dict.fromkeys(numbers(article.page.furniture), _("date, page number, editors"))
    for other in siblings:
        owners |= dict.fromkeys(numbers(other.source_lines), other)
    return owners | dict.fromkeys(numbers(article.source_lines), article)


def notes_by_line(notes: Iterable[Mapping[str, Any]]) -> dict[int, tuple[str, ...]]:
    """The words of the notes by the raw line that each belongs to; others are left out."""
    by_line: dict[int, tuple[str, ...]] = {}
    for note in notes:
        if isinstance(line := note.get("line"), int):
            by_line[line] = (*by_line.get(line, ()), describe(note))
    return by_line
