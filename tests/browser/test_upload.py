"""Pages through the browser: chosen or dropped, looked through, confirmed, imported in a process of their own, taken back."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.importing import background
from articles.models import Article, ImportBatch
from articles.models.imports import Stage
from tests.browser.faces import log_in
from tests.children import point_children_here

pytestmark = pytest.mark.django_db(transaction=True)

STORY = "农民运动会开幕\n本报桑园讯（通讯员林建东）入夏\n以来，县里办了一场农民运动会，\n来了三百多人。\n"
UPLOAD = "/admin/articles/importbatch/upload/"
WAIT = 60_000  # ms: two processes of Django begin, one after the other


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    point_children_here(monkeypatch, settings.DATA_DIR)
    return tmp_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "20240723_03.txt"
    path.write_text(STORY, "utf-8")
    return path


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def overhang(page: Page, width: int = 360) -> int:
    """By how many pixels the page is wider than a telephone's screen."""
    page.set_viewport_size({"width": width, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 740})
    return int(wide) - width


def test_pages_are_uploaded_looked_through_confirmed_and_taken_back(
    open_context: Callable[..., Page], operator: User, file: Path
) -> None:
    page = open_context()
    log_in(page, "operator")
    page.get_by_role("link", name="上传版面").click()
    page.get_by_label("报纸").fill("青川日报")
    page.get_by_label("版面文件").set_input_files(file)
    assert (violations(page), overhang(page)) == ([], 0)
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_role("heading", name="识别结果")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("row").nth(1)).to_contain_text("2024-07-23")
    assert (Article.objects.count(), violations(page), overhang(page)) == (0, [], 0)
    page.get_by_role("button", name="导入这些版面").click()
    expect(page.locator(".batch-state")).to_have_text("完成", timeout=WAIT)
    assert (Article.objects.get().headline, violations(page), overhang(page)) == ("农民运动会开幕", [], 0)
    page.get_by_role("link", name="撤销").click()
    expect(page.get_by_text("1 篇稿件将删除")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="撤销这个批次").click()
    expect(page.locator(".file-state")).to_have_text("已删除", timeout=WAIT)
    assert Article.objects.count() == 0


def test_an_upload_needs_no_script(open_context: Callable[..., Page], operator: User, file: Path) -> None:
    page = open_context(java_script_enabled=False)
    log_in(page, "operator")
    page.goto(UPLOAD)
    page.get_by_label("报纸").fill("青川日报")
    page.get_by_label("版面文件").set_input_files(file)
    page.get_by_role("button", name="上传并预览").click()
    end = time.monotonic() + WAIT / 1000
    while page.get_by_role("button", name="导入这些版面").count() == 0:
        assert time.monotonic() < end
        page.get_by_role("link", name="刷新").click()
    page.get_by_role("button", name="导入这些版面").click()
    assert ImportBatch.objects.get().stage in (Stage.IMPORTING, Stage.DONE)
    while page.locator(".batch-state.done").count() == 0:
        assert time.monotonic() < end + WAIT / 1000
        page.reload()
    assert Article.objects.count() == 1


def test_dropped_files_are_taken_and_too_large_ones_told_before_they_are_sent(
    open_context: Callable[..., Page], operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "start", lambda _batch: None)
    page = open_context()
    log_in(page, "operator")
    page.goto(UPLOAD)
    drop = """([name, size]) => {
        const dropped = new DataTransfer();
        dropped.items.add(new File([new Uint8Array(size)], name));
        document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, cancelable: true }));
    }"""
    page.evaluate(drop, ["20240723_03.txt", 21 * 1024 * 1024])
    expect(page.get_by_role("alert")).to_have_text("20240723_03.txt 超过了一个版面的上限： 20 MB")
    page.get_by_role("button", name="上传并预览").click()
    expect(page).to_have_url(f"{page.url.split('/admin')[0]}{UPLOAD}")
    page.evaluate(drop, ["20240723_03.txt", 100])
    expect(page.get_by_role("alert")).to_be_hidden()
    page.get_by_role("button", name="上传并预览").click()
    expect(page.locator(".batch-state")).to_have_text("正在预览")
    assert ImportBatch.objects.get().total == 1


def test_the_bar_moves_while_the_batch_runs(open_context: Callable[..., Page], viewer: User) -> None:
    batch = ImportBatch.objects.create(total=40, taken=7, counts={"new": 7})
    page = open_context()
    log_in(page, "viewer")
    page.goto(f"/admin/articles/importbatch/{batch.pk}/change/")
    expect(page.locator("progress")).to_have_js_property("value", 7)
    ImportBatch.objects.update(taken=20, counts={"new": 20})
    expect(page.locator("progress")).to_have_js_property("value", 20)
    expect(page.locator(".counts")).to_have_text("新增 20")
    ImportBatch.objects.update(stage=Stage.DONE)
    expect(page.locator(".batch-state")).to_have_text("完成")
