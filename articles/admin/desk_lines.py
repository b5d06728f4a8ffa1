"""The raw lines of a page as its desk shows them: runs of one owner, each article in its own tint."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.admin.source import SourceLine, notes_by_line
from articles.lines import numbers
from articles.models import Article, Page

TINTS = 8


@dataclass(frozen=True, slots=True)
class DeskRun:
    """Neighbouring lines of one article, of the furniture, or of none; ``tint`` is 1–8, 0 where no article has them."""

    article: Article | None
    tint: int
    is_furniture: bool
    lines: tuple[SourceLine, ...]


def runs_of(page: Page, articles: Sequence[Article]) -> list[DeskRun]:
    """The page's printed lines, cut where their owner changes; ``articles`` are those that stand on it, in order."""
    owners = {line: at for at, article in enumerate(articles) for line in numbers(article.source_lines)}
    furniture = set(numbers(page.furniture)) - owners.keys()
    notes = notes_by_line(note for article in articles for note in article.notes)
    lines = [
        SourceLine(number, text.strip(), notes.get(number, ()))
        for number, text in enumerate(page.raw.split("\n"), 1)
        if text.strip()
    ]
    groups = groupby(lines, lambda line: (owners.get(line.number), line.number in furniture))
    return [
        DeskRun(articles[at] if at is not None else None, tint(at), is_furniture, tuple(group))
        for (at, is_furniture), group in groups
    ]


def tint(at: int | None) -> int:
    """The tint of the article at a place on the page, from 1; 0 for none."""
    return 0 if at is None else at % TINTS + 1
