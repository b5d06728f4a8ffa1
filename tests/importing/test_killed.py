"""Whole processes: a run that is killed at any moment and begun again ends as one that never was; two at once; Ctrl+C."""

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection

from tests.generator import write_archive
from tests.importing.office import Office, an_office

KILLS = 20 if connection.vendor == "sqlite" else 8  # each costs seconds; the program is the same
PAGES = 300
PAPER = ("--publication", "青川日报")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """Makes offices, and takes them away."""
    opened = []

    def make(name: str) -> Office:
        opened.append(an_office(tmp_path, name))
        return opened[-1].__enter__()

    yield make
    for each in opened:
        each.__exit__(None, None, None)


def archive(folder: Path, pages: int) -> str:
    """Pages of the generator, with their dates and numbers in their names."""
    write_archive(folder, pages, seed=5)
    return str(folder)


def killed_while_writing(office: Office, pages: int, pause: float, *arguments: str) -> None:
    """Begin an import, and kill it ``pause`` seconds after it has told of so many new pages; its workers end by themselves."""
    run = office.begin("import_pages", *arguments, "--json")
    assert run.stdout is not None
    new = (line for line in run.stdout if '"state": "new"' in line[:200])
    for _page in zip(range(pages), new, strict=False):
        pass
    time.sleep(pause)
    run.kill()
    run.communicate()
    assert not [process for process in workers_of(run.pid) if alive(process, seconds=5)]


def workers_of(session: int) -> list[int]:
    """The processes of a session."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = entry.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.parent.name))
    return found


def alive(process: int, seconds: float) -> bool:
    """Whether a process is still there after so many seconds."""
    until = time.monotonic() + seconds
    while Path(f"/proc/{process}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    return Path(f"/proc/{process}").exists()


def test_a_run_killed_at_random_moments_ends_as_one_that_never_was(office, tmp_path):
    folder, chance = archive(tmp_path / "pages", PAGES), random.Random(20)
    whole, killed = office("whole"), office("killed")
    assert whole.manage("import_pages", folder, *PAPER).returncode == 0
    for _kill in range(KILLS):
        killed_while_writing(killed, chance.randrange(14), chance.uniform(0.0, 0.1), folder, *PAPER, "--jobs", "2")
    assert 0 < len(killed.contents()["pages"]) < PAGES
    last = killed.manage("import_pages", folder, *PAPER, "--jobs", "2", "--json")
    assert last.returncode == 0, last.stderr
    truth, found = whole.contents(), killed.contents()
    assert found == truth
    third = json.loads(killed.manage("import_pages", folder, *PAPER, "--json").stdout.splitlines()[-1])
    assert third["counts"] == {"new": 0, "changed": 0, "unchanged": PAGES, "failed": 0}
    assert killed.contents()["files"] == found["files"]


def test_two_processes_import_each_page_once(office, tmp_path):
    folder, both = archive(tmp_path / "pages", 40), office("both")
    runs = [both.begin("import_pages", folder, *PAPER, "--jobs", "2", "--json") for _run in range(2)]
    outputs = [run.communicate(timeout=120) for run in runs]
    assert [(run.returncode, "locked" in errors) for run, (_told, errors) in zip(runs, outputs, strict=True)] == [
        (0, False),
        (0, False),
    ]
    reports = [json.loads(told.splitlines()[-1])["counts"] for told, _errors in outputs]
    assert sum(report["new"] for report in reports) == 40
    assert [state for _path, state in both.contents()["files"]] == ["new"] * 40


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_after_the_page_in_hand_with_a_report(office, tmp_path, jobs):
    folder, stopped = archive(tmp_path / "pages", 60), office("stopped")
    run = stopped.begin("import_pages", folder, *PAPER, "--jobs", jobs, "--json")
    assert run.stdout is not None
    told = [run.stdout.readline() for _page in range(3)]
    os.killpg(run.pid, signal.SIGINT)
    rest, errors = run.communicate(timeout=60)
    *pages, report = map(json.loads, [*told, *rest.splitlines()])
    assert (run.returncode, "Traceback" in errors, report["stopped"]) == (1, False, True)
    assert 3 <= report["taken"] == len(pages) < 60
    assert len(stopped.contents()["pages"]) == len(pages)
