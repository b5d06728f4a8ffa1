"""The printed page in Chromium: zones by mouse and keyboard, sizes, the article's place, and the page beside a draft."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.demo.play import PAGES
from articles.importing.run import import_paths
from articles.models import Article, Status
from tests.browser.faces import log_in

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

HEADLINES = ["一渠清水到田头", "夜市里的便民窗口", "三条乡道八月通车", "村医上门送凉茶"]
ADDRESS = "/issues/2026-07-21/1/"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def articles() -> list[Article]:
    """The drafts of the first page of the sample issue of PDFs, imported."""
    report = import_paths([PAGES / "2026-07-21" / "01.pdf"], publication="霁川日报")
    assert report.failed() == []
    return list(Article.objects.order_by("position"))


@pytest.fixture
def published(articles: list[Article]) -> list[Article]:
    """The page with all its articles published, as far as its picture is concerned."""
    for article in articles:
        article.status, article.published_at = Status.PUBLISHED, article.changed_at
        article.save()
    return articles


def until(page: Page, is_so: Callable[[], bool], seconds: int = 10) -> None:
    """Wait; Playwright's own waiting for a function is an ``eval``, which the policy forbids."""
    for _try in range(10 * seconds):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never was so")


def lit(page: Page) -> list[str]:
    return page.locator(".story.is-lit .headline").all_inner_texts()


def faults(page: Page) -> list[str]:
    return [violation["id"] for violation in Axe().run(page, options=RULES).response["violations"]]


def test_zones_are_links_in_page_order(open_context: Callable[..., Page], published: list[Article]) -> None:
    page = open_context()
    page.goto(ADDRESS)
    zones = page.locator(".zones a")
    assert [zones.nth(place).get_attribute("aria-label") for place in range(zones.count())] == HEADLINES
    page.locator(".plate-frame").focus()
    for headline in HEADLINES:
        page.keyboard.press("Tab")
        assert (page.evaluate("document.activeElement.getAttribute('aria-label')"), lit(page)) == (headline, [headline])
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert lit(page) == [HEADLINES[1]]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINES[1])


def test_zone_shows_itself_under_the_mouse_and_leads_to_its_article(
    open_context: Callable[..., Page], published: list[Article]
) -> None:
    page = open_context()
    page.goto(ADDRESS)
    zone = page.locator(".zones a").nth(2)
    zone.scroll_into_view_if_needed()
    box = zone.bounding_box()
    assert box
    shown = "getComputedStyle(document.querySelectorAll('.zones polygon')[2]).strokeOpacity"
    assert page.evaluate(shown) == "0"
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert (page.evaluate(shown), lit(page)) == ("1", [HEADLINES[2]])
    page.mouse.down()
    page.mouse.up()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINES[2])
    expect(page.get_by_role("heading", name="版面位置")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_picture_is_as_large_and_as_sharp_as_asked_for(
    open_context: Callable[..., Page], published: list[Article], script: bool
) -> None:
    page = open_context(java_script_enabled=script)
    page.goto(ADDRESS)
    sheet = page.locator(".plate-sheet")
    narrow = sheet.bounding_box()
    page.get_by_role("link", name="原大").click()
    expect(page.locator('.plate-frame[data-zoom="full"]')).to_be_visible()
    wide = sheet.bounding_box()
    assert narrow
    assert wide
    assert (round(wide["width"]), narrow["width"] < 800) == (2000, True)
    assert page.url.endswith("?zoom=full")
    if script:
        large = page.locator(".plate-sheet img")
        until(page, lambda: published[0].page.picture in large.evaluate("image => image.currentSrc"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")], ids=str)
def test_pages_with_pictures_are_accessible_at_any_width(
    open_context: Callable[..., Page], published: list[Article], width: int, scheme: str
) -> None:
    page = open_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for address in (ADDRESS, f"{ADDRESS}?zoom=large", published[0].get_absolute_url()):
        page.goto(address)
        assert (address, faults(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_article_shows_its_picture_and_its_cut_out(open_context: Callable[..., Page], published: list[Article]) -> None:
    page = open_context()
    page.goto(published[0].get_absolute_url())
    expect(page.locator("figure.picture figcaption")).to_have_text(re.compile("图为农户在渠口查看水情。 ?岳桐 摄"))
    until(page, lambda: page.locator("figure.picture img").evaluate("image => image.naturalWidth") > 100)
    page.locator("summary", has_text="见报原样").click()
    expect(page.locator(".cutting svg")).to_be_visible()


def test_draft_has_its_page_beside_it_and_its_lines_one_key_away(
    open_context: Callable[..., Page], articles: list[Article], editor: User, troubles: list[str]
) -> None:
    page = open_context()
    log_in(page, "editor")
    page.goto(f"/admin/articles/article/{articles[0].pk}/change/")
    expect(page.locator("#printed .own polygon")).to_have_count(1)
    expect(page.locator("#raw-lines")).to_be_hidden()
    page.locator("#id_headline").focus()
    page.keyboard.press("F2")
    expect(page.locator("#raw-lines")).to_be_visible()
    expect(page.locator("#printed")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "id_headline"
    page.keyboard.press("F2")
    expect(page.locator("#printed")).to_be_visible()
    assert troubles == []
    assert faults(page) == []
    troubles.clear()  # what the checker itself tried to style
