"""The queue, the claim on a draft and the issue board as they are worked with in a browser."""

import datetime as dt
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles import claims
from articles.models import Article, Status
from tests.browser.faces import log_in
from tests.conftest import make_user
from tests.factories import ArticleFactory

Open = Callable[..., Page]
QUEUE = "/admin/articles/article/"


@pytest.fixture
def drafts(transactional_db: None) -> list[Article]:
    return ArticleFactory.create_batch(4)


def _holder(article: Article) -> User | None:
    return Article.objects.get(pk=article.pk).claim_holder(timezone.now())


def _open(open_context: Open, name: str, **options: object) -> Page:
    page = open_context(**options)
    make_user(name)
    log_in(page, name)
    return page


def _wait_for_holder(page: Page, article: Article, holder: User | None) -> None:
    for _try in range(50):
        if _holder(article) == holder:
            return
        page.wait_for_timeout(100)
    assert _holder(article) == holder


def test_one_box_chooses_all_and_shift_a_stretch(drafts: list[Article], open_context: Open) -> None:
    page = _open(open_context, "editor")
    page.goto(QUEUE)
    boxes, counter = page.locator(".action-select"), page.locator(".action-counter")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(counter).to_have_text("已选 3 篇")
    page.check("#action-toggle")
    expect(counter).to_have_text("已选 4 篇")
    page.get_by_role("button", name="送审").click()
    expect(page.locator(".messagelist li")).to_have_count(4)
    assert set(Article.objects.values_list("status", flat=True)) == {Status.SUBMITTED}


def test_claim_is_taken_by_opening_and_freed_by_leaving(drafts: list[Article], open_context: Open) -> None:
    page = _open(open_context, "editor")
    page.goto(f"{QUEUE}{drafts[0].pk}/change/")
    expect(page.locator("#claim")).to_contain_text("由editor认领至")
    assert _holder(drafts[0]) == User.objects.get(username="editor")
    page.goto(QUEUE)
    _wait_for_holder(page, drafts[0], None)


def test_typing_takes_the_claim_again_or_says_who_has_it(drafts: list[Article], open_context: Open) -> None:
    page = _open(open_context, "editor")
    chief = make_user("chief")
    page.goto(f"{QUEUE}{drafts[0].pk}/change/")
    claims.take_over(drafts[0], by=User.objects.get(pk=chief.pk))
    page.clock.install(time=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=2))
    page.locator("#id_headline").press_sequentially("改")
    expect(page.locator("#claim")).to_contain_text("由chief认领至")
    expect(page.locator("#claim")).to_contain_text("您输入的文字仍在编辑框中")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_queue_board_and_another_s_draft(
    scheme: str, drafts: list[Article], open_context: Open
) -> None:
    ArticleFactory.create(status=Status.APPROVED, note_count=2)
    page = _open(open_context, "chief", color_scheme=scheme, bypass_csp=True)  # axe brings its own style
    claims.take(drafts[1], by=make_user("editor"))
    issue = drafts[0].page.issue_id
    for address in (
        QUEUE,
        f"{QUEUE}?whose=free&issue={issue}",
        f"/admin/articles/issue/{issue}/board/",
        f"{QUEUE}{drafts[1].pk}/change/",
    ):
        page.goto(address)
        found = Axe().run(page)
        assert (address, [entry["id"] for entry in found.response["violations"]]) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
