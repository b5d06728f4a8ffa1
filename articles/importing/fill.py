"""A page and its drafts in the form in which the database keeps them; none of it needs a database."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from articles.body import from_blocks
from articles.importing.printed import Printed
from articles.lines import to_ranges
from articles.models import Article
from articles.parser.types import Draft, Folio, Note, ParsedPage, Title
from articles.people import MAX_NAME, MAX_ROLE

# What an article is made of; a new text that changes none of it leaves the article as it is.
CONTENT = (
    *("position", "kicker", "headline", "subtitle", "place", "dateline", "body"),
    *("source_lines", "zones", "alternatives", "jump_from", "jump_to"),
)
PICTURE = "order digest width height left top right bottom caption credit".split()
TEXT = ("kicker", "headline", "subtitle", "section", "place", "dateline", "body")
PLACING = ("position", "source_lines", "zones", "alternatives")  # where it stands in the raw page
REMARKS = ("notes", "note_count", "confidence")
LENGTHS = {"kicker": 300, "headline": 300, "subtitle": 300, "place": 50, "dateline": 100}  # as in the model


NO_FOLIO = Folio()


@dataclass(frozen=True, slots=True)
class ArticleContent:
    """What a draft makes of an article: ``fields`` in the form of ``content_of``."""

    fields: dict[str, Any]
    notes: list[dict[str, Any]]
    confidence: dict[str, float]

    def at(self, position: int) -> "ArticleContent":
        """The same at another place on the page."""
        return replace(self, fields={**self.fields, "position": position})

    @property
    def title(self) -> str:
        """What it is known by, where it has no body."""
        return f"{self.fields['kicker']}{self.fields['headline']}"


@dataclass(frozen=True, slots=True)
class PageContent:
    """What the parser made of a page: all that is kept of it, and the ``folio`` by which it is placed."""

    articles: tuple[ArticleContent, ...] = ()
    labels: tuple[str, ...] = ()
    furniture: tuple[list[int], ...] = ()
    leftover: tuple[list[int], ...] = ()
    left: int = 0  # lines
    folio: Folio = NO_FOLIO
    notes: tuple[Note, ...] = ()


def page_content(parsed: ParsedPage, raw: str, printed: Printed | None = None) -> PageContent:
    """The parsed page as it is kept; ``raw`` is its text, ``printed`` what a PDF shows besides."""
    return PageContent(
        tuple(
            ArticleContent(content_from(draft, position, raw, printed), notes_from(draft), dict(draft.confidence))
            for position, draft in enumerate(parsed.articles, start=1)
        ),
        parsed.labels,
        tuple(to_ranges(parsed.furniture, raw)),
        tuple(to_ranges(parsed.leftover, raw)),
        len(parsed.leftover),
        parsed.folio,
        parsed.notes,
    )


def content_of(article: Article) -> dict[str, Any]:
    """The article's content, with the section by its name and bylines as (role, name) and pictures as rows."""
    return {name: getattr(article, name) for name in CONTENT} | {
        "section": article.section.name if article.section else "",
        "bylines": [(byline.role, byline.printed_name) for byline in article.bylines.all()],
        "pictures": [{name: getattr(picture, name) for name in PICTURE} for picture in article.pictures.all()],
    }


def content_from(draft: Draft, position: int, raw: str, printed: Printed | None = None) -> dict[str, Any]:
    """The draft's content in the form of ``content_of``."""
    return {
        "position": position,
        **{name: getattr(draft, name)[:length] for name, length in LENGTHS.items()},
        "body": from_blocks(draft.body),
        "source_lines": to_ranges(draft.lines, raw),
        "zones": printed.zones[position - 1] if printed else [],
        "alternatives": [_title(title, raw) for title in draft.alternatives],
        "jump_from": draft.continued_from,
        "jump_to": draft.continued_to,
        "section": draft.section[:MAX_NAME],
        "bylines": [
            (person.role.strip()[:MAX_ROLE], person.name.strip()[:MAX_NAME])
            for person in draft.contributors
            if person.name.strip()
        ],
        "pictures": printed.pictures(position) if printed else [],
    }


def text_of(content: dict[str, Any]) -> dict[str, Any]:
    """What an editor can change of the content, in the form of ``Article.text_state``; of pictures what is said of them."""
    return {name: content[name] for name in TEXT} | {
        "bylines": [list(pair) for pair in content["bylines"]],
        "pictures": [[picture["caption"], picture["credit"]] for picture in content["pictures"]],
    }


def notes_from(draft: Draft) -> list[dict[str, Any]]:
    """The parser's notes, and one for each field that was too long to keep whole: its raw lines have the rest."""
    cut = [Note("field-cut", detail=name) for name, most in LENGTHS.items() if len(getattr(draft, name)) > most]
    return plain_notes([*draft.notes, *cut])


def plain_notes(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Notes as they are kept."""
    return [asdict(note) for note in notes]


def _title(title: Title, raw: str) -> dict[str, Any]:
    return asdict(title) | {"lines": to_ranges(title.lines, raw)}
