"""One measured import, or the same rows by ``bulk_create``, in a process of its own: prints a JSON object.

``python -m tests.bench.import_child FOLDER JOBS`` or ``… bare``, with the settings that the environment names.
"""

import json
import resource
import sys
import time
from functools import wraps
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  # the models need Django set up

from articles.importing import run as importing  # noqa: E402
from articles.importing.reading import Reader  # noqa: E402
from articles.models import Article, Byline, Correspondent, ImportFile, Issue, Page, Revision, Section  # noqa: E402

PAPER = "青川日报"
MODELS = (Issue, Page, Section, Correspondent, Article, Byline, Revision, ImportFile)


def measured(folder: str, jobs: str) -> dict[str, Any]:
    """An import in this process, with what it took; the reading is timed only where it is done in this process."""

    spent = {"reading": 0.0, "writing": 0.0}
    Reader.read = timed(Reader.read, "reading", spent)  # type: ignore[method-assign]
    importing._Run.take = timed(importing._Run.take, "writing", spent)  # type: ignore[method-assign]
    articles = 0

    def told(file: Any, _report: Any) -> None:
        nonlocal articles
        articles += len(file.articles)

    begun = time.perf_counter()
    report = importing.import_paths([folder], publication=PAPER, jobs=int(jobs), told=told)
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": seconds, "pages": report.taken, "articles": articles, "memory": memory, **spent}


def timed(function: Any, name: str, spent: dict[str, float]) -> Any:
    """The function, its time added to ``spent``."""

    @wraps(function)  # workers are told the function's name
    def run(*arguments: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(*arguments)
        finally:
            spent[name] += time.perf_counter() - begun

    return run


def bare() -> dict[str, Any]:
    """All rows of an import once more: read, deleted, and put back by ``bulk_create`` alone, a model at a time."""

    rows = [list(model._default_manager.all()) for model in MODELS]
    with connection.cursor() as cursor:
        for model in reversed(MODELS):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608  # our own tables
    begun = time.perf_counter()
    for model, each in zip(MODELS, rows, strict=True):
        model._default_manager.bulk_create(each, batch_size=500)
    return {"seconds": time.perf_counter() - begun, "rows": sum(map(len, rows))}


if __name__ == "__main__":
    print(json.dumps(bare() if sys.argv[1] == "bare" else measured(*sys.argv[1:])))
