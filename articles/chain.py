"""Whether the history is as it was written: the chain of digests of each article, walked from its first revision on.

What it cannot show: an article that is gone together with all of its revisions, and a chain that somebody has sealed
anew from the altered revision to the last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from django.db import transaction
from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from articles.models import Article, Revision

ARTICLES_AT_ONCE = 500
REVISIONS_AT_ONCE = 500


class Fault(StrEnum):
    """What is wrong with a row."""

    ALTERED = "altered"  # the revision's digest does not fit what it says and the one before it
    MISSING = "missing"  # there is no revision of this version, and there was one
    AHEAD = "ahead"  # there is a revision of this version, and the article stands at an earlier one
    TEXT = "text"  # the article says something else than its last revision
    NO_ARTICLE = "no-article"  # the revision's article is gone


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row of an article that was altered or is missing; ``fields`` are those in which its text differs."""

    article: int
    version: int
    fault: Fault
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class Walk:
    """A walk over all revisions, and what it has seen so far."""

    articles: int = 0
    revisions: int = 0
    broken: int = field(default=0, init=False)

    def faults(self) -> Iterator[Broken]:
        """The first fault of each article that has one, in the order of their keys; memory stays flat.

        Others may go on writing: what looks broken is looked at once more by itself, with the article held.
        """
        for articles in _batches():
            # All are read before one is looked at again: on SQLite no transaction may begin while a cursor is open.
            pairs = _with_revisions(articles)
            suspects = [article.pk for article, revisions in pairs if self._first_fault(article, revisions)]
            self.articles += len(articles)
            for found in filter(None, map(_looked_at_again, suspects)):
                self.broken += 1
                yield found
        yield from self._orphans()

    def _first_fault(self, article: Article, revisions: Iterator[Revision]) -> Broken | None:
        found = _first_fault(article, self._counted(revisions))
        for _rest in self._counted(revisions):  # so that the counts are of all rows
            pass
        return found

    def _counted(self, revisions: Iterator[Revision]) -> Iterator[Revision]:
        for revision in revisions:
            self.revisions += 1
            yield revision

    def _orphans(self) -> Iterator[Broken]:
        """Where foreign keys were not minded, an article can go and leave its revisions."""
        for article, first, versions in _orphans():
            self.revisions += versions
            self.broken += 1
            yield Broken(article, first, Fault.NO_ARTICLE)


def _orphans() -> Iterator[tuple[int, int, int]]:
    """The key of each article that is gone and has revisions, the first version of these, and how many they are."""
    without = Revision.objects.filter(~Exists(Article.objects.filter(pk=OuterRef("article_id"))))
    rows = without.values_list("article_id").annotate(Min("version"), Count("pk")).order_by("article_id")
    last = 0
    while orphans := list(rows.filter(article_id__gt=last)[:ARTICLES_AT_ONCE]):
        yield from orphans
        last = orphans[-1][0]


def _batches() -> Iterator[list[Article]]:
    """All articles by key, some hundred at a time, with what a revision keeps of them."""
    last = 0
    while articles := list(_whole().filter(pk__gt=last).order_by("pk")[:ARTICLES_AT_ONCE]):
        yield articles
        last = articles[-1].pk


def _whole() -> QuerySet[Article]:
    return Article.objects.select_related("section").prefetch_related("bylines", "pictures")


def _with_revisions(articles: Sequence[Article]) -> Iterator[tuple[Article, Iterator[Revision]]]:
    """Each of the articles, which are in the order of their keys, with its revisions in the order of versions."""
    rows = Revision.objects.filter(article_id__gte=articles[0].pk, article_id__lte=articles[-1].pk)
    groups = groupby(
        rows.order_by("article_id", "version").iterator(chunk_size=REVISIONS_AT_ONCE),
        lambda revision: revision.article_id,
    )
    key, group = next(groups, (None, iter(())))
    for article in articles:
        while key is not None and key < article.pk:
            key, group = next(groups, (None, iter(())))
        yield article, group if key == article.pk else iter(())


def _looked_at_again(key: int) -> Broken | None:
    """The fault, unless it was somebody's change between two of our looks: writers hold the article's row."""
    with transaction.atomic():
        if not Article.objects.select_for_update().filter(pk=key).exists():
            return None
        article = _whole().get(pk=key)
        return _first_fault(article, iter(article.revisions.order_by("version")))


def _first_fault(article: Article, revisions: Iterator[Revision]) -> Broken | None:
    previous, last = "", None
    for version, revision in enumerate(revisions, start=1):
        if revision.version != version:
            return Broken(article.pk, version, Fault.MISSING)
        if revision.digest != revision.seal(previous):
            return Broken(article.pk, version, Fault.ALTERED)
        if version > article.version:
            return Broken(article.pk, version, Fault.AHEAD)
        previous, last = revision.digest, revision
    if last is None or last.version < article.version:
        return Broken(article.pk, last.version + 1 if last else 1, Fault.MISSING)
    fields = _differing(article, last)
    return Broken(article.pk, article.version, Fault.TEXT, fields) if fields else None


def _differing(article: Article, last: Revision) -> tuple[str, ...]:
    """The fields of the article that the last revision has otherwise. A section may be renamed: its name may differ."""
    now = article.text_state()
    kept = {name: value for name, value in last.text.items() if name in now}  # an old revision may know fewer fields
    for text in (now, kept):
        text["section"] = bool(text.get("section"))
    return tuple(name for name, value in kept.items() if now[name] != value)
