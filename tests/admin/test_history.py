"""The history page of an article: versions, what differs, and the way back for those who edit."""

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import desk
from articles.models import Action, Article, Status
from articles.models.revision import record
from tests.factories import ArticleFactory, PageFactory

STAFF = ("viewer", "operator", "editor", "reviewer", "chief")
EDITORS = ("editor", "reviewer", "chief")
EVIL = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>\u2028'


@pytest.fixture
def article(cast: dict[str, Client]) -> Article:
    """Two versions; the headline was changed by the editor."""
    article = ArticleFactory.create(
        page=PageFactory.create(raw="水库开闸\n\n县水务局组织\n春灌。"), source_lines=[[1, 4]], dateline="", place=""
    )
    Article.objects.update(headline="水库开闸", body="县水务局组织春灌。")
    article.refresh_from_db()
    record(article, Action.PARSED, by=None)
    return saved(article, "水库今日开闸", reason="对照<版样>")


def saved(article: Article, headline: str, reason: str = "") -> Article:
    by = User.objects.get(username="editor")
    fields = {"headline": headline}
    return desk.save_draft(article, by=by, version=article.version, fields=fields, bylines=[], reason=reason)


def address(article: Article, **query: object) -> str:
    return reverse("admin:articles_article_history", args=[article.pk], query=query)


def way_back(article: Article) -> str:
    return reverse("admin:articles_article_restore", args=[article.pk])


def compared(answer: HttpResponse) -> str:
    (text,) = re.findall(r'class="panel compared".*?</section>', answer.content.decode(), re.DOTALL)
    return text


def said(answer: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_page_shows_each_version_with_who_and_why(cast: dict[str, Client], article: Article) -> None:
    for person in STAFF:
        page = cast[person].get(address(article)).content.decode()
        rows = re.findall(r'scope="row">(v\d).*?<b>(.*?)</b>.*?class="what">(.*?)<', page, re.DOTALL)
        assert rows == [("v2", "editor", "修改"), ("v1", "系统", "解析入库")]
        assert "<q>对照&lt;版样&gt;</q>" in page
        assert re.findall(r'href="(\?old=.*?)">(.*?)<', page)[0] == ("?old=1&amp;new=2", "主题")


def test_page_compares_the_first_and_the_last_version(cast: dict[str, Client], article: Article) -> None:
    shown = compared(cast["viewer"].get(address(article)))
    assert ("水库<ins>今日</ins>开闸" in shown, "第1稿到第2稿" in shown) == (True, True)


@pytest.mark.parametrize(("old", "new"), [("2", "3"), ("3", "2")])
def test_page_compares_any_two_versions(cast: dict[str, Client], article: Article, old: str, new: str) -> None:
    saved(article, "水库昨日开闸")
    shown = compared(cast["viewer"].get(address(article, old=old, new=new)))
    assert ("水库<del>今</del><ins>昨</ins>日开闸" in shown, "第2稿到第3稿" in shown) == (True, True)


def test_page_compares_with_the_raw_lines(cast: dict[str, Client], article: Article) -> None:
    shown = compared(cast["viewer"].get(address(article, old="source")))
    assert re.findall(r'<p class="text">(.*?)</p>', shown, re.DOTALL)[0].strip() == (
        "水库<ins>今日</ins>开闸\n\n县水务局组织春灌。"
    )


@pytest.mark.parametrize("query", [{"old": "9", "new": "x"}, {"old": "-1"}, {"new": "99999999999999999999"}])
def test_versions_that_are_not_there_are_the_first_and_the_last(
    cast: dict[str, Client], article: Article, query: dict[str, str]
) -> None:
    assert "第1稿到第2稿" in compared(cast["viewer"].get(address(article, **query)))


def test_article_without_versions_is_compared_with_the_raw_lines(cast: dict[str, Client]) -> None:
    assert "从原始文本到稿件" in compared(cast["viewer"].get(address(ArticleFactory.create())))


@pytest.mark.parametrize("query", [{}, {"old": "source"}])
def test_page_shows_markup_in_every_field_as_text(
    cast: dict[str, Client], article: Article, query: dict[str, str]
) -> None:
    names = ("kicker", "subtitle", "place", "dateline", "body")
    by = User.objects.get(username="editor")
    changed = dict.fromkeys(names, f"{EVIL}!"[:50])
    desk.save_draft(article, by=by, version=2, fields=changed, bylines=[(EVIL[:50], EVIL)], reason=EVIL)
    page = cast["viewer"].get(address(article, **query)).content.decode()
    assert ("<img src=x" in page, "<script>alert" in page) == (False, False)


def test_page_asks_the_database_as_often_for_many_versions_as_for_few(
    cast: dict[str, Client], article: Article
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            cast["editor"].get(address(article))
        return len(asked)

    queries()
    few, last = queries(), article
    for n in range(8):
        last = saved(last, f"水库开闸{n}")
    assert queries() == few


def test_those_who_edit_may_restore_what_is_another_text(cast: dict[str, Client], article: Article) -> None:
    offered = {person: 'name="restore"' in compared(cast[person].get(address(article))) for person in STAFF}
    assert offered == {person: person in EDITORS for person in STAFF}
    assert 'name="restore"' not in compared(cast["editor"].get(address(article, old=2)))
    Article.objects.update(status=Status.APPROVED)
    assert 'name="restore"' not in compared(cast["editor"].get(address(article)))


@pytest.mark.parametrize("person", EDITORS)
def test_restore_makes_a_new_version_and_leads_to_the_article(
    cast: dict[str, Client], article: Article, person: str
) -> None:
    answer = cast[person].post(way_back(article), {"restore": "1", "version": "2", "reason": "改错了\x00"})
    changed = reverse("admin:articles_article_change", args=[article.pk])
    assert (answer.headers["Location"], said(answer)) == (changed, ["已将第1稿恢复为第3稿。"])
    last = article.revisions.get(version=3)
    assert (last.text["headline"], last.actor.get_username(), last.reason) == (  # type: ignore[union-attr]
        "水库开闸",
        person,
        "恢复自第1稿：改错了",
    )


@pytest.mark.parametrize("person", ["reader", "outsider", "viewer", "operator"])
def test_who_may_not_edit_restores_nothing(cast: dict[str, Client], article: Article, person: str) -> None:
    answer = cast[person].post(way_back(article), {"restore": "1", "version": "2"})
    assert answer.status_code == (302 if person in ("reader", "outsider") else 403)
    assert (Article.objects.get().headline, article.revisions.count()) == ("水库今日开闸", 2)


def test_restore_from_what_somebody_else_has_changed_is_told(cast: dict[str, Client], article: Article) -> None:
    saved(article, "水库昨日开闸")
    answer = cast["chief"].post(way_back(article), {"restore": "1", "version": "2"})
    assert (answer.headers["Location"], len(said(answer))) == (address(article), 1)
    assert (Article.objects.get().headline, article.revisions.count()) == ("水库昨日开闸", 3)


@pytest.mark.parametrize("forged", [{}, {"restore": "9"}, {"restore": "x"}, {"restore": "1", "version": "x"}])
def test_forged_restore_changes_nothing(cast: dict[str, Client], article: Article, forged: dict[str, str]) -> None:
    assert cast["chief"].post(way_back(article), forged).status_code == 403
    assert article.revisions.count() == 2


def test_restore_by_get_changes_nothing(cast: dict[str, Client], article: Article) -> None:
    answer = cast["chief"].get(way_back(article) + "?restore=1&version=2")
    assert (answer.headers["Location"], article.revisions.count()) == (address(article), 2)


@pytest.mark.parametrize("key", ["999999", "abc", "99999999999999999999999999"])
def test_history_of_no_article_leads_to_the_queue(cast: dict[str, Client], key: str) -> None:
    for way in ("history", "restore"):
        answer = cast["editor"].get(f"/admin/articles/article/{key}/{way}/")
        assert (answer.headers["Location"], said(answer)[-1]) == ("/admin/articles/article/", "没有这篇稿件。")


def test_draft_page_leads_to_the_history(cast: dict[str, Client], article: Article) -> None:
    page = cast["viewer"].get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert address(article) in page
