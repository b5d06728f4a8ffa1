"""The tabs of the queue: what is mine, what is free, what waits for my signature."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import claims, desk, review
from articles.admin import tabs
from articles.models import Article, Status
from tests.factories import ArticleFactory
from tests.plans import plan_of

QUEUE = reverse("admin:articles_article_changelist")


def _titles(client: Client, whose: str) -> list[str]:
    return re.findall(r'<a class="title[^>]*>([^<]*)</a>', client.get(f"{QUEUE}?whose={whose}").content.decode())


def _counts(client: Client) -> list[tuple[str, str]]:
    page = client.get(QUEUE).content.decode()
    return re.findall(r'<a class="(mine|free|sign)[^>]*>[^<]*<b>(\d+)</b>', page)


def _changed(article: Article, by: User) -> Article:
    return desk.save_draft(article, by=by, version=article.version, fields={"place": "兰州"}, bylines=[])


def test_mine_is_what_i_work_on_and_what_came_back_to_me(cast: dict[str, Client]) -> None:
    editor, reviewer = (User.objects.get(username=name) for name in ("editor", "reviewer"))
    opened, changed, taken, other = (ArticleFactory.create(headline=name) for name in ("开", "改", "被接手", "别人"))
    claims.take(opened, by=editor)
    for article in (changed, taken):
        _changed(article, editor)
    claims.take(taken, by=reviewer)
    claims.take(other, by=reviewer)
    assert _titles(cast["editor"], "mine") == ["开", "改"]
    assert _titles(cast["reviewer"], "mine") == ["被接手", "别人"]


def test_free_is_what_nobody_works_on(cast: dict[str, Client]) -> None:
    free, held = (ArticleFactory.create(headline=name) for name in ("空", "占"))
    ArticleFactory.create(status=Status.SUBMITTED)
    claims.take(held, by=User.objects.get(username="editor"))
    assert _titles(cast["editor"], "free") == ["空"]
    claims.release(held, by=User.objects.get(username="editor"))
    assert _titles(cast["editor"], "free") == ["空", "占"]
    assert free.version == 1


def test_for_my_signature_is_what_i_may_sign(cast: dict[str, Client]) -> None:
    reviewer, chief = (User.objects.get(username=name) for name in ("reviewer", "chief"))
    draft, new, own, signed, again = (ArticleFactory.create(headline=name) for name in ("稿", "新", "己", "签", "再"))
    new.page.issue.publication.__class__.objects.update(review_levels=3)
    Article.objects.filter(pk__in=[new.pk, own.pk, signed.pk, again.pk]).update(status=Status.SUBMITTED)
    Article.objects.filter(pk=own.pk).update(changed_by=reviewer)
    review.sign(signed, by=reviewer, version=1)
    sent = review.send_back(review.sign(again, by=reviewer, version=1), by=chief, version=2, reason="缺图")
    review.submit(sent, by=chief, version=3)
    assert _titles(cast["reviewer"], "sign") == ["新", "再"]
    assert _titles(cast["chief"], "sign") == ["新", "己", "签", "再"]
    assert draft.status == Status.DRAFT


def test_counts_are_those_of_the_lists_and_only_signers_have_the_third(cast: dict[str, Client]) -> None:
    ArticleFactory.create_batch(3)
    ArticleFactory.create_batch(2, status=Status.SUBMITTED)
    claims.take(Article.objects.filter(status=Status.DRAFT)[0], by=User.objects.get(username="editor"))
    assert _counts(cast["editor"]) == [("mine", "1"), ("free", "2")]
    assert _counts(cast["reviewer"]) == [("mine", "0"), ("free", "2"), ("sign", "2")]


def test_steps_offered_are_those_of_the_tab(cast: dict[str, Client]) -> None:
    for status in (Status.DRAFT, Status.SUBMITTED):
        ArticleFactory.create(status=status)
    for whose, steps in {"mine": [], "free": ["submit"], "sign": ["sign", "send_back"]}.items():
        page = cast["chief"].get(f"{QUEUE}?whose={whose}").content.decode()
        assert re.findall(r'name="action" value="(\w+)"', page) == steps


@pytest.mark.parametrize("name", list(tabs.WHOSE))
def test_no_tab_reads_the_whole_table(name: str, cast: dict[str, Client]) -> None:
    by = User.objects.get(username="chief")
    ArticleFactory.create_batch(3)
    with CaptureQueriesContext(connection) as queries:
        tabs.WHOSE[name](by).order_by()[:1000].count()
    plan = plan_of(str(queries.captured_queries[0]["sql"]))
    assert re.findall(r"SCAN articles_article\b|Seq Scan on articles_article\b", plan) == []


def test_tabs_keep_the_filters_and_rows_lead_to_the_page_desk(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    asked = f"issue={article.page.issue_id}&notes=none"
    html = cast["editor"].get(f"{QUEUE}?status=draft&{asked}").content.decode()
    assert f'href="?whose=free&amp;{asked.replace("&", "&amp;")}"' in html
    assert reverse("admin:articles_page_desk", args=[article.page_id]) in html
