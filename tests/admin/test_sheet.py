"""Sign-off sheets in the admin site: seen by all staff, changed by nobody."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import review
from articles.models import Action, Article
from articles.models.revision import record
from tests.factories import ArticleFactory

STAFF = ("viewer", "operator", "editor", "reviewer", "chief")
EVIL = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>\u2028'


@pytest.fixture
def article(cast: dict[str, Client]) -> Article:
    """Submitted by the editor, signed by the reviewer."""
    article = ArticleFactory.create(headline="春灌开闸")
    record(article, Action.PARSED, by=None)
    article = review.submit(article, by=User.objects.get(username="editor"), version=1)
    return review.sign(article, by=User.objects.get(username="reviewer"), version=2, reason=f"同意{EVIL}")


def sheets(article: Article) -> tuple[str, str]:
    """The addresses of its own sheet and of its issue's."""
    return (
        reverse("admin:articles_article_sheet", args=[article.pk]),
        reverse("admin:articles_issue_sheet", args=[article.page.issue_id]),
    )


def test_sheet_of_an_article_says_who_signed(cast: dict[str, Client], article: Article) -> None:
    for person in STAFF:
        page = cast[person].get(sheets(article)[0]).content.decode()
        rows = re.findall(r'<tr><th scope="row">(一审|二审|签发)</th>\s*<td>(.*?)</td>', page)
        assert (rows, "春灌开闸" in page) == ([("一审", "reviewer"), ("签发", "")], True)


def test_sheet_of_an_issue_has_a_row_an_article(cast: dict[str, Client], article: Article) -> None:
    ArticleFactory.create(page=article.page, headline="夏灌")
    for person in STAFF:
        page = cast[person].get(sheets(article)[1]).content.decode()
        assert re.findall(r'<th scope="row">(\w+) <span', page) == ["春灌开闸", "夏灌"]
        assert ('<td>reviewer <span class="when">' in page, "共2篇" in page) == (True, True)


def test_sheets_show_markup_as_text(cast: dict[str, Client], article: Article) -> None:
    Article.objects.update(headline=EVIL, kicker=EVIL, subtitle=EVIL)
    for address in sheets(article):
        page = cast["viewer"].get(address).content.decode()
        assert ("<img src=x" in page, "<script" in page) == (False, False)


@pytest.mark.parametrize("person", ["reader", "outsider"])
def test_sheets_are_for_staff_only(cast: dict[str, Client], article: Article, person: str) -> None:
    for address in sheets(article):
        assert "/admin/login/" in cast[person].get(address).headers["Location"]


def test_post_to_a_sheet_is_refused(cast: dict[str, Client], article: Article) -> None:
    assert [cast["chief"].post(address).status_code for address in sheets(article)] == [403, 403]


@pytest.mark.parametrize("key", ["999999", "abc", "99999999999999999999999999"])
def test_sheet_of_nothing_leads_to_the_list(cast: dict[str, Client], key: str) -> None:
    for kind in ("article", "issue"):
        answer = cast["editor"].get(f"/admin/articles/{kind}/{key}/sheet/")
        assert answer.headers["Location"] == f"/admin/articles/{kind}/"


def test_draft_page_history_and_issue_lead_to_the_sheets(cast: dict[str, Client], article: Article) -> None:
    own, of_issue = sheets(article)
    ways = {
        reverse("admin:articles_article_change", args=[article.pk]): own,
        reverse("admin:articles_article_history", args=[article.pk]): own,
        reverse("admin:articles_issue_change", args=[article.page.issue_id]): of_issue,
    }
    assert [way in cast["viewer"].get(page).content.decode() for page, way in ways.items()] == [True] * 3
