"""Claims: one person at a text, for a quarter of an hour; a chief may take over, and nothing typed is lost."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import claims, desk, review
from articles.models import Article, Status
from articles.review import Refused
from tests.at_once import at_once
from tests.conftest import make_user
from tests.factories import ArticleFactory

PAST = dt.timedelta(minutes=-1)


def _claimed_by(article: Article) -> User | None:
    return Article.objects.get(pk=article.pk).claim_holder(timezone.now())


def _save(article: Article, by: User) -> Article:
    return desk.save_draft(article, by=by, version=article.version, fields={"headline": "新标题"}, bylines=[])


def _run_out(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(claimed_until=timezone.now() + PAST)


def test_claim_is_the_first_one_s_and_leaves_version_and_history(editor: User, reviewer: User) -> None:
    article = ArticleFactory.create()
    assert [claims.take(article, by=person) for person in (editor, reviewer, editor)] == [True, False, True]
    assert _claimed_by(article) == editor
    assert (Article.objects.get().version, article.revisions.count()) == (1, 0)


@pytest.mark.parametrize("status", list(Status))
def test_claim_is_on_what_can_still_be_changed(status: Status, editor: User) -> None:
    assert claims.take(ArticleFactory.create(status=status), by=editor) == (status in desk.EDITABLE)


def test_save_by_another_is_refused_with_the_text_as_it_stands(editor: User, reviewer: User) -> None:
    article = ArticleFactory.create(headline="原题")
    claims.take(article, by=reviewer)
    with pytest.raises(claims.Claimed) as refused:
        _save(article, editor)
    assert (refused.value.current.headline, "reviewer" in str(refused.value)) == ("原题", True)
    assert Article.objects.get().version == 1


def test_claim_that_ran_out_is_free_and_the_text_saved_before_stays(editor: User, reviewer: User) -> None:
    article = ArticleFactory.create()
    claims.take(article, by=editor)
    saved = _save(article, editor)
    _run_out(article)
    assert _claimed_by(article) is None
    assert claims.take(article, by=reviewer)
    kept = Article.objects.get()
    assert (kept.headline, kept.version) == (saved.headline, 2)


def test_save_renews_the_claim_and_makes_none(editor: User) -> None:
    claimed, free = ArticleFactory.create_batch(2)
    claims.take(claimed, by=editor)
    Article.objects.filter(pk=claimed.pk).update(claimed_until=timezone.now() + dt.timedelta(minutes=1))
    _save(claimed, editor)
    _save(free, editor)
    until = Article.objects.get(pk=claimed.pk).claimed_until
    assert until is not None
    assert until > timezone.now() + dt.timedelta(minutes=14)
    assert _claimed_by(free) is None


def test_submitting_releases_the_claim_and_nobody_submits_what_another_works_on(editor: User, reviewer: User) -> None:
    article = ArticleFactory.create()
    claims.take(article, by=editor)
    with pytest.raises(Refused):
        review.submit(article, by=reviewer, version=1)
    review.submit(article, by=editor, version=1)
    assert _claimed_by(article) is None


def test_signing_waits_for_whoever_is_still_changing_the_text(editor: User, reviewer: User) -> None:
    article = ArticleFactory.create(status=Status.SUBMITTED)
    claims.take(article, by=editor)
    with pytest.raises(Refused):
        review.sign(article, by=reviewer, version=1)
    _run_out(article)
    assert review.sign(article, by=reviewer, version=1).status == Status.APPROVED


@pytest.mark.parametrize("person", ["outsider", "viewer", "operator", "reviewer", "chief"])
def test_only_a_chief_takes_over(person: str, editor: User) -> None:
    article, by = ArticleFactory.create(), make_user(person)
    claims.take(article, by=editor)
    if person == "chief":
        assert claims.take_over(article, by=by)
        assert _claimed_by(article) == by
        with pytest.raises(claims.Claimed):
            _save(article, editor)
    else:
        with pytest.raises(Refused):
            claims.take_over(article, by=by)
        assert _claimed_by(article) == editor


def test_release_frees_only_one_s_own(editor: User, reviewer: User) -> None:
    article = ArticleFactory.create()
    claims.take(article, by=editor)
    claims.release(article, by=reviewer)
    assert _claimed_by(article) == editor
    claims.release(article, by=editor)
    assert _claimed_by(article) is None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_open_at_once_one_holds_it() -> None:
    editor, chief = make_user("editor"), make_user("chief")
    article = ArticleFactory.create()
    outcomes = at_once(lambda: claims.take(article, by=editor), lambda: claims.take(article, by=chief))
    assert sorted(outcomes) == [False, True]
