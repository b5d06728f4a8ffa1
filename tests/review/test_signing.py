"""Who signs: as many different people as the publication asks for, and nobody his own work."""

import pytest
from django.contrib.auth.models import User

from articles import review
from articles.models import Action, Article, Status
from articles.models.revision import record
from articles.review import Refused
from tests.conftest import make_user
from tests.factories import ArticleFactory


@pytest.fixture
def reviewers(db: None) -> list[User]:
    first = make_user("reviewer")
    others = [User.objects.create_user(name) for name in ("second", "third")]
    for user in others:
        user.groups.set(first.groups.all())
    return [first, *others]


def _submitted(levels: int, **fields: object) -> Article:
    article = ArticleFactory.create(status=Status.SUBMITTED, **fields)
    paper = article.page.issue.publication
    paper.review_levels = levels
    paper.save()
    return article


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_as_many_different_people_sign_as_the_publication_asks(levels: int, reviewers: list[User]) -> None:
    article = _submitted(levels)
    seen = []
    for by in reviewers[:levels]:
        article = review.sign(article, by=by, version=article.version)
        seen.append(article.status)
    assert seen == [Status.REVIEWED] * (levels - 1) + [Status.APPROVED]
    assert [entry.actor for entry in review.signatures(article)] == reviewers[:levels]


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_nobody_signs_what_he_last_changed(levels: int, reviewers: list[User]) -> None:
    article = _submitted(levels, changed_by=reviewers[0])
    assert "sign" not in review.allowed(article, reviewers[0])
    with pytest.raises(Refused):
        review.sign(article, by=reviewers[0], version=1)
    assert Article.objects.get(pk=article.pk).status == Status.SUBMITTED


def test_nobody_publishes_what_he_last_changed(reviewers: list[User]) -> None:
    article = _submitted(1, changed_by=reviewers[0])
    approved = review.sign(article, by=reviewers[1], version=1)
    with pytest.raises(Refused):
        review.publish(approved, by=reviewers[0], version=2)
    assert review.publish(approved, by=reviewers[1], version=2).status == Status.PUBLISHED


@pytest.mark.parametrize("levels", [2, 3])
def test_nobody_signs_twice_in_one_round(levels: int, reviewers: list[User]) -> None:
    article = review.sign(_submitted(levels), by=reviewers[0], version=1)
    with pytest.raises(Refused):
        review.sign(article, by=reviewers[0], version=2)
    assert Article.objects.get(pk=article.pk).status == Status.REVIEWED


def test_signatures_do_not_outlive_a_send_back(reviewers: list[User]) -> None:
    article = review.sign(_submitted(2), by=reviewers[0], version=1)
    article = review.send_back(article, by=reviewers[1], version=2, reason="缺电头")
    article = review.submit(article, by=reviewers[1], version=3)
    assert review.signatures(article).count() == 0
    article = review.sign(article, by=reviewers[0], version=4)
    assert article.status == Status.REVIEWED


def test_signatures_do_not_outlive_a_change_of_the_text(reviewers: list[User]) -> None:
    article = review.sign(_submitted(2), by=reviewers[0], version=1)
    Article.objects.filter(pk=article.pk).update(version=3)
    article.refresh_from_db()
    record(article, Action.EDITED, by=reviewers[1])
    assert review.signatures(article).count() == 0


def test_lowering_the_levels_lets_the_next_signature_approve(reviewers: list[User]) -> None:
    article = review.sign(_submitted(3), by=reviewers[0], version=1)
    paper = article.page.issue.publication
    paper.review_levels = 1
    paper.save()
    assert review.sign(article, by=reviewers[1], version=2).status == Status.APPROVED


def _raise_levels(article: Article, levels: int) -> Article:
    paper = article.page.issue.publication
    paper.review_levels = levels
    paper.save()
    return Article.objects.with_place().get(pk=article.pk)


def test_raised_levels_keep_an_approved_article_from_being_published_until_it_is_signed(reviewers: list[User]) -> None:
    article = review.sign(_submitted(1), by=reviewers[0], version=1)
    article = _raise_levels(article, 3)
    assert review.ways(article) == ["sign", "send_back", "publish"]
    with pytest.raises(Refused, match="签"):
        review.publish(article, by=reviewers[1], version=2)
    with pytest.raises(Refused):
        review.sign(article, by=reviewers[0], version=2)
    article = review.sign(article, by=reviewers[1], version=2)
    assert article.status == Status.REVIEWED
    article = review.sign(article, by=reviewers[2], version=3)
    assert (article.status, review.ways(article)) == (Status.APPROVED, ["send_back", "publish"])
    assert review.publish(article, by=reviewers[0], version=4).status == Status.PUBLISHED


def test_approved_article_with_all_its_signatures_takes_no_further_one(reviewers: list[User]) -> None:
    article = review.sign(_submitted(1), by=reviewers[0], version=1)
    with pytest.raises(Refused):
        review.sign(article, by=reviewers[1], version=2)


@pytest.mark.parametrize("action", [Action.EDITED, Action.CORRECTED])
def test_a_changed_text_is_not_published_on_the_signatures_of_the_one_before(
    action: Action, reviewers: list[User]
) -> None:
    article = review.sign(_submitted(1), by=reviewers[0], version=1)
    Article.objects.filter(pk=article.pk).update(version=3, body="签后改的正文")
    article.refresh_from_db()
    record(article, action, by=reviewers[1])
    assert [entry.actor for entry in review.voided(article)] == [reviewers[0]]
    with pytest.raises(Refused):
        review.publish(article, by=reviewers[2], version=3)
    article = review.sign(article, by=reviewers[0], version=3)
    assert (review.voided(article), article.status) == ([], Status.APPROVED)


def test_voided_signatures_are_told_after_a_send_back(reviewers: list[User]) -> None:
    article = review.sign(_submitted(3), by=reviewers[0], version=1)
    article = review.sign(article, by=reviewers[1], version=2)
    assert review.voided(article) == []
    article = review.send_back(article, by=reviewers[2], version=3, reason="缺电头")
    assert [entry.actor for entry in review.voided(article)] == reviewers[:2]
    article = review.submit(article, by=reviewers[2], version=4)
    article = review.sign(article, by=reviewers[1], version=5)
    assert [entry.actor for entry in review.voided(article)] == reviewers[:1]
