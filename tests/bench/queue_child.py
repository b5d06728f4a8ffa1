"""Fills the database that the environment names with drafts and measures the queue, for ``queue_bench``; prints JSON."""

import datetime as dt
import json
import statistics
import sys
import time
from itertools import islice

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402  # after the setup
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from articles.admin.keys import Place  # noqa: E402
from articles.models import Article, Issue, Page, Publication  # noqa: E402

PAGES_A_DAY = 8
ARTICLES_A_PAGE = 10
RUNS = 5
BODY = "3月5日，县水务局组织春灌。" * 60


def fill(drafts: int) -> None:
    """Issues, a day each, of PAGES_A_DAY pages with ARTICLES_A_PAGE drafts each, until there are so many."""
    paper = Publication.objects.create(name="青川日报", slug="qc")
    days = [dt.date(2024, 1, 1) + dt.timedelta(n) for n in range(drafts // (PAGES_A_DAY * ARTICLES_A_PAGE))]
    issues = Issue.objects.bulk_create(Issue(publication=paper, date=day) for day in days)
    numbers = range(1, PAGES_A_DAY + 1)
    pages = Page.objects.bulk_create(
        (Page(issue=issue, number=n, raw=BODY * 5) for issue in issues for n in numbers), batch_size=500
    )
    rows = (
        Article(page=page, position=n, headline=f"水库放水{page.pk}-{n}", body=BODY)
        for page in pages
        for n in range(ARTICLES_A_PAGE)
    )
    while batch := list(islice(rows, 2000)):
        Article.objects.bulk_create(batch)


def queries() -> dict[str, str]:
    """What is measured: its words, and the query of its address."""
    placed = Article.objects.with_place().order_by("page__issue__date", "page__number", "position")
    middle, end = (Place.of(placed[n]) for n in (placed.count() // 2, 60))
    return {
        "top": "",
        "middle": f"?after={middle}",
        "end": f"?after={end}",
        "back from the end": f"?before={end}",
        "drafts": "?status=draft",
        "free": "?whose=free",
        "mine": "?whose=mine",
        "for my signature": "?whose=sign",
        "a page of a date": "?date=2024-03-01&page=3",
        "words": "?q=水库放水",
        "words that are nowhere": "?q=无此题",
    }


def milliseconds(client: Client, query: str) -> float:
    """The median of RUNS answers, after a first one."""
    times = []
    for _run in range(RUNS + 1):
        start = time.perf_counter()
        answer = client.get(f"/admin/articles/article/{query}")
        times.append((time.perf_counter() - start) * 1000)
        assert answer.status_code == 200, answer.status_code
    return statistics.median(times[1:])


def main() -> None:
    """Fill, let the database count its rows as it does by itself in time, measure."""
    fill(int(sys.argv[1]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "localhost"})
    chief = User.objects.create_superuser("chief")
    client.force_login(chief)
    print(json.dumps({words: milliseconds(client, query) for words, query in queries().items()}, ensure_ascii=False))


if __name__ == "__main__":
    main()
