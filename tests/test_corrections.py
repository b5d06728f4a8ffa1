"""Correcting what is published: the notice, the text, the history and the index at once; only by who may."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles import corrections, desk, review, search
from articles.models import Action, Article, Correction, CorrectionKind, Status
from articles.models.correction import announce
from articles.models.revision import record
from articles.review import Refused, Stale
from tests.at_once import at_once
from tests.conftest import make_user
from tests.factories import ArticleFactory, BylineFactory, published

PEOPLE = ("outsider", "viewer", "operator", "editor", "reviewer", "chief")
NOTE = "昨日一版所刊灌溉面积应为3.2万亩。"


def _correct(article: Article, by: User, **changes: Any) -> Article:
    arguments = {"version": article.version, "note": NOTE, "fields": {}, **changes}
    return corrections.correct(article, by=by, **arguments)


def _found(words: str) -> list[int]:
    return [hit.article.pk for hit in search.search(words).hits]


def test_correction_changes_text_tells_readers_and_stays_in_the_history(chief: User) -> None:
    article = published(body="灌溉2.3万亩。")
    corrected = _correct(article, chief, fields={"body": "灌溉3.2万亩。"})
    assert (corrected.body, corrected.status, corrected.version) == ("灌溉3.2万亩。", Status.PUBLISHED, 2)
    assert (corrected.changed_by, corrected.published_at) == (chief, article.published_at)
    entry, notice = corrected.revisions.get(), corrected.corrections.get()
    assert (entry.action, entry.actor, entry.reason, entry.version) == (Action.CORRECTED, chief, NOTE, 2)
    assert entry.text["body"] == "灌溉3.2万亩。"
    assert (notice.kind, notice.note, notice.made_by, notice.version) == (CorrectionKind.CORRECTION, NOTE, chief, 2)


def test_correction_may_be_a_notice_alone(chief: User) -> None:
    article = published(changed_by=make_user("editor"))
    corrected = _correct(article, chief, note=f"\n {NOTE}\x00 ")
    assert (corrected.body, corrected.changed_by, corrected.version) == (article.body, article.changed_by, 2)
    assert [notice.note for notice in corrected.corrections.all()] == [NOTE]


def test_correction_changes_bylines_and_leaves_those_it_is_not_told_of(chief: User) -> None:
    article = BylineFactory.create(article=published(), printed_name="陈溪").article
    kept = _correct(article, chief)
    assert desk.byline_pairs(kept) == [("通讯员", "陈溪")]
    assert desk.byline_pairs(_correct(kept, chief, bylines=[("记者", "陈希")])) == [("记者", "陈希")]


def test_correction_is_found_by_its_new_words_and_no_longer_by_the_old(chief: User) -> None:
    article = published(body="县水务局组织夏灌。")
    search.index(article)
    assert (_found("夏灌"), _found("冬灌")) == ([article.pk], [])
    _correct(article, chief, fields={"body": "县水务局组织冬灌。"})
    assert (_found("夏灌"), _found("冬灌")) == ([], [article.pk])


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("status", list(Status))
def test_only_a_chief_corrects_and_only_what_is_published(person: str, status: Status, db: None) -> None:
    by = make_user(person)
    article = ArticleFactory.create(status=status)
    if (person, status) == ("chief", Status.PUBLISHED):
        assert _correct(article, by, fields={"headline": "改"}).headline == "改"
        return
    with pytest.raises(Refused, match=r"."):
        _correct(article, by, fields={"headline": "改"})
    after = Article.objects.get(pk=article.pk)
    assert (after.headline, after.version, after.revisions.count(), after.corrections.count()) == (
        article.headline,
        1,
        0,
        0,
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_the_desk_stays_closed_for_what_is_published(person: str, db: None) -> None:
    article = published()
    with pytest.raises(Refused):
        desk.save_draft(article, by=make_user(person), version=1, fields={"headline": "改"}, bylines=[])
    assert Article.objects.get(pk=article.pk).headline == article.headline


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"note": " \n\x00"}, "写明"),
        ({"note": "错" * 1001}, "1000"),
        ({"fields": {"headline": "", "body": ""}}, "撤稿"),
    ],
)
def test_correction_that_says_or_leaves_nothing_is_refused_whole(
    changes: dict[str, Any], told: str, chief: User
) -> None:
    article = published()
    with pytest.raises(Refused, match=told):
        _correct(article, chief, **changes)
    after = Article.objects.get(pk=article.pk)
    assert (after.body, after.version, after.corrections.count()) == (article.body, 1, 0)


def test_stale_correction_is_refused_with_the_article_as_it_stands(chief: User) -> None:
    article = published()
    corrected = _correct(article, chief, fields={"headline": "先改的"})
    with pytest.raises(Stale) as refused:
        _correct(article, chief, fields={"headline": "后改的"})
    assert (refused.value.current, refused.value.current.headline) == (corrected, "先改的")


def test_signatures_are_for_the_text_before_the_correction(chief: User) -> None:
    article = ArticleFactory.create(status=Status.SUBMITTED)
    article = review.sign(article, by=make_user("reviewer"), version=1)
    article = review.publish(article, by=chief, version=2)
    assert review.signatures(article).count() == 1
    assert review.signatures(_correct(article, chief, fields={"headline": "改"})).count() == 0


def test_withdrawal_is_told_the_readers(chief: User) -> None:
    article = published()
    gone = review.withdraw(article, by=chief, version=1, reason="数字有误")
    notice = gone.corrections.get()
    assert (notice.kind, notice.note, notice.made_by, notice.version) == (
        CorrectionKind.WITHDRAWAL,
        "数字有误",
        chief,
        2,
    )


def test_readers_see_corrections_while_there_is_a_text_and_the_withdrawal_after(chief: User) -> None:
    article = _correct(published(), chief)
    draft = ArticleFactory.create()
    announce(draft, CorrectionKind.CORRECTION, "未刊", by=chief)
    assert [notice.article for notice in Correction.objects.for_readers()] == [article]
    review.withdraw(article, by=chief, version=2, reason="数字有误")
    assert [notice.kind for notice in Correction.objects.for_readers()] == [CorrectionKind.WITHDRAWAL]


def test_what_was_withdrawn_before_there_were_notices_has_its_own(chief: User) -> None:
    article = ArticleFactory.create(status=Status.WITHDRAWN)
    entry = record(article, Action.WITHDRAWN, by=chief, reason="查无此事")
    record(ArticleFactory.create(status=Status.DRAFT), Action.SENT_BACK, by=chief, reason="缺图")
    migration = import_module("articles.migrations.0011_who_corrects")
    for _once_and_again in range(2):
        migration.announce(apps, None)
    found = Correction.objects.values_list("article", "kind", "note", "version", "made_by", "made_at")
    assert list(found) == [(article.pk, "withdrawal", "查无此事", 1, chief.pk, entry.created_at)]


@pytest.mark.parametrize("wrong", [{"kind": "gossip"}, {"note": ""}, {"version": 1}, {"kind": "withdrawal"}])
def test_what_must_be_true_of_a_notice_is_kept_by_the_database(wrong: dict[str, Any], chief: User) -> None:
    article = published()
    row = {"article": article, "kind": "correction", "note": "甲", "version": 3, "made_at": article.changed_at}
    Correction.objects.create(**row | {"version": 1})
    Correction.objects.create(**row | {"version": 2, "kind": "withdrawal"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(**row | wrong)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("round_", range(3))
def test_correction_against_withdrawal_lets_one_win(round_: int) -> None:
    chief = make_user("chief")
    article = published()
    search.index(article)
    outcomes = at_once(
        lambda: _correct(article, chief, fields={"headline": "改"}),
        lambda: review.withdraw(article, by=chief, version=1, reason="数字有误"),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Article", "Stale"]
    after = Article.objects.get(pk=article.pk)
    assert (after.version, after.revisions.count(), after.corrections.count()) == (2, 1, 1)
    assert (_found("改") == [article.pk]) == (after.status == Status.PUBLISHED)
