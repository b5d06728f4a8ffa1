"""The state of an article and of a page's lines as a step at the page desk keeps it."""

from typing import Any

from articles.importing.fill import PICTURE
from articles.models import Article, Page, Status
from articles.people import plain_name

TEXT = ("kicker", "headline", "subtitle", "place", "dateline", "body")
PLACE = ("source_lines", "zones", "notes", "confidence", "alternatives", "jump_from", "jump_to")
AUTHORED = (
    *TEXT,
    "section",
    "bylines",
    "pictures",
    "source_lines",
)  # a change of these makes somebody the last who changed it
State = dict[str, Any]


def state_of(article: Article) -> State:
    """All that an action may change: text, section (its key), bylines, pictures, lines and notes, and whether it is discarded.

    ``people`` are the keys of the bylines' correspondents by their plain names.
    """
    return {name: getattr(article, name) for name in (*TEXT, *PLACE)} | {
        "section": article.section_id,
        "bylines": [[byline.role, byline.printed_name] for byline in article.bylines.all()],
        "people": people_of(article),
        "pictures": [{name: getattr(picture, name) for name in PICTURE} for picture in article.pictures.all()],
        "is_discarded": article.status == Status.DISCARDED,
    }


def people_of(article: Article) -> dict[str, int]:
    """The keys of its correspondents by their plain names."""
    return {plain_name(byline.printed_name): byline.correspondent_id for byline in article.bylines.all()}


def without_people(state: State) -> State:
    """The state of which is not known who has the names."""
    return {name: kept for name, kept in state.items() if name != "people"}


def is_in(state: State, article: Article) -> bool:
    """Whether the article is in the state; as far as a step keeps it, which may be less than all."""
    now = state_of(article)
    return all(now[name] == kept for name, kept in state.items())


def state_of_page(page: Page) -> State:
    """Its lines that are in no article."""
    return {"furniture": page.furniture, "leftover": page.leftover}


def fill(article: Article, state: State) -> None:
    """Give the article the state, unsaved, but for its bylines and pictures, and for whether it is discarded."""
    for name in (*TEXT, *PLACE):
        setattr(article, name, state[name])
    article.section_id, article.note_count = state["section"], len(state["notes"])
