"""The state of an article and of a page's lines as a step at the page desk keeps it."""

from typing import Any

from articles.models import Article, Page, Status
from articles.people import set_bylines

TEXT = ("kicker", "headline", "subtitle", "place", "dateline", "body")
PLACE = ("source_lines", "zones", "notes", "confidence", "alternatives", "jump_from", "jump_to")
State = dict[str, Any]


def state_of(article: Article) -> State:
    """All that an action may change: text, section (its key), bylines, lines and notes, and whether it is discarded."""
    return {name: getattr(article, name) for name in (*TEXT, *PLACE)} | {
        "section": article.section_id,
        "bylines": [[byline.role, byline.printed_name] for byline in article.bylines.all()],
        "is_discarded": article.status == Status.DISCARDED,
    }


def state_of_page(page: Page) -> State:
    """Its lines that are in no article."""
    return {"furniture": page.furniture, "leftover": page.leftover}


def fill(article: Article, state: State) -> None:
    """Give the article the state, unsaved but for its bylines; whether it is discarded is ``review``'s."""
    for name in (*TEXT, *PLACE):
        setattr(article, name, state[name])
    article.section_id, article.note_count = state["section"], len(state["notes"])
    if article.pk and state["bylines"] != state_of(article)["bylines"]:
        set_bylines(article, [(role, name) for role, name in state["bylines"]])
