"""Where a story that jumps from page to page (转版) began, and where it goes on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article

JUMP_NOTES = ("continued-from", "continued-to")


@dataclass(frozen=True, slots=True)
class Jump:
    """One end of a jump; ``title`` is empty where nothing is tied yet, and the address is then that of the page."""

    words: str
    title: str
    address: str


def jumps(article: Article) -> list[Jump]:
    """The beginning and the pieces of the article, or the pages that its jump lines name."""
    return [*_beginnings(article), *_pieces(article)]


def _beginnings(article: Article) -> list[Jump]:
    if article.continued_from:
        return [_tied(_("Continued from page %(number)s"), article.continued_from)]
    return [_printed(_("Continued from page %(number)s"), article, article.jump_from)] if article.jump_from else []


def _pieces(article: Article) -> list[Jump]:
    pieces = article.continuations.select_related("page").order_by("page__number", "position")
    tied = [_tied(_("Continued on page %(number)s"), piece) for piece in pieces]
    if tied or not article.jump_to:
        return tied
    return [_printed(_("Continued on page %(number)s"), article, article.jump_to)]


def _tied(words: str, other: Article) -> Jump:
    address = reverse("admin:articles_article_change", args=[other.pk])
    return Jump(words % {"number": other.page.number}, str(other), address)


def _printed(words: str, article: Article, number: int) -> Jump:
    query = {"status": "all", "issue": article.page.issue_id, "page": number}
    return Jump(words % {"number": number}, "", reverse("admin:articles_article_changelist", query=query))
