"""Writing the index anew: worker processes fold, tokenise and find keywords, one writer writes a chunk a transaction.

Searches and editors go on meanwhile. Each chunk leaves word of how far it came, so that a rebuild that was killed goes on there.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from django.db import transaction
from django.db.models import QuerySet

from articles.models import Article, SearchDocument, SearchRebuild, Status
from articles.search.backend import backend
from articles.search.documents import erase, to_index, write
from articles.search.entry import Entry, entry_of
from articles.worker import begin

CHUNK = 200  # articles: a transaction of a tenth of a second, which no editor notices
AHEAD = 2  # chunks a worker

Progress = Callable[[int, int], None]
Made = tuple[int, list[Entry]]  # the last article of a chunk, and what is to be written of it


class Overtaken(Exception):
    """Another rebuild is at work."""


def rebuild(*, jobs: int = 1, anew: bool = False, progress: Progress = lambda done, total: None) -> int:
    """Write the index anew, or go on where a rebuild was broken off (not if ``anew``); returns the number of documents.

    ``jobs`` processes prepare, with one this process does it itself. ``progress`` is told the articles done, of how many.
    Raises Overtaken if another rebuild is at work.
    """
    after = _begun(anew)
    total = Article.objects.published().count()
    done = Article.objects.published().filter(pk__lte=after).count()
    for last, entries in _made(after, jobs):
        _write(entries, after, last)
        after, done = last, done + len(entries)
        progress(done, max(done, total))
    _end(after)
    backend().merge()
    return SearchDocument.objects.count()


@transaction.atomic
def _begun(anew: bool) -> int:
    """How far a rebuild came that was broken off; else begin one."""
    state, is_new = SearchRebuild.objects.get_or_create(pk=1)
    if is_new or anew:
        state.after = 0
        state.save()
        backend().begin_refill()
    return state.after


def _made(after: int, jobs: int) -> Iterator[Made]:
    if jobs == 1:
        yield from map(_make, _chunks(after))
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=begin, initargs=("",))
    begun: deque[Future[Made]] = deque()
    try:
        for chunk in _chunks(after):
            begun.append(pool.submit(_make, chunk))
            if len(begun) > AHEAD * jobs:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _chunks(after: int) -> Iterator[list[Article]]:
    while chunk := list(to_index().filter(pk__gt=after).order_by("pk")[:CHUNK]):
        yield chunk
        after = chunk[-1].pk


def _make(chunk: list[Article]) -> Made:
    return chunk[-1].pk, [entry_of(article) for article in chunk]


@transaction.atomic
def _write(entries: list[Entry], after: int, last: int) -> None:
    """Bring the documents of the articles after ``after`` up to ``last`` up to date, and leave word of it."""
    state = SearchRebuild.objects.select_for_update().filter(after=after)
    if not state:
        raise Overtaken
    between = {"pk__gt": after, "pk__lte": last}
    published = Article.objects.published().select_for_update().filter(**between)
    versions = dict(published.values_list("pk", "version"))
    current = [entry for entry in entries if versions.get(entry.document.pk) == entry.version]
    changed = versions.keys() - {entry.document.pk for entry in current}  # while the workers were at it
    current += [entry_of(article) for article in to_index().filter(pk__in=changed)]
    erase(_left_over().filter(**between))
    write(current)
    backend().refill(current)
    state.update(after=last)


def _left_over() -> QuerySet[SearchDocument]:
    """Documents without a published article; seen in one query, lest one be taken for such that is published meanwhile."""
    return SearchDocument.objects.exclude(article__status=Status.PUBLISHED)


@transaction.atomic
def _end(after: int) -> None:
    """What has no article behind it goes; what was published meanwhile, with a higher number, is written; then readers get it."""
    for chunk in _chunks(after):
        last, entries = _make(chunk)
        _write(entries, after, last)
        after = last
    erase(_left_over().filter(pk__gt=after))
    backend().end_refill()
    if not SearchRebuild.objects.filter(after=after).delete()[0]:
        raise Overtaken
