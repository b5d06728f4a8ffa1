"""Which article of a page is which draft of its new text.

For now a page is taken as a whole: if a person has touched any of its articles, the new text is refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import ngettext

from articles.body import from_blocks
from articles.importing.errors import FileError
from articles.models import Action, Article, Revision, Status
from articles.parser.types import Draft

# Shared pairs of characters among all pairs, 0–1. Two stories of one page share under 0.1, also on one subject.
SAME_STORY = 0.3


@dataclass(frozen=True, slots=True)
class Merge:
    """Each draft with the article that it goes on as, or None where it is new; and the articles it has no draft for."""

    drafts: tuple[tuple[Draft, Article | None], ...]
    gone: tuple[Article, ...] = ()


def merge(articles: Sequence[Article], drafts: Sequence[Draft]) -> Merge:
    """Pair articles and drafts, the most alike first; raises FileError if a person has touched one of them."""
    _refuse_touched(articles)
    likenesses = sorted(
        (
            (likeness(article, draft), -old, -new)
            for old, article in enumerate(articles)
            for new, draft in enumerate(drafts)
        ),
        reverse=True,
    )
    article_of: dict[int, int] = {}
    for score, old, new in likenesses:
        if score >= SAME_STORY and -new not in article_of and -old not in article_of.values():
            article_of[-new] = -old
    kept = set(article_of.values())
    return Merge(
        drafts=tuple((draft, articles[article_of[n]] if n in article_of else None) for n, draft in enumerate(drafts)),
        gone=tuple(article for n, article in enumerate(articles) if n not in kept),
    )


def likeness(article: Article, draft: Draft) -> float:
    """How sure it is that they are the same story (0–1): by the body, or by the headline where one has no body."""
    body = from_blocks(draft.body)
    if article.body and body:
        return _shared(article.body, body)
    return _shared(article.kicker + article.headline, draft.kicker + draft.headline)


def _shared(one: str, other: str) -> float:
    ones, others = _pairs(one), _pairs(other)
    return len(ones & others) / len(ones | others) if ones and others else float(one == other)


def _pairs(text: str) -> set[str]:
    characters = "".join(text.split())
    return {characters[at : at + 2] for at in range(len(characters) - 1)}


def _refuse_touched(articles: Iterable[Article]) -> None:
    touched = _touched(list(articles))
    if touched:
        raise FileError(
            ngettext(
                "Somebody has worked on %(count)d article of this page, so that nothing was changed. "
                "Compare the file with the drafts, and correct those by hand.",
                "Somebody has worked on %(count)d articles of this page, so that nothing was changed. "
                "Compare the file with the drafts, and correct those by hand.",
                len(touched),
            )
            % {"count": len(touched)}
        )


def _touched(articles: list[Article]) -> list[Article]:
    """Those that a person has changed, moved on, or is working on now."""
    if not articles:
        return []
    by_hand = set(
        Revision.objects.filter(article__in=articles)
        .exclude(action=Action.PARSED, actor=None)
        .values_list("article", flat=True)
    )
    now = timezone.now()
    return [
        article
        for article in articles
        if article.status != Status.DRAFT or article.changed_by_id or article.claim_holder(now) or article.pk in by_hand
    ]
