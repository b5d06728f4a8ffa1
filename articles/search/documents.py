"""Writing the index: one document for each published article, in the transaction that publishes or withdraws it."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import chain

from django.db import IntegrityError, transaction

from articles.models import Article, SearchDocument, Status
from articles.search.backend import backend
from articles.search.tokens import FIELD_BREAK, fold
from articles.search.words import keywords

_DAY_BITS = 13
_LAST = (1 << _DAY_BITS) - 1
_POSITIONS = 64  # room for articles of a page in the key; more only blurs the order within a day
_TRIES = 20

# Characters of a field that are searched. PostgreSQL's tsvector ends at 1 MB; a whole page of print is 8,000.
MAX_FIELD = 60_000


@transaction.atomic
def index(article: Article) -> None:
    """Bring the index in line with the article as the database has it: in if published, else out; unchanged writes nothing.

    Two callers for one article queue on its row.
    """
    kept = Article.objects.published().with_place().select_for_update(of=["self"]).filter(pk=article.pk).first()
    if kept is None:
        remove(article)
    else:
        _bring_up_to_date(kept)


@transaction.atomic
def remove(article: Article) -> None:
    """Take an article out of the index; one that is not there is fine."""
    known = SearchDocument.objects.filter(article=article).first()
    if known:
        _erase(known)


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Bring every document up to date, then write the index anew; returns the number of documents.

    Searches go on meanwhile, and one that was broken off goes on where it was: each article is a transaction.
    """
    for document in SearchDocument.objects.exclude(article__status=Status.PUBLISHED).select_related("article"):
        index(document.article)
    published = Article.objects.published().order_by("pk").only("pk")
    total = published.count()
    for done, article in enumerate(list(published), start=1):
        index(article)
        progress(done, total)
    backend().refill(SearchDocument.objects.order_by("key").iterator(chunk_size=500))
    return SearchDocument.objects.count()


def _bring_up_to_date(article: Article) -> None:
    text = _searched(article)
    day = article.page.issue.date.toordinal()
    known = SearchDocument.objects.filter(article=article).first()
    if known and known.text == text and known.key >> _DAY_BITS == day:
        return
    if known:
        _erase(known)
    elif not SearchDocument.objects.exists():
        backend().refill([])  # nothing may be left of an earlier life, such as a database that was flushed
    backend().write(_allocate(article, day, text))


def _erase(document: SearchDocument) -> None:
    backend().erase(document)
    document.delete()


def _searched(article: Article) -> str:
    """The four searched fields, folded; no section, whose name an editor may change in the admin site any day."""
    names = [byline.printed_name for byline in article.bylines.all()]
    fields = [
        "\n".join([article.kicker, article.headline, article.subtitle]),
        "\n".join(names),
        "\n".join([article.place, article.dateline]),
        "\n".join(block.text for block in article.blocks()),
    ]
    return FIELD_BREAK.join(fold(field)[:MAX_FIELD] for field in fields)


def _allocate(article: Article, day: int, text: str) -> SearchDocument:
    """Save a document under a free key of its day; another writer may take the same one at the same time."""
    words = keywords("\n".join([article.headline, article.body]))
    for _ in range(_TRIES):
        document = SearchDocument(article=article, key=_free_key(article, day), text=text, keywords=words)
        try:
            with transaction.atomic():
                document.save(force_insert=True)
        except IntegrityError:
            continue
        return document
    raise RuntimeError(f"No free search key for article {article.pk} in {_TRIES} tries.")


def _free_key(article: Article, day: int) -> int:
    """The key at which the article reads in print order within its day, or the next free one."""
    first = day << _DAY_BITS
    taken = set(SearchDocument.objects.filter(key__range=(first, first + _LAST)).values_list("key", flat=True))
    free = (first + n for n in _places(article) if first + n not in taken)
    try:
        return next(free)
    except StopIteration:
        date = dt.date.fromordinal(day)
        raise OverflowError(f"{date} has {_LAST + 1} articles in the search index already.") from None


def _places(article: Article) -> Iterator[int]:
    wished = _LAST - (article.page.number * _POSITIONS + min(article.position, _POSITIONS - 1)) % (_LAST + 1)
    return chain(range(wished, -1, -1), range(_LAST, wished, -1))
