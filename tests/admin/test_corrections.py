"""The page on which a chief corrects what is published."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Correction, Revision, Status
from tests.factories import ArticleFactory, BylineFactory, SectionFactory, published

NOTE = "面积应为3.2万亩。"


def _address(article: Article) -> str:
    return f"/admin/articles/correction/add/?article={article.pk}"


def _typed(article: Article, **changes: object) -> dict[str, object]:
    fields = {name: getattr(article, name) for name in ("kicker", "headline", "subtitle", "place", "dateline", "body")}
    return {**fields, "section": article.section_id or "", "version": article.version, "note": NOTE, **changes}


@pytest.fixture
def article(db: None) -> Article:
    """Published, with section and byline."""
    article = published(section=SectionFactory.create(), body="灌溉2.3万亩。")
    BylineFactory.create(article=article, printed_name="陈溪", role="通讯员")
    return article


def test_chief_corrects_text_with_a_notice(cast: dict[str, Client], article: Article) -> None:
    typed = _typed(article, body="灌溉3.2万亩。", contributors="通讯员 陈溪")
    answer = cast["chief"].post(_address(article), typed, follow=True)
    assert answer.redirect_chain == [(f"/admin/articles/article/{article.pk}/change/", 302)]
    after = Article.objects.get(pk=article.pk)
    assert (after.body, after.version, after.section) == ("灌溉3.2万亩。", 2, article.section)
    html = answer.content.decode()
    assert re.findall(r"<q>(.*?)</q>", html)[0] == NOTE
    assert f"《{article}》已更正，读者已能看到更正文字。" in html


def test_form_shows_the_text_as_it_stands_and_wants_a_notice(cast: dict[str, Client], article: Article) -> None:
    shown = cast["chief"].get(_address(article))
    assert list(shown.context["form"].fields) == [
        *("note", "kicker", "headline", "subtitle", "section", "place", "dateline", "contributors", "body", "version")
    ]
    assert shown.context["form"]["body"].value() == article.body
    refused = cast["chief"].post(_address(article), _typed(article, note=" ", body="改了的正文"))
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["note"])
    assert "改了的正文" in refused.content.decode()
    assert Article.objects.get(pk=article.pk).version == 1


@pytest.mark.parametrize("person", ["reader", "outsider", "viewer", "editor", "reviewer", "operator"])
def test_nobody_else_corrects(cast: dict[str, Client], article: Article, person: str) -> None:
    answers = [cast[person].get(_address(article)), cast[person].post(_address(article), _typed(article, body="改"))]
    assert [answer.status_code for answer in answers] == [302 if person in ("reader", "outsider") else 403] * 2
    after = Article.objects.get(pk=article.pk)
    assert (after.body, after.version, Correction.objects.count(), Revision.objects.count()) == (article.body, 1, 0, 0)


@pytest.mark.parametrize("status", [status for status in Status if status != Status.PUBLISHED])
def test_what_is_not_published_is_not_corrected(cast: dict[str, Client], status: Status) -> None:
    article = ArticleFactory.create(status=status)
    chief = cast["chief"]
    shown, posted = (
        chief.get(_address(article), follow=True),
        chief.post(_address(article), _typed(article, body="改"), follow=True),
    )
    for answer in (shown, posted):
        assert answer.redirect_chain == [(f"/admin/articles/article/{article.pk}/change/", 302)]
        assert "只有已发布的稿件才用更正" in answer.content.decode()
    assert Article.objects.get(pk=article.pk).body == article.body


@pytest.mark.parametrize("key", ["", "0", "999999999", "x", "%00", "9" * 30, "1'"])
def test_correction_of_no_article_leads_to_the_queue(cast: dict[str, Client], db: None, key: str) -> None:
    answer = cast["chief"].get(f"/admin/articles/correction/add/?article={key}")
    assert (answer.status_code, answer["Location"]) == (302, reverse("admin:articles_article_changelist"))


def test_stale_correction_gets_both_texts_and_loses_nothing(cast: dict[str, Client], article: Article) -> None:
    cast["chief"].post(_address(article), _typed(article, body="灌溉3.2万亩。"))
    typed = _typed(article, body="灌溉4万亩。", note="另一则更正")
    second = cast["chief"].post(_address(article), typed)
    html = second.content.decode()
    assert (second.status_code, second.context["form"]["version"].value()) == (409, "2")
    assert [text in html for text in ("灌溉4万亩。", "另一则更正")] == [True, True]
    assert Article.objects.get(pk=article.pk).body == "灌溉3.2万亩。"
    again = cast["chief"].post(_address(article), {**typed, "version": 2})
    assert (again.status_code, Article.objects.get(pk=article.pk).body) == (302, "灌溉4万亩。")


@pytest.mark.parametrize(
    ("person", "status", "offered"),
    [
        ("chief", Status.PUBLISHED, True),
        ("reviewer", Status.PUBLISHED, False),
        ("viewer", Status.PUBLISHED, False),
        ("chief", Status.APPROVED, False),
        ("chief", Status.WITHDRAWN, False),
    ],
)
def test_draft_page_offers_a_correction_to_who_may(
    cast: dict[str, Client], person: str, status: Status, offered: bool
) -> None:
    article = ArticleFactory.create(status=status)
    html = cast[person].get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert (_address(article) in html) == offered


def test_list_shows_all_notices_to_all_of_the_office(cast: dict[str, Client], article: Article) -> None:
    cast["chief"].post(_address(article), _typed(article))
    for person in ("viewer", "editor", "reviewer", "chief", "operator"):
        html = cast[person].get("/admin/articles/correction/").content.decode()
        assert (NOTE in html, f'href="/admin/articles/article/{article.pk}/change/"' in html) == (True, True)


def test_overview_offers_no_correction_without_an_article(cast: dict[str, Client], db: None) -> None:
    html = cast["chief"].get("/admin/").content.decode()
    links = re.findall(r'href="(/admin/articles/correction/[^"]*)"', html)
    assert links == ["/admin/articles/correction/"]
