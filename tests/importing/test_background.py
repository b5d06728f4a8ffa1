"""Work outside the request: the steps of a batch, and the process that does them."""

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.importing import background, uploads
from articles.importing.again import try_failed_again
from articles.models import Article, ImportBatch, Page, Revision
from articles.models.imports import SILENCE, Stage
from tests.children import point_children_here
from tests.importing.conftest import Write

STORY = "{title}\n本报桑园讯（通讯员林建东）入夏\n以来，县里办了一场农民运动会，\n来了三百多人。\n"
LANGUAGE = {"language": "en", "uploaded": True}


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR  # type: ignore[no-any-return]


def upload(**files: str) -> ImportBatch:
    """An upload of these pages, named by date and page."""
    name = uploads.make_folder()
    for file, text in files.items():
        path = uploads.folder_of(name) / f"{file.removeprefix('_').replace('_', '-', 2).replace('_', '/')}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return ImportBatch.objects.create(
        folder=name, stage=Stage.PREVIEWING, options={"publication": "青川日报", **LANGUAGE}, total=len(files)
    )


def step(batch: ImportBatch) -> ImportBatch:
    background.work(batch, Event())
    return ImportBatch.objects.get(pk=batch.pk)


@pytest.mark.django_db
def test_preview_says_what_was_recognised_and_writes_nothing() -> None:
    batch = upload(_2024_07_23_03=STORY.format(title="农民运动会开幕"), _2024_07_23_x="")
    folder = uploads.folder_of(batch.folder)
    (folder / "2024-07-24").mkdir()
    (folder / "2024-07-24" / "02.txt").write_bytes(STORY.format(title="农民运动会开幕").encode("gb18030"))
    batch = step(batch)
    shown = [
        [row[name] for name in ("path", "state", "date", "page", "encoding", "articles", "headlines", "error")]
        for row in batch.outcomes
    ]
    empty = "The page is empty. Export it from the layout program again."
    assert sorted(shown) == [
        ["2024-07-23/03.txt", "new", "2024-07-23", 3, "UTF-8", 1, ["农民运动会开幕"], ""],
        ["2024-07-23/x.txt", "failed", None, None, "UTF-8", 0, [], empty],
        ["2024-07-24/02.txt", "new", "2024-07-24", 2, "GB18030", 1, ["农民运动会开幕"], ""],
    ]
    assert (batch.stage, batch.counts["new"], batch.counts["failed"], batch.taken, batch.total) == (
        Stage.PREVIEWED, 2, 1, 3, 3,
    )  # fmt: skip
    assert [model.objects.count() for model in (Page, Article, Revision)] == [0, 0, 0]
    assert batch.files.count() == 0


@pytest.mark.django_db
def test_a_confirmed_upload_is_imported_under_its_batch_and_its_files_go() -> None:
    batch = upload(_2024_07_23_03=STORY.format(title="农民运动会开幕"))
    ImportBatch.objects.update(stage=Stage.IMPORTING)
    batch = step(ImportBatch.objects.get())
    assert (batch.stage, batch.counts["new"], batch.files.get().path) == (Stage.DONE, 1, "2024-07-23/03.txt")
    assert (Page.objects.get().source, ImportBatch.objects.count()) == ("2024-07-23/03.txt", 1)
    assert not uploads.folder_of(batch.folder).exists()


@pytest.mark.django_db
def test_files_of_an_upload_that_failed_stay_to_be_tried_again() -> None:
    batch = upload(_2024_07_23_03="")
    ImportBatch.objects.update(stage=Stage.IMPORTING)
    batch = step(ImportBatch.objects.get())
    path = uploads.folder_of(batch.folder) / "2024-07-23" / "03.txt"
    assert (batch.counts["failed"], path.exists()) == (1, True)
    path.write_text(STORY.format(title="农民运动会开幕"), "utf-8")
    try_failed_again(batch)
    ImportBatch.objects.update(stage=Stage.IMPORTING)
    batch = step(ImportBatch.objects.get())
    assert (batch.counts, path.exists()) == ({"new": 1, "changed": 0, "unchanged": 0, "failed": 0}, False)


@pytest.mark.django_db
def test_a_file_that_is_gone_when_it_is_tried_again_is_told(write: Write) -> None:
    path = write("2024-07-23/03.txt", "")
    batch = ImportBatch.objects.create(options={"paths": [str(path.parent)], "publication": "青川日报", **LANGUAGE})
    step(batch)
    path.rename(path.with_suffix(".bak"))
    try_failed_again(batch)
    ImportBatch.objects.update(stage=Stage.IMPORTING)
    step(ImportBatch.objects.get())
    said = "The file is no longer where it was. Import it from where it is now."
    assert list(batch.files.values_list("state", "error")) == [("failed", said)]


@pytest.mark.django_db
def test_a_batch_that_was_stopped_goes_on_with_its_counts(write: Write) -> None:
    for number in range(1, 5):
        write(f"2024-07-23/{number:02}.txt", STORY.format(title=f"第{number}场运动会"))
    folder = str(write("2024-07-23/05.txt", "").parent)
    batch = ImportBatch.objects.create(options={"paths": [folder], "publication": "青川日报", **LANGUAGE})
    stop = Event()
    stop.set()
    background.work(batch, stop)
    batch.refresh_from_db()
    assert (batch.is_stopped, batch.stage, batch.taken, batch.total) == (True, Stage.IMPORTING, 1, 5)
    ImportBatch.objects.update(is_stopped=False)
    batch = step(ImportBatch.objects.get())
    assert (batch.stage, batch.taken, batch.counts) == (
        Stage.DONE, 5, {"new": 4, "changed": 0, "unchanged": 0, "failed": 1},
    )  # fmt: skip
    assert batch.files.count() == 5


@pytest.mark.django_db
def test_a_batch_that_has_ended_is_left_alone(write: Write) -> None:
    batch = ImportBatch.objects.create(stage=Stage.DONE, options={"paths": [str(write("2024-07-23/03.txt", STORY))]})
    assert (step(batch).stage, Page.objects.count()) == (Stage.DONE, 0)


@pytest.mark.django_db
def test_command_refuses_a_batch_that_is_not_there(in_english: None) -> None:
    with pytest.raises(CommandError, match="There is no such batch") as refused:
        call_command("import_batch", 0)
    assert refused.value.returncode == 2


def _until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_process_of_its_own_does_the_work(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    point_children_here(monkeypatch, data)
    batch = upload(_2024_07_23_03=STORY.format(title="农民运动会开幕"))
    background.start(batch)
    _until(lambda: ImportBatch.objects.get().stage == Stage.PREVIEWED)
    assert background.begin(ImportBatch.objects.get(), Stage.IMPORTING) is True
    _until(lambda: ImportBatch.objects.get().stage == Stage.DONE)
    batch.refresh_from_db()
    assert (batch.counts["new"], Article.objects.get().headline) == (1, "农民运动会开幕")
    assert timezone.now() - batch.alive_at < dt.timedelta(minutes=1)
    assert (data / "logs" / f"batch-{batch.pk}.log").exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_batch_whose_process_was_killed_is_shown_as_stopped_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    point_children_here(monkeypatch, data)
    batch = upload(**{f"_2024_07_{day:02}_03": STORY.format(title=f"第{day}场运动会") for day in range(1, 31)})
    ImportBatch.objects.update(stage=Stage.IMPORTING)
    command = [sys.executable, str(django_settings.BASE_DIR / "manage.py"), "import_batch", str(batch.pk)]
    with subprocess.Popen(command) as child:
        _until(lambda: Page.objects.count() > 2)
        child.kill()
    written = Page.objects.count()
    ImportBatch.objects.update(alive_at=timezone.now() - SILENCE)
    killed = ImportBatch.objects.get()
    assert (killed.has_stopped(timezone.now()), killed.finished_at, written < 30) == (True, None, True)
    assert background.begin(killed, Stage.IMPORTING) is True
    _until(lambda: ImportBatch.objects.get().stage == Stage.DONE)
    batch.refresh_from_db()
    assert (batch.counts, batch.files.count(), Article.objects.count()) == (
        {"new": 30, "changed": 0, "unchanged": 0, "failed": 0}, 30, 30,
    )  # fmt: skip
