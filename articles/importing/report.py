"""What an import did: each file with its articles; for people in ``printing``, for machines as plain values."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from articles.body import opening_of, to_blocks
from articles.models import FileState
from articles.models.imports import OUTCOMES
from articles.parser.types import BlockKind


class ArticleState(TextChoices):
    """What became of an article of a page; one that a person has worked on is kept, whatever the file says."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    KEPT = "kept", _("kept")
    CONFLICT = "conflict", _("kept, to decide")
    DIFFERS = "published-differs", _("published, differs")


@dataclass(frozen=True, slots=True)
class ArticleOutcome:
    """An article as it was imported; ``paragraphs`` counts neither subheads nor captions."""

    state: ArticleState
    kicker: str
    headline: str
    subtitle: str
    section: str
    place: str
    correspondents: tuple[str, ...]
    paragraphs: int
    opening: str
    notes: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(cls, content: dict[str, Any], notes: Iterable[dict[str, Any]], state: ArticleState) -> "ArticleOutcome":
        """The outcome of an article with this content (in the form of ``fill.content_of``)."""
        blocks = to_blocks(content["body"])
        return cls(
            state=state,
            **{name: content[name] for name in ("kicker", "headline", "subtitle", "section", "place")},
            correspondents=tuple(name for _role, name in content["bylines"]),
            paragraphs=sum(block.kind == BlockKind.PARAGRAPH for block in blocks),
            opening=opening_of(blocks),
            notes=tuple(notes),
        )


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file; ``removed`` counts articles that the new text no longer has."""

    path: str
    state: FileState
    publication: str = ""
    date: dt.date | None = None
    page: int | None = None
    page_name: str = ""
    error: str = ""
    articles: tuple[ArticleOutcome, ...] = ()
    notes: tuple[dict[str, Any], ...] = ()
    leftover: int = 0
    removed: int = 0

    def articles_that(self, state: ArticleState) -> int:
        """How many of its articles are of this state."""
        return sum(article.state == state for article in self.articles)

    def as_json(self) -> dict[str, Any]:
        """All of it in values that JSON knows."""
        return asdict(self) | {"date": self.date and self.date.isoformat()}


Told = Callable[[FileOutcome, "Report"], None]


@dataclass(slots=True)
class Report:
    """What a run did: its files are handed to ``told`` as they are done, or kept in ``files`` if there is nobody to tell.

    ``total`` and ``taken`` count files, ``counts`` pages, ``conflicts`` articles; ``publication`` is the one that was made for it.
    """

    total: int = 0
    told: Told | None = None
    dry_run: bool = False
    publication: str = ""
    taken: int = 0
    conflicts: int = 0
    is_stopped: bool = False
    files: list[FileOutcome] = field(default_factory=list)
    _failed: list[FileOutcome] = field(default_factory=list)
    _counted: Counter[FileState] = field(default_factory=Counter)

    def add(self, outcome: FileOutcome) -> None:
        """What became of one more page."""
        self._counted[outcome.state] += 1
        self.conflicts += outcome.articles_that(ArticleState.CONFLICT)
        if outcome.state == FileState.FAILED:
            self._failed.append(outcome)
        if self.told:
            self.told(outcome, self)
        else:
            self.files.append(outcome)

    def counts(self) -> dict[str, int]:
        """How many pages there are of each state."""
        return {state.value: self._counted[state] for state in OUTCOMES}

    def failed(self) -> list[FileOutcome]:
        """The pages that were not imported."""
        return self._failed

    def as_json(self) -> dict[str, Any]:
        """The summary in values that JSON knows."""
        return {
            "dry_run": self.dry_run,
            "publication_made": self.publication,
            "counts": self.counts(),
            "total": self.total,
            "taken": self.taken,
            "conflicts": self.conflicts,
            "stopped": self.is_stopped,
        }


def shown(text: str) -> str:
    """The text on one line: control characters and halves of characters are written as escapes."""
    return "".join(_visible(text))


def _visible(text: str) -> Iterable[str]:
    for character in text:
        is_plain = character.isprintable() or character == "\u3000"
        yield character if is_plain else character.encode("unicode_escape").decode("ascii")
