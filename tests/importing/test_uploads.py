"""Uploads: where files come to lie, what their names may do, what is swept away."""

import datetime as dt
import os
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from django.core.files.uploadhandler import StopUpload
from django.utils import timezone

from articles.importing import uploads
from articles.importing.uploads import FolderUploadHandler, UploadRefused
from articles.models import ImportBatch
from articles.models.imports import Stage


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def receive(name: str, *files: tuple[str, bytes]) -> FolderUploadHandler:
    handler = FolderUploadHandler(None, name, "pages")
    for file, content in files:
        handler.new_file("pages", file, "text/plain", len(content))
        for start in range(0, len(content), handler.chunk_size):
            handler.receive_data_chunk(content[start : start + handler.chunk_size], start)
        handler.file_complete(len(content))
    return handler


def test_a_folder_is_its_owners_only_and_its_name_no_date(data: Path) -> None:
    name = uploads.make_folder()
    assert [path.stat().st_mode & 0o777 for path in (data / "uploads", data / "uploads" / name)] == [0o700, 0o700]
    assert (len(name), name.isalpha(), name != uploads.make_folder()) == (26, True, True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("03.txt", "03.txt"),
        ("2024-07-23/第03版：要闻.txt", "2024-07-23/第03版：要闻.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\报纸\\2024-07-23\\03.txt", "C:/报纸/2024-07-23/03.txt"),
        ("a/./b/../03.txt", "a/b/03.txt"),
        ("a/b/c/d/e/03.txt", "c/d/e/03.txt"),
        ("03\x00\n\x1b[31m.txt", "03[31m.txt"),
        (".DS_Store", "."),
        ("__MACOSX/._03.txt", "."),
        ("..", "."),
        ("", "."),
        ("长" * 200 + ".txt", "长" * 40 + "长" * 36 + ".txt"),
    ],
)
def test_names_stay_where_they_are_put(name: str, expected: str) -> None:
    assert uploads.safe_path(name) == PurePosixPath(expected)


def test_files_get_the_names_and_folders_that_were_wished(data: Path) -> None:
    name = uploads.make_folder()
    handler = receive(name, ("01.txt", b"a"), ("01.txt", b"b"), (".DS_Store", b"c"))
    assert uploads.place(name, handler.received, ["2024-07-23/01.txt", "2024-07-24/01.txt", ".DS_Store"]) == 2
    folder = data / "uploads" / name
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert found == {"2024-07-23/01.txt": b"a", "2024-07-24/01.txt": b"b"}
    assert [source.name for source in uploads.found(name)] == ["2024-07-23/01.txt", "2024-07-24/01.txt"]


def test_a_manifest_says_which_files_there_are(data: Path) -> None:
    name = uploads.make_folder()
    handler = receive(name, ("a.txt", b"x"), ("pages.csv", b"path,date,page\na.txt,2024-07-23,3\n"))
    uploads.place(name, handler.received, ["a.txt", "pages.csv"])
    assert [(source.path.name, source.said.page) for source in uploads.found(name)] == [("a.txt", 3)]


def test_two_files_of_one_name_and_none_at_all_are_refused(in_english: None) -> None:
    name = uploads.make_folder()
    handler = receive(name, ("01.txt", b"a"), ("01.txt", b"b"))
    with pytest.raises(UploadRefused, match=r"Two files are called 01\.txt\."):
        uploads.place(name, handler.received, ["01.txt", "01.txt"])
    with pytest.raises(UploadRefused, match="There is no file"):
        uploads.place(uploads.make_folder(), [], [])


@pytest.mark.parametrize("wished", [("a.txt", "a.txt/b.txt"), ("a.txt", "a.txt/b/c.txt"), ("a.txt/b.txt", "a.txt")])
def test_a_file_in_a_folder_that_is_a_file_is_refused(wished: tuple[str, str], in_english: None) -> None:
    name = uploads.make_folder()
    handler = receive(name, ("a.txt", b"a"), ("b.txt", b"b"))
    with pytest.raises(UploadRefused, match=r"different names") as refused:
        uploads.place(name, handler.received, wished)
    assert refused.value.status == 400


def test_a_page_that_is_too_large_is_stopped_while_it_comes(monkeypatch: pytest.MonkeyPatch, in_english: None) -> None:
    monkeypatch.setattr(uploads, "MOST_OF_A_PAGE", uploads.MEGABYTE)
    name = uploads.make_folder()
    handler = FolderUploadHandler(None, name, "pages")
    handler.new_file("pages", "03.txt", "text/plain", None)
    handler.receive_data_chunk(b"x" * uploads.MEGABYTE, 0)
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"x", uploads.MEGABYTE)
    assert str(handler.refused) == "03.txt is larger than 1 MB, the most that a page may have."
    assert handler.received[0].stat().st_size == uploads.MEGABYTE


def test_an_archive_may_be_larger_than_a_page_but_no_larger_than_an_upload(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_OF_A_PAGE", 1000)
    monkeypatch.setattr(uploads, "MOST_BYTES", 3000)
    receive(uploads.make_folder(), ("a.zip", b"x" * 2000))
    with pytest.raises(StopUpload):
        receive(uploads.make_folder(), ("a.zip", b"x" * 2000), ("b.zip", b"x" * 1001))


def test_a_full_disk_is_told_in_words(monkeypatch: pytest.MonkeyPatch, in_english: None) -> None:
    handler = FolderUploadHandler(None, uploads.make_folder(), "pages")
    handler.new_file("pages", "03.txt", "text/plain", None)
    handler._out = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115  # the handler closes it
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"x", 0)
    assert handler.refused is not None
    assert (handler.refused.status, str(handler.refused)) == (
        507,
        "There is no room for the files: No space left on device. Tell whoever maintains the program.",
    )


@pytest.mark.django_db
def test_uploads_left_lying_are_swept_away_and_others_stay(data: Path) -> None:
    now = timezone.now()
    stages = {"old": Stage.PREVIEWED, "fresh": Stage.PREVIEWED, "failed in part": Stage.DONE}
    names = {kind: uploads.make_folder() for kind in (*stages, "nobody's", "coming")}
    batches = {kind: ImportBatch.objects.create(folder=names[kind], stage=stage).pk for kind, stage in stages.items()}
    week_ago = now - dt.timedelta(days=8)
    ImportBatch.objects.exclude(pk=batches["fresh"]).update(started_at=week_ago)
    os.utime(data / "uploads" / names["nobody's"], (week_ago.timestamp(), week_ago.timestamp()))
    uploads.sweep(now)
    left = {path.name for path in (data / "uploads").iterdir()}
    assert left == {names["fresh"], names["coming"]}
    assert dict(ImportBatch.objects.values_list("pk", "folder")) == {
        batches["fresh"]: names["fresh"], batches["failed in part"]: "",
    }  # fmt: skip
