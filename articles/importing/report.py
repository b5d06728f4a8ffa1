"""What an import did: each file with its articles; for people in ``printing``, for machines as plain values."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from articles.body import to_blocks
from articles.models import Article, FileState
from articles.parser.types import BlockKind


@dataclass(frozen=True, slots=True)
class ArticleOutcome:
    """An article as it was imported; ``paragraphs`` counts neither subheads nor captions."""

    state: FileState
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
    def of(cls, content: dict[str, Any], notes: Iterable[dict[str, Any]], state: FileState) -> "ArticleOutcome":
        """The outcome of an article with this content (in the form of ``fill.content_of``)."""
        return cls(
            state=state,
            **{name: content[name] for name in ("kicker", "headline", "subtitle", "section", "place")},
            correspondents=tuple(name for _role, name in content["bylines"]),
            paragraphs=sum(block.kind == BlockKind.PARAGRAPH for block in to_blocks(content["body"])),
            opening=Article(body=content["body"]).opening,
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


@dataclass(slots=True)
class Report:
    """All files of a run, in the order in which they were taken; ``publication`` is the one that was made for it."""

    files: list[FileOutcome] = field(default_factory=list)
    publication: str = ""
    dry_run: bool = False

    def counts(self) -> dict[str, int]:
        """How many files there are of each state."""
        counted = Counter(file.state for file in self.files)
        return {state.value: counted[state] for state in FileState}

    def failed(self) -> list[FileOutcome]:
        """The files that were not imported."""
        return [file for file in self.files if file.state == FileState.FAILED]

    def as_json(self) -> dict[str, Any]:
        """The report in values that JSON knows."""
        return {
            "dry_run": self.dry_run,
            "publication_made": self.publication,
            "counts": self.counts(),
            "files": [asdict(file) | {"date": file.date and file.date.isoformat()} for file in self.files],
        }


def shown(text: str) -> str:
    """The text on one line: control characters and halves of characters are written as escapes."""
    return "".join(_visible(text))


def _visible(text: str) -> Iterable[str]:
    for character in text:
        is_plain = character.isprintable() or character == "\u3000"
        yield character if is_plain else character.encode("unicode_escape").decode("ascii")
