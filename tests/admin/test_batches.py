"""The pages of batches: who sees them, what they show, and the steps that can be taken."""

import datetime as dt
import re
from pathlib import Path
from threading import Event

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin import batch_page
from articles.importing import background, undo
from articles.importing.run import import_paths
from articles.models import Article, FileState, ImportBatch, ImportFile, Page
from articles.models.imports import Stage
from tests.importing.conftest import write  # noqa: F401  # a fixture
from tests.importing.plain import parse_plain

STORY = "#水库春灌开闸放水\n3月5日，县水务局在青蒲水库组织春灌，两万亩秧田开始上水。"
STAFF = ("viewer", "editor", "reviewer", "chief", "operator")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The batches of which work was begun outside the request."""
    begun: list[int] = []
    monkeypatch.setattr(background, "start", lambda batch: begun.append(batch.pk))
    return begun


@pytest.fixture
def batch(db: None, write) -> ImportBatch:  # type: ignore[no-untyped-def]  # noqa: F811
    """Two pages are in, a third one has no date."""
    paths = [write("2024-07-23/01.txt", STORY), write("2024-07-23/02.txt", "#书屋\n双桥镇的书屋开门了。")]
    import_paths([*paths, write("nowhere.txt", "没有日期")], publication="青川日报", parse=parse_plain)
    return ImportBatch.objects.get()


def address(name: str, batch: ImportBatch) -> str:
    return reverse(f"admin:articles_importbatch_{name}", args=[batch.pk])


def messages(client: Client, at: str) -> list[str]:
    page = client.get(at).content.decode()
    return re.findall(r'<li class="(?:error|success|info)">(.*?)</li>', page)


def test_all_staff_look_at_a_batch_with_its_files_their_errors_and_notes(
    cast: dict[str, Client], batch: ImportBatch
) -> None:
    Page.objects.filter(number=1).update(notes=[{"code": "folio-differs", "line": None, "detail": "2024-07-24"}])
    for person in STAFF:
        page = cast[person].get(address("change", batch)).content.decode()
        assert re.findall(r'class="file-state (\w+)"', page) == ["new", "new", "failed"]
        assert ("（2024-07-24）" in page, "不知道" in page or "没有" in page) == (True, True)
        assert page.count(reverse("admin:articles_page_change", args=[Page.objects.get(number=1).pk])) == 1


def test_notes_on_articles_are_counted_for_the_files_that_are_shown(
    cast: dict[str, Client], batch: ImportBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    Article.objects.filter(headline="书屋").update(note_count=2)
    Article.objects.exclude(headline="书屋").update(note_count=3)
    monkeypatch.setattr(batch_page, "FILES_SHOWN", 1)
    with CaptureQueriesContext(connection) as queries:
        pages = [cast["viewer"].get(address("change", batch), {"p": number}).content.decode() for number in (1, 2, 3)]
    assert [re.findall(r"(\d+) 条", page) for page in pages] == [["3"], ["2"], []]
    files = [query["sql"] for query in queries if 'FROM "articles_importfile"' in query["sql"]]
    assert [sql for sql in files if "articles_article" in sql] == []


def test_files_are_narrowed_to_a_state(cast: dict[str, Client], batch: ImportBatch) -> None:
    page = cast["viewer"].get(address("change", batch) + "?state=failed").content.decode()
    assert re.findall(r'class="file-state (\w+)"', page) == ["failed"]


def test_only_who_may_import_is_offered_the_steps(cast: dict[str, Client], batch: ImportBatch) -> None:
    offered = {
        person: address("undo", batch) in cast[person].get(address("change", batch)).content.decode()
        for person in STAFF
    }
    assert offered == {"viewer": False, "editor": False, "reviewer": False, "chief": False, "operator": True}


@pytest.mark.parametrize("step", ["confirm", "discard", "go_on", "retry", "undo"])
def test_steps_are_refused_to_everybody_else(
    step: str, cast: dict[str, Client], batch: ImportBatch, started: list[int]
) -> None:
    before = ImportBatch.objects.values().get(), list(ImportFile.objects.values())
    codes = {
        person: client.post(address(step, batch)).status_code for person, client in cast.items() if person != "operator"
    }
    assert codes == {"reader": 302, "outsider": 302, "viewer": 403, "editor": 403, "reviewer": 403, "chief": 403}
    assert (ImportBatch.objects.values().get(), list(ImportFile.objects.values()), started) == (*before, [])


def test_steps_are_not_taken_by_looking(cast: dict[str, Client], batch: ImportBatch, started: list[int]) -> None:
    codes = [
        cast["operator"].get(address(step, batch)).status_code for step in ("confirm", "discard", "go_on", "retry")
    ]
    assert (codes, started) == ([405] * 4, [])


def test_progress_tells_how_far_it_is(cast: dict[str, Client]) -> None:
    batch = ImportBatch.objects.create(total=40, taken=7, counts={"new": 6, "failed": 1})
    answer = cast["viewer"].get(address("progress", batch))
    assert answer.json() == {
        "state": "importing",
        "words": "正在导入",
        "taken": 7,
        "total": 40,
        "counts": "新增 6, 失败 1",
    }
    assert "no-store" in answer["Cache-Control"]


def test_a_batch_without_a_sign_of_life_is_shown_as_stopped(cast: dict[str, Client], started: list[int]) -> None:
    long_ago = timezone.now() - dt.timedelta(seconds=61)
    batch = ImportBatch.objects.create(alive_at=long_ago, options={"paths": ["/nowhere"]})
    assert cast["viewer"].get(address("progress", batch)).json()["state"] == "stopped"
    cast["operator"].post(address("go_on", batch))
    batch.refresh_from_db()
    assert (started, batch.stage, batch.alive_at > long_ago) == ([batch.pk], Stage.IMPORTING, True)


def test_a_batch_that_runs_is_not_begun_again(cast: dict[str, Client], started: list[int]) -> None:
    batch = ImportBatch.objects.create(options={"paths": ["/nowhere"]})
    answer = cast["operator"].post(address("go_on", batch))
    assert (started, messages(cast["operator"], answer["Location"])) == ([], ["没有开始：请看批次现在的状态。"])


def test_of_two_who_go_on_at_once_one_is_told(cast: dict[str, Client], started: list[int]) -> None:
    batch = ImportBatch.objects.create(is_stopped=True)
    as_seen = ImportBatch.objects.get(pk=batch.pk)
    assert [background.begin(batch, Stage.IMPORTING), background.begin(as_seen, Stage.IMPORTING)] == [True, False]
    assert started == [batch.pk]


def test_failed_files_are_tried_again_and_only_they(
    cast: dict[str, Client],
    batch: ImportBatch,
    started: list[int],
    write,  # type: ignore[no-untyped-def]  # noqa: F811
) -> None:
    write(
        "nowhere.txt",
        "2024年7月24日 星期三\n第03版\n本报桑园讯（通讯员林建东）入夏\n以来，县里办了一场农民运动会。\n农民运动会开幕",
    )
    cast["operator"].post(address("retry", batch))
    assert started == [batch.pk]
    assert sorted(batch.files.values_list("state", flat=True)) == ["new", "new", "waiting"]
    background.work(ImportBatch.objects.get(), Event())
    batch.refresh_from_db()
    assert [file.error for file in batch.files.all()] == [""] * 3
    assert sorted(batch.files.values_list("state", flat=True)) == ["new", "new", "new"]
    assert (batch.stage, batch.counts, batch.total, batch.taken) == (
        Stage.DONE, {"new": 3, "changed": 0, "unchanged": 0, "failed": 0}, 3, 3,
    )  # fmt: skip


def test_undo_lists_what_goes_and_what_stays_before_it_is_done(
    cast: dict[str, Client], batch: ImportBatch, started: list[int], editor_of_the_cast: User
) -> None:
    touched = Article.objects.get(headline="书屋")
    Article.objects.filter(pk=touched.pk).update(changed_by=editor_of_the_cast)
    page = cast["operator"].get(address("undo", batch)).content.decode()
    assert re.findall(r"<li>(.*?)</li>", page)[:3] == ["1 篇稿件将删除", "1 个版面将删除", "1 篇稿件保留"]
    assert reverse("admin:articles_article_change", args=[touched.pk]) in page
    assert (ImportBatch.objects.count(), Article.objects.count()) == (1, 2)


def test_undo_is_a_batch_of_its_own_and_is_done_once(
    cast: dict[str, Client], batch: ImportBatch, started: list[int]
) -> None:
    answer = cast["operator"].post(address("undo", batch))
    undoing = ImportBatch.objects.get(undoes=batch)
    assert (answer["Location"], started) == (address("change", undoing), [undoing.pk])
    background.work(undoing, Event())
    assert list(undoing.files.values_list("state", flat=True)) == [FileState.REMOVED] * 2
    states = re.findall(r"batch-state[^>]*>(.*?)<", cast["viewer"].get("/admin/articles/importbatch/").content.decode())
    assert states == ["完成", "已撤销"]
    again = cast["operator"].post(address("undo", batch))
    assert messages(cast["operator"], again["Location"]) == ["这个批次已经撤销过了。"]
    assert address("change", undoing) in cast["viewer"].get(address("change", batch)).content.decode()


def test_an_undo_that_was_broken_off_goes_on(cast: dict[str, Client], batch: ImportBatch, started: list[int]) -> None:
    stop = Event()
    stop.set()
    cast["operator"].post(address("undo", batch))
    undoing = ImportBatch.objects.get(undoes=batch)
    again = cast["operator"].post(address("undo", batch))
    assert ["正在撤销" in message for message in messages(cast["operator"], again["Location"])] == [True]
    background.work(undoing, stop)
    page = cast["operator"].get(address("change", batch)).content.decode()
    assert (address("undo", batch) in page, "已撤销" in page, "一部分" in page) == (True, False, True)
    answer = cast["operator"].post(address("undo", batch))
    assert (answer["Location"], started) == (address("change", undoing), [undoing.pk] * 2)
    background.work(ImportBatch.objects.get(pk=undoing.pk), Event())
    assert (Page.objects.count(), undoing.files.count()) == (0, 2)


def test_trouble_stands_with_the_batch(cast: dict[str, Client], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_batch: ImportBatch, _stop: Event) -> None:
        raise OSError(28, "No space left on device")

    batch = ImportBatch.objects.create(stage=Stage.UNDOING, undoes=ImportBatch.objects.create())
    monkeypatch.setitem(background.STEPS, Stage.UNDOING, full)
    with pytest.raises(OSError, match="No space"):
        background.work(batch, Event())
    page = cast["viewer"].get(address("change", batch)).content.decode()
    assert re.findall(r'batch-state (\w+)"', page) == ["stopped"]
    assert "No space left on device" in page


@pytest.fixture
def editor_of_the_cast(cast: dict[str, Client]) -> User:
    return User.objects.get(username="editor")


def test_plan_of_many_asks_the_database_no_oftener(batch: ImportBatch, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(8):
        undo.plan(batch)


def test_hostile_names_and_errors_are_shown_as_text(cast: dict[str, Client], batch: ImportBatch) -> None:
    hostile = '<script>alert(1)</script>"><img onerror=x>'
    ImportFile.objects.create(batch=batch, path=hostile, state=FileState.FAILED, error=hostile)
    ImportBatch.objects.update(trouble=hostile, options={"paths": [str(Path("/nowhere"))]})
    page = cast["viewer"].get(address("change", batch)).content.decode()
    assert (page.count("<script>alert"), page.count("&lt;script&gt;alert")) == (0, 3)
