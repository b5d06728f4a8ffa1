"""Versions of an article, what differs between them, and the way back."""

import pytest
from django.contrib.auth.models import User

from articles import desk, history, review
from articles.models import Action, Article, Section, Status
from articles.models.revision import record
from articles.review import Refused, Stale
from tests.conftest import make_user
from tests.factories import ArticleFactory, BylineFactory, SectionFactory
from tests.pictures import picture_of
from tests.test_difference import marked

pytestmark = pytest.mark.django_db
BODY = "3月5日，县水务局组织春灌。\n\n群众说，水来得早。"


@pytest.fixture
def article(editor: User) -> Article:
    """Three versions: parsed; headline, byline and section changed; body changed."""
    article = ArticleFactory.create(headline="水库开闸", body=BODY, section=SectionFactory.create(name="调研视察"))
    BylineFactory.create(article=article, role="通讯员", printed_name="陈小满")
    record(article, Action.PARSED, by=None)
    article = _saved(article, editor, {"headline": "水库今日开闸", "section": None}, [("记者", "马 旭")])
    return _saved(article, editor, {"body": BODY.replace("春", "夏").replace("\n\n", "")}, [("记者", "马 旭")])


def _saved(article: Article, by: User, fields: dict[str, object], bylines: list[tuple[str, str]]) -> Article:
    return desk.save_draft(article, by=by, version=article.version, fields=fields, bylines=bylines)  # type: ignore[arg-type]


def _restored(article: Article, number: int, by: User, **kwargs: object) -> Article:
    revision = article.revisions.get(version=number)
    return history.restore(article, revision, by=by, **{"version": article.version, **kwargs})  # type: ignore[arg-type]


def test_versions_say_what_was_changed(article: Article) -> None:
    found = [(version.revision.version, version.changed) for version in history.versions(article)]
    assert found == [(1, ()), (2, ("主题", "栏目", "署名")), (3, ("正文",))]


def test_differences_are_by_character(article: Article) -> None:
    first, _second, last = (version.revision.text for version in history.versions(article))
    assert [(change.label, marked(change.pieces), change.is_reflow) for change in history.differences(first, last)] == [
        ("主题", "水库+今日+开闸", False),
        ("栏目", "-调研视察-", False),
        ("署名", "-通讯员陈小满-+记者 马 旭+".replace("通讯员陈", "通讯员 陈"), False),
        ("正文", "3月5日，县水务局组织-春-+夏+灌。-¶-群众说，水来得早。", False),
    ]
    assert history.differences(last, last) == []


def test_spaces_and_line_breaks_alone_are_said_to_be_reflow() -> None:
    (change,) = history.differences({"body": "近10个月"}, {"body": "近 10\n个月"})
    assert (change.label, change.is_reflow) == ("正文", True)


def test_restore_makes_a_new_version_of_the_old_text(article: Article, reviewer: User) -> None:
    Section.objects.all().delete()
    restored = _restored(article, 1, reviewer, reason="改错了")
    assert (restored.headline, restored.body, str(restored.section)) == ("水库开闸", BODY, "调研视察")
    assert (desk.byline_pairs(restored), restored.changed_by) == ([("通讯员", "陈小满")], reviewer)
    entries = [(entry.version, entry.action, entry.actor) for entry in article.revisions.order_by("version")]
    assert [version for version, _action, _actor in entries] == [1, 2, 3, 4]
    assert entries[-1] == (4, Action.EDITED, reviewer)
    assert article.revisions.get(version=4).reason == "恢复自第1稿：改错了"
    texts = [article.revisions.get(version=number).text for number in (1, 4)]
    assert history.differences(*texts) == []


def test_restore_of_the_text_as_it_is_writes_nothing(article: Article, reviewer: User) -> None:
    assert (_restored(article, 3, reviewer).version, article.revisions.count()) == (3, 3)


@pytest.mark.parametrize("is_same_picture", [True, False])
def test_restore_brings_back_what_is_said_under_the_same_pictures(editor: User, *, is_same_picture: bool) -> None:
    article = ArticleFactory.create()
    picture = picture_of(article)
    picture.caption = "旧说明"
    picture.save()
    record(article, Action.PARSED, by=None)
    saved = desk.save_draft(article, by=editor, version=1, fields={}, bylines=[], pictures=[("新说明", "")])
    if not is_same_picture:
        saved.pictures.update(digest="0" * 64)
    restored = _restored(saved, 1, editor)
    assert desk.caption_pairs(restored)[0][0] == ("旧说明" if is_same_picture else "新说明")


@pytest.mark.parametrize("status", list(Status))
def test_restore_is_refused_where_nobody_edits(article: Article, editor: User, status: Status) -> None:
    Article.objects.update(status=status, published_at=article.changed_at if status == Status.PUBLISHED else None)
    if status in desk.EDITABLE:
        assert _restored(article, 1, editor).version == 4
    else:
        with pytest.raises(Refused):
            _restored(article, 1, editor)
        assert article.revisions.count() == 3


@pytest.mark.parametrize("person", ["outsider", "viewer", "operator"])
def test_restore_is_refused_to_those_who_do_not_edit(article: Article, person: str) -> None:
    with pytest.raises(Refused):
        _restored(article, 1, make_user(person))
    assert (Article.objects.get().version, article.revisions.count()) == (3, 3)


def test_restore_from_a_stale_version_gives_the_other_text(article: Article, editor: User, reviewer: User) -> None:
    review.submit(article, by=editor, version=3)
    with pytest.raises(Stale) as refused:
        _restored(article, 1, reviewer, version=3)
    assert (refused.value.current.version, article.revisions.count()) == (4, 4)
