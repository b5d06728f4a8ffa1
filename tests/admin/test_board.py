"""The board of an issue: what hinders it, and publishing it whole or at a time."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import review
from articles.models import Article, Conflict, Issue, Status
from tests.factories import ArticleFactory, IssueFactory, PageFactory


@pytest.fixture
def issue(db: None) -> Issue:
    issue = IssueFactory.create()
    PageFactory.create(issue=issue, number=2, name="")
    return issue


def _board(issue: Issue) -> str:
    return reverse("admin:articles_issue_board", args=[issue.pk])


def _signed(by: User, **fields: object) -> Article:
    return review.sign(ArticleFactory.create(status=Status.SUBMITTED, **fields), by=by, version=1)


def _publish(client: Client, issue: Issue, articles: list[Article]) -> list[str]:
    versions = {f"version-{article.pk}": article.version for article in articles}
    answer = client.post(_board(issue), {"step": "publish", **versions})
    return [str(message) for message in get_messages(answer.wsgi_request)]


def _statuses() -> list[str]:
    return list(Article.objects.order_by("pk").values_list("status", flat=True))


def test_board_shows_every_page_with_its_articles_and_what_hinders(issue: Issue, cast: dict[str, Client]) -> None:
    chief = User.objects.get(username="chief")
    ArticleFactory.create(headline="稿")
    ArticleFactory.create(headline="送", status=Status.SUBMITTED)
    with_conflict = _signed(chief, headline="冲")
    _signed(chief, headline="好")
    ArticleFactory.create(headline="弃", status=Status.DISCARDED)
    Conflict.objects.create(
        article=with_conflict, source="01.txt", digest="0", made_at=timezone.now(), new={"body": "新"}
    )
    page = cast["viewer"].get(_board(issue)).content.decode()
    assert re.findall(r'<a class="title"[^>]*>(.)</a>', page) == ["稿", "送", "冲", "好"]
    said = [
        " ".join(re.sub("<[^>]*>", "", why).split()) for why in re.findall(r'class="why">(.*?)</span>', page, re.DOTALL)
    ]
    assert said == ["尚未送审", "还缺 1 个审签", "来了新文本，请裁定"]
    assert ("本版没有稿件" in page, "还有 3 篇未办妥" in page) == (True, True)


def test_approved_article_that_lacks_signatures_by_now_hinders(issue: Issue, cast: dict[str, Client]) -> None:
    _signed(User.objects.get(username="chief"))
    issue.publication.__class__.objects.update(review_levels=3)
    assert "还缺 2 个审签" in cast["viewer"].get(_board(issue)).content.decode()


def test_publishing_the_issue_gives_a_line_for_each(issue: Issue, cast: dict[str, Client]) -> None:
    chief, reviewer = (User.objects.get(username=name) for name in ("chief", "reviewer"))
    articles = [_signed(chief, headline=f"第{n}篇") for n in range(3)]
    Article.objects.filter(pk=articles[1].pk).update(changed_by=reviewer)
    articles[2].version = 1  # as it was on an older screen
    said = _publish(cast["reviewer"], issue, articles)
    assert _statuses() == [Status.PUBLISHED, Status.APPROVED, Status.APPROVED]
    assert [line.split("》")[0] for line in said] == ["《第0篇", "《第1篇", "《第2篇"]


def test_issue_that_something_hinders_is_not_published(issue: Issue, cast: dict[str, Client]) -> None:
    ready = _signed(User.objects.get(username="chief"))
    ArticleFactory.create()
    assert len(_publish(cast["reviewer"], issue, [ready])) == 1
    assert _statuses() == [Status.APPROVED, Status.DRAFT]


def test_board_is_read_by_staff_and_used_by_who_may_publish(issue: Issue, cast: dict[str, Client]) -> None:
    ready = _signed(User.objects.get(username="chief"))
    for person in ("viewer", "editor", "operator"):
        assert 'name="step"' not in cast[person].get(_board(issue)).content.decode()
        for fields in ({"step": "publish", f"version-{ready.pk}": 2}, {"step": "schedule", "publish_at": ""}):
            assert cast[person].post(_board(issue), fields).status_code == 403
    assert cast["chief"].post(_board(issue), {"step": "delete"}).status_code == 403
    assert _statuses() == [Status.APPROVED]


def test_time_to_publish_is_set_with_who_set_it_and_taken_back(issue: Issue, cast: dict[str, Client]) -> None:
    to_come = timezone.localtime() + dt.timedelta(days=1)
    cast["reviewer"].post(_board(issue), {"step": "schedule", "publish_at": f"{to_come:%Y-%m-%dT%H:%M}"})
    issue.refresh_from_db()
    assert issue.publish_at == to_come.replace(second=0, microsecond=0)
    assert issue.publish_by == User.objects.get(username="reviewer")
    assert f'value="{to_come:%Y-%m-%dT%H:%M}"' in cast["reviewer"].get(_board(issue)).content.decode()
    cast["chief"].post(_board(issue), {"step": "schedule", "publish_at": ""})
    issue.refresh_from_db()
    assert (issue.publish_at, issue.publish_by) == (None, None)


@pytest.mark.parametrize("typed", ["x", "2026-13-40T99:99", "1949-02-29T06:00", "2020-01-01T06:00", "9" * 500])
def test_time_that_is_none_or_past_is_refused_in_words(typed: str, issue: Issue, cast: dict[str, Client]) -> None:
    answer = cast["chief"].post(_board(issue), {"step": "schedule", "publish_at": typed})
    assert len(list(get_messages(answer.wsgi_request))) == 1
    assert Issue.objects.get().publish_at is None


def test_board_asks_as_often_for_many_articles_as_for_few(issue: Issue, cast: dict[str, Client]) -> None:
    ArticleFactory.create(status=Status.REVIEWED)
    cast["chief"].get(_board(issue))
    few = _count_queries(cast["chief"], issue)
    ArticleFactory.create_batch(20, status=Status.REVIEWED)
    assert _count_queries(cast["chief"], issue) == few <= 12


def _count_queries(client: Client, issue: Issue) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(_board(issue))
    return len(queries)
