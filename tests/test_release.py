"""Publishing at a set time: what is approved, once only, in the name of who set it."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone

from articles import release, review
from articles.models import Article, Issue, Status
from articles.review import Refused
from tests.conftest import make_user
from tests.factories import ArticleFactory, IssueFactory

AT = timezone.now() + dt.timedelta(hours=6)
DAY = dt.timedelta(days=1)


@pytest.fixture
def approved(chief: User, reviewer: User) -> Article:
    article = review.sign(ArticleFactory.create(status=Status.SUBMITTED), by=chief, version=1)
    release.schedule(article.page.issue, AT, by=reviewer)
    return article


def test_nothing_is_published_before_its_time(approved: Article) -> None:
    assert release.publish_due(AT - dt.timedelta(seconds=1)) == []
    assert Article.objects.get().status == Status.APPROVED


def test_what_is_approved_is_published_and_the_rest_told(approved: Article, reviewer: User) -> None:
    ArticleFactory.create(headline="未审")
    released = release.publish_due(AT)
    assert [(entry.published, [str(article) for article in entry.left]) for entry in released] == [(1, ["未审"])]
    entry = approved.revisions.get(action="published")
    assert (entry.actor, list(Article.objects.order_by("pk").values_list("status", flat=True))) == (
        reviewer,
        [Status.PUBLISHED, Status.DRAFT],
    )


def test_it_is_done_once_also_where_the_clock_is_set_back(approved: Article, chief: User) -> None:
    release.publish_due(AT)
    review.withdraw(Article.objects.get(), by=chief, version=3, reason="有误")
    later = review.sign(ArticleFactory.create(status=Status.SUBMITTED), by=chief, version=1)
    assert [release.publish_due(moment) for moment in (AT - DAY, AT, AT + DAY)] == [[], [], []]
    assert Article.objects.get(pk=later.pk).status == Status.APPROVED


def test_run_that_broke_off_is_made_good_by_the_next(
    approved: Article, chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = review.sign(ArticleFactory.create(status=Status.SUBMITTED), by=chief, version=1)
    publish = review.publish

    def broken(article: Article, **how: object) -> Article:
        if article == second:
            raise KeyboardInterrupt
        return publish(article, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(review, "publish", broken)
    with pytest.raises(KeyboardInterrupt):
        release.publish_due(AT)
    monkeypatch.undo()
    assert [entry.published for entry in release.publish_due(AT)] == [1]
    assert [article.revisions.filter(action="published").count() for article in (approved, second)] == [1, 1]


def test_whoever_changed_the_text_last_does_not_publish_it_by_the_clock_either(
    approved: Article, reviewer: User
) -> None:
    Article.objects.update(changed_by=reviewer)
    (entry,) = release.publish_due(AT)
    assert (entry.published, [bool(outcome.refusal) for outcome in entry.outcomes]) == (0, [True])
    assert Article.objects.get().status == Status.APPROVED


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["outsider", "viewer", "editor", "operator", "reviewer", "chief"])
def test_time_is_set_by_who_may_publish(person: str) -> None:
    issue, by = IssueFactory.create(), make_user(person)
    if person in ("reviewer", "chief"):
        release.schedule(issue, AT, by=by)
        assert Issue.objects.get().publish_by == by
    else:
        with pytest.raises(Refused):
            release.schedule(issue, AT, by=by)
        assert Issue.objects.get().publish_at is None


def test_time_has_a_person(db: None) -> None:
    issue = IssueFactory.create()
    with pytest.raises(IntegrityError, match="issue_publish_at_by_somebody"):
        Issue.objects.filter(pk=issue.pk).update(publish_at=AT)
