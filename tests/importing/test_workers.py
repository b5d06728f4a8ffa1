"""Several workers import what one does; one that dies costs nothing."""

import os
import signal
from pathlib import Path
from threading import Event

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.reading import Reader
from articles.importing.run import import_paths
from articles.importing.sources import Source
from articles.importing.workers import AHEAD, TRIES, Task, in_order
from articles.models import Article, FileState, ImportBatch, Page
from tests.importing.plain import parse_plain
from tests.importing.test_run import writes

STORY = "#水库春灌开闸放水{n}\n@青川\nby 马旭\n3月5日，县水务局组织第{n}次春灌。"


def parse_or_die(text):
    """A parser that kills its worker where the last line says ``die once MARK`` or ``die always MARK``."""
    kind, mark = _order(text)
    if kind == "always" or (kind == "once" and not Path(mark).exists()):
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return parse_plain(text)


def _order(text):
    last = text.split("\n")[-1]
    return last.split(" ")[1:3] if last.startswith("die ") else ("", "")


@pytest.fixture
def folder(write, tmp_path):
    for number in range(1, 9):
        write(f"2024-07-23/{number:02}.txt", STORY.format(n=number))
    return tmp_path


def run(*paths, **options):
    return import_paths(paths, **{"publication": "青川日报", "parse": parse_plain} | options)


@pytest.mark.django_db
def test_two_workers_import_what_one_does_in_the_same_order(folder):
    told = []
    report = run(folder, jobs=2, told=lambda file, report: told.append((file.page, file.state)))
    assert (told, report.files) == ([(n, "new") for n in range(1, 9)], [])
    assert list(Article.objects.order_by("page__number").values_list("headline", flat=True)) == [
        f"水库春灌开闸放水{n}" for n in range(1, 9)
    ]
    batch = ImportBatch.objects.get()
    assert (batch.total, batch.taken, batch.counts["new"], batch.is_stopped) == (8, 8, 8, False)


@pytest.mark.django_db
@pytest.mark.parametrize("jobs", [1, 2])
def test_second_run_asks_little_and_writes_nothing(folder, jobs):
    run(folder)
    with CaptureQueriesContext(connection) as queries:
        report = run(folder, jobs=jobs, parse=None)
    assert [file.state for file in report.files] == [FileState.UNCHANGED] * 8
    assert (len(queries), writes(queries)) == (2, [])  # the newspapers there are, and the pages with these digests


@pytest.mark.django_db
def test_a_worker_that_is_killed_has_its_file_done_again_once(folder, write):
    write("2024-07-23/03.txt", f"{STORY.format(n=3)}\ndie once {folder / 'mark'}")
    report = run(folder, jobs=2, parse=parse_or_die)
    assert [(file.page, file.state) for file in report.files] == [(n, "new") for n in range(1, 9)]
    assert Page.objects.count() == 8


@pytest.mark.django_db
def test_a_file_that_kills_each_worker_fails_and_the_rest_goes_on(folder, write, in_english):
    write("2024-07-23/03.txt", f"{STORY.format(n=3)}\ndie always {folder / 'mark'}")
    report = run(folder, jobs=2, parse=parse_or_die)
    assert [file.state for file in report.files] == ["new"] * 2 + ["failed"] + ["new"] * 5
    assert report.files[2].error == (
        f"The process that read this file was ended {TRIES} times. Look at the file, or for lack of memory."
    )


def test_no_more_files_are_begun_than_are_soon_asked_for(folder):
    begun = []

    def tasks():
        for number in range(1, 9):
            begun.append(number)
            path = folder / f"2024-07-23/{number:02}.txt"
            yield Task(Source(str(path), path))

    results = in_order(tasks(), Reader(parse=parse_plain).read, 2)
    next(results)
    assert begun == list(range(1, 2 * AHEAD + 2))
    results.close()


@pytest.mark.django_db
def test_a_run_that_is_asked_to_stop_finishes_the_file_in_hand(folder):
    stop = Event()
    report = run(folder, stop=stop, told=lambda file, report: stop.set())
    assert (report.taken, report.total, report.is_stopped) == (1, 8, True)
    assert ImportBatch.objects.values_list("taken", "is_stopped").get() == (1, True)
    assert Page.objects.count() == 1
