"""The queue: what it shows, how it narrows, and steps for many articles at once."""

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import tabs
from articles.models import Article, Status
from tests.factories import ArticleFactory, IssueFactory, PageFactory, SectionFactory, approved

QUEUE = reverse("admin:articles_article_changelist")
ACTIONS = {
    "editor": ["submit"],
    "reviewer": ["submit", "sign", "publish", "send_back"],
    "chief": ["submit", "sign", "publish", "send_back"],
}


def _titles(client: Client, query: str = "") -> list[str]:
    return re.findall(r'<a class="title[^>]*>([^<]*)</a>', client.get(QUEUE + query).content.decode())


def _post(client: Client, name: str, articles: list[Article], **extra: str) -> list[str]:
    fields = {f"version-{article.pk}": article.version for article in articles}
    chosen = [str(article.pk) for article in articles]
    answer = client.post(QUEUE, {"action": name, "index": "0", "_selected_action": chosen, **fields, **extra})
    return [str(message) for message in get_messages(answer.wsgi_request)]


def _statuses(articles: list[Article]) -> list[str]:
    return [Article.objects.get(pk=article.pk).status for article in articles]


def test_queue_shows_open_work_unless_asked_for_more(cast: dict[str, Client]) -> None:
    articles = {
        status: ArticleFactory.create(status=status, headline=status.value) for status in (*tabs.OPEN, *tabs.CLOSED)
    }
    assert _titles(cast["editor"]) == ["draft", "submitted", "reviewed", "approved"]
    assert _titles(cast["editor"], "?status=all") == [status.value for status in articles]
    for status in articles:
        assert _titles(cast["editor"], f"?status={status}") == [status.value]


def test_queue_narrows_by_issue_page_section_notes_and_words(cast: dict[str, Client]) -> None:
    page = PageFactory.create(issue=IssueFactory.create(date="2026-07-15"), number=3)
    section = SectionFactory.create()
    ArticleFactory.create(headline="别的")
    ArticleFactory.create(headline="要找的", page=page, section=section, note_count=2)
    for query in (f"issue={page.issue_id}", "page=3", f"section={section.pk}", "notes=some", "q=要找"):
        assert _titles(cast["viewer"], f"?{query}") == ["要找的"]


def test_queue_and_overview_name_the_paper_where_there_are_several(cast: dict[str, Client]) -> None:
    ArticleFactory.create(page__issue__publication__name="青川日报")
    seen = [cast["editor"].get(address).content.decode() for address in (QUEUE, "/admin/")]
    ArticleFactory.create(page__issue__publication__name="云岭晚报")
    seen += [cast["editor"].get(address).content.decode() for address in (QUEUE, "/admin/")]
    named = [re.findall(r'(青川日报|云岭晚报) <span class="date">', page) for page in seen]
    assert named == [[], [], ["青川日报", "云岭晚报"], ["青川日报", "云岭晚报"]]


@pytest.mark.parametrize(
    "query",
    [
        "issue=x",
        "issue=99999999999999999999999",
        "page=-1",
        "status=nonsense",
        "after=x",
        "before=2026-07-14.1.99999999999.1",
        "whose=x",
        "date=x",
    ],
)
def test_queue_takes_nonsense_without_failing(query: str, cast: dict[str, Client]) -> None:
    ArticleFactory.create()
    answer = cast["editor"].get(f"{QUEUE}?{query}", follow=True)
    assert (answer.status_code, "采编平台" in answer.content.decode()) == (200, True)


def test_queue_shows_markup_in_a_headline_as_text(cast: dict[str, Client]) -> None:
    ArticleFactory.create(headline="<script>alert(1)</script>", kicker='"><img onerror=x>')
    page = cast["editor"].get(QUEUE).content.decode()
    assert ("<script>alert" in page, "<img onerror" in page) == (False, False)
    assert "&lt;script&gt;alert(1)" in page


def test_queue_asks_the_database_as_often_for_many_as_for_few(cast: dict[str, Client]) -> None:
    ArticleFactory.create_batch(2)
    cast["editor"].get(QUEUE)
    few = _count_queries(cast["editor"])
    ArticleFactory.create_batch(20)
    assert _count_queries(cast["editor"]) == few
    assert few <= 16


def _count_queries(client: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(QUEUE)
    return len(queries)


def test_queue_offers_each_of_the_cast_his_own_steps(cast: dict[str, Client]) -> None:
    ArticleFactory.create()
    for person in ("viewer", "operator", "editor", "reviewer", "chief"):
        page = cast[person].get(QUEUE).content.decode()
        assert re.findall(r'name="action" value="(\w+)"', page) == ACTIONS.get(person, [])


def test_bulk_steps_are_refused_to_those_without_permission(cast: dict[str, Client]) -> None:
    steps = {"submit": Status.DRAFT, "sign": Status.SUBMITTED, "publish": Status.APPROVED, "send_back": Status.APPROVED}
    for name, status in steps.items():
        article = approved() if status == Status.APPROVED else ArticleFactory.create(status=status)
        for person, client in cast.items():
            if name not in ACTIONS.get(person, []):
                _post(client, name, [article], reason="x")
        assert Article.objects.get(pk=article.pk).status == status


def test_bulk_goes_item_by_item_and_says_what_became_of_each(cast: dict[str, Client], reviewer_of_cast: User) -> None:
    ready, own, moved = approved(), approved(), approved()
    Article.objects.filter(pk=own.pk).update(changed_by=reviewer_of_cast)
    Article.objects.filter(pk=moved.pk).update(version=5)
    said = _post(cast["reviewer"], "publish", [ready, own, moved])
    assert _statuses([ready, own, moved]) == [Status.PUBLISHED, Status.APPROVED, Status.APPROVED]
    assert said[0] == f"《{ready}》已发布。"
    assert [str(article) in line for article, line in zip([own, moved], said[1:], strict=True)] == [True, True]


@pytest.fixture
def reviewer_of_cast(cast: dict[str, Client]) -> User:
    return User.objects.get(username="reviewer")


def test_bulk_send_back_asks_for_the_reason_first(cast: dict[str, Client]) -> None:
    articles = ArticleFactory.create_batch(2, status=Status.SUBMITTED)
    keys = [str(article.pk) for article in articles]
    fields = {"action": "send_back", "index": "0", "_selected_action": keys}
    fields |= {f"version-{key}": "1" for key in keys}
    asked = cast["reviewer"].post(QUEUE, fields).content.decode()
    assert re.findall(r'name="_selected_action" value="(\d+)"', asked) == sorted(keys, key=int)
    assert _statuses(articles) == [Status.SUBMITTED] * 2
    _post(cast["reviewer"], "send_back", articles, reason="缺电头")
    assert _statuses(articles) == [Status.DRAFT] * 2
    assert [article.revisions.get().reason for article in articles] == ["缺电头"] * 2


@pytest.mark.parametrize("key", ["999999", "abc", "-1", "99999999999999999999999", "1;DROP", "²"])
def test_bulk_with_a_foreign_id_changes_nothing_and_says_so(key: str, cast: dict[str, Client]) -> None:
    article = approved()
    answer = cast["reviewer"].post(QUEUE, {"action": "publish", "index": "0", "_selected_action": [key]})
    assert len(list(get_messages(answer.wsgi_request))) == 1
    assert _statuses([article]) == [Status.APPROVED]


@pytest.mark.parametrize("index", ["7", "-1", "x", "²", "9" * 5000])
def test_bulk_with_an_unknown_step_changes_nothing(index: str, cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    cast["chief"].post(QUEUE, {"action": "submit", "index": index, "_selected_action": [article.pk]})
    cast["chief"].post(QUEUE, {"action": "delete_selected", "index": "0", "_selected_action": [article.pk]})
    assert _statuses([article]) == [Status.DRAFT]


def test_bulk_never_signs_what_was_not_on_the_screen(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create(status=Status.SUBMITTED)
    cast["reviewer"].post(
        QUEUE, {"action": "sign", "index": "0", "_selected_action": [article.pk], "select_across": "1"}
    )
    assert _statuses([article]) == [Status.SUBMITTED]


def test_queue_offers_only_the_steps_that_start_where_the_list_stands(cast: dict[str, Client]) -> None:
    offered = {
        "draft": ["submit"],
        "submitted": ["sign", "send_back"],
        "reviewed": ["sign", "send_back"],
        "approved": ["publish", "send_back"],
        "published": [],
        "withdrawn": [],
    }
    for status, steps in offered.items():
        ArticleFactory.create(status=status)
        page = cast["chief"].get(f"{QUEUE}?status={status}").content.decode()
        assert re.findall(r'name="action" value="(\w+)"', page) == steps
