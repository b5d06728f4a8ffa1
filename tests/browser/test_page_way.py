"""The whole way of a page in Chromium: a wrong cut mended, fields corrected, three people sign, published, corrected afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from playwright.sync_api import Page, expect

from articles import desk, roles
from articles.importing.run import import_paths
from articles.models import Article, Publication, Status
from articles.models import Page as PaperPage
from tests.browser.faces import log_in
from tests.browser.test_walk import RAW
from tests.conftest import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sheet(tmp_path: Path) -> PaperPage:
    """A page of two stories that came in as one, of a paper that asks for three signatures."""
    source = tmp_path / "2026-03-06" / "02.txt"
    source.parent.mkdir()
    source.write_text(RAW, "utf-8")
    import_paths([source], publication="青川日报")
    Publication.objects.update(review_levels=3)
    page = PaperPage.objects.get()
    second = page.articles.get(position=2)
    seen = dict(page.articles.values_list("pk", "version"))
    root = User.objects.create_superuser("root", password="a-long-password")
    desk.act(page.pk, "merge", desk.Asked(second.pk), by=root, seen=seen)
    return page


def sound(page: Page) -> None:
    """Nothing for axe to say."""
    assert [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]] == []


def said(page: Page, *words: str) -> None:
    for each in words:
        expect(page.locator(".messagelist")).to_contain_text(each)


def mend(page: Page, sheet: PaperPage) -> None:
    """Lines 7–10 are a story of their own: pulled over with the mouse, one key; then a kicker is typed, and the page submitted."""
    page.goto(f"/admin/articles/page/{sheet.pk}/desk/")
    expect(page.locator(".card")).to_have_count(1)
    page.locator("#line-7 .raw-text").hover()
    page.mouse.down()
    page.locator("#line-10 .raw-text").hover()
    page.mouse.up()
    page.keyboard.press("v")
    said(page, "移动所选行")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".card input[name^=headline]").nth(1)).to_have_value("双桥镇：旧仓库里办书屋")
    page.locator(".card input[name^=kicker]").first.fill("两万亩秧田上水")
    expect(page.locator(".card .saved").first).to_contain_text("已保存", timeout=8000)
    sound(page)
    page.keyboard.press("Control+Enter")
    said(page, "已送审 2 篇。")


def sign(page: Page, name: str) -> None:
    """All that waits for this person, in one step."""
    log_in(page, name)
    page.goto("/admin/articles/article/?whose=sign")
    page.locator("#action-toggle").check()
    sound(page)
    page.get_by_role("button", name="审签", exact=True).click()
    said(page, "《青蒲水库开闸春灌》已审签", "《双桥镇：旧仓库里办书屋》已审签")


def correct(page: Page, article: Article) -> None:
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name="更正…").click()
    page.get_by_label("更正文字（公开）").fill("上水的秧田应为一万八千亩。")
    page.get_by_label("引题").fill("一万八千亩秧田上水")
    page.get_by_role("button", name="发布更正").click()
    page.goto(f"/admin/articles/article/{article.pk}/history/")
    sound(page)


def test_the_whole_way_of_a_page(open_context: Callable[..., Page], sheet: PaperPage) -> None:
    for name in ("editor", "reviewer", "chief"):
        make_user(name)
    User.objects.create_user("second", password="a-long-password", is_staff=True).groups.add(
        Group.objects.get(name=roles.REVIEWER)
    )
    editor = open_context(viewport={"width": 1280, "height": 800})
    log_in(editor, "editor")
    mend(editor, sheet)
    for name in ("reviewer", "second"):
        sign(open_context(), name)
    chief = open_context()
    sign(chief, "chief")
    assert set(sheet.articles.on_page().values_list("status", flat=True)) == {Status.APPROVED}
    chief.goto(f"/admin/articles/issue/{sheet.issue_id}/board/")
    sound(chief)
    chief.get_by_role("button", name="发布整期：2 篇").click()
    said(chief, "《青蒲水库开闸春灌》已发布", "《双桥镇：旧仓库里办书屋》已发布")
    article = sheet.articles.get(headline="青蒲水库开闸春灌")
    correct(chief, article)
    chief.goto(f"/admin/articles/article/{article.pk}/sheet/")
    for name in ("reviewer", "second", "chief"):
        expect(chief.locator(".signatures")).to_contain_text(name)
    reader = open_context()
    reader.goto(article.get_absolute_url())
    expect(reader.get_by_text("上水的秧田应为一万八千亩。").first).to_be_visible()
    expect(reader.get_by_text("一万八千亩秧田上水").first).to_be_visible()
    call_command("verify_history")
