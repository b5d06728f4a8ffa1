"""A correction in the browser: made by a chief, read by anybody, without complaints of the browser or of axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from articles import review, search
from articles.models import Article
from tests.browser.faces import log_in
from tests.conftest import make_user
from tests.factories import PageFactory, published

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "昨日一版所刊灌溉面积应为3.2万亩。"


@pytest.fixture
def article(transactional_db: None) -> Article:
    """Published, with its raw lines, beside one that was withdrawn."""
    chief = make_user("chief")
    page = PageFactory.create(raw="水库放水\n\n灌溉2.3万亩。")
    article = published(page=page, headline="水库放水", body="灌溉2.3万亩。", source_lines=[[1, 3]])
    search.index(article)
    review.withdraw(published(page=page), by=chief, version=1, reason="查无此事")
    return article


def _sound(page: Page, troubles: list[str]) -> None:
    """Nothing for the browser or for axe to say, nothing wider than the screen."""
    assert troubles == []
    assert [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    troubles.clear()  # what the checker itself tried to style


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_chief_corrects_and_readers_see_it(
    scheme: str, width: int, open_context: Callable[..., Page], article: Article, troubles: list[str]
) -> None:
    page = open_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    log_in(page, "chief")
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_role("link", name="更正…").click()
    _sound(page, troubles)
    page.get_by_label("更正文字（公开）").fill(NOTE)
    page.get_by_label("正文", exact=True).fill("灌溉3.2万亩。")
    page.get_by_role("button", name="发布更正").click()
    assert page.locator(".notices q").inner_text().strip("“”") == NOTE
    _sound(page, troubles)
    page.goto("/admin/articles/correction/")
    _sound(page, troubles)
    page.goto(article.get_absolute_url())
    assert (page.locator(".corrected .note").inner_text(), page.locator(".body p").inner_text()) == (
        NOTE,
        "灌溉3.2万亩。",
    )
    _sound(page, troubles)
    page.get_by_role("link", name="全部更正与撤稿").click()
    assert page.locator(".days .note").all_inner_texts() == [NOTE, "查无此事"]
    _sound(page, troubles)
