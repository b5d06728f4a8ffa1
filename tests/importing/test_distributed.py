"""Imports by workers of the task queue, which may be anywhere: each page once, whatever becomes of a worker."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from articles.models.imports import Stage
from tests.importing.office import Office
from tests.importing.test_killed import PAPER, archive, office  # noqa: F401  # a fixture

PAGES = 40
STATE = """
from articles.models import ImportBatch
batch = ImportBatch.objects.get()
print(batch.stage, batch.taken, sorted(batch.files.values_list("state", flat=True)).count("new"), sorted(batch.counts.items()))
"""
GIVE_BACK = """
import asyncio
from articles.importing import distributed
from procrastinate.contrib.django import app
async def main():
    with app.replace_connector(app.connector.get_worker_connector()):
        async with app.open_async():
            await distributed.retry_stalled(seconds=0)
asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def _on_postgresql(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the task queue needs PostgreSQL")


@pytest.fixture
def shared_office(office: Callable[[str], Office]) -> Office:  # noqa: F811
    """An office with a task queue."""
    made = office("distributed")
    made.environment["TASK_QUEUE"] = "on"
    return made


def state(office: Office) -> str:  # noqa: F811
    """The batch: its stage, files done, rows that are new, counts."""
    return office.manage("shell", "--no-imports", "-c", STATE, check=True).stdout.strip()


def wait_for(office: Office, files: int) -> None:  # noqa: F811
    """Until so many files are done."""
    end = time.monotonic() + 120
    while int(state(office).split()[1]) < files:
        assert time.monotonic() < end
        time.sleep(0.1)


def workers(office: Office, number: int, *options: str) -> list:  # noqa: F811
    return [office.begin("procrastinate", "worker", "--queues", "import", *options) for _worker in range(number)]


def test_what_is_asked_of_the_database_does_not_grow_with_the_files(tmp_path: Path) -> None:
    distribute = import_string("articles.importing.distributed.distribute")  # procrastinate is an extra
    settle = import_string("articles.importing.distributed.settle")
    asked = []
    for files in (3, 30):
        folder = archive(tmp_path / f"{files}", files)
        with CaptureQueriesContext(connection) as queries:
            batch = distribute([folder], {"publication": "青川日报", "date": None, "page": None})
            settle(batch, batch.files.earliest("pk").path)
        asked.append(len(queries))
        assert (batch.total, batch.taken, batch.stage) == (files, 1, Stage.IMPORTING)
    assert asked[1] == asked[0]


def test_two_workers_import_each_file_once(shared_office: Office, tmp_path: Path) -> None:
    folder = archive(tmp_path / "pages", PAGES)
    deferred = shared_office.manage("import_pages", folder, *PAPER, "--distribute")
    assert (deferred.returncode, str(PAGES) in deferred.stdout) == (0, True), deferred.stderr
    for worker in workers(shared_office, 2, "--one-shot"):
        _told, errors = worker.communicate(timeout=120)
        assert worker.returncode == 0, errors
    counts = [("changed", 0), ("failed", 0), ("new", PAGES), ("unchanged", 0)]
    assert state(shared_office) == f"done {PAGES} {PAGES} {counts}"
    assert [page for *_page, page in shared_office.contents()["files"]] == ["new"] * PAGES
    again = shared_office.manage("import_pages", folder, *PAPER, "--distribute", "--verbosity", "1")
    assert (again.returncode, str(PAGES) in again.stdout) == (0, False)


def test_of_two_workers_one_is_killed_and_nothing_is_lost(shared_office: Office, tmp_path: Path) -> None:
    folder = archive(tmp_path / "pages", PAGES)
    assert shared_office.manage("import_pages", folder, *PAPER, "--distribute").returncode == 0
    killed, other = workers(shared_office, 2)
    wait_for(shared_office, 3)
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    wait_for(shared_office, PAGES - 1)  # the one that it had in hand is left
    shared_office.manage("shell", "--no-imports", "-c", GIVE_BACK, check=True)
    wait_for(shared_office, PAGES)
    other.terminate()
    other.communicate(timeout=60)
    counts = [("changed", 0), ("failed", 0), ("new", PAGES), ("unchanged", 0)]
    assert state(shared_office) == f"done {PAGES} {PAGES} {counts}"
    assert [page for *_page, page in shared_office.contents()["files"]] == ["new"] * PAGES
