"""Deciding on a conflict: per field, by those who edit, never over somebody else."""

import datetime as dt
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import conflicts, desk, review
from articles.importing.fill import page_content
from articles.importing.identity import Place
from articles.importing.load import PageText, load
from articles.models import Action, Article, Conflict, Section, Status
from articles.review import Refused, Stale
from tests.at_once import at_once
from tests.conftest import make_user
from tests.factories import ArticleFactory, PublicationFactory
from tests.importing.plain import parse_plain
from tests.pictures import picture_of

pytestmark = pytest.mark.django_db

STORY = "#小学开学第一课\n【校园】\nby 李瑾\n孩子们回到教室，先跟着老师认了认校园里的三十种草木。"
NEW_STORY = "#校园里的开学课\n【教育】\nby 李瑾\nby 周树人\n孩子们回到教室，先跟着老师认了认校园里的四十种草木。"


def load_page(raw: str) -> None:
    place = Place(dt.date(2024, 7, 23), 3, "要闻")
    publication = PublicationFactory.create()
    load(PageText(publication, place, raw, "03.txt", f"digest of {raw}", page_content(parse_plain(raw), raw)))


@pytest.fixture
def conflict(editor: User) -> Conflict:
    """An editor changed the place, then the page came in with another headline, section, byline and body."""
    load_page(STORY)
    article = Article.objects.get()
    desk.save_draft(article, by=editor, version=1, fields={"place": "青川"}, bylines=desk.byline_pairs(article))
    load_page(NEW_STORY)
    return Conflict.objects.get()


def seen(conflict: Conflict) -> dict[str, Any]:
    """What somebody saw who decides now."""
    return {"version": Article.objects.get(pk=conflict.article_id).version, "digest": conflict.digest}


def test_take_gives_the_article_what_the_file_has(conflict: Conflict, reviewer: User) -> None:
    taken = conflicts.take(conflict, list(conflict.new), by=reviewer, **seen(conflict))
    assert (taken.headline, taken.section, taken.place, taken.body) == (
        "校园里的开学课",
        Section.objects.get(name="教育"),
        "青川",
        "孩子们回到教室，先跟着老师认了认校园里的四十种草木。",
    )
    assert desk.byline_pairs(taken) == [("通讯员", "李瑾"), ("通讯员", "周树人")]
    last = taken.revisions.get(version=taken.version)
    assert (last.action, last.actor, last.reason, taken.changed_by) == (
        Action.EDITED,
        reviewer,
        "采用 03.txt 的文字：主题、栏目、署名、正文",
        reviewer,
    )
    assert Conflict.objects.open().count() == 0


def test_keep_leaves_the_article_and_says_who_decided(conflict: Conflict, reviewer: User) -> None:
    before = Article.objects.get().text_state()
    kept = conflicts.keep(conflict, ["headline", "body"], by=reviewer, **seen(conflict))
    last = kept.revisions.get(version=kept.version)
    assert (last.action, last.actor, last.reason) == (Action.KEPT, reviewer, "保留原文，未采用 03.txt 的：主题、正文")
    assert (last.text, kept.changed_by and kept.changed_by.username) == (before, "editor")
    assert sorted(Conflict.objects.open().get().new) == ["bylines", "section"]


def test_field_by_field_until_nothing_is_left(conflict: Conflict, editor: User) -> None:
    for names, decide in (
        (["headline"], conflicts.take),
        (["section"], conflicts.keep),
        (["bylines"], conflicts.take),
        (["body"], conflicts.keep),
    ):
        decide(conflict, names, by=editor, **seen(conflict))
    article = Article.objects.get()
    assert (article.headline, str(article.section), "三十种" in article.body) == ("校园里的开学课", "校园", True)
    assert (Conflict.objects.get().settled_at is not None, Conflict.objects.get().new) == (True, {})
    assert len(desk.byline_pairs(article)) == 2


def test_what_was_decided_is_not_offered_again(conflict: Conflict, editor: User) -> None:
    conflicts.keep(conflict, ["headline", "section", "bylines", "body"], by=editor, **seen(conflict))
    load_page(f"{NEW_STORY}\n")
    assert Conflict.objects.open().count() == 0
    load_page(NEW_STORY.replace("四十种", "五十种"))
    assert list(Conflict.objects.open().get().new) == ["body"]


def test_article_that_somebody_kept_does_not_follow(editor: User) -> None:
    load_page(STORY)
    Article.objects.update(claimed_by=editor, claimed_until=timezone.now() + dt.timedelta(minutes=15))
    load_page(NEW_STORY)
    conflict = Conflict.objects.get()
    conflicts.keep(conflict, list(conflict.new), by=editor, **seen(conflict))
    Article.objects.update(claimed_by=None, claimed_until=None)
    load_page(f"{NEW_STORY}\n")
    assert Article.objects.get().headline == "小学开学第一课"


def test_keep_voids_no_signature_and_take_waits_for_the_draft(conflict: Conflict, editor: User, reviewer: User) -> None:
    article = review.submit(conflict.article, by=editor, version=conflict.article.version)
    signed = review.sign(article, by=reviewer, version=article.version)
    with pytest.raises(Refused):
        conflicts.take(conflict, ["headline"], by=editor, **seen(conflict))
    kept = conflicts.keep(conflict, ["headline"], by=editor, **seen(conflict))
    assert (kept.status, review.signatures(kept).count()) == (signed.status, 1)
    assert "headline" not in Conflict.objects.get().new


def test_decision_on_another_text_than_was_seen_is_refused(conflict: Conflict, editor: User) -> None:
    before = seen(conflict)
    article = Article.objects.get()
    desk.save_draft(
        article, by=editor, version=article.version, fields={"kicker": "引题"}, bylines=desk.byline_pairs(article)
    )
    for decide in (conflicts.take, conflicts.keep):
        with pytest.raises(Stale):
            decide(conflict, ["headline"], by=editor, **before)
    assert "headline" in Conflict.objects.get().new


@pytest.mark.parametrize("names", [[], ["place"], ["status"], ["headline", "kicker"]])
def test_decision_on_what_is_not_offered_is_refused(conflict: Conflict, editor: User, names: list[str]) -> None:
    for decide in (conflicts.take, conflicts.keep):
        with pytest.raises(Refused):
            decide(conflict, names, by=editor, **seen(conflict))
    assert len(Conflict.objects.get().new) == 4


def test_decision_on_a_file_that_came_in_again_is_refused(conflict: Conflict, editor: User) -> None:
    before = seen(conflict)
    load_page(NEW_STORY.replace("四十种", "五十种"))
    for decide in (conflicts.take, conflicts.keep):
        with pytest.raises(Refused):
            decide(conflict, ["body"], by=editor, **before)
    assert "三十种" in Article.objects.get().body


def test_article_that_is_published_by_now_takes_nothing(conflict: Conflict, editor: User) -> None:
    Article.objects.update(status=Status.PUBLISHED, published_at=timezone.now())
    for decide in (conflicts.take, conflicts.keep):
        with pytest.raises(Refused):
            decide(conflict, ["body"], by=editor, **seen(conflict))
    assert (Conflict.objects.open().count(), Article.objects.get().version) == (0, 3)


@pytest.mark.parametrize(
    ("person", "may"),
    [("outsider", False), ("viewer", False), ("operator", False), ("reviewer", True), ("chief", True)],
)
def test_decisions_are_for_those_who_edit(conflict: Conflict, person: str, may: bool) -> None:
    by = make_user(person)
    for names, decide in ((["headline"], conflicts.take), (["body"], conflicts.keep)):
        if may:
            decide(conflict, names, by=by, **seen(conflict))
        else:
            with pytest.raises(Refused):
                decide(conflict, names, by=by, **seen(conflict))
    assert len(Conflict.objects.get().new) == (2 if may else 4)


def test_captions_can_be_taken(editor: User) -> None:
    picture = picture_of(ArticleFactory.create(), caption="开闸防水。", credit="")
    new = {"pictures": [["开闸放水。", "马旭"]]}
    conflict = Conflict.objects.create(
        article=picture.article, source="03.pdf", digest="0", made_at=timezone.now(), new=new
    )
    taken = conflicts.take(conflict, ["pictures"], by=editor, **seen(conflict))
    assert desk.caption_pairs(taken) == [("开闸放水。", "马旭")]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_decisions_at_once_one_wins(conflict: Conflict, editor: User, reviewer: User) -> None:
    names, now = list(conflict.new), seen(conflict)
    outcomes = at_once(
        lambda: conflicts.take(conflict, names, by=editor, **now),
        lambda: conflicts.keep(conflict, names, by=reviewer, **now),
    )
    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert Article.objects.get().revisions.filter(version__gt=3).count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("round_", range(3))
def test_decision_and_import_at_once_wait_for_each_other(conflict: Conflict, editor: User, round_: int) -> None:
    now = seen(conflict)
    load_again = partial(load_page, NEW_STORY.replace("四十种", "五十种"))
    outcomes = at_once(partial(conflicts.take, conflict, ["headline"], by=editor, **now), load_again)
    assert [
        outcome for outcome in outcomes if isinstance(outcome, Exception) and not isinstance(outcome, Refused)
    ] == []
    left = Conflict.objects.open().get()
    assert ("headline" in left.new, "五十种" in left.new["body"]) == (
        Article.objects.get().headline == "小学开学第一课",
        True,
    )
