"""Generated articles in any number, and how they come into the database of ``search_child``, which has set up Django.

The first of them are written by the bulk path of a rebuild; the others are copies of these in the years before.
"""

import datetime as dt
import random
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate, islice
from multiprocessing import get_context

import django
from django.apps import apps

if not apps.ready:  # as in a worker
    django.setup()

from django.db import connection, transaction  # after the setup
from django.db.models import Model
from django.utils import timezone

from articles.models import Article, Byline, Correspondent, Issue, Page, Publication, SearchDocument, Section, Status
from articles.search.backend import backend
from articles.search.documents import write
from articles.search.entry import Entry, searched
from articles.search.facets import token
from articles.search.keys import DAY_BITS, wished_key

CHUNK = 2000
PAGES, POSITIONS = 8, 10  # a day; sizes are multiples of its 80 articles
NEWEST = dt.date(2026, 7, 14)
PEOPLE, SECTIONS = 3000, 40
INDEX = "CREATE INDEX searchdocument_tokens ON articles_searchdocument USING gin (tokens) WITH (fastupdate = off)"

_source = random.Random(8)
LETTERS = [chr(0x4E00 + 7 * n) for n in range(2500)]
_OFTEN = list(accumulate(1 / (n + 3) for n in range(len(LETTERS))))
WORDS = list(
    dict.fromkeys(
        "".join(_source.choices(LETTERS, cum_weights=_OFTEN, k=_source.choice([1, 2, 2, 2, 3, 4])))
        for _ in range(30_000)
    )
)
_WEIGHTS = list(accumulate(1 / (n + 10) for n in range(len(WORDS))))
_NOBODY = Byline.objects.none()
_NOBODY._result_cache = []  # evaluated once
PLACES = ["".join(_source.choices(LETTERS, k=2)) for _ in range(60)]


def prose(source: random.Random, words: int) -> str:
    """As many words, the first of them ever so often, with a mark here and there."""
    return "".join(
        word + ("，" if number % 9 == 8 else "")
        for number, word in enumerate(source.choices(WORDS, cum_weights=_WEIGHTS, k=words))
    )


def make(numbers: range) -> tuple[list[Article], list[Entry]]:
    """Published articles of these numbers, the newest issue first, with what the index holds of them."""
    articles, entries = [], []
    for number in numbers:
        article = article_of(number)
        facets = [
            token("page", article.page.number),
            token("section", article.section_id or 0),
            token("place", article.place),
        ]
        facets.append(token("correspondent", number * number % PEOPLE + 1))
        document = SearchDocument(
            article_id=article.pk, key=wished_key(article), text=searched(article), facets=" ".join(facets)
        )
        articles.append(article)
        entries.append(Entry(document, backend().tokens(document), 1))
    return articles, entries


def article_of(number: int) -> Article:
    """The article of this number, as it is published."""
    source = random.Random(number)
    day, place = divmod(number, PAGES * POSITIONS)
    issue = Issue(pk=day + 1, publication_id=1, date=NEWEST - dt.timedelta(day))
    page = Page(pk=day * PAGES + place // POSITIONS + 1, issue=issue, number=place // POSITIONS + 1)
    article = Article(pk=number + 1, page=page, position=place % POSITIONS + 1, section_id=number % SECTIONS + 1)
    article.headline, article.place = prose(source, 5), source.choice(PLACES)
    article.body = "\n\n".join(prose(source, source.randrange(10, 26)) for _ in range(4))
    article.status, article.published_at = Status.PUBLISHED, timezone.now()
    article._prefetched_objects_cache = {"bylines": _NOBODY}  # type: ignore[attr-defined]
    return article


def found(office: None = None) -> None:
    """The newspaper, its columns and its people."""
    Publication.objects.create(pk=1, name="青川日报", slug="qc")
    Section.objects.bulk_create(
        Section(pk=n + 1, publication_id=1, name=f"栏目{n}", slug=f"s{n}") for n in range(SECTIONS)
    )
    Correspondent.objects.bulk_create(Correspondent(pk=n + 1, name=f"周树{n}") for n in range(PEOPLE))


def fill(first: int, last: int) -> float:
    """Write so many articles, from none or from ``first``; returns how many a second went in, index and all."""
    begun = time.perf_counter()
    _run_on_postgres("DROP INDEX IF EXISTS searchdocument_tokens", "SET maintenance_work_mem = '1GB'")
    if first:
        for times in range(1, last // first):
            _copy(first, times)
    else:
        _generate(last)
    _run_on_postgres(INDEX)
    rate = (last - first) / (time.perf_counter() - begun)
    backend().merge()
    _run_on_postgres("VACUUM ANALYZE")
    return rate


def _generate(number: int) -> None:
    chunks = [range(start, min(start + CHUNK, number)) for start in range(0, number, CHUNK)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for articles, entries in pool.map(make, chunks):
            with transaction.atomic():
                _save(articles)
                write(entries)


def _copy(first: int, times: int) -> None:
    """The ``first`` articles once more, before all others."""
    days = -(-first // (PAGES * POSITIONS))
    earlier, pages = days * times, days * PAGES * times
    is_sqlite = connection.vendor == "sqlite"
    date = f"date(date, '-{earlier} days')" if is_sqlite else f"date - {earlier}"
    key = f"key - ({earlier}::bigint << {DAY_BITS})".replace("::bigint" if is_sqlite else "~", "")
    _insert_copy(Issue, f"id <= {days}", id=f"id + {earlier}", date=date)
    _insert_copy(Page, f"id <= {days * PAGES}", id=f"id + {pages}", issue_id=f"issue_id + {earlier}")
    _insert_copy(Article, f"id <= {first}", id=f"id + {first * times}", page_id=f"page_id + {pages}")
    with transaction.atomic():
        own = {} if is_sqlite else {"tokens": _tokens_before(earlier)}
        _insert_copy(
            SearchDocument, f"article_id <= {first}", article_id=f"article_id + {first * times}", key=key, **own
        )
        if is_sqlite:
            _write_tokens(first * times)


def _insert_copy(model: type[Model], which: str, **columns: str) -> None:
    chosen = {field.column: field.column for field in model._meta.concrete_fields} | columns
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(chosen)}) SELECT {', '.join(chosen.values())} FROM {table} WHERE {which}"  # noqa: S608 – our own names
        )


def _tokens_before(days: int) -> str:
    """PostgreSQL's tokens of a document, with those of its blocks of days as of so many days before."""
    blocks = [
        ", ".join(f"'Ｄ{shift}．' || ((key >> {DAY_BITS}) - {back} >> {shift})" for shift in (5, 7, 9, 11, 13))
        for back in (0, days)
    ]
    return f"ts_delete(tokens, ARRAY[{blocks[0]}]) || array_to_tsvector(ARRAY[{blocks[1]}])"


def _write_tokens(after: int) -> None:
    documents = SearchDocument.objects.filter(pk__gt=after).order_by("key").iterator(chunk_size=CHUNK)
    while chunk := list(islice(documents, CHUNK)):
        backend().write([Entry(document, backend().tokens(document), 1) for document in chunk])


def _save(articles: list[Article]) -> None:
    pages = {article.page_id: article.page for article in articles}
    issues = {page.issue_id: page.issue for page in pages.values()}
    Issue.objects.bulk_create(issues.values(), ignore_conflicts=True)
    Page.objects.bulk_create(pages.values(), ignore_conflicts=True)
    Article.objects.bulk_create(articles)


def _run_on_postgres(*statements: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
