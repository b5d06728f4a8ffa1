"""Claims as editors meet them: a draft opened is theirs, another's is to be read, nothing typed is lost."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import claims, desk
from articles.models import Article, Status
from tests.factories import ArticleFactory


def _page(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def _claim(article: Article) -> str:
    return reverse("admin:articles_article_claim", args=[article.pk])


def _holder(article: Article) -> str:
    holder = Article.objects.get(pk=article.pk).claim_holder(timezone.now())
    return holder.username if holder else ""


def _typed(article: Article, **changes: str) -> dict[str, object]:
    fields = {name: getattr(article, name) or "" for name in desk.FIELDS}
    return {**fields, "section": "", "contributors": "", "version": article.version, "_save": "", **changes}


def test_draft_is_claimed_by_the_editor_who_opens_it(cast: dict[str, Client]) -> None:
    article, submitted = ArticleFactory.create(), ArticleFactory.create(status=Status.SUBMITTED)
    for person in ("viewer", "operator", "editor", "reviewer"):
        cast[person].get(_page(article))
        cast[person].get(_page(submitted))
    assert (_holder(article), _holder(submitted)) == ("editor", "")


def test_another_s_draft_is_to_be_read_until_a_chief_takes_it_over(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    cast["editor"].get(_page(article))
    until = timezone.localtime(Article.objects.get().claimed_until)
    seen = {person: cast[person].get(_page(article)).content.decode() for person in ("editor", "reviewer", "chief")}
    assert [f"由editor认领至 {until:%H:%M}" in page for page in seen.values()] == [True] * 3
    assert ['id="draft-form"' in page for page in seen.values()] == [True, False, False]
    assert ['value="take_over"' in page for page in seen.values()] == [False, False, True]
    answer = cast["chief"].post(_claim(article), {"step": "take_over"})
    assert (answer.status_code, answer.headers["Location"], _holder(article)) == (302, _page(article), "chief")
    assert 'id="draft-form"' in cast["chief"].get(_page(article)).content.decode()


def test_what_was_typed_before_a_take_over_stays_in_the_form(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create(headline="原题")
    cast["editor"].get(_page(article))
    cast["chief"].post(_claim(article), {"step": "take_over"})
    for texts in ("原题", "总编的题"):
        answer = cast["editor"].post(_page(article), _typed(article, headline="编辑的题"))
        page = answer.content.decode()
        assert (answer.status_code, re.search(r'name="headline" value="([^"]*)"', page)[1]) == (409, "编辑的题")  # type: ignore[index]
        assert (
            re.findall(r"<div><h4>[^<]*</h4><p>(.*?)</p>", page)[0].replace("<del>", "").replace("</del>", "") == texts
        )
        cast["chief"].post(_page(article), _typed(Article.objects.get(), headline="总编的题"))
    assert Article.objects.get().headline == "总编的题"


def test_typing_renews_the_claim_or_says_whose_it_is(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create(status=Status.SUBMITTED)
    answers = [cast[person].post(_claim(article), {"step": "renew"}).json() for person in ("editor", "reviewer")]
    assert [answer["is_his"] for answer in answers] == [True, False]
    assert answers[0]["claim"] == answers[1]["claim"] != ""
    cast["editor"].post(_claim(article), {"step": "release"})
    assert _holder(article) == ""


def test_saving_and_going_on_lets_go(cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    cast["editor"].get(_page(article))
    typed = _typed(article, headline="改好的")
    del typed["_save"]
    cast["editor"].post(_page(article), {**typed, "_next": ""})
    assert (_holder(article), Article.objects.get().headline) == ("", "改好的")


@pytest.mark.parametrize("step", ["renew", "release", "take_over", "publish", ""])
def test_claims_are_refused_to_those_who_may_not_edit(step: str, cast: dict[str, Client]) -> None:
    article = ArticleFactory.create()
    answers = [cast[person].post(_claim(article), {"step": step}).status_code for person in ("viewer", "operator")]
    assert (answers, _holder(article)) == ([403, 403], "")


@pytest.mark.parametrize("way", ["disabled", "deleted", "deleted among others"])
def test_an_account_that_ends_frees_what_it_held(way: str, admin_client: Client, editor: User) -> None:
    article = ArticleFactory.create()
    claims.take(article, by=editor)
    if way == "disabled":
        fields = {"username": "editor", "last_login_0": "", "date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
        admin_client.post(reverse("admin:auth_user_change", args=[editor.pk]), fields)
    elif way == "deleted":
        admin_client.post(reverse("admin:auth_user_delete", args=[editor.pk]), {"post": "yes"})
    else:
        queue = {"action": "delete_selected", "_selected_action": [editor.pk], "post": "yes"}
        admin_client.post(reverse("admin:auth_user_changelist"), queue)
    assert User.objects.filter(pk=editor.pk, is_active=True).exists() is False
    assert _holder(article) == ""
