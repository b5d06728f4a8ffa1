"""Fills the database that the environment names and measures searches in it, for ``search_bench``; prints a line of JSON a size."""

import datetime as dt
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator

import django

django.setup()

from django.db.models import Q  # noqa: E402  # after the setup

from articles.models import Article  # noqa: E402
from articles.search import rank, results  # noqa: E402
from articles.search.backend import backend  # noqa: E402
from articles.search.facets import token  # noqa: E402
from articles.search.keys import BEYOND, first_key  # noqa: E402
from articles.search.query import Query, parse  # noqa: E402
from tests.bench.search_corpus import LETTERS, NEWEST, PLACES, WORDS, article_of, fill, found  # noqa: E402


def queries() -> list[Query]:
    """Forty, from rare to very common."""
    twos = [word for word in WORDS if len(word) == 2]
    fours = [word for word in WORDS if len(word) == 4]
    ranks = [0, 3, 10, 30, 100, 300, 1000, 3000, 8000, len(twos) - 1]
    asked = [twos[n] for n in ranks]
    asked += [fours[n] for n in (0, 5, 30, 300, 2000)]
    asked += [f'"{article_of(n).body[5:15]}"' for n in (1, 400, 2000)]  # stretches of one article each
    asked += [LETTERS[n] for n in (0, 50, 2400)]
    asked += [f"{twos[a]} {twos[b]}" for a, b in ((0, 1), (0, 300), (20, 21), (100, 110), (300, 3000), (2000, 2001))]
    asked += [
        f"{twos[0]} -{twos[1]}",
        f"{twos[100]} -{fours[0]}",
        f"title:{twos[0]}",
        f"title:{twos[300]}",
        f"place:{PLACES[0]}",
    ]
    parsed = [parse(words) for words in asked]
    year = (first_key(dt.date(NEWEST.year - 1, 1, 1)), first_key(dt.date(NEWEST.year, 1, 1)))
    parsed += [parse(twos[0]).within(*year), parse(twos[1000]).within(*year), Query().within(*year)]
    facets = [token("correspondent", 5), token("section", 3), token("page", 2), token("place", PLACES[1])]
    parsed += [Query(facets=(facets[0],)), Query(parse(twos[0]).wanted, facets=(facets[1], facets[2]))]
    parsed += [Query(parse(twos[0]).wanted, facets=(facets[0],)), Query(parse(twos[50]).wanted, facets=(facets[3],))]
    return [*parsed, Query(facets=(facets[2],))]


def newest(query: Query) -> None:
    """The first page's keys."""
    backend().newest(query, before=BEYOND, limit=21)


def best(query: Query) -> None:
    """The first page's keys, ranked."""
    rank.best_first(query, [key for key, _ in backend().newest(query, before=BEYOND, limit=results.SLICE)])


def page_best(query: Query) -> None:
    """All that the search page asks for, best first."""
    results.search(query, best=True)


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
        asked = queries()
        ways = {"newest": newest, "best": best, "page": results.search, "page, best": page_best}
        measured = {way: figures(search, asked) for way, search in ways.items()}
        measured["icontains"] = figures(icontains, [query for query in asked if query.wanted][::8], 1)
        print(json.dumps({"articles": size, "rate": rate, **measured}), flush=True)


if __name__ == "__main__":
    main()
