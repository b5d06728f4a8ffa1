"""Every transition × each of the cast × each status, against a table that one can read."""

import pytest
from django.contrib.auth.models import User

from articles import review
from articles.models import Action, Article, SearchDocument, Status
from articles.review import TRANSITIONS, Refused
from tests.conftest import make_user
from tests.factories import ArticleFactory, approved

PEOPLE = ("outsider", "viewer", "operator", "editor", "reviewer", "chief")
REVIEWERS = {"reviewer", "chief"}

# transition → (who may, from which status → to which)
TABLE: dict[str, tuple[set[str], dict[Status, Status]]] = {
    "submit": ({"editor", *REVIEWERS}, {Status.DRAFT: Status.SUBMITTED}),
    "sign": (REVIEWERS, {Status.SUBMITTED: Status.APPROVED, Status.REVIEWED: Status.APPROVED}),
    "send_back": (
        REVIEWERS,
        {Status.SUBMITTED: Status.DRAFT, Status.REVIEWED: Status.DRAFT, Status.APPROVED: Status.DRAFT},
    ),
    "publish": (REVIEWERS, {Status.APPROVED: Status.PUBLISHED}),
    "withdraw": ({"chief"}, {Status.PUBLISHED: Status.WITHDRAWN}),
    "discard": ({"editor", *REVIEWERS}, {Status.DRAFT: Status.DISCARDED, Status.SUBMITTED: Status.DISCARDED}),
    "restore": ({"editor", *REVIEWERS}, {Status.DISCARDED: Status.DRAFT}),
}


def _do(name: str, article: Article, by: User) -> Article:
    return getattr(review, name)(article, by=by, version=article.version, reason="核实数字")


def test_table_of_this_test_is_complete() -> None:
    assert list(TABLE) == list(TRANSITIONS)


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("status", list(Status))
def test_each_of_the_cast_moves_only_what_the_table_says(person: str, status: Status) -> None:
    by = make_user(person)
    for name, (people, ways) in TABLE.items():
        article = approved() if status == Status.APPROVED else ArticleFactory.create(status=status)
        permitted = person in people and status in ways
        assert (name in review.allowed(article, by)) == permitted
        if permitted:
            assert _do(name, article, by).status == ways[status]
        else:
            with pytest.raises(Refused):
                _do(name, article, by)
        after = Article.objects.get(pk=article.pk)
        assert (after.status, after.version) == ((ways[status], 2) if permitted else (status, 1))
        assert after.revisions.filter(version=2).count() == permitted


@pytest.mark.django_db
@pytest.mark.parametrize("status", list(Status))
def test_someone_without_an_active_account_moves_nothing(status: Status, chief: User) -> None:
    chief.is_active = False
    chief.save()
    article = ArticleFactory.create(status=status)
    assert review.allowed(article, User.objects.get(pk=chief.pk)) == []


def test_revision_tells_who_when_what_and_why(chief: User) -> None:
    article = ArticleFactory.create(status=Status.SUBMITTED)
    moved = review.send_back(article, by=chief, version=1, reason="  核实数字 \n")
    entry = moved.revisions.get()
    assert (entry.version, entry.action, entry.actor, entry.reason) == (2, Action.SENT_BACK, chief, "核实数字")
    assert (entry.text["status"], entry.text["headline"]) == (Status.DRAFT, article.headline)
    assert entry.digest == entry.seal("")


@pytest.mark.parametrize("name", ["send_back", "withdraw"])
@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_going_back_needs_a_reason(name: str, reason: str, chief: User) -> None:
    article = ArticleFactory.create(status=TRANSITIONS[name].sources[0])
    with pytest.raises(Refused, match=r"."):
        getattr(review, name)(article, by=chief, version=1, reason=reason)
    assert Article.objects.get(pk=article.pk).version == 1


@pytest.mark.parametrize(
    ("reason", "kept"), [("数字\x00有误", "数字有误"), ("错" * 500, "错" * 500), ("错" * 501, None)]
)
def test_a_reason_is_kept_as_the_database_can_hold_it_or_refused(reason: str, kept: str | None, chief: User) -> None:
    article = ArticleFactory.create(status=Status.SUBMITTED)
    if kept is None:
        with pytest.raises(Refused, match="500"):
            review.send_back(article, by=chief, version=1, reason=reason)
    else:
        assert review.send_back(article, by=chief, version=1, reason=reason).revisions.get().reason == kept


def test_publishing_sets_the_time_and_withdrawing_clears_it(chief: User) -> None:
    article = approved()
    out = review.publish(article, by=chief, version=1)
    assert out.published_at is not None
    back = review.withdraw(out, by=chief, version=2, reason="当事人更正")
    assert (back.status, back.published_at) == (Status.WITHDRAWN, None)


def test_search_finds_it_from_publishing_to_withdrawing(chief: User) -> None:
    article = approved()
    assert SearchDocument.objects.count() == 0
    out = review.publish(article, by=chief, version=1)
    assert [row.article_id for row in SearchDocument.objects.all()] == [article.pk]
    review.withdraw(out, by=chief, version=2, reason="当事人更正")
    assert SearchDocument.objects.count() == 0


def test_an_empty_draft_is_not_submitted(editor: User) -> None:
    article = ArticleFactory.create(headline="", body="")
    with pytest.raises(Refused):
        review.submit(article, by=editor, version=1)


@pytest.mark.parametrize("field", ["headline", "body"])
def test_a_draft_with_a_headline_or_a_body_is_submitted(field: str, editor: User) -> None:
    article = ArticleFactory.create(**{field: ""})
    assert review.submit(article, by=editor, version=1).status == Status.SUBMITTED
