"""Two runs of the same folder at once."""

import threading
import time
from functools import partial

import pytest
from django.db import connection, transaction

from articles.importing import undo
from articles.importing.run import import_paths
from articles.models import Article, Correspondent, ImportBatch, ImportFile, Issue, Page, Publication, Revision, Section
from tests.at_once import at_once
from tests.importing.plain import parse_plain

STORY = "【春耕】\n#水库春灌开闸放水{n}\n@青川\nby 马旭\nby 李瑾\n3月5日，县水务局组织第{n}次春灌。"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("round_", range(3))
def test_two_runs_of_one_folder_at_once_import_each_page_once(round_, write, tmp_path):
    for number in range(1, 9):
        write(f"2024-07-23/{number:02}.txt", STORY.format(n=number))
    run = partial(import_paths, [tmp_path], publication="青川日报", parse=parse_plain)
    reports = at_once(run, run)
    assert [report.failed() for report in reports] == [[], []]
    states = sorted(file.state for report in reports for file in report.files)
    assert states == ["new"] * 8 + ["unchanged"] * 8
    counts = [
        model.objects.count()
        for model in (Publication, Issue, Section, Correspondent, Page, Article, Revision, ImportFile)
    ]
    assert counts == [1, 1, 1, 2, 8, 8, 8, 8]


def _hold(first, then, gate):
    """Hold the first rows and, once somebody else has met them, the others."""
    with transaction.atomic():
        list(first.select_for_update(of=("self",)))
        gate.set()
        _until_somebody_waits()
        return len(then.select_for_update(of=("self",)))


def _until_somebody_waits():
    """For a row that we hold; on SQLite, where a transaction holds the whole database, nobody can be seen to wait."""
    is_seen, end = connection.vendor == "postgresql", time.monotonic() + 10
    with connection.cursor() as cursor:
        while is_seen and time.monotonic() < end:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            is_seen = cursor.fetchone() is None
            time.sleep(0.05)


def _after(gate, step):
    gate.wait(10)
    return step()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("is_undo", [False, True])
@pytest.mark.parametrize("rows", [(Page, Article), (Issue, Page)])
def test_import_undo_and_desk_hold_rows_in_one_order(rows, is_undo, write, monkeypatch):
    monkeypatch.setattr("articles.importing.patience.PAUSES", ())  # whoever was thrown out would try again
    path = write("2024-07-23/01.txt", STORY.format(n=1))
    run = partial(import_paths, [path], publication="青川日报", parse=parse_plain)
    run()
    write("2024-07-23/01.txt", STORY.format(n=2))
    gate = threading.Event()
    undoing = undo.begin(ImportBatch.objects.get(), by=None)
    step = partial(undo.carry_out, undoing, threading.Event()) if is_undo else run
    held, outcome = at_once(partial(_hold, *(model.objects.all() for model in rows), gate), partial(_after, gate, step))
    assert (held, Page.objects.count()) == (1, 0 if is_undo else 1)
    assert outcome is None if is_undo else outcome.counts()["changed"] == 1
