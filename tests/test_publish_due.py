"""``manage.py publish_due``: what it prints, how it exits, and a kill in the middle."""

import datetime as dt
import json
import os
import signal
from contextlib import suppress
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import release, review, search
from articles.models import Article, Issue, SearchDocument, Status
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


def _killed_at(article: Article, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run in a process of its own, which ends by SIGKILL in the middle of publishing ``article``; the signal it ended by."""
    connection.close()
    child = os.fork()
    if not child:
        index = search.index
        monkeypatch.setattr(
            search, "index", lambda seen: os.kill(os.getpid(), signal.SIGKILL) if seen == article else index(seen)
        )
        with suppress(BaseException):
            release.publish_due(timezone.now())
        os._exit(0)
    return os.waitpid(child, 0)[1]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_run_killed_in_the_middle_leaves_each_article_whole_or_untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    chief, reviewer = make_user("chief"), make_user("reviewer")
    articles = [_approved(chief) for _n in range(3)]
    _due(articles[0], reviewer)
    assert _killed_at(articles[1], monkeypatch) == signal.SIGKILL
    assert _state() == [("published", 3, 1), ("approved", 2, 0), ("approved", 2, 0)]
    assert (_run()[1], _state()) == (0, [("published", 3, 1)] * 3)


def _state() -> list[tuple[str, int, int]]:
    """Status, version, and whether search finds it, of each article."""
    found = set(SearchDocument.objects.values_list("article_id", flat=True))
    rows = Article.objects.order_by("pk").values_list("status", "version", "pk")
    return [(status, version, int(key in found)) for status, version, key in rows]
