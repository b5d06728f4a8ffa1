"""No page of the site makes the browser complain: no refused style or script, no missing file, no error."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page

from articles import search
from articles.models import Article, ImportBatch, ImportFile, Status
from articles.models.revision import Action, record
from tests.browser.faces import log_in
from tests.factories import ArticleFactory, BylineFactory, SectionFactory, published

pytestmark = pytest.mark.django_db(transaction=True)

MODELS = (
    "articles_article articles_correspondent articles_importbatch articles_importfile articles_issue articles_page "
)
MODELS += "articles_publication articles_revision articles_section articles_unit auth_user auth_group"


@pytest.fixture
def article(transactional_db: None) -> Article:
    """Published, with a draft beside it, and one of everything that the lists show."""
    article = published(section=SectionFactory.create())
    BylineFactory.create(article=article)
    search.index(article)
    ArticleFactory.create(page=article.page, status=Status.DRAFT)
    ImportFile.objects.create(batch=ImportBatch.objects.create(), path="01.txt", state="new", page=article.page)
    record(article, Action.PARSED, by=None)
    return article


def of_readers(article: Article) -> list[str]:
    assert article.section is not None
    rows = [article, article.page, article.page.issue, article.section, article.bylines.get().correspondent]
    return ["/", "/issues/", "/corrections/", "/search/", "/search/?q=水库", *(row.get_absolute_url() for row in rows)]


def first_of_each_list(page: Page) -> list[str]:
    """The page of the first row of each list, and of a new one where one may be made."""
    found = []
    for model in MODELS.split():
        page.goto(reverse(f"admin:{model}_changelist"))
        links = "links => links.map(link => link.href)"
        hrefs: list[str] = page.eval_on_selector_all("#result_list a, .object-tools a", links)
        found += [href for href in hrefs if re.search(r"/change/|/add/", href)][:2]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_makes_the_browser_complain(scheme: str, open_context: Callable[..., Page], article: Article) -> None:
    User.objects.create_superuser("root", password="a-long-password")
    page = open_context(color_scheme=scheme)
    for address in of_readers(article):
        page.goto(address, wait_until="load")
    log_in(page, "root")
    for address in [*first_of_each_list(page), reverse("admin:password_change")]:
        answer = page.goto(address, wait_until="load")
        assert answer is not None
        assert (address, answer.status) == (address, 200)
