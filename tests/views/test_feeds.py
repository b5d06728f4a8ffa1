"""The Atom feed."""

import datetime as dt
from xml.etree import ElementTree

from django.test import Client

from articles.feeds import ISSUES
from articles.models import Article
from tests.factories import BylineFactory, PageFactory, PublicationFactory, SectionFactory, published
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
