"""The page desk in Chromium: split, merge, move, retitle and undo by mouse and keys, and saving as one types."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.faces import log_in
from tests.conftest import make_user
from tests.desk.pages import articles_of, line_of, sample_page

pytestmark = pytest.mark.django_db(transaction=True)
SPLIT = "人防之外，技防也在补课"


@pytest.fixture
def desk(open_context: Callable[..., Page]) -> Page:
    """An editor at the desk of the sample page."""
    make_user("editor")
    page = open_context(viewport={"width": 1280, "height": 800})
    log_in(page, "editor")
    page.goto(f"/admin/articles/page/{sample_page().pk}/desk/")
    return page


def line(desk: Page, text: str) -> None:
    desk.locator(f"#line-{line_of(text)} .raw-text").click()


def done(desk: Page, words: str) -> None:
    expect(desk.locator(".messagelist")).to_contain_text(words)


def bodies(desk: Page) -> list[str]:
    return [area.input_value() for area in desk.locator(".card textarea[name^=body]").all()]


def test_a_page_is_split_merged_moved_and_undone_after_a_reload(desk: Page) -> None:
    before = bodies(desk)
    line(desk, SPLIT)
    desk.keyboard.press("s")
    done(desk, "在此拆分")
    assert (len(bodies(desk)), bodies(desk)[1][: len(SPLIT)]) == (len(before) + 1, SPLIT)
    desk.locator(".card").nth(1).get_by_role("button", name="并入前一篇").click()
    done(desk, "并入前一篇")
    assert bodies(desk) == before
    line(desk, "县应急管理局提醒")
    desk.keyboard.press("Shift+ArrowDown")
    desk.keyboard.press("Shift+ArrowDown")
    expect(desk.locator(".chosen output")).to_have_text("3")
    desk.get_by_role("button", name="移动所选行").click()
    done(desk, "移动所选行")
    assert len(bodies(desk)) == len(before) + 1
    desk.reload()
    for words in ("移动所选行", "并入前一篇", "在此拆分"):
        desk.get_by_role("button", name=re.compile("^撤销")).click()
        done(desk, f"已撤销：{words}")
    assert bodies(desk) == before


def test_lines_are_chosen_with_the_mouse_held_down(desk: Page) -> None:
    first, last = (
        desk.locator(f"#line-{line_of(text)} .raw-text") for text in ("县应急管理局提醒", "处停留，看到险情")
    )
    first.scroll_into_view_if_needed()
    first.hover()
    desk.mouse.down()
    last.hover()
    desk.mouse.up()
    expect(desk.locator(".chosen output")).to_have_text("4")


def test_typing_is_saved_after_two_seconds(desk: Page) -> None:
    card = desk.locator(".card").first
    card.locator("input[name^=headline]").fill("手改的题")
    expect(card.locator(".saved")).to_have_text(re.compile(r"已保存 \d\d:\d\d"), timeout=8000)
    assert Article.objects.filter(headline="手改的题", version=2).count() == 1
    card.locator("input[name^=subtitle]").fill("手改的副题")
    card.get_by_role("button", name="引题主题互换").click()
    done(desk, "引题主题互换")
    article = Article.objects.get(kicker="手改的题")
    assert article.subtitle == "手改的副题"


def test_either_side_lights_the_other(desk: Page) -> None:
    card = desk.locator(".card").nth(2)
    card.locator("input").first.focus()
    expect(card).to_have_class(re.compile("lit"))
    key = card.get_attribute("data-article")
    expect(desk.locator(f".run[data-article='{key}']").first).to_have_class(re.compile("lit"))


def test_keys_are_listed_and_can_be_turned_off(desk: Page) -> None:
    desk.keyboard.press("?")
    expect(desk.locator("#desk-keys")).to_be_visible()
    desk.get_by_label("启用快捷键").uncheck()
    desk.get_by_role("button", name="关闭").click()
    line(desk, SPLIT)
    desk.keyboard.press("s")
    desk.wait_for_timeout(300)
    expect(desk.locator(".card")).to_have_count(8)


def test_without_scripts_the_same_is_done_by_forms(open_context: Callable[..., Page]) -> None:
    make_user("editor")
    page = open_context(java_script_enabled=False)
    log_in(page, "editor")
    sample = sample_page()
    page.goto(f"/admin/articles/page/{sample.pk}/desk/")
    page.locator(f"#line-{line_of(SPLIT)} input").check()
    page.get_by_role("button", name="在此拆分").click()
    assert len(articles_of(sample)) == 9
    page.get_by_role("button", name=re.compile("^撤销")).click()
    assert len(articles_of(sample)) == 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_accessible(scheme: str, open_context: Callable[..., Page]) -> None:
    make_user("editor")
    page = open_context(color_scheme=scheme, viewport={"width": 1024, "height": 768})
    log_in(page, "editor")
    page.goto(f"/admin/articles/page/{sample_page().pk}/desk/")
    line(page, SPLIT)
    page.keyboard.press("s")
    done(page, "在此拆分")
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
