"""History and sign-off sheets in the browser: accessible, without complaints, and on one sheet of paper."""

from collections.abc import Callable

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import corrections, desk, review
from articles.models import Action, Article, Publication
from articles.models.revision import record
from tests.browser.faces import log_in
from tests.conftest import make_user
from tests.factories import ArticleFactory, BylineFactory, PageFactory, SectionFactory

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "我县多措并举扎实推进夏季防汛备汛工作确保群众安全度汛"


@pytest.fixture
def people(transactional_db: None) -> dict[str, User]:
    people = {name: make_user(name) for name in ("editor", "reviewer", "chief")}
    return people | {"root": User.objects.create_superuser("root", password="a-long-password")}


@pytest.fixture
def article(people: dict[str, User]) -> Article:
    """As much as can happen to one: long titles, many names, a remark of full length at each step, three levels."""
    Publication.objects.create(name="青川日报", slug="青川日报", review_levels=3)
    raw = f"{LONG}\n\n县水务局组织春灌，\n\n群众说，水来得早。"
    article = ArticleFactory.create(
        page=PageFactory.create(raw=raw),
        source_lines=[[1, 5]],
        section=SectionFactory.create(name=LONG * 3),
        **dict.fromkeys(("kicker", "headline", "subtitle"), LONG * 11),
    )
    for _n in range(14):
        BylineFactory.create(article=article, role="本报通讯员", printed_name="欧阳某某某")
    record(article, Action.PARSED, by=None)
    return article


def _worked_on(article: Article, people: dict[str, User]) -> Article:
    """Edited by two, submitted, signed and sent back, then signed by three, published and corrected."""
    editor, reviewer, chief, root = people.values()
    pairs = desk.byline_pairs(article)
    for n in range(4):
        fields = {"body": f"县水务局组织夏灌，{n}。\n\n群众说，水来得早。"}
        told = {"fields": fields, "bylines": pairs, "reason": LONG * 19}
        article = desk.save_draft(article, by=(root, editor)[n % 2], version=article.version, **told)  # type: ignore[arg-type]
    back = [("submit", editor), ("sign", chief), ("send_back", chief)]
    on = [("submit", editor), ("sign", chief), ("sign", reviewer), ("sign", root), ("publish", chief)]
    for step, by in [*back, *on]:
        article = getattr(review, step)(article, by=by, version=article.version, reason=LONG * 19)
    return corrections.correct(article, by=chief, version=article.version, note=LONG * 30, fields={"place": "青川县"})


def _pages(page: Page) -> int:
    return len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)))


def test_sheet_of_an_article_is_one_page_whatever_happened(
    open_context: Callable[..., Page], article: Article, people: dict[str, User]
) -> None:
    article = _worked_on(article, people)
    page = open_context()
    log_in(page, "editor")
    page.goto(reverse("admin:articles_article_sheet", args=[article.pk]))
    assert (_pages(page), Axe().run(page).violations_count) == (1, 0)
    page.goto(reverse("admin:articles_issue_sheet", args=[article.page.issue_id]))
    assert (_pages(page), Axe().run(page).violations_count) == (1, 0)
    for number, articles in ((2, 20), (8, 43)):  # 64 articles on eight pages in the end, and some between
        sheets = [PageFactory.create(issue=article.page.issue, number=n) for n in range(1, number + 1)]
        for at in range(articles):
            ArticleFactory.create(page=sheets[at % number], headline=LONG, body="")
        page.reload()
        assert (_pages(page), Axe().run(page).violations_count) == (1, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_history_is_accessible(
    open_context: Callable[..., Page], article: Article, people: dict[str, User], scheme: str
) -> None:
    _worked_on(article, people)
    page = open_context(color_scheme=scheme, viewport={"width": 1024, "height": 768})
    log_in(page, "editor")
    for query in ("", "?old=source"):
        page.goto(reverse("admin:articles_article_history", args=[article.pk]) + query)
        assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []


def test_version_is_chosen_looked_at_and_restored(
    open_context: Callable[..., Page], article: Article, people: dict[str, User]
) -> None:
    fields = {"body": "县水务局组织夏灌。"}
    desk.save_draft(article, by=people["chief"], version=1, fields=fields, bylines=desk.byline_pairs(article))
    page = open_context(java_script_enabled=False)
    log_in(page, "editor")
    page.goto(reverse("admin:articles_article_history", args=[article.pk]))
    page.get_by_label("比对起点：第1稿").check()
    page.get_by_role("button", name="比对", exact=True).click()
    expect(page.locator(".compared .text ins")).to_have_text(["夏"])
    page.get_by_label("修改说明").fill("改错了")
    page.get_by_role("button", name="恢复第1稿").click()
    assert page.locator(".messagelist").inner_text() == "已将第1稿恢复为第3稿。"
    assert Article.objects.get().body == article.body
