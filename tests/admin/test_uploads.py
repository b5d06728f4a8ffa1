"""The upload page: what is taken, what is refused, and whose an upload is until it is confirmed."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.importing import background, uploads
from articles.models import ImportBatch, Page
from articles.models.imports import Stage

UPLOAD = "/admin/articles/importbatch/upload/"
BATCH = "/admin/articles/importbatch/{}/{}/"


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Uploads lie here, and nothing is begun."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(background, "start", lambda _batch: None)
    return tmp_path


def page(name: str = "20240723_03.txt", content: bytes = b"page") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


def lying(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "uploads").rglob("*") if path.is_file())


def send(client: Client, *files: Any, **fields: Any) -> Any:
    return client.post(UPLOAD, {"pages": list(files), **fields})


def test_only_who_may_import_uploads(cast: dict[str, Client], data: Path) -> None:
    codes = {
        person: (client.get(UPLOAD).status_code, send(client, page()).status_code) for person, client in cast.items()
    }
    refused = dict.fromkeys(("viewer", "editor", "reviewer", "chief"), (403, 403))
    assert codes == {"reader": (302, 302), "outsider": (302, 302), **refused, "operator": (200, 302)}
    assert (ImportBatch.objects.count(), lying(data)) == (1, ["20240723_03.txt"])


def test_an_upload_is_kept_with_its_options_and_looked_through(cast: dict[str, Client], data: Path) -> None:
    answer = send(cast["operator"], page(), page("a.txt"), publication="青川日报", date="2024-07-23")
    batch = ImportBatch.objects.get()
    assert answer["Location"] == BATCH.format(batch.pk, "change")
    assert (batch.stage, batch.total, batch.actor) == (Stage.PREVIEWING, 2, User.objects.get(username="operator"))
    assert batch.options == {
        "publication": "青川日报", "date": "2024-07-23", "language": "zh-hans", "uploaded": True,
    }  # fmt: skip
    assert (uploads.folder_of(batch.folder).stat().st_mode & 0o777, Page.objects.count()) == (0o700, 0)


def test_dropped_folders_keep_their_names(cast: dict[str, Client], data: Path) -> None:
    send(cast["operator"], page("01.txt"), page("01.txt"), path=["2024-07-23/01.txt", "../../2024-07-24/01.txt"])
    folder = uploads.folder_of(ImportBatch.objects.get().folder)
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.txt"))
    assert found == ["2024-07-23/01.txt", "2024-07-24/01.txt"]


def test_limits_are_said_before(cast: dict[str, Client]) -> None:
    shown = cast["operator"].get(UPLOAD).content.decode().replace("\xa0", " ")
    assert ("每次上传最多 200 MB，每个版面最多 20 MB" in shown, 'data-most="209715200"' in shown) == (True, True)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([page("03.txt", b"x" * 2001)], "03.txt 超过了"),
        ([page("03.txt"), page("a.zip", b"x" * 5001)], "上传超过了"),
        ([page(f"{n}.txt", b"x" * 1500) for n in range(4)], "上传超过了"),
    ],
)
def test_what_is_too_large_is_refused_and_nothing_is_left(
    files: list[Any], said: str, cast: dict[str, Client], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_OF_A_PAGE", 2000)
    monkeypatch.setattr(uploads, "MOST_BYTES", 5000)
    for file in files:
        file.seek(0)
    monkeypatch.setattr("articles.admin.uploads.DRAINED", 10)
    answer = send(cast["operator"], *files)
    assert (answer.status_code, said in answer.content.decode()) == (413, True)
    assert (ImportBatch.objects.count(), list((data / "uploads").iterdir())) == (0, [])


def test_an_upload_that_says_it_is_huge_is_not_even_read(cast: dict[str, Client], data: Path) -> None:
    class Unread(io.BytesIO):
        def read(self, *_args: Any) -> bytes:
            raise AssertionError("it was read")

    answer = cast["operator"].generic(
        "POST", UPLOAD, content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(3 * uploads.MOST_BYTES),
        **{"wsgi.input": Unread()},
    )  # fmt: skip
    assert (answer.status_code, (data / "uploads").exists()) == (413, False)


def test_too_many_files_are_refused_in_words(cast: dict[str, Client], data: Path, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    answer = send(cast["operator"], *(page(f"{n}.txt") for n in range(4)))
    assert (answer.status_code, "文件超过了 3 个" in answer.content.decode()) == (413, True)
    assert list((data / "uploads").iterdir()) == []


@pytest.mark.parametrize("fields", [{"date": "2024-13-40"}, {"publication": "名" * 101}])
def test_wrong_fields_are_told_and_nothing_is_left(fields: dict[str, str], cast: dict[str, Client], data: Path) -> None:
    answer = send(cast["operator"], page(), **fields)
    assert (answer.status_code, ImportBatch.objects.count(), list((data / "uploads").iterdir())) == (400, 0, [])


@pytest.mark.parametrize("files", [[], [page(".DS_Store")]])
def test_nothing_to_import_is_told(files: list[Any], cast: dict[str, Client], data: Path) -> None:
    answer = send(cast["operator"], *files)
    assert (answer.status_code, "没有可以导入的文件" in answer.content.decode()) == (400, True)
    assert list((data / "uploads").iterdir()) == []


def test_files_of_another_field_are_passed_over(cast: dict[str, Client], data: Path) -> None:
    answer = send(cast["operator"], page(), other=page("other.txt"), path=["2024-07-23/03.txt"])
    assert (answer.status_code, ImportBatch.objects.get().total, lying(data)) == (302, 1, ["03.txt"])
    answer = cast["operator"].post(UPLOAD, {"other": [page("other.txt")]})
    assert (answer.status_code, ImportBatch.objects.count(), lying(data)) == (400, 1, ["03.txt"])


def test_a_file_in_a_folder_that_is_a_file_is_told(cast: dict[str, Client], data: Path) -> None:
    answer = send(cast["operator"], page("a.txt"), page("b.txt"), path=["a.txt", "a.txt/b.txt"])
    assert (answer.status_code, "a.txt/b.txt 无法放进它的文件夹" in answer.content.decode()) == (400, True)
    assert (ImportBatch.objects.count(), list((data / "uploads").iterdir())) == (0, [])


def test_without_a_token_nothing_is_kept(cast: dict[str, Client], data: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="operator"))
    assert send(strict, page()).status_code == 403
    assert (ImportBatch.objects.count(), list((data / "uploads").iterdir())) == (0, [])


def test_an_upload_is_its_owners_until_it_is_confirmed(cast: dict[str, Client], data: Path) -> None:
    send(cast["operator"], page())
    batch = ImportBatch.objects.get()
    ImportBatch.objects.update(stage=Stage.PREVIEWED)
    other = User.objects.get(username="editor")
    other.user_permissions.add(Permission.objects.get(codename="import_pages"))
    addresses = [BATCH.format(batch.pk, name) for name in ("change", "progress", "undo")]
    steps = [BATCH.format(batch.pk, name) for name in ("confirm", "discard", "go_on", "retry", "undo")]
    editor = cast["editor"]
    assert [editor.get(address).status_code for address in addresses] == [404] * 3
    assert [editor.post(address).status_code for address in steps] == [404] * 5
    assert [cast["viewer"].get(address).status_code for address in addresses] == [404, 404, 403]
    assert f"/{batch.pk}/change/" not in editor.get("/admin/articles/importbatch/").content.decode()
    assert (ImportBatch.objects.get().stage, lying(data)) == (Stage.PREVIEWED, ["20240723_03.txt"])
    assert cast["operator"].get(addresses[0]).status_code == 200
    root = Client()
    root.force_login(User.objects.create_superuser("root"))
    assert root.get(addresses[0]).status_code == 200
    ImportBatch.objects.update(stage=Stage.IMPORTING)
    assert cast["viewer"].get(addresses[0]).status_code == 200


def test_a_confirmed_upload_is_begun_once(cast: dict[str, Client], monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    send(cast["operator"], page())
    ImportBatch.objects.update(stage=Stage.PREVIEWED)
    monkeypatch.setattr(background, "start", lambda batch: begun.append(batch.pk))
    batch = ImportBatch.objects.get()
    for _ in range(2):
        cast["operator"].post(BATCH.format(batch.pk, "confirm"))
    assert (begun, ImportBatch.objects.get().stage) == ([batch.pk], Stage.IMPORTING)


def test_an_upload_whose_files_are_gone_is_not_confirmed(cast: dict[str, Client], data: Path) -> None:
    send(cast["operator"], page())
    ImportBatch.objects.update(stage=Stage.PREVIEWED, counts={"new": 1})
    batch = ImportBatch.objects.get()
    confirm, change = BATCH.format(batch.pk, "confirm"), BATCH.format(batch.pk, "change")
    assert confirm in cast["operator"].get(change).content.decode()
    uploads.discard_folder(batch.folder)
    assert confirm not in cast["operator"].get(change).content.decode()
    cast["operator"].post(confirm)
    batch.refresh_from_db()
    assert (batch.stage, batch.counts) == (Stage.PREVIEWED, {"new": 1})


def test_a_discarded_upload_is_gone(cast: dict[str, Client], data: Path) -> None:
    send(cast["operator"], page())
    cast["operator"].post(BATCH.format(ImportBatch.objects.get().pk, "discard"))
    assert (ImportBatch.objects.count(), list((data / "uploads").iterdir())) == (0, [])


def test_a_batch_that_is_being_imported_is_not_discarded(cast: dict[str, Client], data: Path) -> None:
    send(cast["operator"], page())
    ImportBatch.objects.update(stage=Stage.IMPORTING)
    cast["operator"].post(BATCH.format(ImportBatch.objects.get().pk, "discard"))
    assert (ImportBatch.objects.count(), lying(data)) == (1, ["20240723_03.txt"])
