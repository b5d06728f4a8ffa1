"""Fills the database that the environment names and measures searches in it, for ``search_bench``; prints a line of JSON a size."""

import datetime as dt
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate
from multiprocessing import get_context

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  # after the setup
from django.db.models import Q  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, Byline, Correspondent, Issue, Page, Publication, SearchDocument, Section, Status  # noqa: E402
from articles.search import rank  # noqa: E402
from articles.search.backend import backend  # noqa: E402
from articles.search.documents import write  # noqa: E402
from articles.search.entry import Entry, searched  # noqa: E402
from articles.search.facets import token  # noqa: E402
from articles.search.keys import BEYOND, first_key, wished_key  # noqa: E402
from articles.search.query import Query, parse  # noqa: E402
from articles.search.results import SLICE, search  # noqa: E402

CHUNK = 2000
PAGES, POSITIONS = 8, 8  # a day
NEWEST = dt.date(2026, 7, 14)
PEOPLE, SECTIONS, WORDS = 3000, 40, 30_000
INDEX = "CREATE INDEX searchdocument_tokens ON articles_searchdocument USING gin (tokens) WITH (fastupdate = off)"

_source = random.Random(8)
_LETTERS = [chr(0x4E00 + 7 * n) for n in range(2500)]
_OFTEN = list(accumulate(1 / (n + 3) for n in range(len(_LETTERS))))
_WORDS = list(
    dict.fromkeys(
        "".join(_source.choices(_LETTERS, cum_weights=_OFTEN, k=_source.choice([1, 2, 2, 2, 3, 4])))
        for _ in range(WORDS)
    )
)
_WEIGHTS = list(accumulate(1 / (n + 10) for n in range(len(_WORDS))))
_NOBODY = Byline.objects.none()
_NOBODY._result_cache = []  # evaluated once
_PLACES = ["".join(_source.choices(_LETTERS, k=2)) for _ in range(60)]


def prose(source: random.Random, words: int) -> str:
    """As many words, the first of them ever so often, with a mark here and there."""
    return "".join(
        word + ("，" if number % 9 == 8 else "")
        for number, word in enumerate(source.choices(_WORDS, cum_weights=_WEIGHTS, k=words))
    )


def make(numbers: range) -> tuple[list[Article], list[Entry]]:
    """Published articles of these numbers, the newest issue first, with what the index holds of them."""
    articles, entries = [], []
    for number in numbers:
        article = _article(number)
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


def _article(number: int) -> Article:
    source = random.Random(number)
    day, place = divmod(number, PAGES * POSITIONS)
    issue = Issue(pk=day + 1, publication_id=1, date=NEWEST - dt.timedelta(day))
    page = Page(pk=day * PAGES + place // POSITIONS + 1, issue=issue, number=place // POSITIONS + 1)
    article = Article(pk=number + 1, page=page, position=place % POSITIONS + 1, section_id=number % SECTIONS + 1)
    article.headline, article.place = prose(source, 5), source.choice(_PLACES)
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
    """Write the articles from ``first`` to before ``last``; returns how many a second went into the index."""
    _run_on_postgres("DROP INDEX IF EXISTS searchdocument_tokens", "SET maintenance_work_mem = '1GB'")
    chunks = [range(start, min(start + CHUNK, last)) for start in range(first, last, CHUNK)]
    begun = time.perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for articles, entries in pool.map(make, chunks):
            with transaction.atomic():
                _save(articles)
                write(entries)
    _run_on_postgres(INDEX)
    rate = (last - first) / (time.perf_counter() - begun)
    _run_on_postgres("VACUUM ANALYZE")
    return rate


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


def queries(size: int) -> list[Query]:
    """Forty, from rare to very common."""
    twos = [word for word in _WORDS if len(word) == 2]
    fours = [word for word in _WORDS if len(word) == 4]
    ranks = [0, 3, 10, 30, 100, 300, 1000, 3000, 8000, len(twos) - 1]
    asked = [twos[n] for n in ranks]
    asked += [fours[n] for n in (0, 5, 30, 300, 2000)]
    asked += [f'"{prose(random.Random(n), 40)[5:15]}"' for n in (1, size // 2, size - 1)]  # a stretch of one article
    asked += [_LETTERS[n] for n in (0, 50, 2400)]
    asked += [f"{twos[a]} {twos[b]}" for a, b in ((0, 1), (0, 300), (20, 21), (100, 110), (300, 3000), (2000, 2001))]
    asked += [
        f"{twos[0]} -{twos[1]}",
        f"{twos[100]} -{fours[0]}",
        f"title:{twos[0]}",
        f"title:{twos[300]}",
        f"place:{_PLACES[0]}",
    ]
    parsed = [parse(words) for words in asked]
    year = (first_key(dt.date(NEWEST.year - 1, 1, 1)), first_key(dt.date(NEWEST.year, 1, 1)))
    parsed += [parse(twos[0]).within(*year), parse(twos[1000]).within(*year), Query().within(*year)]
    facets = [token("correspondent", 5), token("section", 3), token("page", 2), token("place", _PLACES[1])]
    parsed += [Query(facets=(facets[0],)), Query(parse(twos[0]).wanted, facets=(facets[1], facets[2]))]
    parsed += [Query(parse(twos[0]).wanted, facets=(facets[0],)), Query(parse(twos[50]).wanted, facets=(facets[3],))]
    return [*parsed, Query(facets=(facets[2],))]


def newest(query: Query) -> None:
    """The first page's keys."""
    backend().newest(query, before=BEYOND, limit=21)


def best(query: Query) -> None:
    """The first page's keys, ranked."""
    rank.best_first(query, [key for key, _ in backend().newest(query, before=BEYOND, limit=SLICE)])


def page_best(query: Query) -> None:
    """All that the search page asks for, best first."""
    search(query, best=True)


def icontains(query: Query) -> None:
    """What Django's admin would do with the first word."""
    word = query.wanted[0].text
    matches = Article.objects.for_readers().filter(Q(headline__icontains=word) | Q(body__icontains=word))
    list(matches.order_by("-page__issue__date", "page__number", "position")[:20])


def figures(search: Callable[[Query], object], asked: Iterable[Query], runs: int = 3) -> tuple[float, float, float]:
    """Median, 95th per-cent and highest of the milliseconds, of ``runs`` after a first one of each."""
    times = sorted(time for query in asked for time in _times(search, query, runs))
    return statistics.median(times), times[int(len(times) * 0.95)], times[-1]


def _times(search: Callable[[Query], object], query: Query, runs: int) -> Iterator[float]:
    for run in range(runs + 1):
        begun = time.perf_counter()
        search(query)
        taken = (time.perf_counter() - begun) * 1000
        if run:
            yield taken


def main() -> None:
    """Fill up to each size and measure."""
    found()
    done = 0
    for size in map(int, sys.argv[1:]):
        rate = fill(done, size)
        done = size
        asked = queries(size)
        ways = {"newest": newest, "best": best, "page": search, "page, best": page_best}
        measured = {way: figures(search, asked) for way, search in ways.items()}
        measured["icontains"] = figures(icontains, [query for query in asked if query.wanted][::8], 1)
        print(json.dumps({"articles": size, "rate": rate, **measured}), flush=True)


if __name__ == "__main__":
    main()
