"""The admin site as a whole: who gets in, that a viewer changes nothing anywhere, that each page holds together."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Article, Conflict, Correction, ImportBatch, ImportFile, Page, Publication, Revision, Status
from articles.models.revision import Action, record
from tests.factories import BylineFactory, PageFactory, SectionFactory, UnitFactory

STAFF = ("viewer", "editor", "reviewer", "chief", "operator")
OWN_ACCOUNT = {"login", "logout", "password_change", "password_change_done"}
LISTS = "article conflict correction correspondent importbatch importfile issue page publication revision section unit".split()


@pytest.fixture
def article(db: None) -> Article:
    """One of everything that the admin lists, with the same key 1 where that is free."""
    article = BylineFactory.create().article
    SectionFactory.create()
    UnitFactory.create()
    batch = ImportBatch.objects.create()
    ImportFile.objects.create(batch=batch, path="2026-07-14/01.txt", state="new", page=article.page)
    record(article, Action.PARSED, by=None)
    Conflict.objects.create(
        article=article, source="01.txt", digest="0", made_at=article.changed_at, new={"place": "川"}
    )
    Correction.objects.create(article=article, kind="correction", note="更正", version=1, made_at=article.changed_at)
    return article


def _names(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def _addresses(names: set[str]) -> Iterator[str]:
    """An address for each name, with the key of a real row or a plausible word where it takes one."""
    resolver = get_resolver(None).namespace_dict["admin"][1]
    for name in names:
        for possibility in resolver.reverse_dict.getlist(name):
            parameters = possibility[0][0][1]
            if not {"app_label", "url"} & set(parameters):
                yield reverse(f"admin:{name}", args=["csv" if word == "kind" else "1" for word in parameters])


def test_nobody_comes_in_who_does_not_belong(cast: dict[str, Client]) -> None:
    for person, client in cast.items():
        answer = client.get("/admin/")
        expected = (200, None) if person in STAFF else (302, "/admin/login/?next=/admin/")
        assert (answer.status_code, answer.headers.get("Location")) == expected


def test_a_viewer_writes_at_no_address(cast: dict[str, Client], article: Article) -> None:
    names = set(_names(admin.site.get_urls())) - OWN_ACCOUNT
    before = list(Article.objects.values()), Revision.objects.count(), User.objects.count()
    answers = {address: cast["viewer"].post(address, {"headline": "x"}).status_code for address in _addresses(names)}
    assert len(answers) > 60
    assert {address: code for address, code in answers.items() if code not in (403, 405)} == {}
    assert (list(Article.objects.values()), Revision.objects.count(), User.objects.count()) == before


def test_nobody_deletes(cast: dict[str, Client], article: Article) -> None:
    root = User.objects.create_superuser("root")
    cast["root"] = Client()
    cast["root"].force_login(root)
    for model in LISTS:
        address = reverse(f"admin:articles_{model}_delete", args=["1"])
        assert {cast[person].post(address, {"post": "yes"}).status_code for person in (*STAFF, "root")} == {403}
    assert Article.objects.filter(pk=article.pk).exists()


def test_nobody_adds_what_comes_by_import(cast: dict[str, Client]) -> None:
    for model in ("article", "issue", "page", "importbatch", "importfile", "revision"):
        address = reverse(f"admin:articles_{model}_add")
        assert {cast[person].post(address, {}).status_code for person in STAFF} == {403}


@pytest.mark.parametrize("model", LISTS)
def test_each_list_and_page_opens_for_all_staff(model: str, cast: dict[str, Client], article: Article) -> None:
    first = next(iter(admin.site.get_model_admin(_model(model)).model._default_manager.all()))  # type: ignore[attr-defined]
    for person in STAFF:
        for address in (
            reverse(f"admin:articles_{model}_changelist"),
            reverse(f"admin:articles_{model}_change", args=[first.pk]),
            reverse(f"admin:articles_{model}_history", args=[first.pk]),
        ):
            answer = cast[person].get(address)
            assert (answer.status_code, "采编平台" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("query", ["q=%00", "e=%00", "nonsense=%00", "state__exact=%00", "action=%00"])
@pytest.mark.parametrize("model", LISTS)
def test_a_nul_in_the_address_of_a_list_is_refused(model: str, query: str, cast: dict[str, Client]) -> None:
    assert cast["viewer"].get(reverse(f"admin:articles_{model}_changelist") + f"?{query}").status_code == 400


def _model(name: str) -> type:
    return next(model for model in admin.site._registry if model._meta.model_name == name)


def test_no_page_has_a_style_or_script_of_its_own(cast: dict[str, Client], article: Article) -> None:
    addresses = ["/admin/", "/admin/articles/", *(reverse(f"admin:articles_{model}_changelist") for model in LISTS)]
    addresses += ["/admin/articles/section/add/", reverse("admin:articles_article_change", args=[article.pk])]
    for address in addresses:
        page = cast["chief"].get(address).content.decode()
        assert re.findall(r"<style|style=|<script(?![^>]*\bsrc=)|\son\w+=", page) == []


def test_overview_shows_a_page_of_which_no_article_was_made(cast: dict[str, Client], article: Article) -> None:
    bare = PageFactory.create(issue=article.page.issue, number=7)
    for person in ("viewer", "editor", "operator"):
        page = cast[person].get("/admin/").content.decode()
        named = re.findall(r'href="/admin/articles/page/(\d+)/change/"[^\n]*\n\s*<strong class="bare">(.*?)<', page)
        assert named == [(str(bare.pk), "没有拆出稿件，请看原因")]


def test_a_page_without_articles_says_what_to_do(cast: dict[str, Client], article: Article) -> None:
    for page, is_bare in ((PageFactory.create(number=7), True), (article.page, False)):
        shown = cast["editor"].get(f"/admin/articles/page/{page.pk}/change/").content.decode()
        assert ("逐栏导出" in shown) == is_bare


def test_overview_counts_open_work_and_leads_to_it(cast: dict[str, Client], article: Article) -> None:
    page = cast["editor"].get("/admin/").content.decode()
    assert re.findall(r"<strong>(\d+)</strong>", page) == ["1", "0", "0", "0", "1"]
    assert f"?issue={article.page.issue_id}&amp;page={article.page.number}" in page
    Article.objects.filter(pk=article.pk).update(status=Status.WITHDRAWN)
    assert re.findall(r"<strong>(\d+)</strong>", cast["editor"].get("/admin/").content.decode()) == ["0"] * 5


def test_lists_ask_the_database_as_often_for_many_as_for_few(cast: dict[str, Client], article: Article) -> None:
    addresses = ["/admin/", *(reverse(f"admin:articles_{model}_changelist") for model in LISTS)]
    few = {address: _count_queries(cast["chief"], address) for address in addresses}
    for byline in BylineFactory.create_batch(5):
        record(byline.article, Action.PARSED, by=None)
    assert {address: _count_queries(cast["chief"], address) for address in addresses} == few


def _count_queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_a_section_stays_at_its_address_and_with_its_paper(cast: dict[str, Client]) -> None:
    section = SectionFactory.create()
    address = reverse("admin:articles_section_change", args=[section.pk])
    other = Publication.objects.create(name="邻县报", slug="other")
    paper = section.publication
    cast["editor"].post(address, {"publication": other.pk, "name": "新名", "slug": "forged"})
    section.refresh_from_db()
    assert (section.name, section.slug, section.publication) == ("新名", "调研视察", paper)


def test_a_locked_login_says_what_to_do(db: None) -> None:
    User.objects.create_user("editor", password="a-long-password", is_staff=True)
    client = Client()
    for _ in range(6):
        answer = client.post("/admin/login/", {"username": "editor", "password": "wrong"})
    page = answer.content.decode()
    assert (answer.status_code, "请等 15 分钟后再试" in page) == (429, True)
    locked = client.post("/admin/login/", {"username": "editor", "password": "a-long-password"})
    assert locked.status_code == 429


def test_a_page_shows_its_raw_text_its_articles_and_its_notes(cast: dict[str, Client], article: Article) -> None:
    Page.objects.update(raw="<b>原文</b>", notes=[{"code": "folio-differs", "line": None, "detail": "2026-07-15"}])
    shown = cast["viewer"].get(reverse("admin:articles_page_change", args=[article.page_id])).content.decode()
    expected = ("&lt;b&gt;原文&lt;/b&gt;", article.headline, "（2026-07-15）")
    assert [text in shown for text in expected] == [True, True, True]
