"""Writing the index: one document for each published article, in the transaction that publishes or withdraws it."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q

from articles.models import Article, ArticleQuerySet, SearchDocument
from articles.search.backend import backend
from articles.search.entry import Entry, entry_of
from articles.search.keys import DAY_BITS, LAST, free_key

_TRIES = 20


def to_index() -> ArticleQuerySet:
    """The published set, with all that an entry is made of."""
    articles = Article.objects.for_readers().select_related("search_document")
    return articles.prefetch_related("bylines")


@transaction.atomic
def index(article: Article) -> None:
    """Bring the index in line with the article as the database has it: in if published, else out; unchanged writes nothing.

    Two callers for one article queue on its row.
    """
    kept = to_index().select_for_update(of=["self"]).filter(pk=article.pk).first()
    if kept is None:
        remove(article)
        return
    if not SearchDocument.objects.exists():
        backend().clear()  # nothing may be left of an earlier life, such as a database that was flushed
    write([entry_of(kept)])


@transaction.atomic
def remove(article: Article) -> None:
    """Take an article out of the index; one that is not there is fine."""
    erase(SearchDocument.objects.filter(article=article))


def erase(documents: Iterable[SearchDocument]) -> None:
    """Take these documents out."""
    gone = list(documents)
    if gone:
        backend().erase(gone)
        SearchDocument.objects.filter(pk__in=[document.pk for document in gone]).delete()


@transaction.atomic
def write(entries: Sequence[Entry]) -> None:
    """Put these entries in, many at a time; a document that is there as it should be is left alone.

    Each entry's document has its key afterwards.
    """
    known = SearchDocument.objects.in_bulk([entry.document.pk for entry in entries])
    fresh = [entry for entry in entries if not _is_there(entry.document, known)]
    erase(known[entry.document.pk] for entry in fresh if entry.document.pk in known)
    if fresh:
        _save([entry.document for entry in fresh])
        backend().write(fresh)


def _is_there(document: SearchDocument, known: dict[int, SearchDocument]) -> bool:
    """Whether it is known with the same text on the same day; it then takes over the key that was found for it."""
    other = known.get(document.pk)
    if other is None or (other.text, other.facets) != (document.text, document.facets):
        return False
    if other.key >> DAY_BITS != document.key >> DAY_BITS:
        return False
    document.key = other.key
    return True


def _save(documents: Sequence[SearchDocument]) -> None:
    """Save documents under free keys of their days; another writer may take the same ones at the same time."""
    wished = [document.key for document in documents]
    for _ in range(_TRIES):
        taken = _taken({key >> DAY_BITS for key in wished})
        for document, wish in zip(documents, wished, strict=True):
            document.key = free_key(wish, taken)
            taken.add(document.key)
        try:
            with transaction.atomic():
                SearchDocument.objects.bulk_create(documents)
        except IntegrityError:
            continue
        return
    raise RuntimeError(f"No free search keys in {_TRIES} tries.")


def _taken(days: set[int]) -> set[int]:
    on_these = Q()
    for day in days:
        on_these |= Q(key__range=(day << DAY_BITS, (day << DAY_BITS) + LAST))
    return set(SearchDocument.objects.filter(on_these).values_list("key", flat=True))
