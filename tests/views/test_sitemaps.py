"""Sitemaps and robots.txt, as a search engine reads them."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import etree
from usp.objects.page import SitemapPage
from usp.tree import sitemap_tree_for_homepage
from usp.web_client.abstract_client import AbstractWebClient, AbstractWebClientSuccessResponse, WebClientErrorResponse

from articles import review, sitemaps
from articles.models import Article
from tests.factories import BylineFactory, PageFactory, PublicationFactory, SectionFactory, published

SITE = "http://testserver"
NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


class OurClient(AbstractWebClient):
    """Ultimate Sitemap Parser reads our answers instead of the web."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def set_max_response_data_length(self, max_response_data_length: int | None) -> None: ...

    def get(self, url: str) -> AbstractWebClientSuccessResponse | WebClientErrorResponse:
        response = self.client.get(url.removeprefix(SITE))
        if response.status_code != 200:
            return _Missing(message=f"{response.status_code} {url}", retryable=False)
        return _Found(url, response)


class _Missing(WebClientErrorResponse): ...


class _Found(AbstractWebClientSuccessResponse):
    def __init__(self, url: str, response) -> None:  # type: ignore[no-untyped-def]
        self._url, self._response = url, response

    def url(self) -> str:
        return self._url

    def status_code(self) -> int:
        return 200

    def status_message(self) -> str:
        return "OK"

    def header(self, case_insensitive_name: str) -> str | None:
        return self._response.get(case_insensitive_name)

    def raw_data(self) -> bytes:
        return self._response.content


def told(client: Client) -> dict[str, SitemapPage]:
    """By its path, each page that a search engine learns of, beginning at robots.txt."""
    tree = sitemap_tree_for_homepage(SITE, web_client=OurClient(client), use_known_paths=False)
    return {page.url.removeprefix(SITE): page for page in tree.all_pages()}


def locations(client: Client, address: str) -> list[str]:
    """What a sitemap names, in its order, as paths; its file must be within the protocol's bounds."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    tree = etree.fromstring(response.content)
    assert len(response.content) < 50 * 1024 * 1024
    found = [loc.text for loc in tree.iterfind(".//s:loc", NAMESPACES)]
    assert len(found) <= 50_000
    assert all(address.startswith(f"{SITE}/") for address in found)
    return [address.removeprefix(SITE) for address in found]


def test_robots_are_told_where_to_go_and_where_not(client: Client, db: None) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().split("\n") == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /language/",
        "Disallow: /search/",
        "Disallow: /hant/search/",
        "Disallow: /search.json",
        "",
        "Sitemap: http://testserver/sitemap.xml",
        "Sitemap: http://testserver/sitemap/news.xml",
        "",
    ]


def test_search_engine_learns_of_every_page_and_nothing_else(
    client: Client, article: Article, hidden: list[Article], withdrawn: Article
) -> None:
    person = BylineFactory(article=hidden[0]).correspondent
    SectionFactory(name="内参", slug="内参")
    place = reverse("place", args=[article.place])
    Article.objects.filter(pk=hidden[0].pk).update(place="内地")
    people = {byline.correspondent.get_absolute_url() for byline in article.bylines.all()}
    rows = {row.get_absolute_url() for row in (article, article.page, article.page.issue, article.section)}
    found = set(told(client))
    assert found == {"/", "/issues/", "/corrections/", place, *rows, *people}
    assert person.get_absolute_url() not in found
    assert {client.get(address).status_code for address in found} == {200}


def test_index_has_the_files_of_each_year(client: Client, article: Article) -> None:
    published(page__issue__date=dt.date(1987, 3, 1))
    years = [f"/sitemap/{year}/{kind}-1.xml" for kind in ("pages", "articles") for year in (2026, 1987)]
    assert locations(client, "/sitemap.xml") == [
        "/sitemap/paper.xml",
        "/sitemap/people-1.xml",
        "/sitemap/places-1.xml",
        *years,
    ]
    assert locations(client, "/sitemap/1987/pages-1.xml") == ["/issues/1987-03-01/", "/issues/1987-03-01/1/"]


def test_year_is_cut_into_files(client: Client, article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "ROWS", 2)
    others = [published(page=article.page) for _ in range(4)]
    files = [address for address in locations(client, "/sitemap.xml") if "articles" in address]
    assert files == [f"/sitemap/2026/articles-{number}.xml" for number in (1, 2, 3)]
    found = [location for file in files for location in locations(client, file)]
    assert found == [row.get_absolute_url() for row in (article, *others)]


@pytest.mark.parametrize(
    "address",
    ["1987/articles-1", "2026/articles-0", "2026/articles-2", f"2026/pages-{'9' * 30}", f"{'9' * 30}/pages-1"],
)
def test_file_that_is_not_there_is_a_404(client: Client, article: Article, address: str) -> None:
    assert client.get(f"/sitemap/{address}.xml").status_code == 404


def test_other_newspaper_has_its_own_addresses(client: Client, article: Article) -> None:
    evening = PublicationFactory(name="青川晚报", slug="evening")
    published(page=PageFactory(issue__publication=evening))
    assert {
        "/?publication=evening",
        "/issues/2026-07-14/?publication=evening",
        "/issues/2026-07-14/1/?publication=evening",
    } <= set(told(client))


def test_withdrawn_article_leaves_the_sitemaps_and_a_change_is_dated(
    client: Client, article: Article, chief: User
) -> None:
    other = published(page=article.page, headline="另一篇")
    changed = told(client)[other.get_absolute_url()].last_modified
    assert changed == other.changed_at
    review.withdraw(other, by=chief, version=1, reason="查无此事")
    assert other.get_absolute_url() not in told(client)


def test_news_are_those_of_two_days(client: Client, db: None) -> None:
    today = timezone.localdate()
    fresh = published(page__issue__date=today, headline='"><script>头条 & ]]>\x08')
    published(page__issue__date=today - dt.timedelta(days=400), headline="今天才录入的旧闻")
    old = published(page__issue__date=today, headline="三天前的")
    Article.objects.filter(pk=old.pk).update(published_at=timezone.now() - dt.timedelta(days=3))
    published(page=fresh.page, continued_from=fresh)
    assert locations(client, "/sitemap/news.xml") == [fresh.get_absolute_url()]
    story = told(client)[fresh.get_absolute_url()].news_story
    assert (story.title, story.publication_name) == ('"><script>头条 & ]]>', "青川日报")
    assert (story.publish_date, story.publication_language) == (fresh.published_at, "zh-cn")


def test_news_sitemap_has_what_the_protocol_asks_for(client: Client, db: None) -> None:
    published(page__issue__date=timezone.localdate())
    url = etree.fromstring(client.get("/sitemap/news.xml").content).find("s:url", NAMESPACES)
    tags = [etree.QName(child).localname for child in url.find("n:news", NAMESPACES)]
    assert tags == ["publication", "publication_date", "title"]
    assert [etree.QName(child).localname for child in url.find("n:news/n:publication", NAMESPACES)] == [
        "name",
        "language",
    ]
