"""FAULTS 35: whatever was altered behind the program, ``verify_history`` names it."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from articles import chain, desk, review
from articles.chain import Broken, Fault, Walk
from articles.models import Action, Article, Revision, Unit
from articles.models.revision import record
from tests.at_once import at_once
from tests.factories import ArticleFactory, BylineFactory, SectionFactory, UnitFactory

pytestmark = pytest.mark.django_db


def made(**fields: Any) -> Article:
    """An article with its first revision, as an import leaves it."""
    article = ArticleFactory.create(**fields)
    BylineFactory.create(article=article)
    record(article, Action.PARSED, by=None)
    return article


def worked_on(editor: User, reviewer: User, **fields: Any) -> Article:
    """An article of four versions: parsed, edited, submitted, signed."""
    article = made(**fields)
    edited = {"headline": "春灌开闸"}
    article = desk.save_draft(article, by=editor, version=1, fields=edited, bylines=desk.byline_pairs(article))
    article = review.submit(article, by=editor, version=article.version)
    return review.sign(article, by=reviewer, version=article.version, reason="同意")


@pytest.fixture
def article(editor: User, reviewer: User) -> Article:
    made()
    return worked_on(editor, reviewer, section=SectionFactory.create())


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found() -> list[Broken]:
    return list(Walk().faults())


def test_sound_history_is_counted(article: Article, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_history")
    assert capsys.readouterr().out == "完好：稿件2篇，修订5条\n"
    call_command("verify_history", json=True)
    assert json.loads(capsys.readouterr().out) == {"articles": 2, "revisions": 5, "broken": 0}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "不同意"),
        ("created_at", dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
        ("action", "edited"),
        ("digest", "0" * 64),
        ("actor", None),
        ("text", {"headline": "改过的"}),
    ],
)
@pytest.mark.parametrize("version", [1, 3, 4])
def test_altered_revision_is_named(article: Article, column: str, value: object, version: int) -> None:
    if column == "actor" and version == 1:
        value = User.objects.get(username="editor")
    Revision.objects.filter(article=article, version=version).update(**{column: value})
    assert found() == [Broken(article.pk, version, Fault.ALTERED)]


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_missing_revision_is_named(article: Article, version: int) -> None:
    sql("DELETE FROM articles_revision WHERE article_id = %s AND version = %s", article.pk, version)
    assert found() == [Broken(article.pk, version, Fault.MISSING)]


def test_article_without_any_revision_is_named(article: Article) -> None:
    sql("DELETE FROM articles_revision WHERE article_id = %s", article.pk)
    assert found() == [Broken(article.pk, 1, Fault.MISSING)]


def test_revision_put_in_the_place_of_another_is_named(article: Article) -> None:
    sql("DELETE FROM articles_revision WHERE article_id = %s AND version = 3", article.pk)
    sql("UPDATE articles_revision SET version = 3 WHERE article_id = %s AND version = 4", article.pk)
    assert found() == [Broken(article.pk, 3, Fault.ALTERED)]


@pytest.mark.parametrize(("version", "first"), [(3, Fault.AHEAD), (5, Fault.MISSING)])
def test_altered_version_of_an_article_is_named(article: Article, version: int, first: Fault) -> None:
    sql("UPDATE articles_article SET version = %s WHERE id = %s", version, article.pk)
    assert [(broken.article, broken.fault) for broken in found()] == [(article.pk, first)]


@pytest.mark.parametrize(("column", "value"), [("headline", "改过的"), ("body", ""), ("status", "draft")])
def test_altered_article_is_named_with_the_field(
    article: Article, column: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Article.objects.filter(pk=article.pk).update(**{column: value})
    assert found() == [Broken(article.pk, 4, Fault.TEXT, (column,))]
    with pytest.raises(SystemExit) as ended:
        call_command("verify_history")
    assert (ended.value.code, capsys.readouterr().out.splitlines()) == (
        1,
        [f"稿件{article.pk}第4稿：稿件内容被改动：{column}。", "已检查：稿件2篇，修订5条；有问题的稿件：1篇"],
    )


def test_altered_byline_is_named(article: Article) -> None:
    sql("UPDATE articles_byline SET printed_name = %s WHERE article_id = %s", "李四", article.pk)
    assert found() == [Broken(article.pk, 4, Fault.TEXT, ("bylines",))]


def test_renamed_section_is_no_alteration(article: Article) -> None:
    section = article.section
    assert section is not None
    section.name = "新栏目"
    section.save()
    assert found() == []
    sql("UPDATE articles_article SET section_id = NULL WHERE id = %s", article.pk)
    assert found() == [Broken(article.pk, 4, Fault.TEXT, ("section",))]


def test_revision_of_an_older_program_with_fewer_fields_is_sound(article: Article) -> None:
    other = made()
    first = other.revisions.get()
    del first.text["pictures"]
    first.digest = first.seal("")
    first.save()
    assert found() == []


def test_each_broken_article_is_named_with_its_first_fault(
    article: Article, editor: User, reviewer: User, capsys: pytest.CaptureFixture[str]
) -> None:
    other = worked_on(editor, reviewer)
    sql("UPDATE articles_revision SET reason = %s WHERE version >= 2", "别的")
    with pytest.raises(SystemExit):
        call_command("verify_history", json=True)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    rows = [{"article": each.pk, "version": 2, "fault": "altered", "fields": []} for each in (article, other)]
    assert lines == [*rows, {"articles": 3, "revisions": 9, "broken": 2}]


def _delete_unminded(key: int) -> None:
    """As a tool does that does not mind foreign keys."""
    off, on = {
        "sqlite": ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"),
        "postgresql": ("SET session_replication_role = replica", "SET session_replication_role = origin"),
    }[connection.vendor]
    sql(off)
    sql("DELETE FROM articles_byline WHERE article_id = %s", key)
    sql("DELETE FROM articles_article WHERE id = %s", key)
    sql(on)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_revisions_whose_article_is_gone_are_named(editor: User, reviewer: User) -> None:
    article = worked_on(editor, reviewer)
    _delete_unminded(article.pk)
    assert found() == [Broken(article.pk, 1, Fault.NO_ARTICLE)]
    sql("DELETE FROM articles_revision")


def test_change_between_two_looks_is_no_fault(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    with_revisions = chain._with_revisions

    def meanwhile(articles: list[Article]) -> Any:
        desk.save_draft(first, by=User.objects.get(username="chief"), version=1, fields={"headline": "新"}, bylines=[])
        return with_revisions(articles)

    User.objects.create_superuser("chief")
    first = Article.objects.order_by("pk")[0]
    monkeypatch.setattr(chain, "_with_revisions", meanwhile)
    assert found() == []


def test_number_of_queries_grows_by_batches_only(
    article: Article, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[..., CaptureQueriesContext]
) -> None:
    for _n in range(8):
        made()
    with django_assert_num_queries(4 + 1 + 1):  # articles, bylines, pictures, revisions; no further article; orphans
        assert found() == []
    monkeypatch.setattr(chain, "ARTICLES_AT_ONCE", 5)
    with django_assert_num_queries(2 * 4 + 1 + 1):
        assert found() == []
    assert Revision.objects.count() == 13


def test_database_that_is_away_ends_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_walk: Walk) -> Any:
        raise OperationalError("connection refused")

    monkeypatch.setattr(Walk, "faults", away)
    with pytest.raises(CommandError) as ended:
        call_command("verify_history")
    assert (ended.value.returncode, str(ended.value)) == (
        3,
        "无法使用数据库：connection refused。请确认数据库正在运行，并执行 manage.py migrate。",
    )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_walk_goes_on_while_somebody_else_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "REVISIONS_AT_ONCE", 1)
    keys = [made(position=position).pk for position in range(1, 4)]
    Article.objects.update(headline="偷改")
    walk = Walk().faults()
    for key in keys:
        assert next(walk) == Broken(key, 1, Fault.TEXT, ("headline",))
        assert at_once(UnitFactory.create) == [Unit.objects.latest("pk")]
    assert list(walk) == []
