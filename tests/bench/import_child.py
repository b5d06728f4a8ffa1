"""One measured import, or the same rows by ``bulk_create``, in a process of its own: prints a JSON object.

``python -m tests.bench.import_child FOLDER PAGES JOBS`` or ``… bare``, with the settings that the environment names.
"""

import json
import resource
import sys
import time
from functools import wraps
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  # the models need Django set up

from articles.importing import run as importing  # noqa: E402
from articles.importing.reading import Reader  # noqa: E402
from articles.models import Article, Byline, Correspondent, ImportFile, Issue, Page, Revision, Section  # noqa: E402

PAPER = "青川日报"
MODELS = (Issue, Page, Section, Correspondent, Article, Byline, Revision, ImportFile)


def measured(folder: str, pages: str, jobs: str) -> dict[str, Any]:
    """An import of the first ``pages`` of a folder in this process, with what it took; the reading is timed only where it is done in this process."""

    spent = {"reading": 0.0, "writing": 0.0, "writing_cpu": 0.0}
    Reader.read = timed(Reader.read, "reading", spent)  # type: ignore[method-assign]
    importing._Run.take = timed(importing._Run.take, "writing", spent)  # type: ignore[method-assign]
    articles = 0

    def told(file: Any, _report: Any) -> None:
        nonlocal articles
        articles += len(file.articles)

    paths = sorted(Path(folder).rglob("*.txt"))[: int(pages)]
    begun, worked = time.perf_counter(), time.process_time()
    report = importing.import_paths(paths, publication=PAPER, jobs=int(jobs), told=told)
    seconds = time.perf_counter() - begun
    cpu = time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": seconds, "pages": report.taken, "articles": articles, "memory": memory, "cpu": cpu, **spent}


def timed(function: Any, name: str, spent: dict[str, float]) -> Any:
    """The function, its time added to ``spent``."""

    @wraps(function)  # workers are told the function's name
    def run(*arguments: Any) -> Any:
        begun, worked = time.perf_counter(), time.process_time()
        try:
            return function(*arguments)
        finally:
            spent[name] += time.perf_counter() - begun
            if name == "writing":
                spent["writing_cpu"] += time.process_time() - worked

    return run


def bare() -> dict[str, Any]:
    """All rows of an import once more by ``bulk_create`` alone: first a model at a time, then a page at a time, each a transaction."""
    rows = {model: list(model._default_manager.order_by("pk")) for model in MODELS}
    empty()
    begun = time.perf_counter()
    for model, each in rows.items():
        model._default_manager.bulk_create(each, batch_size=500)
    whole = time.perf_counter() - begun
    pages = by_page(rows)
    empty()
    begun, worked = time.perf_counter(), time.process_time()
    for page in pages:
        with transaction.atomic():
            for model, each in page.items():
                model._default_manager.bulk_create(each)
    paged, cpu = time.perf_counter() - begun, time.process_time() - worked
    return {"seconds": whole, "paged": paged, "cpu": cpu, "rows": sum(map(len, rows.values()))}


def empty() -> None:
    """Delete what is to be written again."""
    with connection.cursor() as cursor:
        for model in reversed(MODELS):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608  # our own tables


def by_page(rows: dict[Any, list[Any]]) -> list[dict[Any, list[Any]]]:
    """The rows of each page, by model; issues, sections and people with the first page that has them, as an import makes them."""
    pages: dict[int, dict[Any, list[Any]]] = {page.pk: {model: [] for model in MODELS} for page in rows[Page]}
    homes = homes_of(rows)
    for model in MODELS:
        for row in rows[model]:
            pages[homes[model][row.pk]][model].append(row)
    return [{model: each for model, each in page.items() if each} for page in pages.values()]


def homes_of(rows: dict[Any, list[Any]]) -> dict[Any, dict[int, int]]:
    """The page that each row is written with, by model and key."""
    homes: dict[Any, dict[int, int]] = {model: {} for model in MODELS}
    for page in rows[Page]:
        homes[Page][page.pk] = page.pk
        homes[Issue].setdefault(page.issue_id, page.pk)
    for article in rows[Article]:
        homes[Article][article.pk] = article.page_id
        homes[Section].setdefault(article.section_id, article.page_id)
    for row in [*rows[Byline], *rows[Revision]]:
        homes[type(row)][row.pk] = homes[Article][row.article_id]
    for byline in rows[Byline]:
        homes[Correspondent].setdefault(byline.correspondent_id, homes[Byline][byline.pk])
    homes[ImportFile] = {file.pk: file.page_id for file in rows[ImportFile]}
    return homes


if __name__ == "__main__":
    print(json.dumps(bare() if sys.argv[1] == "bare" else measured(*sys.argv[1:])))
