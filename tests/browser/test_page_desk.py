"""The page desk in Chromium: split, merge, move, retitle and undo by mouse and keys, and saving as one types."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from articles.desk import byline_pairs, save_draft
from articles.models import Article, Status
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
    desk.locator(f"#line-{line_of(SPLIT)} .raw-text").hover()
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


def pull(desk: Page, start: Locator, end: Locator) -> None:
    """Press on one, hold down and let go on the other."""
    start.scroll_into_view_if_needed()
    start.hover()
    desk.mouse.down()
    end.hover()
    end.hover(position={"x": 12, "y": 6})
    desk.mouse.up()


def choose(desk: Page, first: str, last: str) -> None:
    """Choose the lines from one to another with the mouse held down."""
    pull(desk, *(desk.locator(f"#line-{line_of(text)} .raw-text") for text in (first, last)))


def test_lines_chosen_in_one_pull_are_moved_by_another_by_a_button_and_by_a_key(desk: Page) -> None:
    before = bodies(desk)
    line_ends = ("县应急管理局提醒", "处停留，看到险情")
    moves = [
        lambda: pull(desk, desk.locator(f"#line-{line_of(line_ends[0])} .raw-text"), desk.locator(".card h3").nth(1)),
        lambda: desk.locator(".card").nth(1).get_by_role("button", name="所选行移来").click(),
        lambda: desk.keyboard.press("Shift+Digit2"),
    ]
    for move in moves:
        choose(desk, *line_ends)
        expect(desk.locator(".chosen output")).to_have_text("4")
        move()
        done(desk, "移动所选行")
        assert ("县应急管理局提醒" in bodies(desk)[0], "县应急管理局提醒" in bodies(desk)[1]) == (False, True)
        desk.keyboard.press("u")
        done(desk, "已撤销：移动所选行")
        assert bodies(desk) == before


def test_shift_and_a_click_choose_all_lines_up_to_there(desk: Page) -> None:
    line(desk, "县应急管理局提醒")
    desk.locator(f"#line-{line_of('处停留，看到险情')} .raw-text").click(modifiers=["Shift"])
    expect(desk.locator(".chosen output")).to_have_text("4")


def focused(desk: Page) -> str:
    """The card or line that has the focus."""
    return str(desk.evaluate("document.activeElement.closest('.card, .line')?.id"))


def test_after_an_action_the_keyboard_goes_on_where_it_was(desk: Page) -> None:
    first, second, third = (str(desk.locator(".card").nth(at).get_attribute("id")) for at in range(3))
    for _times in range(3):
        desk.keyboard.press(".")
    for key, words, then in (
        ("w", "引题主题互换", third),
        ("m", "并入前一篇", second),
        ("m", "并入前一篇", first),
        ("u", "已撤销：并入前一篇", first),
        ("x", "剔除这篇", second),
        ("r", "恢复这篇", second),
    ):
        desk.keyboard.press(key)
        done(desk, words)
        assert (key, focused(desk)) == (key, then)
    expect(desk.locator(".card").first).to_have_id(first)


def test_a_refused_action_says_why_and_leaves_the_lists_where_they_were(desk: Page, troubles: list[str]) -> None:
    last = desk.locator(".line").last
    last.locator(".raw-text").click()
    places = "[...document.querySelectorAll('.desk-lines, .cards')].map((list) => list.scrollTop)"
    before = desk.evaluate(places)
    desk.keyboard.press("s")
    expect(desk.locator(".trouble")).to_contain_text("不能在此拆分")
    assert (desk.evaluate(places), focused(desk)) == (before, last.get_attribute("id"))
    assert before[0] > 0
    troubles.clear()  # the browser tells of the 409


def test_an_action_moves_nothing_below_the_row_of_buttons(open_context: Callable[..., Page]) -> None:
    make_user("editor")
    page = open_context(viewport={"width": 1280, "height": 800})
    log_in(page, "editor")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": page.url}])
    page.goto(f"/admin/articles/page/{sample_page().pk}/desk/")
    tall = page.locator(".desk-actions").bounding_box()
    line(page, SPLIT)
    page.keyboard.press("0")
    expect(page.get_by_role("button", name=re.compile("^Undo In no article"))).to_be_visible()
    assert page.locator(".desk-actions").bounding_box() == tall


def test_the_keyboard_alone_goes_from_article_to_lines_and_back(desk: Page) -> None:
    desk.keyboard.press(".")
    desk.keyboard.press(".")
    expect(desk.locator(".card").nth(1).locator("h3 a")).to_be_focused()
    desk.keyboard.press("l")
    expect(desk.locator(".run.lit input").first).to_be_focused()
    desk.keyboard.press("Space")
    desk.keyboard.press("Shift+ArrowDown")
    expect(desk.locator(".chosen output")).to_have_text("2")
    desk.keyboard.press("Escape")
    expect(desk.locator(".chosen output")).to_have_text("0")
    desk.locator(".card input").first.focus()
    desk.keyboard.press("Escape")
    expect(desk.locator(".card").first.locator("h3 a")).to_be_focused()


def test_typing_is_saved_claimed_and_undone_like_any_step(desk: Page) -> None:
    card = desk.locator(".card").first
    headline = card.locator("input[name^=headline]").input_value()
    line(desk, SPLIT)
    desk.keyboard.press("s")
    done(desk, "在此拆分")
    card.locator("input[name^=headline]").fill("手改的题")
    expect(card.locator(".saved")).to_have_text(re.compile(r"已保存 \d\d:\d\d"), timeout=8000)
    saved = Article.objects.get(headline="手改的题")
    assert (saved.version, saved.claimed_by) == (3, User.objects.get(username="editor"))
    card.locator("input[name^=subtitle]").fill("手改的副题")
    card.get_by_role("button", name="引题主题互换").click()
    done(desk, "引题主题互换")
    assert Article.objects.get(kicker="手改的题").subtitle == "手改的副题"
    desk.reload()
    for words in ("引题主题互换", "改字", "在此拆分"):
        desk.keyboard.press("u")
        done(desk, f"已撤销：{words}")
    expect(card.locator("input[name^=headline]")).to_have_value(headline)
    expect(desk.locator(".card")).to_have_count(8)


def test_who_saves_second_sees_both_texts_in_the_card_and_chooses(desk: Page, troubles: list[str]) -> None:
    chief = make_user("chief")
    card = desk.locator(".card").first
    key = int(card.get_attribute("data-article") or 0)
    for choice, kept in (("保留我输入的", "后存的题"), ("采用现在的文字", "先存的题")):
        Article.objects.update(claimed_by=None, claimed_until=None)
        other = Article.objects.get(pk=key)
        pairs = byline_pairs(other)
        fields = {"headline": "先存的题", "body": f"{choice}之前先存的正文。"}
        save_draft(other, by=chief, version=other.version, fields=fields, bylines=pairs)
        card.locator("input[name^=headline]").fill("后存的题" if choice == "保留我输入的" else "后存的第二题")
        expect(card.locator(".both-texts ins").first).to_have_text("后", timeout=8000)
        expect(card.locator(".both-texts del").first).to_have_text("先")
        card.get_by_role("button", name=choice).click()
        expect(card.locator("input[name^=headline]")).to_have_value(kept)
        expect(card.locator(".both-texts")).to_be_empty()
        if choice == "保留我输入的":
            expect(card.locator(".saved")).to_have_text(re.compile("已保存"), timeout=8000)
        now = Article.objects.get(pk=key)
        assert (now.headline, now.body) == (kept, f"{choice}之前先存的正文。")
    troubles.clear()  # the browser tells of each 409
    desk.reload()


def test_notes_are_settled_and_the_page_is_submitted_by_a_key_each(desk: Page) -> None:
    noted = desk.locator(".card", has=desk.locator(".card-notes"))
    settled, open_ones = int(desk.locator(".settled progress").get_attribute("value") or 0), noted.count()
    noted.first.locator("h3 a").focus()
    desk.keyboard.press("k")
    done(desk, "提示已核对")
    assert (int(desk.locator(".settled progress").get_attribute("value") or 0), noted.count()) == (
        settled + 1,
        open_ones - 1,
    )
    assert Article.objects.filter(changed_by__isnull=False).count() == 0
    desk.locator(".card input").first.focus()
    desk.keyboard.press("Control+Enter")
    done(desk, "已送审 8 篇。")
    assert Article.objects.filter(status=Status.SUBMITTED).count() == 8


def test_either_side_lights_the_other_and_brings_it_into_view(desk: Page) -> None:
    card = desk.locator(".card").nth(5)
    key = card.get_attribute("data-article")
    run = desk.locator(f".run[data-article='{key}']").first
    expect(run).not_to_be_in_viewport()
    card.locator("input").first.focus()
    expect(card).to_have_class(re.compile("lit"))
    expect(run).to_have_class(re.compile("lit"))
    expect(run).to_be_in_viewport()
    desk.locator(".run").nth(1).scroll_into_view_if_needed()
    desk.locator(".run").nth(1).locator(".raw-text").first.hover()
    expect(desk.locator(".card").first).to_have_class(re.compile("lit"))
    expect(desk.locator(".card").first.locator("h3")).to_be_in_viewport()


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


def test_the_desk_is_accessible_in_the_dark_and_at_1024(open_context: Callable[..., Page]) -> None:
    """By day and at 1280 it is looked at on the whole way of a page."""
    make_user("editor")
    page = open_context(color_scheme="dark", viewport={"width": 1024, "height": 768})
    log_in(page, "editor")
    page.goto(f"/admin/articles/page/{sample_page().pk}/desk/")
    line(page, SPLIT)
    page.keyboard.press("s")
    done(page, "在此拆分")
    complaints = [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]]
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
