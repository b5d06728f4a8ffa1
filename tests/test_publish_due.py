"""``manage.py publish_due``: what it prints, how it exits, and a kill in the middle."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from articles import release, review
from articles.models import Article, Issue, Status
from tests.at_once import at_once
from tests.conftest import make_user
from tests.factories import ArticleFactory


def _approved(by: User, **fields: object) -> Article:
    return review.sign(ArticleFactory.create(status=Status.SUBMITTED, **fields), by=by, version=1)


def _due(article: Article, by: User) -> None:
    past = timezone.now() - dt.timedelta(minutes=1)
    Issue.objects.filter(pk=article.page.issue_id).update(publish_at=past, publish_by=by)


def _run(*arguments: str) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command("publish_due", *arguments, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(str(end.code))
    return out.getvalue(), 0


def test_command_publishes_and_says_what_is_left(chief: User, reviewer: User) -> None:
    _due(_approved(chief), reviewer)
    left = ArticleFactory.create(headline="未审\n的稿").pk
    assert _run() == (
        f"青川日报 2026-07-14：发布 1 篇\n  未发布：{left}《未审 的稿》：草稿\n",
        1,
    )
    assert _run() == ("", 0)


def test_command_prints_an_object_an_issue(chief: User, reviewer: User) -> None:
    first, second = _approved(chief), _approved(chief, page__issue__date=dt.date(2026, 7, 21))
    for article in (first, second):
        _due(article, reviewer)
    printed, code = _run("--json")
    objects = [json.loads(line) for line in printed.splitlines()]
    assert (code, objects) == (
        0,
        [
            {"issue": "青川日报 2026-07-14", "published": 1, "left": []},
            {"issue": "青川日报 2026-07-21", "published": 1, "left": []},
        ],
    )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_runs_at_once_publish_each_article_once() -> None:
    chief, reviewer = make_user("chief"), make_user("reviewer")
    articles = [_approved(chief) for _n in range(4)]
    _due(articles[0], reviewer)
    now = timezone.now()
    outcomes = at_once(lambda: release.publish_due(now), lambda: release.publish_due(now))
    assert [type(outcome) for outcome in outcomes] == [list, list]
    assert [article.revisions.filter(action="published").count() for article in articles] == [1] * 4
    assert [
        outcome.refusal for found in outcomes for entry in found for outcome in entry.outcomes if outcome.refusal
    ] == []
