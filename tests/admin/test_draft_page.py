"""The page of one article: seen, corrected, handed on; and two people at it at once."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import desk
from articles.models import Action, Article, Correspondent, Publication, Status
from articles.notes import describe
from tests.factories import ArticleFactory, BylineFactory, PageFactory, SectionFactory, approved

STAFF = ("viewer", "operator", "editor", "reviewer", "chief")


def _address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def _typed(article: Article, **changes: Any) -> dict[str, Any]:
    """What the browser would send for the article as it stands, with ``changes``."""
    fields = {name: getattr(article, name) or "" for name in desk.FIELDS}
    fields["section"] = article.section_id or ""
    bylines = "\r\n".join(f"{role} {name}" for role, name in desk.byline_pairs(article))
    return {**fields, "contributors": bylines, "version": article.version, "_save": "", **changes}


def _said(answer: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def _fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("status", list(Status))
def test_page_is_read_by_all_staff_and_edited_by_editors(status: Status, cast: dict[str, Client]) -> None:
    article = ArticleFactory.create(status=status)
    for person in STAFF:
        Article.objects.update(claimed_by=None, claimed_until=None)
        page = cast[person].get(_address(article)).content.decode()
        may_edit = person not in ("viewer", "operator") and status in desk.EDITABLE
        assert ('id="draft-form"' in page, article.headline in page) == (may_edit, True)


@pytest.mark.parametrize("key", ["999999", "abc", "99999999999999999999999999", "_00"])
def test_page_of_no_article_leads_back_to_the_queue(key: str, cast: dict[str, Client]) -> None:
    answer = cast["editor"].get(f"/admin/articles/article/{key}/change/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/articles/article/")


def test_page_shows_raw_lines_with_numbers_and_notes_beside_them(cast: dict[str, Client]) -> None:
    page = PageFactory.create(raw="青川日报\n\n水库放水\n3月5日，县水务局。\n别人的一行", furniture=[[1, 1]])
    note = {"code": "headline-far", "line": 3, "detail": ""}
    article = ArticleFactory.create(page=page, source_lines=[[3, 4]], notes=[note], note_count=1)
    ArticleFactory.create(page=page, headline="邻稿", source_lines=[[5, 5]])
    shown = cast["viewer"].get(_address(article)).content.decode()
    own = re.search(r'<ol class="own">(.*?)</ol>', shown, re.DOTALL)
    assert own is not None
    assert re.findall(r'id="line-(\d+)"', own[1]) == ["3", "4"]
    assert own[1].count(describe(note)) == 1
    assert re.findall(r'id="line-(\d+)"', shown) == ["1", "3", "4", "5"]
    assert "邻稿" in shown


def test_page_marks_the_fields_that_the_parser_was_not_sure_of(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create(confidence={"headline": 0.5, "place": 0.95, "contributors": 0.69})
    page = cast["editor"].get(_address(article)).content.decode()
    assert re.findall(r'class="field (\w+) unsure"', page) == ["headline", "contributors"]


def test_page_marks_an_empty_kicker_only_where_one_is_likely_missing(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create(kicker="", confidence={"kicker": 0.6, "subtitle": 0.4, "body": 0.8})
    page = cast["editor"].get(_address(article)).content.decode()
    assert re.findall(r'class="field (\w+) unsure"', page) == ["subtitle"]


def test_save_corrects_every_field(cast: dict[str, Client]) -> None:
    article = BylineFactory.create().article
    section = SectionFactory.create(publication=article.page.issue.publication)
    changes = {
        "kicker": "县水务局",
        "headline": "春灌开闸",
        "subtitle": "二万亩受益",
        "place": "兰州",
        "dateline": "本报兰州讯",
        "body": "第一段。\r\n\r\n## 小标题\r\n\r\n第二段。",
    }
    typed = _typed(article, **changes, section=section.pk, contributors="通讯员 陈小满 汪国华\r\n记者 马 旭")
    answer = cast["editor"].post(_address(article), typed)
    saved = _fresh(article)
    assert (answer.status_code, _said(answer)) == (302, ["《春灌开闸》已保存。"])
    assert {name: getattr(saved, name) for name in changes} == {**changes, "body": "第一段。\n\n## 小标题\n\n第二段。"}
    assert saved.section == section
    assert desk.byline_pairs(saved) == [("通讯员", "陈小满"), ("通讯员", "汪国华"), ("记者", "马 旭")]
    assert Correspondent.objects.filter(name__in=["陈小满", "汪国华", "马旭"]).count() == 3
    assert (saved.changed_by and saved.changed_by.username, saved.version) == ("editor", 2)


def test_save_of_what_was_not_touched_changes_nothing(cast: dict[str, Client]) -> None:
    article = BylineFactory.create(printed_name="马 旭", article__body="诗\n  两行\n\n\\## 不是小标题").article
    cast["reviewer"].post(_address(article), _typed(article))
    assert (_fresh(article).version, _fresh(article).changed_by) == (1, None)


def test_save_and_submit_goes_on_to_the_next_of_the_page(cast: dict[str, Client]) -> None:
    first, second = ArticleFactory.create_batch(2)
    typed = _typed(first, headline="改好的")
    del typed["_save"]
    answer = cast["editor"].post(_address(first), {**typed, "_submit": ""})
    assert _fresh(first).status == Status.SUBMITTED
    assert [entry.action for entry in first.revisions.order_by("version")] == [Action.EDITED, Action.SUBMITTED]
    assert answer.headers["Location"] in (_address(second), reverse("admin:articles_article_changelist"))


def test_submitting_goes_through_the_drafts_of_the_whole_issue_then_back_to_their_list(cast: dict[str, Client]) -> None:
    third = ArticleFactory.create(page__number=2)
    first, second = ArticleFactory.create_batch(2, page__number=1)
    ArticleFactory.create(page__number=1, status=Status.SUBMITTED)
    ArticleFactory.create(page__issue__date=dt.date(2026, 7, 21))
    visited = []
    for article in (second, first, third):
        typed = _typed(article)
        del typed["_save"]
        visited.append(cast["editor"].post(_address(article), {**typed, "_submit": ""}).headers["Location"])
    assert visited == [_address(first), _address(third), "/admin/articles/article/?status=draft"]


def test_a_forged_status_is_not_taken(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    cast["chief"].post(_address(article), _typed(article, headline="新", status="published", changed_by="1", pk="7"))
    assert (_fresh(article).status, _fresh(article).headline) == (Status.DRAFT, "新")


def test_a_section_of_another_publication_is_not_taken(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    other = SectionFactory.create(publication__name="别家报", name="别家栏目")
    answer = cast["editor"].post(_address(article), _typed(article, section=other.pk))
    assert (answer.status_code, _fresh(article).section) == (200, None)


@pytest.mark.parametrize("field", ["headline", "body", "contributors", "version"])
def test_a_null_character_or_a_wrong_version_is_an_error_of_the_field(field: str, cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    answer = cast["editor"].post(_address(article), _typed(article, **{field: "坏\x00"}))
    assert (answer.status_code, _fresh(article).version) == (200, 1)


def test_a_stale_save_shows_both_texts_and_keeps_what_was_typed(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create(headline="原题")
    cast["reviewer"].post(_address(article), _typed(article, headline="先存的题"))
    answer = cast["editor"].post(_address(article), _typed(article, headline="后存<b>的题", body="我的正文"))
    page = answer.content.decode()
    assert (answer.status_code, _fresh(article).headline) == (409, "先存的题")
    assert re.search(r'name="headline" value="([^"]*)"', page)[1] == "后存&lt;b&gt;的题"  # type: ignore[index]
    assert re.search(r'name="version" value="(\d+)"', page)[1] == "2"  # type: ignore[index]
    assert ("<del>先存</del>的题" in page, "<ins>后存&lt;b&gt;</ins>的题" in page, "我的正文" in page) == (
        True,
        True,
        True,
    )


def test_a_stale_save_can_then_replace_the_other_knowingly(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    cast["reviewer"].post(_address(article), _typed(article, headline="先存的题"))
    cast["editor"].post(_address(article), _typed(article, headline="后存的题", version=2))
    assert [entry.text["headline"] for entry in article.revisions.order_by("version")] == ["先存的题", "后存的题"]
    assert _fresh(article).headline == "后存的题"


def test_a_stale_save_of_what_is_signed_by_now_keeps_the_text_without_a_save_button(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    Article.objects.filter(pk=article.pk).update(status=Status.APPROVED, version=3)
    answer = cast["editor"].post(_address(article), _typed(article, body="我的正文"))
    page = answer.content.decode()
    assert (answer.status_code, "我的正文" in page, 'class="bar"' in page) == (409, True, False)
    assert _fresh(article).status == Status.APPROVED


def test_another_headline_is_put_into_the_form_and_not_saved(cast: dict[str, Client]) -> None:
    title = {"kicker": "引", "headline": "另一题", "subtitle": "", "lines": [3], "confidence": 0.4}
    article = ArticleFactory.create(alternatives=[title])
    answer = cast["editor"].post(_address(article), _typed(article, use="0", body="没存的正文"))
    page = answer.content.decode()
    assert ('value="另一题"' in page, "没存的正文" in page) == (True, True)
    assert _fresh(article).version == 1


@pytest.mark.parametrize("number", ["1", "-1", "x", "99999999999999999999"])
def test_another_headline_that_is_not_there_is_refused(number: str, cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    assert cast["editor"].post(_address(article), _typed(article, use=number)).status_code == 403


def test_steps_on_the_page_go_through_review(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create(status=Status.SUBMITTED)
    cast["reviewer"].post(_address(article), {"move": "sign", "version": "1"})
    cast["reviewer"].post(_address(article), {"move": "publish", "version": "2"})
    refused = cast["chief"].post(_address(article), {"move": "withdraw", "version": "3"})
    assert _fresh(article).status == Status.PUBLISHED
    assert len(_said(refused)) == 1
    cast["chief"].post(_address(article), {"move": "withdraw", "version": "3", "reason": "更正"})
    assert _fresh(article).status == Status.WITHDRAWN


def test_steps_offered_are_those_the_person_may_take(cast: dict[str, Client]) -> None:
    offered = {
        Status.DRAFT: {},
        Status.SUBMITTED: {"reviewer": ["sign", "send_back"], "chief": ["sign", "send_back"]},
        Status.APPROVED: {"reviewer": ["publish", "send_back"], "chief": ["publish", "send_back"]},
        Status.PUBLISHED: {"chief": ["withdraw"]},
    }
    for status, people in offered.items():
        article = approved() if status == Status.APPROVED else ArticleFactory.create(status=status)
        for person in STAFF:
            page = cast[person].get(_address(article)).content.decode()
            assert re.findall(r'name="move"\s+value="(\w+)"', page) == people.get(person, [])


def test_whoever_withdraws_is_told_that_readers_see_the_reason(cast: dict[str, Client]) -> None:
    for status in (Status.APPROVED, Status.PUBLISHED):
        page = cast["chief"].get(_address(ArticleFactory.create(status=status))).content.decode()
        assert page.count("会看到这条理由") == (status == Status.PUBLISHED)


def test_an_unknown_step_is_refused(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    assert cast["chief"].post(_address(article), {"move": "delete", "version": "1"}).status_code == 403


def test_page_tells_who_last_changed_it_why_he_may_not_sign(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create(status=Status.SUBMITTED)
    cast["reviewer"].post(_address(article), _typed(article, headline="改了"))
    page = cast["reviewer"].get(_address(article)).content.decode()
    assert ('value="sign"' in page, "须由他人审签" in page) == (False, True)


def test_page_shows_markup_in_every_field_as_text(cast: dict[str, Client]) -> None:
    evil = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>\u2028'
    page = PageFactory.create(raw=f"{evil}\n{evil}")
    fields = dict.fromkeys(("kicker", "headline", "subtitle", "dateline", "body"), evil[:90])
    note = {"code": evil, "line": 1, "detail": evil}
    title = {"kicker": evil, "headline": evil, "subtitle": evil}
    article = ArticleFactory.create(page=page, **fields, notes=[note], alternatives=[title], source_lines=[[1, 1]])
    cast["editor"].post(_address(article), _typed(article, place=evil[:20], contributors=evil[:60], reason=evil))
    for status in (Status.DRAFT, Status.APPROVED):
        Article.objects.filter(pk=article.pk).update(status=status)
        shown = cast["reviewer"].get(_address(article)).content.decode()
        assert ("<script>alert" in shown, "<img src=x" in shown) == (False, False)
        assert "&lt;script&gt;alert(1)" in shown


def test_page_asks_the_database_as_often_for_a_full_page_as_for_a_small_one(cast: dict[str, Client]) -> None:
    article = BylineFactory.create().article
    cast["reviewer"].get(_address(article))
    few = _count_queries(cast["reviewer"], article)
    ArticleFactory.create_batch(12, page=article.page)
    BylineFactory.create_batch(5, article=article)
    assert _count_queries(cast["reviewer"], article) == few
    assert few <= 20


def _count_queries(client: Client, article: Article) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(_address(article))
    return len(queries)


def test_page_says_whose_signature_holds_no_more(cast: dict[str, Client]) -> None:
    article = approved()
    address = _address(article)
    assert "签字已作废" not in cast["reviewer"].get(address).content.decode()
    cast["reviewer"].post(address, {"move": "send_back", "version": "1", "reason": "请核对"})
    page = cast["editor"].get(address).content.decode()
    assert ("签字已作废" in page, "<b>signer-0</b>" in page) == (True, True)


def test_page_asks_for_the_signature_that_is_missing_since_the_levels_were_raised(cast: dict[str, Client]) -> None:
    article = approved()
    Publication.objects.update(review_levels=2)
    page = cast["reviewer"].get(_address(article)).content.decode()
    assert re.findall(r'name="move"\s+value="(\w+)"', page) == ["sign", "send_back"]
    assert "还缺签字" in page


def test_what_is_typed_into_an_article_that_is_gone_is_told(cast: dict[str, Client]) -> None:
    sent = {"version": "1", "headline": "白打的题", "body": "白打的全文。", "contributors": ""}
    answer = cast["editor"].post("/admin/articles/article/999999/change/", sent, follow=True)
    html = answer.content.decode()
    assert ("白打的题 / 白打的全文。" in html, "已经不在" in html) == (True, True)
