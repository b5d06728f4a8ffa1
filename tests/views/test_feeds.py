"""The feeds of the newspaper, of a section and of a correspondent, as others read them."""

import datetime as dt
import json
from xml.etree import ElementTree

import feedparser
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.encoding import iri_to_uri

from articles import corrections, review
from articles.feeds.articles import ITEMS
from articles.feeds.paper import ISSUES
from articles.models import Article, Status
from tests import schemas
from tests.factories import ArticleFactory, BylineFactory, PageFactory, PublicationFactory, SectionFactory, published
from tests.views.conftest import HIDDEN_TEXT

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client: Client, address: str = "/feed/") -> list[str | None]:
    feed = ElementTree.fromstring(client.get(address).content)  # noqa: S314  # our own answer
    return [title.text for title in feed.findall(f"{ATOM}entry/{ATOM}title")]


def test_feed_holds_published_articles_only(
    client: Client, article: Article, hidden: list[Article], withdrawn: Article
) -> None:
    response = client.get("/feed/")
    assert (titles(client), HIDDEN_TEXT in response.content.decode()) == (["水库开闸放水"], False)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_feed_names_author_and_section(client: Client, article: Article) -> None:
    feed = ElementTree.fromstring(client.get("/feed/").content)  # noqa: S314  # our own answer
    author, category = feed.find(f"{ATOM}entry/{ATOM}author/{ATOM}name"), feed.find(f"{ATOM}entry/{ATOM}category")
    assert author is not None
    assert category is not None
    assert (author.text, category.get("term")) == ("陈溪、汪国", "调研视察")


def test_feed_is_of_the_newest_issues(client: Client, article: Article) -> None:
    for day in range(1, ISSUES + 1):
        published(page__issue__date=dt.date(2026, 6, day), headline=f"6月{day}日")
    assert titles(client) == ["水库开闸放水", "6月5日", "6月4日", "6月3日", "6月2日"]


@pytest.mark.parametrize("older", [0, 5])
def test_feed_holds_the_newest_issue_whole(client: Client, article: Article, older: int) -> None:
    for number in range(1, 7):
        page = PageFactory(issue=article.page.issue, number=number)
        ArticleFactory.create_batch(10 - older, page=page, status=Status.PUBLISHED)
    ArticleFactory.create_batch(ITEMS, page=PageFactory(issue__date=dt.date(2026, 7, 13)), status=Status.PUBLISHED)
    items = client.get("/feed/json/").json()["items"]
    assert len(items) == max(ITEMS, 61 - 6 * older)
    newest = {
        f"http://testserver{one.get_absolute_url()}" for one in Article.objects.in_issues([article.page.issue_id])
    }
    assert newest <= {item["url"] for item in items}


def test_feed_of_another_publication_is_its_own(client: Client, article: Article) -> None:
    evening = PublicationFactory(name="青川晚报", slug="青川晚报")
    published(page=PageFactory(issue__publication=evening), headline="晚报的头条")
    assert titles(client, evening.address("feed")) == ["晚报的头条"]


def test_feed_holds_any_text(client: Client, db: None) -> None:
    hostile = "]]> <script>alert(1)</script> &\x08\x0b\ufffe \u2028 𠮷"
    BylineFactory(
        article=published(headline=hostile, body=hostile, section=SectionFactory(name="a]]>b")), printed_name=hostile
    )
    assert titles(client) == ["]]> <script>alert(1)</script> & \u2028 𠮷"]


def test_feed_of_no_newspaper_is_a_404(client: Client, db: None) -> None:
    assert client.get("/feed/").status_code == 404


def feeds_of(article: Article) -> list[str]:
    """The addresses of the three feeds that have it, without the format."""
    person = article.bylines.all()[0].correspondent
    return [f"{address}feed/" for address in ("/", article.section.get_absolute_url(), person.get_absolute_url())]


def entries(client: Client, address: str) -> list[tuple[str, str]]:
    """(title, address) of each entry as a reader of feeds has them; the feed must be sound."""
    response = client.get(address)
    if address.endswith("json/"):
        assert response["Content-Type"] == "application/feed+json; charset=utf-8"
        feed = response.json()
        schemas.check(feed, "json_feed")
        assert feed["feed_url"] == response.wsgi_request.build_absolute_uri()
        return [(item["title"], item["url"]) for item in feed["items"]]
    read = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert (read.bozo, read.feed.language) == (False, "zh-Hans")
    own = [link.href for link in read.feed.links if link.rel == "self"]
    assert own == [response.wsgi_request.build_absolute_uri()]
    return [(entry.title, entry.link) for entry in read.entries]


@pytest.mark.parametrize("word", ["", "rss/", "json/"])
def test_each_feed_is_read_by_others(
    client: Client, article: Article, hidden: list[Article], withdrawn: Article, word: str
) -> None:
    expected = [("水库开闸放水", f"http://testserver{article.get_absolute_url()}")]
    assert [entries(client, feed + word) for feed in feeds_of(article)] == [expected] * 3


@pytest.mark.parametrize("word", ["", "rss/", "json/"])
def test_withdrawn_article_leaves_each_feed_at_once(client: Client, article: Article, chief: User, word: str) -> None:
    feeds = [feed + word for feed in feeds_of(article)]
    other = published(page=article.page, section=article.section, headline="另一篇")
    BylineFactory(article=other, correspondent=article.bylines.all()[0].correspondent)
    before = [client.get(feed) for feed in feeds]
    review.withdraw(article, by=chief, version=article.version, reason="查无此事")
    for feed, first in zip(feeds, before, strict=True):
        assert ("Last-Modified" in first, client.get(feed, headers={"If-None-Match": first["ETag"]}).status_code) == (
            False,
            200,
        )
        assert [title for title, _address in entries(client, feed)] == ["另一篇"]


def test_feeds_of_what_has_nothing_published_are_as_good_as_none(client: Client, hidden: list[Article]) -> None:
    draft = hidden[0]
    lone = BylineFactory(article=draft).correspondent
    section = SectionFactory(name="内参", slug="内参")
    Article.objects.filter(pk=draft.pk).update(section=section)
    for row in (lone, section):
        codes = {client.get(f"{row.get_absolute_url()}feed/{word}").status_code for word in ("", "rss/", "json/")}
        assert codes == {404}


def test_feeds_say_what_was_corrected(client: Client, article: Article, chief: User) -> None:
    corrected = corrections.correct(article, by=chief, version=1, note="水库名称有误", fields={})
    notice = corrected.corrections.get()
    item = client.get("/feed/json/").json()["items"][0]
    assert item["summary"].startswith("更正：水库名称有误\n3月5日，")
    assert dt.datetime.fromisoformat(item["date_modified"]) == notice.made_at
    read = feedparser.parse(client.get("/feed/rss/").content).entries[0]
    assert (read.summary.startswith("更正：水库名称有误"), read.author) == (True, "陈溪、汪国")


def test_json_feed_holds_the_whole_text_and_each_name(client: Client, article: Article) -> None:
    item = client.get("/feed/json/").json()["items"][0]
    assert item["content_text"] == "3月5日，县水务局组织春灌。\n\n灌区群众说，今年的水来得早。"
    assert (item["authors"], item["tags"]) == ([{"name": "陈溪"}, {"name": "汪国"}], ["调研视察"])


def test_continued_article_is_one_entry(client: Client, article: Article) -> None:
    published(page=article.page, continued_from=article, headline="下转的部分")
    assert titles(client) == ["水库开闸放水"]


def test_empty_feed_is_the_same_a_second_later(client: Client, article: Article, chief: User) -> None:
    review.withdraw(article, by=chief, version=1, reason="查无此事")
    for word in ("", "rss/", "json/"):
        etag = client.get(f"/feed/{word}")["ETag"]
        assert (etag, entries(client, f"/feed/{word}")) == (client.get(f"/feed/{word}")["ETag"], [])
    assert "1970-01-01" in client.get("/feed/").content.decode()


@pytest.mark.parametrize("word", ["rss/", "json/"])
def test_rss_and_json_hold_any_text(client: Client, db: None, word: str) -> None:
    hostile = "]]> </script><script>alert(1)</script> &\x08\x0b\ufffe \u2028 𠮷"
    article = published(headline=hostile, body=hostile, section=SectionFactory(name="a]]>b", slug="ab"))
    BylineFactory(article=article, printed_name=hostile, correspondent__name=hostile)
    found = [json.dumps(entries(client, feed + word)) for feed in feeds_of(article)]
    assert (
        found
        == [json.dumps([(hostile.translate({8: "", 11: "", 0xFFFE: ""}), f"http://testserver/articles/{article.pk}/")])]
        * 3
    )


def test_pages_name_their_feeds(client: Client, article: Article) -> None:
    for page, feed in zip(("/", article.section.get_absolute_url()), feeds_of(article), strict=False):
        html = client.get(page).content.decode()
        kinds = {"": "application/atom+xml", "rss/": "application/rss+xml", "json/": "application/feed+json"}
        for word, kind in kinds.items():
            assert f'<link rel="alternate" href="{iri_to_uri(feed + word)}" type="{kind}"' in html
