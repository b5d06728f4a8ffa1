"""The search page in Chromium: by keyboard, narrow, dark, without JavaScript, and nothing for axe to find."""

import datetime as dt
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from articles import search
from tests.factories import BylineFactory, CorrespondentFactory, PageFactory, SectionFactory, published

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"width": 320, "height": 640}  # as 1280 pixels are at 400 %


@pytest.fixture
def years(transactional_db: None) -> None:
    """Two articles a year, of two columns, places and people."""
    people = CorrespondentFactory.create_batch(2)
    for number in range(6):
        page = PageFactory.create(issue__date=dt.date(2024 + number // 2, 7, 14), number=number % 3 + 1)
        section = SectionFactory.create(name=f"栏目{number % 2}")
        article = published(page=page, section=section, place=f"青川{number % 2}镇", headline=f"水库{number}号闸开闸")
        BylineFactory.create(article=article, correspondent=people[number % 2])
        search.index(article)


@pytest.mark.parametrize("look", [{"viewport": NARROW, "color_scheme": "dark"}, {"java_script_enabled": False}])
def test_a_reader_searches_narrows_down_and_is_helped_on(
    look: dict[str, object], open_context: Callable[..., Page], years: None
) -> None:
    page = open_context(**look)
    page.goto("/search/")
    page.get_by_role("searchbox").press_sequentially("水庫")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("2025")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("4篇")
    assert page.locator("mark").first.inner_text() == "水库"
    _is_well_made(page, look)

    facets = page.get_by_role("complementary", name="缩小范围")
    facets.get_by_role("link", name="2026 2", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("2篇")
    page.get_by_role("link", name="最相关在前").click()
    expect(page.get_by_role("list", name="已限定").get_by_role("link")).to_have_text(["2026：取消限定"])

    page.get_by_role("searchbox").fill("水苦")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("没有找到“水苦”。")
    _is_well_made(page, look)
    page.get_by_role("link", name="2026").click()
    page.get_by_role("textbox", name="起").fill("1949-13-40")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“1949-13-40”不是日期")).to_be_visible()
    assert page.get_by_role("searchbox").input_value() == "水苦"
    _is_well_made(page, look)


def _is_well_made(page: Page, look: dict[str, object]) -> None:
    """Nothing for axe to find (which needs JavaScript), nothing wider than the window."""
    if "viewport" in look:
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
