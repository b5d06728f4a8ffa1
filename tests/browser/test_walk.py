"""The main job clicked through in Chromium: imported, corrected, submitted, sent back, signed, published, read, found."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.importing.run import import_paths
from articles.models import Article, Status
from tests.browser.faces import log_in

pytestmark = pytest.mark.django_db(transaction=True)

RAW = """本报青川讯（通讯员林小满 陶
岭）3月5日，县水务局在青蒲水库组
织春灌，两万亩秧田开始上水。
今年的水来得早，灌区群众说，
再也不用半夜守着渠口等水了。
青蒲水库开闸春灌
本报双桥讯（通讯员贺知远）近
日，双桥镇把村口的旧仓库改成了书
屋，每晚开到九点。
双桥镇：旧仓库里办书屋
"""


@pytest.fixture
def article(tmp_path: Path) -> Article:
    """The first draft of an imported page."""
    source = tmp_path / "2026-03-06" / "02.txt"
    source.parent.mkdir()
    source.write_text(RAW, "utf-8")
    import_paths([source], publication="青川日报")
    article = Article.objects.get(headline="青蒲水库开闸春灌")
    assert article.page.issue.date == dt.date(2026, 3, 6)
    return article


def act(page: Page, button: str) -> None:
    page.locator("section.steps").get_by_role("button", name=button).click()


def open_draft(page: Page, headline: str) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="待办").first.click()
    page.get_by_role("link", name=headline).click()


def find(reader: Page, article: Article) -> None:
    """From the front page to the article, its correspondent, its page, and to it again by a search."""
    reader.goto("/")
    reader.get_by_role("link", name="青蒲水库开闸春灌").first.click()
    expect(reader.get_by_role("heading", name="青蒲水库开闸春灌")).to_be_visible()
    expect(reader.get_by_text("一万八千亩秧田上水")).to_be_visible()
    expect(reader.get_by_text("旧仓库里办书屋")).to_have_count(0)
    reader.get_by_role("link", name="林小满").click()
    reader.get_by_role("link", name="青蒲水库开闸春灌").click()
    reader.get_by_role("link", name="第02版").first.click()
    expect(reader).to_have_url(f"{reader.url.split('/issues')[0]}/issues/2026-03-06/2/")
    reader.get_by_role("searchbox").fill("守着渠口")
    reader.keyboard.press("Enter")
    reader.get_by_role("link", name="青蒲水库开闸春灌").click()
    expect(reader).to_have_url(f"{reader.url.split('/articles')[0]}{article.get_absolute_url()}")


def test_walk_from_raw_page_to_reader(
    open_context: Callable[..., Page], article: Article, editor: User, reviewer: User, chief: User
) -> None:
    reader = open_context()
    reader.goto("/")
    expect(reader.get_by_text("青蒲水库")).to_have_count(0)

    desk = open_context()
    log_in(desk, "editor")
    open_draft(desk, "青蒲水库开闸春灌")
    expect(desk.get_by_label("署名")).to_have_value("通讯员 林小满\n通讯员 陶岭")
    desk.get_by_label("引题").fill("两万亩秧田上水")
    desk.get_by_role("button", name="保存并送审").click()
    article.refresh_from_db()
    assert (article.status, article.kicker, article.changed_by) == (Status.SUBMITTED, "两万亩秧田上水", editor)

    head = open_context()
    log_in(head, "chief")
    open_draft(head, "青蒲水库开闸春灌")
    head.locator("section.steps summary").filter(has_text="退稿").click()
    head.get_by_label("理由").fill("请核对秧田亩数")
    act(head, "退稿")
    article.refresh_from_db()
    assert (article.status, article.revisions.last().reason) == (Status.DRAFT, "请核对秧田亩数")  # type: ignore[union-attr]

    open_draft(desk, "青蒲水库开闸春灌")
    expect(desk.get_by_text("请核对秧田亩数").first).to_be_visible()
    desk.get_by_label("引题").fill("一万八千亩秧田上水")
    desk.get_by_role("button", name="保存并送审").click()

    signer = open_context()
    log_in(signer, "reviewer")
    open_draft(signer, "青蒲水库开闸春灌")
    act(signer, "审签")
    open_draft(signer, "青蒲水库开闸春灌")
    act(signer, "发布")
    article.refresh_from_db()
    assert article.status == Status.PUBLISHED

    find(reader, article)


def test_typing_keeps_the_login_and_the_claim(
    open_context: Callable[..., Page], article: Article, editor: User
) -> None:
    desk = open_context()
    log_in(desk, "editor")
    desk.clock.install()
    open_draft(desk, "青蒲水库开闸春灌")
    desk.wait_for_load_state()
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.method))
    desk.get_by_label("引题").fill("两万亩")
    desk.clock.fast_forward("05:01")
    with desk.expect_response(lambda response: response.request.method == "POST") as answer:
        desk.get_by_label("引题").fill("两万亩秧田")
    desk.get_by_label("引题").fill("两万亩秧田上水")
    assert (answer.value.status, asked.count("POST")) == (200, 1)
    desk.get_by_role("button", name="保存", exact=True).last.click()
    expect(desk.get_by_text("已保存")).to_be_visible()
