"""Ways to narrow the queue, each a parameter of its address; what makes no sense narrows to nothing rather than failing."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.db.models import Exists, OuterRef, Q

from articles.models import ArticleQuerySet, Byline

WORDS_IN = ("headline", "kicker", "subtitle")
MAX_WORDS = 5


def narrowed(articles: ArticleQuerySet, asked: Mapping[str, str]) -> ArticleQuerySet:
    """The ``articles`` that each of the filters in ``asked`` lets through."""
    for name, narrow in FILTERS.items():
        if value := asked.get(name, "").strip():
            articles = narrow(articles, value)
    return articles


def is_narrowed(asked: Mapping[str, str]) -> bool:
    """Whether any filter is set."""
    return any(asked.get(name, "").strip() for name in FILTERS)


def is_number(value: str) -> bool:
    """Whether it is a key that the database can hold."""
    return value.isascii() and value.isdigit() and len(value) <= 18


def _by_number(lookup: str) -> Callable[[ArticleQuerySet, str], ArticleQuerySet]:
    def narrow(articles: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return articles.filter(**{lookup: int(value)}) if is_number(value) else articles.none()

    return narrow


def _by_date(articles: ArticleQuerySet, value: str) -> ArticleQuerySet:
    try:
        return articles.filter(page__issue__date=dt.date.fromisoformat(value))
    except ValueError:
        return articles.none()


def _by_notes(articles: ArticleQuerySet, value: str) -> ArticleQuerySet:
    wanted = {"some": {"note_count__gt": 0}, "none": {"note_count": 0}}.get(value)
    return articles.filter(**wanted) if wanted else articles


def _by_words(articles: ArticleQuerySet, value: str) -> ArticleQuerySet:
    """Each word in a title, or in a name of the byline."""
    for word in value.split()[:MAX_WORDS]:
        named = Exists(Byline.objects.filter(article=OuterRef("pk"), printed_name__icontains=word))
        said = Q(*((f"{field}__icontains", word) for field in WORDS_IN), _connector=Q.OR)
        articles = articles.filter(said | named)
    return articles


FILTERS: dict[str, Callable[[ArticleQuerySet, str], ArticleQuerySet]] = {
    "q": _by_words,
    "issue": _by_number("page__issue"),
    "date": _by_date,
    "page": _by_number("page__number"),
    "section": _by_number("section"),
    "notes": _by_notes,
}
