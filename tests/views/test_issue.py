"""The front, an issue, a page, and the calendar."""

import datetime as dt
import re

import pytest
from django.test import Client

from articles.models import Article, Issue, Page
from articles.views.issues import months
from tests.factories import ArticleFactory, IssueFactory, PageFactory, PublicationFactory, published
from tests.views.conftest import HIDDEN_TEXT

BAD_ADDRESSES = [
    "/issues/../../etc/passwd",
    "/issues/%2e%2e/%2e%2e/etc/passwd",
    "/issues/%00/",
    "/issues/1949-13-40/",
    "/issues/1949-02-29/",
    "/issues/0000-01-01/",
    "/issues/２０２６-07-14/",
    "/issues/2026-07-14/0/",
    "/issues/2026-07-14/99999999/",
    "/issues/2026-07-14/-1/",
    "/issues/2026-07-14/99999999999999999999/",
    "/issues/?year=0",
    "/issues/?year=abc",
    "/issues/?year=1949",
    "/issues/?year=２０２６",
    "/issues/?publication=%00",
    "/?publication=nobody",
    "/feed/?publication=%00",
]


def test_home_without_anything_says_so(client: Client, db: None) -> None:
    response = client.get("/")
    assert (response.status_code, "还没有发布的稿件" in response.content.decode()) == (200, True)


def test_home_is_the_latest_issue_with_its_pages(client: Client, article: Article, hidden: list[Article]) -> None:
    published(page__issue__date=dt.date(2026, 7, 7), headline="上周的头条")
    second = published(page=PageFactory(issue=article.page.issue, number=2, name="综合"), headline="第二版的头条")
    unread = ArticleFactory(page__issue__date=dt.date(2026, 7, 21))
    response = client.get("/")
    assert response.context["issue"] == article.page.issue != unread.page.issue
    assert [(printed.page.number, printed.articles) for printed in response.context["pages"]] == [
        (1, [article]),
        (2, [second]),
    ]
    assert [issue.date for issue in response.context["earlier"]] == [dt.date(2026, 7, 7)]
    assert HIDDEN_TEXT not in response.content.decode()


def test_home_leads_with_a_headline(client: Client, article: Article) -> None:
    opening = published(page=article.page, position=0, headline="")
    assert client.get("/").context["stories"] == [article, opening]


def test_issue_shows_its_published_articles_by_page(client: Client, article: Article, hidden: list[Article]) -> None:
    PageFactory(issue=article.page.issue, number=2)
    ArticleFactory(page__issue=article.page.issue, page__number=3, headline=HIDDEN_TEXT)
    response = client.get(article.page.issue.get_absolute_url())
    assert [(printed.page.number, printed.articles) for printed in response.context["pages"]] == [(1, [article])]
    assert HIDDEN_TEXT not in response.content.decode()


def test_issue_leads_to_the_published_issues_beside_it(client: Client, article: Article) -> None:
    before, after = (published(page__issue__date=dt.date(2026, 7, day)).page.issue for day in (7, 21))
    ArticleFactory(page__issue__date=dt.date(2026, 7, 16))
    response = client.get(article.page.issue.get_absolute_url())
    beside = [response.context[way].get_absolute_url() for way in ("previous_issue", "next_issue")]
    assert beside == [before.get_absolute_url(), after.get_absolute_url()]
    assert [response.content.decode().count(f'href="{address}"') for address in beside] == [1, 1]
    page = client.get(article.page.get_absolute_url()).content.decode()
    assert [page.count(f'href="{address}"') for address in beside] == [1, 1]


def test_page_shows_its_published_articles_in_page_order(
    client: Client, article: Article, hidden: list[Article]
) -> None:
    first = published(page=article.page, position=0)
    response = client.get(article.page.get_absolute_url())
    assert list(response.context["articles"]) == [first, article]
    assert HIDDEN_TEXT not in response.content.decode()


def test_page_leads_to_the_pages_beside_it(client: Client, article: Article) -> None:
    issue = article.page.issue
    third, fourth = (published(page=PageFactory(issue=issue, number=number)).page for number in (3, 4))
    ArticleFactory(page=PageFactory(issue=issue, number=2))
    response = client.get(third.get_absolute_url())
    assert (response.context["previous"], response.context["next"]) == (article.page, fourth)


def test_page_and_issue_without_a_published_article_are_404(cast: dict[str, Client], db: None) -> None:
    page: Page = ArticleFactory().page
    for client in cast.values():
        assert [client.get(row.get_absolute_url()).status_code for row in (page, page.issue)] == [404, 404]


def test_calendar_links_each_published_issue_of_the_year(client: Client, article: Article) -> None:
    published(page__issue__date=dt.date(2025, 1, 5))
    ArticleFactory(page__issue__date=dt.date(2024, 1, 5))
    newest, older = client.get("/issues/"), client.get("/issues/", {"year": 2025})
    assert (newest.context["years"], newest.context["days"]) == ([2026, 2025], {dt.date(2026, 7, 14)})
    assert older.context["days"] == {dt.date(2025, 1, 5)}
    assert '<a href="/issues/2025-01-05/" aria-label="2025年1月5日">5</a>' in older.content.decode()


def test_calendar_shows_months_and_days_without_an_issue(client: Client, db: None) -> None:
    tuesdays = [dt.date(2026, 3, 3) + dt.timedelta(weeks=n) for n in range(14)]
    for day in [*tuesdays[:2], *tuesdays[3:], dt.date(2026, 8, 4)]:
        published(page__issue__date=day)
    response = client.get("/issues/")
    told = [(month.first.month, month.printed, month.missing) for month in response.context["months"]]
    assert (told, response.context["gaps"]) == (
        [(8, 1, 0), (7, 0, 0), (6, 1, 0), (5, 4, 0), (4, 4, 0), (3, 4, 1)],
        {dt.date(2026, 3, 17)},
    )
    html = response.content.decode()
    assert '<span class="gap">17<span class="unseen"> 缺</span></span>' in html
    assert "<span>2026年7月</span> <small>本站没有报纸</small>" in html


def test_calendar_of_many_years_is_by_decade_and_shows_years_without_an_issue(client: Client, db: None) -> None:
    for year in (1998, 2001):
        published(page__issue__date=dt.date(year, 7, 14))
    response = client.get("/issues/")
    assert response.context["decades"] == [(2000, [2001, 2000]), (1990, [1999, 1998])]
    assert re.findall(r'<span class="gap">(\d+)', response.content.decode()) == ["2000", "1999"]


def test_months_begin_on_monday_and_leave_out_other_months() -> None:
    (june,) = months([dt.date(2026, 6, 16), dt.date(2026, 6, 23)], 2026, [])
    assert (june.first, june.weekdays[0].isoweekday()) == (dt.date(2026, 6, 1), 1)
    assert [day and day.day for day in june.weeks[-1]] == [29, 30, None, None, None, None, None]


def test_other_publication_is_told_apart_by_its_slug(client: Client, article: Article) -> None:
    issue: Issue = IssueFactory(publication=PublicationFactory(name="青川晚报", slug="青川晚报"))
    evening = published(page=PageFactory(issue=issue), headline="晚报的头条")
    assert article.page.get_absolute_url() == "/issues/2026-07-14/1/"
    assert client.get(article.page.get_absolute_url()).context["articles"].get() == article
    for row in (issue.publication, issue, issue.pages.get(), evening):
        response = client.get(row.get_absolute_url())
        assert ("晚报的头条" in response.content.decode(), response.context["publication"]) == (True, issue.publication)


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_bad_address_is_400_or_404(client: Client, article: Article, address: str) -> None:
    assert client.get(address).status_code in (400, 404)
