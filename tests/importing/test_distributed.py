"""Imports by workers of the task queue, which may be anywhere: each page once, whatever becomes of a worker."""

import datetime as dt
import json
import os
import signal
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.admin import batch_page
from articles.importing import again
from articles.importing.batches import claim
from articles.models import ImportBatch
from articles.models.imports import Stage
from tests.importing.conftest import Write
from tests.importing.office import Office
from tests.importing.test_killed import PAPER, archive, office  # noqa: F401  # a fixture

PAGES = 40
PAGE = "2024年7月24日 星期三\n第03版\n本报桑园讯（通讯员林建东）入夏\n以来，县里办了一场农民运动会。\n农民运动会开幕"
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


def jobs_to_do() -> list[dict[str, Any]]:
    """What the jobs of files that wait are about; they are then the test's to do."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'import_file' ORDER BY id"
        )
        found = [json.loads(args) if isinstance(args, str) else args for (args,) in cursor.fetchall()]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
    return found


def test_failed_files_are_tried_again_by_the_workers(tmp_path: Path, write: Write) -> None:
    distributed = import_module("articles.importing.distributed")
    folder = archive(tmp_path / "pages", 2)
    write("pages/nowhere.txt", "没有日期")
    batch = distributed.distribute([folder], {"publication": "青川日报", "date": None, "page": None})
    for job in jobs_to_do():
        distributed.import_file(**job)
    batch.refresh_from_db()
    assert (batch.stage, batch.counts["new"], batch.counts["failed"]) == (Stage.DONE, 2, 1)
    assert batch_page.can_retry(batch)
    for content, counts in (("还是没有日期", (2, 1)), (PAGE, (3, 0))):
        write("pages/nowhere.txt", content)
        again.try_failed_again(batch)
        assert claim(batch, Stage.IMPORTING)
        distributed.import_batch(batch=batch.pk)
        (job,) = jobs_to_do()
        batch.refresh_from_db()
        assert (Path(job["source"]["path"]).name, batch.taken, batch.stage) == ("nowhere.txt", 2, Stage.IMPORTING)
        distributed.import_file(**job)
        batch.refresh_from_db()
        assert (batch.stage, batch.taken, batch.counts["new"], batch.counts["failed"]) == (Stage.DONE, 3, *counts)


def test_failed_files_that_are_gone_stay_failed_and_say_so(tmp_path: Path, write: Write) -> None:
    distributed = import_module("articles.importing.distributed")
    path = write("pages/nowhere.txt", "没有日期")
    batch = distributed.distribute([path], {"publication": "青川日报", "date": None, "page": None})
    distributed.import_file(**jobs_to_do()[0])
    path.unlink()
    again.try_failed_again(batch)
    claim(ImportBatch.objects.get(), Stage.IMPORTING)
    path.with_name("other.txt").write_text("x")
    ImportBatch.objects.update(options=batch.options | {"paths": [str(path.parent)]})
    distributed.import_batch(batch=batch.pk)
    batch.refresh_from_db()
    assert (batch.stage, batch.taken, batch.counts["failed"]) == (Stage.DONE, 1, 1)
    assert (batch.files.get().error, jobs_to_do()) == ("文件已不在原来的位置。请从现在的位置导入。", [])


def test_a_batch_runs_while_its_files_wait_for_a_worker(tmp_path: Path) -> None:
    distributed = import_module("articles.importing.distributed")
    batch = distributed.distribute([archive(tmp_path / "pages", 2)], {"publication": None, "date": None, "page": None})
    ImportBatch.objects.update(alive_at=timezone.now() - dt.timedelta(hours=1))
    batch.refresh_from_db()
    assert batch_page.state(batch, timezone.now())[0] == Stage.IMPORTING
    jobs_to_do()
    assert batch_page.state(batch, timezone.now())[0] == batch_page.STOPPED
    assert claim(batch, Stage.IMPORTING)
    distributed.import_batch(batch=batch.pk)
    assert len(jobs_to_do()) == batch.files.count() == 2


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
