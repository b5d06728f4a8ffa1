"""What other sites and search engines are told of an article."""

import io
import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html
from PIL import Image

from articles import corrections, review, share_picture
from articles.models import Article
from articles.share_picture import Told, draw
from tests.factories import published
from tests.pictures import picture_of

SITE = "http://testserver"


def linked_data(client: Client, article: Article) -> Any:
    page = html.fromstring(client.get(article.get_absolute_url()).content.decode())
    (script,) = page.xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


def told(client: Client, article: Article) -> dict[str, str]:
    """The page's meta elements: property or name, and content."""
    page = html.fromstring(client.get(article.get_absolute_url()).content.decode())
    return {
        meta.get("property") or meta.get("name"): meta.get("content") for meta in page.iterfind(".//meta[@content]")
    }


def test_article_has_its_data(client: Client, article: Article, chief: User) -> None:
    picture = picture_of(article)
    article = corrections.correct(article, by=chief, version=1, note="水量有误", fields={})
    made_at = article.corrections.get().made_at.isoformat()
    people = [byline.correspondent for byline in article.bylines.all()]
    address = f"{SITE}/articles/{article.pk}/"
    assert linked_data(client, article) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "水库开闸放水",
        "alternativeHeadline": ["全县水利工作", "——春灌第一天"],
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": "2026-07-14",
        "dateModified": made_at,
        "dateline": "本报青川讯",
        "contentLocation": {"@type": "Place", "name": "青川"},
        "printPage": "1",
        "isPartOf": {
            "@type": "PublicationIssue",
            "datePublished": "2026-07-14",
            "url": f"{SITE}/issues/2026-07-14/",
            "isPartOf": {"@type": "Newspaper", "name": "青川日报"},
        },
        "author": [
            {"@type": "Person", "name": person.name, "url": SITE + person.get_absolute_url()} for person in people
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": "青川日报", "url": f"{SITE}/"},
        "articleSection": "调研视察",
        "correction": [{"@type": "CorrectionComment", "text": "水量有误", "datePublished": made_at}],
        "image": [f"{address}share.png", f"{SITE}/pictures/{picture.digest}.jpg"],
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
    }


def test_what_an_article_does_not_have_is_left_out(client: Client, db: None) -> None:
    data = linked_data(client, published(dateline="", place=""))
    absent = {"alternativeHeadline", "dateline", "contentLocation", "author", "articleSection", "correction"}
    assert absent & data.keys() == set()


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b\u2029c & d", '\\"]]>', "\\u003c"]
)
def test_no_text_ends_the_data(client: Client, article: Article, text: str) -> None:
    Article.objects.filter(pk=article.pk).update(headline=text, kicker=text, dateline=text)
    data = linked_data(client, article)
    assert (data["headline"], data["alternativeHeadline"][0], data["dateline"]) == (text, text, text)


def test_link_to_an_article_shows_its_headline_and_picture(client: Client, article: Article) -> None:
    found = told(client, article)
    assert {name: found[f"og:{name}"] for name in ("type", "site_name", "title", "description", "url", "image")} == {
        "type": "article",
        "site_name": "青川日报",
        "title": "水库开闸放水",
        "description": "3月5日，县水务局组织春灌。灌区群众说，今年的水来得早。",
        "url": f"{SITE}/articles/{article.pk}/",
        "image": f"{SITE}/articles/{article.pk}/share.png",
    }
    assert found["twitter:card"] == "summary_large_image"


def test_picture_is_drawn_and_changes_with_the_headline(client: Client, article: Article) -> None:
    address = f"/articles/{article.pk}/share.png"
    first = client.get(address)
    picture = Image.open(io.BytesIO(first.content))
    assert (first["Content-Type"], picture.format, picture.size) == ("image/png", "PNG", (1200, 630))
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    Article.objects.filter(pk=article.pk).update(headline="改过的标题")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_picture_of_a_draft_is_none_and_of_a_withdrawn_article_is_gone(
    client: Client, article: Article, hidden: list[Article], chief: User
) -> None:
    review.withdraw(article, by=chief, version=1, reason="查无此事")
    codes = [client.get(f"/articles/{key}/share.png").status_code for key in (article.pk, hidden[0].pk, 999999)]
    assert codes == [410, 404, 404]


def test_without_a_typeface_there_is_no_picture(
    client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share_picture, "_font", lambda size: None)
    draw.cache_clear()
    found = told(client, article)
    assert ("og:image" in found, found["twitter:card"], "image" in linked_data(client, article)) == (
        False,
        "summary",
        False,
    )
    assert client.get(f"/articles/{article.pk}/share.png").status_code == 404


@pytest.mark.parametrize(
    "headline", ["", "长" * 300, "📰" * 40, "a\x00\u2028\u0301b</svg>", "Supercalifragilistic" * 9]
)
def test_any_headline_is_drawn(headline: str) -> None:
    drawn = draw(Told("青川日报", headline, "2026年7月14日　第01版"))
    assert drawn is not None
    assert Image.open(io.BytesIO(drawn)).size == (1200, 630)


def test_what_the_typeface_lacks_is_left_out() -> None:
    assert draw(Told("报", "水库📰开闸", "")) == draw(Told("报", "水库 开闸", ""))
