"""Years far apart, leap days, and a clock that is set back: right order, published once."""

import datetime as dt
import re
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import review, search
from articles.models import Action, Article, Status
from tests.factories import ArticleFactory, IssueFactory, PageFactory, published

DAYS = [dt.date(2100, 12, 31), dt.date(2024, 2, 29), dt.date(1872, 2, 29)]


@pytest.fixture
def of_three_centuries(db: None) -> list[Article]:
    """An article of each day, the newest first; they were published the other way round."""
    articles = [published(page=PageFactory.create(issue=IssueFactory.create(date=day))) for day in DAYS]
    for article in articles:
        search.index(article)
    return articles


def test_issues_of_three_centuries_stand_in_order(client: Client, of_three_centuries: list[Article]) -> None:
    newest, leap, oldest = of_three_centuries
    assert newest.headline in client.get("/").content.decode()
    assert re.findall(r"\?year=(\d+)", client.get("/issues/").content.decode()) == ["2100", "2024", "1872"]
    middle = client.get("/issues/2024-02-29/").content.decode()
    beside = re.findall(r'class="(previous|next)" href="/issues/([-\d]+)/', middle)
    assert beside == [("previous", "1872-02-29"), ("next", "2100-12-31")]
    assert leap.headline in middle
    assert oldest.headline in client.get("/issues/1872-02-29/").content.decode()


def test_search_and_feed_go_from_the_newest_to_the_oldest(client: Client, of_three_centuries: list[Article]) -> None:
    assert [hit.article for hit in search.search("水库").hits] == of_three_centuries
    links = re.findall(r"/articles/(\d+)/", client.get("/feed/").content.decode())
    assert list(dict.fromkeys(links)) == [str(article.pk) for article in of_three_centuries]


def test_a_clock_set_back_changes_neither_order_nor_rights(
    editor: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: clock[0])
    article = ArticleFactory.create(status=Status.DRAFT)
    article = review.submit(article, by=editor, version=1)
    clock[0] -= dt.timedelta(days=3650)
    article = review.sign(article, by=reviewer, version=2)
    clock[0] -= dt.timedelta(hours=1)
    out = review.publish(article, by=reviewer, version=3)
    history = list(out.revisions.order_by("version"))
    assert [entry.action for entry in history] == [Action.SUBMITTED, Action.SIGNED, Action.PUBLISHED]
    assert [after.digest == after.seal(before.digest) for before, after in pairwise(history)] == [True, True]
    assert (out.published_at, search.search("水库").count) == (clock[0], 1)
    with pytest.raises(review.Refused):
        review.publish(out, by=reviewer, version=4)
