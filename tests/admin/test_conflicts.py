"""Conflicts in the admin site: listed, seen side by side by all staff, decided by those who edit."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Action, Article, Conflict, Status
from articles.models.revision import record
from tests.factories import ArticleFactory

STAFF = ("viewer", "operator", "editor", "reviewer", "chief")
EDITORS = ("editor", "reviewer", "chief")
LIST = "/admin/articles/conflict/"
NEW = {"headline": "新<b>题", "body": "3月5日，县水务局组织夏灌。", "bylines": [["通讯员", "马旭"]]}
EVIL = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>\u2028'


def conflict_of(article: Article, **fields: Any) -> Conflict:
    texts = {"new": dict(NEW), "base": {"headline": article.headline, "body": article.body, "bylines": []}}
    defaults = {"source": "03.txt", "digest": "0" * 64, "made_at": timezone.now()}
    return Conflict.objects.create(article=article, **{**defaults, **texts, **fields})


@pytest.fixture
def conflict(db: None) -> Conflict:
    return conflict_of(ArticleFactory.create(headline="春灌开闸"))


def address(conflict: Conflict) -> str:
    return reverse("admin:articles_conflict_change", args=[conflict.pk])


def seen(conflict: Conflict, **pressed: str) -> dict[str, Any]:
    """What the browser would send for the page as it is now."""
    return {"version": Article.objects.get(pk=conflict.article_id).version, "digest": conflict.digest, **pressed}


def said(answer: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def left(conflict: Conflict) -> list[str]:
    return sorted(Conflict.objects.get(pk=conflict.pk).new)


def test_list_shows_what_is_to_decide(cast: dict[str, Client], conflict: Conflict) -> None:
    conflict_of(ArticleFactory.create(headline="定了的"), new={}, settled_at=timezone.now())
    conflict_of(ArticleFactory.create(headline="发了的", status=Status.PUBLISHED))
    for person in STAFF:
        page = cast[person].get(LIST).content.decode()
        assert re.findall(r'class="title" href="(.*?)">(.*?)<', page) == [(f"{conflict.pk}/change/", "春灌开闸")]
        assert ("主题、署名、正文" in page, "03.txt" in page) == (True, True)


def test_list_that_is_empty_says_so(cast: dict[str, Client]) -> None:
    assert "没有待定的内容" in cast["editor"].get(LIST).content.decode()


def test_list_asks_the_database_as_often_for_many_as_for_few(cast: dict[str, Client], conflict: Conflict) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            cast["editor"].get(LIST)
        return len(asked)

    queries()
    few = queries()
    for n in range(2, 6):
        conflict_of(ArticleFactory.create(page__issue__date=dt.date(2026, 7, n)))
    assert queries() == few


def test_page_shows_both_texts_with_what_differs_marked(cast: dict[str, Client], conflict: Conflict) -> None:
    Article.objects.update(headline="春灌又开闸")
    for person in STAFF:
        page = cast[person].get(address(conflict)).content.decode()
        assert re.findall(r'id="offer-(\w+)"', page) == ["headline", "bylines", "body"]
        assert ("<ins>新&lt;b&gt;题</ins>" in page, "<del>春</del>灌" in page, "<ins>夏</ins>灌" in page) == (True,) * 3
        assert re.findall(r'class="quiet">(经编辑改动|导入后未改动)<', page) == [
            "经编辑改动",
            "导入后未改动",
            "导入后未改动",
        ]
        decisions = re.findall(r'name="(take|keep)" value="(\w+)"', page)
        fields = ["headline", "bylines", "body", "all"]
        may = [(way, name) for name in fields for way in (("take", "keep") if name == "all" else ("keep", "take"))]
        assert decisions == (may if person in EDITORS else [])


def test_page_of_a_signed_article_offers_only_to_keep(cast: dict[str, Client], conflict: Conflict) -> None:
    Article.objects.update(status=Status.APPROVED)
    page = cast["editor"].get(address(conflict)).content.decode()
    assert set(re.findall(r'name="(take|keep)"', page)) == {"keep"}
    assert "请先退稿" in page


def test_page_shows_markup_in_every_field_as_text(cast: dict[str, Client]) -> None:
    names = ("kicker", "headline", "subtitle", "section", "place", "dateline", "body")
    article = ArticleFactory.create(headline=EVIL, body=EVIL)
    new = dict.fromkeys(names, f"{EVIL}!") | {"bylines": [[EVIL, EVIL]]}
    conflict = conflict_of(article, new=new, base={}, source=EVIL)
    for path in (address(conflict), LIST, reverse("admin:articles_article_change", args=[article.pk])):
        page = cast["editor"].get(path).content.decode()
        assert ("<img src=x" in page, "<script>alert" in page) == (False, False)


def test_each_field_is_taken_or_kept(cast: dict[str, Client], conflict: Conflict) -> None:
    cast["editor"].post(address(conflict), seen(conflict, take="headline"))
    cast["reviewer"].post(address(conflict), seen(conflict, keep="body"))
    article = Article.objects.get()
    assert (article.headline, "夏灌" in article.body, left(conflict)) == ("新<b>题", False, ["bylines"])
    actions = article.revisions.order_by("version").values_list("action", "actor__username")
    assert list(actions) == [(Action.EDITED, "editor"), (Action.KEPT, "reviewer")]


@pytest.mark.parametrize(("way", "headline"), [("take", "新<b>题"), ("keep", "春灌开闸")])
def test_all_at_once_leads_to_the_next(cast: dict[str, Client], conflict: Conflict, way: str, headline: str) -> None:
    other = conflict_of(ArticleFactory.create())
    answer = cast["chief"].post(address(conflict), seen(conflict, **{way: "all"}))
    assert (answer.headers["Location"], said(answer)) == (address(other), [f"《{headline}》已处理完毕。"])
    assert (Article.objects.get(pk=conflict.article_id).headline, left(conflict)) == (headline, [])
    last = cast["chief"].post(address(other), seen(other, **{way: "all"}))
    assert last.headers["Location"] == LIST


@pytest.mark.parametrize("person", ["reader", "outsider", "viewer", "operator"])
def test_who_may_not_edit_decides_nothing(cast: dict[str, Client], conflict: Conflict, person: str) -> None:
    for way in ("take", "keep"):
        answer = cast[person].post(address(conflict), seen(conflict, **{way: "all"}))
        assert answer.status_code == (302 if person in ("reader", "outsider") else 403)
    assert (left(conflict), Article.objects.get().version) == (["body", "bylines", "headline"], 1)


def _edited(conflict: Conflict) -> None:
    article = conflict.article
    Article.objects.update(version=2, headline="别人的题")
    article.refresh_from_db()
    record(article, Action.EDITED, by=User.objects.get(username="chief"))


def _came_in_again(conflict: Conflict) -> None:
    Conflict.objects.update(digest="1" * 64)


@pytest.mark.parametrize("meanwhile", [_edited, _came_in_again])
def test_decision_on_another_text_than_was_seen_is_told(
    cast: dict[str, Client], conflict: Conflict, meanwhile: Callable[[Conflict], None]
) -> None:
    before = seen(conflict, take="headline")
    meanwhile(conflict)
    answer = cast["editor"].post(address(conflict), before)
    assert (answer.headers["Location"], len(said(answer))) == (address(conflict), 1)
    assert (Article.objects.get().headline != "新<b>题", left(conflict)) == (True, ["body", "bylines", "headline"])


@pytest.mark.parametrize(
    "forged", [{"take": "status"}, {"take": ""}, {"keep": "kicker"}, {"take": "headline", "version": "x"}]
)
def test_forged_decision_changes_nothing(cast: dict[str, Client], conflict: Conflict, forged: dict[str, str]) -> None:
    answer = cast["chief"].post(address(conflict), {**seen(conflict), **forged})
    assert (answer.status_code, len(said(answer))) == (302, 1)
    assert (Article.objects.get().version, len(left(conflict))) == (1, 3)


def test_post_without_a_decision_is_refused(cast: dict[str, Client], conflict: Conflict) -> None:
    assert cast["chief"].post(address(conflict), seen(conflict)).status_code == 403


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("key", ["999999", "abc", "99999999999999999999999999"])
def test_page_of_no_conflict_leads_to_the_list(key: str, method: str, cast: dict[str, Client]) -> None:
    answer = cast["editor"].generic(method, f"{LIST}{key}/change/")
    assert (answer.status_code, answer.headers["Location"], len(said(answer))) == (302, LIST, 1)


def test_draft_page_and_overview_lead_to_what_is_to_decide(cast: dict[str, Client], conflict: Conflict) -> None:
    draft = reverse("admin:articles_article_change", args=[conflict.article_id])
    shown = [cast["editor"].get(path).content.decode() for path in (draft, "/admin/")]
    assert [re.findall(r'class="to-decide">.*?href="(.*?)"', page, re.DOTALL) for page in shown] == [
        [address(conflict)],
        [LIST],
    ]
    Conflict.objects.update(settled_at=timezone.now(), new={})
    assert ["to-decide" in cast["editor"].get(path).content.decode() for path in (draft, "/admin/")] == [False, False]
