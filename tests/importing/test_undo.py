"""A batch is taken back: what nobody touched goes, what was touched stays, a changed page gets its former text."""

import datetime as dt
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from articles import desk
from articles.importing import undo
from articles.importing.run import import_paths
from articles.models import Article, Correspondent, ImportBatch, ImportFile, Issue, Page, Revision, Section, Unit
from articles.models.imports import Stage
from tests.at_once import at_once
from tests.factories import BylineFactory, CorrespondentFactory, SectionFactory, UnitFactory
from tests.importing.conftest import Write
from tests.importing.plain import parse_plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ONE = "#水库春灌开闸放水\n3月5日，县水务局在青蒲水库组织春灌，两万亩秧田开始上水。"
TWO = "#旧仓库里办书屋\n双桥镇把村口的旧仓库改成了书屋，每晚开到九点，学生来得最多。"
THREE = "#果农学剪枝\n昨天，果树站的技术员在柳沟村教果农给苹果树剪枝，来了六十多人。"


@pytest.fixture(autouse=True)
def _plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The former text is parsed as it was."""
    monkeypatch.setattr(undo, "parse_page", parse_plain)


def load(*paths: Path) -> ImportBatch:
    import_paths(paths, publication="青川日报", parse=parse_plain)
    return ImportBatch.objects.latest("pk")


def take_back(batch: ImportBatch, by: User | None = None) -> ImportBatch:
    undoing = undo.begin(batch, by=by)
    undo.carry_out(undoing, Event())
    undoing.refresh_from_db()
    return undoing


def rows(batch: ImportBatch) -> list[tuple[str, str, str]]:
    return sorted((Path(file.path).name, file.state, file.error) for file in batch.files.all())


def edit(article: Article, by: User, headline: str) -> Article:
    return desk.save_draft(
        article, by=by, version=article.version, fields={"headline": headline}, bylines=desk.byline_pairs(article)
    )


def test_undo_takes_back_pages_and_issues_that_nobody_touched(write: Write, operator: User) -> None:
    batch = load(write("2024-07-23/01.txt", f"{ONE}\n----\n{TWO}"), write("2024-07-24/02.txt", THREE))
    undoing = take_back(batch, by=operator)
    assert [model.objects.count() for model in (Issue, Page, Article, Revision)] == [0, 0, 0, 0]
    assert rows(undoing) == [("01.txt", "removed", ""), ("02.txt", "removed", "")]
    assert (undoing.undoes, undoing.actor, undoing.stage) == (batch, operator, Stage.DONE)
    assert (undoing.taken, undoing.counts) == (2, {"removed": 2, "changed": 0, "kept": 0})


def test_people_and_sections_that_only_the_batch_names_go_with_it(write: Write, operator: User) -> None:
    section, elsewhere = (
        SectionFactory.create(name="副刊", slug="副刊"),
        BylineFactory.create(correspondent__name="李瑾"),
    )
    CorrespondentFactory.create(name="何长顺", unit=UnitFactory.create())
    by_hand = CorrespondentFactory.create(name="周树人", unit=None)
    LogEntry.objects.log_actions(operator.pk, [by_hand], ADDITION, single_object=True)
    names = "\n".join(f"by {name}" for name in ("马旭", "李瑾", "何长顺", "周树人"))
    batch = load(write("2024-07-23/01.txt", f"【春耕】\n{names}\n{ONE}"))
    assert set(Correspondent.objects.values_list("name", flat=True)) == {"马旭", "李瑾", "何长顺", "周树人"}
    take_back(batch)
    assert set(Correspondent.objects.values_list("name", flat=True)) == {"李瑾", "何长顺", "周树人"}
    assert (list(Section.objects.all()), elsewhere.correspondent.bylines.count()) == ([section], 1)


def test_touched_articles_stay_and_are_listed(write: Write, editor: User) -> None:
    batch = load(write("2024-07-23/01.txt", f"{ONE}\n----\n{TWO}"))
    edit(Article.objects.get(headline="旧仓库里办书屋"), editor, "旧仓库变书屋")
    undoing = take_back(batch)
    assert list(Article.objects.values_list("headline", flat=True)) == ["旧仓库变书屋"]
    assert rows(undoing) == [("01.txt", "kept", "1 article stays: somebody has worked on it.")]
    assert undoing.files.get().page == Page.objects.get()


def test_what_was_taken_back_comes_in_again_beside_what_stayed(write: Write, editor: User) -> None:
    path = write("2024-07-23/01.txt", f"{ONE}\n----\n{TWO}")
    batch = load(path)
    kept = edit(Article.objects.get(headline="旧仓库里办书屋"), editor, "旧仓库变书屋")
    take_back(batch)
    load(path)
    assert list(Article.objects.order_by("position").values_list("headline", flat=True)) == [
        "水库春灌开闸放水",
        "旧仓库变书屋",
    ]
    assert Article.objects.get(headline="旧仓库变书屋").pk == kept.pk


@pytest.mark.parametrize("touch", ["claimed", "submitted"])
def test_claimed_and_submitted_articles_count_as_touched(touch: str, write: Write, editor: User) -> None:
    batch = load(write("2024-07-23/01.txt", ONE))
    until = timezone.now() + dt.timedelta(minutes=5)
    values = {"claimed": {"claimed_by": editor, "claimed_until": until}, "submitted": {"status": "submitted"}}
    Article.objects.update(**values[touch])
    take_back(batch)
    assert Article.objects.count() == 1


def test_a_changed_page_gets_its_former_text(write: Write) -> None:
    path = write("2024-07-23/01.txt", f"{ONE}\n----\n{TWO}")
    first = load(path)
    before = list(Page.objects.values("raw", "digest", "source", "name"))
    write("2024-07-23/01.txt", f"{ONE}还有三万亩等水。\n----\n{THREE}")
    second = load(path)
    assert set(Article.objects.values_list("headline", flat=True)) == {"水库春灌开闸放水", "果农学剪枝"}
    undoing = take_back(second)
    assert list(Page.objects.values("raw", "digest", "source", "name")) == before
    assert set(Article.objects.values_list("headline", flat=True)) == {"水库春灌开闸放水", "旧仓库里办书屋"}
    assert rows(undoing) == [("01.txt", "changed", "")]
    take_back(first)
    assert Page.objects.count() == 0


def test_touched_articles_of_a_changed_page_stay_and_the_others_go_back(write: Write, editor: User) -> None:
    path = write("2024-07-23/01.txt", f"{ONE}\n----\n{TWO}")
    load(path)
    write("2024-07-23/01.txt", f"{ONE}还有三万亩等水。\n----\n{TWO}")
    second = load(path)
    edit(Article.objects.get(headline="旧仓库里办书屋"), editor, "旧仓库变书屋")
    plan = undo.plan(second)
    assert undo.in_words(plan) == ["1 page gets its former text", "1 article stays"]
    undoing = take_back(second)
    assert rows(undoing) == [("01.txt", "kept", "1 article stays: somebody has worked on it.")]
    articles = Article.objects.order_by("position").values_list("headline", "body")
    assert list(articles) == [tuple(text.lstrip("#").split("\n")) for text in (ONE, TWO.replace("里办", "变"))]


def test_what_a_later_import_changed_is_left_and_listed(write: Write) -> None:
    path = write("2024-07-23/01.txt", ONE)
    first = load(path)
    write("2024-07-23/01.txt", TWO)
    load(path)
    undoing = take_back(first)
    assert rows(undoing) == [("01.txt", "kept", "A later import has changed this page. Undo that one first.")]
    assert Page.objects.get().raw == TWO


def test_a_page_that_came_as_a_pdf_before_is_left_and_listed(write: Write) -> None:
    path = write("2024-07-23/01.txt", ONE)
    load(path)
    Page.objects.update(picture="a" * 64, small_picture="b" * 64, picture_width=9, picture_height=9)
    write("2024-07-23/01.txt", TWO)
    batch = load(path)
    (reason,) = [reason for _file, reason in undo.plan(batch).left]
    undoing = take_back(batch)
    said = "The page came as a PDF before. Import that PDF again to have it back."
    assert (reason, rows(undoing)) == (said, [("01.txt", "kept", said)])


def test_a_second_undo_is_refused(write: Write) -> None:
    batch = load(write("2024-07-23/01.txt", ONE))
    undoing = take_back(batch)
    for other, said in ((batch, "This batch was undone already."), (undoing, "An undo is not undone")):
        with pytest.raises(undo.CannotUndo, match=said):
            undo.begin(other, by=None)


def test_a_running_batch_is_not_undone() -> None:
    with pytest.raises(undo.CannotUndo, match="still running"):
        undo.begin(ImportBatch.objects.create(), by=None)


def test_an_undo_that_was_broken_off_goes_on(write: Write) -> None:
    batch = load(write("2024-07-23/01.txt", ONE), write("2024-07-23/02.txt", TWO))
    undoing = undo.begin(batch, by=None)
    stop = Event()
    stop.set()
    undo.carry_out(undoing, stop)
    undoing.refresh_from_db()
    assert (undoing.is_stopped, Page.objects.count(), undoing.taken) == (True, 1, 1)
    assert undo.in_words(undo.plan(batch)) == ["1 article goes", "1 page goes"]
    assert take_back(batch) == undoing
    assert (Page.objects.count(), rows(undoing)) == (0, [("01.txt", "removed", ""), ("02.txt", "removed", "")])
    undoing.refresh_from_db()
    assert (undoing.stage, undoing.is_stopped, undoing.taken, undoing.total) == (Stage.DONE, False, 2, 2)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_undo_of_many_files_goes_on_while_somebody_else_writes(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_another(file: ImportFile, undoing: ImportBatch) -> None:
        assert at_once(UnitFactory.create) == [Unit.objects.latest("pk")]
        take_back_surely(file, undoing)

    take_back_surely = undo._take_back_surely
    monkeypatch.setattr(undo, "_take_back_surely", after_another)
    monkeypatch.setattr(undo, "AT_ONCE", 2)
    monkeypatch.setattr("articles.importing.patience.PAUSES", ())
    batch = load(*(write(f"2024-07-23/{number:02}.txt", ONE) for number in range(1, 6)))
    assert rows(take_back(batch)) == [(f"{number:02}.txt", "removed", "") for number in range(1, 6)]
    assert (Page.objects.count(), ImportBatch.objects.get(undoes=batch).taken) == (0, 5)


def test_plan_says_what_an_undo_would_do_and_writes_nothing(write: Write, editor: User) -> None:
    batch = load(write("2024-07-23/01.txt", f"{ONE}\n----\n{TWO}"), write("2024-07-23/02.txt", THREE))
    touched = edit(Article.objects.get(headline="旧仓库里办书屋"), editor, "旧仓库变书屋")
    plan = undo.plan(batch)
    assert (plan.pages, plan.articles, plan.restored, plan.kept, plan.left) == (1, 2, 0, [touched], [])
    assert undo.in_words(plan) == ["2 articles go", "1 page goes", "1 article stays"]
    assert Article.objects.count() == 3


def test_plan_of_many_reads_the_first_few_files(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [write(f"2024-07-23/{number:02}.txt", ONE) for number in range(1, 5)]
    batch = load(*paths)
    for path in paths[:3]:
        path.write_text(TWO)
    load(*paths)
    monkeypatch.setattr(undo, "SHOWN", 2)
    plan = undo.plan(batch)
    said = "A later import has changed this page. Undo that one first."
    assert [(file.path, reason) for file, reason in plan.left] == [(str(path), said) for path in paths[:2]]
    assert undo.in_words(plan) == ["1 article goes", "1 page goes", "3 pages stay as they are"]


def test_command_takes_a_batch_back_and_lists_its_files(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("2024-07-23/01.txt", ONE)
    batch = load(path)
    call_command("undo_import", batch.pk, "--dry-run")
    call_command("undo_import", batch.pk)
    assert capsys.readouterr().out.splitlines() == ["1 article goes", "1 page goes", f"removed: {path}"]


def broken_off(monkeypatch: pytest.MonkeyPatch, *, by: Callable[[], None]) -> None:
    """From now on an undo is broken off right after its first file."""

    def then_broken_off(file: ImportFile, undoing: ImportBatch) -> None:
        take_back_surely(file, undoing)
        by()

    take_back_surely = undo._take_back_surely
    monkeypatch.setattr(undo, "_take_back_surely", then_broken_off)


def test_command_that_ctrl_c_stopped_says_so_and_goes_on(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write("2024-07-23/01.txt", ONE), write("2024-07-23/02.txt", TWO), write("2024-07-23/03.txt", THREE)]
    batch = load(*paths)
    with monkeypatch.context() as patched:
        broken_off(patched, by=partial(signal.raise_signal, signal.SIGINT))
        with pytest.raises(SystemExit) as ended:
            call_command("undo_import", batch.pk)
    stopped = "Stopped: 2 files were not begun. The same command goes on from here."
    assert (ended.value.code, capsys.readouterr().out.splitlines()) == (1, [f"removed: {paths[2]}", stopped])
    call_command("undo_import", batch.pk)
    assert capsys.readouterr().out.splitlines() == [f"removed: {path}" for path in reversed(paths)]
    assert (Page.objects.count(), ImportBatch.objects.filter(undoes=batch).count()) == (0, 1)


def test_command_that_was_killed_goes_on_a_minute_later(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    batch = load(write("2024-07-23/01.txt", ONE), write("2024-07-23/02.txt", TWO))
    with monkeypatch.context() as patched:
        broken_off(patched, by=killed)
        with pytest.raises(KeyboardInterrupt):
            call_command("undo_import", batch.pk)
    with pytest.raises(CommandError, match="just being undone") as refused:
        call_command("undo_import", batch.pk)
    assert (refused.value.returncode, Page.objects.count()) == (2, 1)
    ImportBatch.objects.update(alive_at=timezone.now() - dt.timedelta(minutes=2))
    call_command("undo_import", batch.pk)
    assert Page.objects.count() == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_command_ends_with_3_where_the_database_is_away_and_goes_on(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError("the connection is closed")

    batch = load(write("2024-07-23/01.txt", ONE), write("2024-07-23/02.txt", TWO))
    with monkeypatch.context() as patched:
        broken_off(patched, by=away)
        with pytest.raises(CommandError, match="cannot be used") as ended:
            call_command("undo_import", batch.pk)
    assert (ended.value.returncode, Page.objects.count()) == (3, 1)
    call_command("undo_import", batch.pk)
    assert Page.objects.count() == 0


def test_command_ends_with_1_where_something_stays(write: Write, editor: User) -> None:
    batch = load(write("2024-07-23/01.txt", ONE))
    edit(Article.objects.get(), editor, "别的题目")
    with pytest.raises(SystemExit) as ended:
        call_command("undo_import", batch.pk)
    assert ended.value.code == 1


def test_command_refuses_a_batch_that_is_not_there_or_undone(write: Write) -> None:
    batch = load(write("2024-07-23/01.txt", ONE))
    take_back(batch)
    for number, said in ((batch.pk, "This batch was undone already."), (0, "There is no such batch.")):
        with pytest.raises(CommandError, match=said) as refused:
            call_command("undo_import", number)
        assert refused.value.returncode == 2
