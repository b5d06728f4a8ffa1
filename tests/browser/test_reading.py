"""All public pages in a browser: wide and narrow, light and dark, 长辈版, traditional, by keyboard, on paper, without JavaScript.

Each page is visited once in each face; what a face is about is in ``FACES``.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from articles import search
from articles.models import Article
from tests.factories import BylineFactory, CorrespondentFactory, SectionFactory, published
from tests.views.world import enlarge, page_addresses

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Page]

WIDE, PHONE, ZOOMED = ({"width": 1280, "height": 800}, {"width": 360, "height": 740}, {"width": 320, "height": 256})
MOST_BYTES = 60_000
PAPER_BLACK = "rgb(24, 22, 19)"
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

# Sums what moves after it has been shown: https://web.dev/articles/cls
WATCH_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifted += entry.value)))
        .observe({ type: "layout-shift", buffered: true });
"""
# In the first screen: the first line of the page's headline; of the front, whose own is for the ear, that of its first story.
MEASURE = """() => {
    const shown = [...document.querySelectorAll("main h1, main .headline")].find((one) => one.offsetHeight > 2);
    return {
        beyond: document.documentElement.scrollWidth - innerWidth,
        headline: shown.getBoundingClientRect().top + parseFloat(getComputedStyle(shown).lineHeight) <= innerHeight,
        shifted: window.shifted,
    };
}"""


@pytest.fixture
def article(transactional_db: None) -> Article:
    article = published(
        headline="水库开闸放水 万亩秧田喝饱", kicker="全县水利工作", subtitle="——春灌第一天", section=SectionFactory()
    )
    for order, name in enumerate(["陈溪", "汪国"], start=1):
        BylineFactory(article=article, order=order, printed_name=name, correspondent=CorrespondentFactory(name=name))
    search.index(article)
    return enlarge(article)


def kinds(article: Article) -> list[str]:
    """A page of each kind: of articles the one with everything and the withdrawn one; and one that is not there."""
    addresses = page_addresses(article)
    return [one for one in addresses if not one.startswith("/articles/")] + [
        article.get_absolute_url(),
        addresses[-1],
        "/nothing/",
    ]


@pytest.fixture
def no_troubles_but_what_is_gone(troubles: list[str]) -> Iterator[None]:
    """Chromium tells of the pages that are not there, as they are meant to be."""
    yield
    troubles[:] = [trouble for trouble in troubles if not re.search(r"status of 4(04|10)", trouble)]


def visit(page: Page, address: str, *, again: bool = True) -> dict[str, float]:
    """What is measured there; what moved is looked at once more: a busy machine now and then paints half a page, and then the rest."""
    page.goto(address)
    measured: dict[str, float] = page.evaluate(MEASURE)
    return visit(page, address, again=False) if again and measured["shifted"] else measured


def larger(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="长辈版").click()
    expect(page.get_by_role("button", name="标准版")).to_be_visible()


FACES = {
    "wide": ("", {"viewport": WIDE}),
    "phone-dark-large": ("", {"viewport": PHONE, "color_scheme": "dark"}),
    "wide-traditional-dark-large": ("/hant", {"viewport": WIDE, "color_scheme": "dark"}),
}


@pytest.mark.usefixtures("no_troubles_but_what_is_gone")
@pytest.mark.parametrize("face", FACES)
def test_axe_finds_nothing_and_nothing_is_beside_the_screen_or_moves(
    article: Article, open_context: Open, face: str
) -> None:
    prefix, options = FACES[face]
    page = open_context(bypass_csp=True, **options)  # axe brings its own style
    page.add_init_script(WATCH_SHIFTS)
    if "large" in face:
        larger(page)
    addresses = kinds(article)
    for address in addresses[-3:] if prefix else addresses:
        assert (address, visit(page, prefix + address)) == (address, {"beyond": 0, "headline": True, "shifted": 0})
        found = Axe().run(page, options=WCAG)
        assert (address, found.generate_report() if found.violations_count else "") == (address, "")


@pytest.mark.usefixtures("no_troubles_but_what_is_gone")
def test_pages_are_whole_without_scripts_at_400_per_cent(article: Article, open_context: Open) -> None:
    page = open_context(viewport=ZOOMED, java_script_enabled=False)
    for address in kinds(article):
        assert (address, visit(page, address)["beyond"]) == (address, 0)
        assert (address, page.get_by_role("heading", level=1).count()) == (address, 1)
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="长辈版").click()
    page.get_by_role("link", name="繁體").click()
    expect(page).to_have_url(re.compile(f"/hant{article.get_absolute_url()}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("水庫開閘放水 萬畝秧田喝飽")
    page.get_by_role("button", name="深色").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == PAPER_BLACK
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.get_by_text("引用本文").click()
    expect(page.locator(".citation").first).to_contain_text(
        "水庫開閘放水 萬畝秧田喝飽:春灌第一天[N]. 青川日報, 2026-07-14(1)."
    )
    expect(page.get_by_role("button", name="複製")).to_have_count(0)


def test_an_article_is_read_by_keyboard_under_the_strict_policy(article: Article, open_context: Open) -> None:
    page = open_context(viewport=WIDE, permissions=["clipboard-read", "clipboard-write"])
    page.goto(article.get_absolute_url())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.locator("summary", has_text="引用本文").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="已复制")).to_be_focused()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "陈溪, 汪国. 水库开闸放水 万亩秧田喝饱:春灌第一天[N]. 青川日报, 2026-07-14(1)."
    unseen = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden])")]
            .filter((one) => one.checkVisibility())
            .filter((one) => { one.focus({ focusVisible: true }); return document.activeElement !== one; })
            .map((one) => one.outerHTML)"""
    )
    assert unseen == []


def test_an_article_is_light_and_prints_without_what_is_for_the_screen(article: Article, open_context: Open) -> None:
    page = open_context(viewport=WIDE, color_scheme="dark")
    page.goto(article.get_absolute_url())
    page.locator(".picture img").first.evaluate(
        "(picture) => picture.decode()"
    )  # loaded when it is near, after the page
    sizes = page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .map((entry) => [entry.name, entry.transferSize])"""
    )
    assert (len(sizes) > 8, sum(size for _name, size in sizes) < MOST_BYTES) == (True, True), sizes
    (own,) = [name for name, _size in sizes if name.endswith(".jpg")]  # and not the page's, which is ten times the text
    assert article.pictures.first().digest in own  # type: ignore[union-attr]
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for hidden in ("nav", "form", "aside.beside", "footer", ".cite"):
        assert (hidden, page.locator(hidden).filter(visible=True).count()) == (hidden, 0)
    for shown in ("h1", ".byline", ".body", ".source", ".corrected"):
        assert (shown, page.locator(shown).filter(visible=True).count() > 0) == (shown, True)
