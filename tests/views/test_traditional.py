"""Reading in traditional characters under ``/hant/``."""

import re

import pytest
from django.test import Client

from articles.models import Article
from articles.search import index
from articles.views.traditional import convert
from tests.factories import BylineFactory, PageFactory, published


@pytest.fixture
def addresses(article: Article) -> list[str]:
    person = article.bylines.first().correspondent
    rows = [article, article.page, article.page.issue, article.section, person]
    return [
        "/",
        "/issues/",
        "/corrections/",
        "/search/?q=%E6%B0%B4%E5%BA%93",
        *(row.get_absolute_url() for row in rows),
    ]


def test_the_whole_page_is_traditional_and_says_so(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        html = client.get(f"/hant{address}").content.decode()
        html = re.sub(r'<(?:a|link) [^>]*hreflang="[^>]*>| value="[^"]*"|<script.*?</script>', "", html)
        assert ('<html lang="zh-Hant">' in html, "zh-hans" in html.lower()) == (True, False), address
        assert client.get(f"/hant{address}")["Content-Language"] == "zh-hant"
        assert re.findall("[务长辈库调选为页报区级]", html) == [], address


def test_text_is_converted_and_no_word_replaced() -> None:
    assert convert("<p>村里的干部发现，后来软件只有一只</p>") == "<p>村裡的幹部發現，後來軟件只有一隻</p>"


def test_a_photographer_keeps_his_surname() -> None:
    assert convert('<span class="credit name">岳桐 摄</span>') == '<span class="credit name">岳桐 攝</span>'


def test_a_name_of_one_character_leaves_the_words_of_the_page_alone() -> None:
    html = '<a class="name">于</a><p>由于</p>'
    assert convert(html) == '<a class="name">於</a><p>由於</p>'


@pytest.mark.django_db
def test_the_people_of_a_page_keep_their_surnames_wherever_they_are_named(client: Client) -> None:
    article = published(headline="范雨素谈模范", body="模范通讯员范雨素说，村里的干部都来了。")
    BylineFactory.create(article=article, correspondent__name="范雨素", printed_name="范雨素")
    index(article)
    person = article.bylines.get().correspondent
    for address in (article, article.page, person):
        html = client.get(f"/hant{address.get_absolute_url()}").content.decode()
        assert ("范雨素" in html, "範雨素" in html, "模範" in html) == (True, False, True), address
    found = client.get("/hant/search/?q=%E8%8C%83%E9%9B%A8%E7%B4%A0").content.decode()  # 范雨素
    assert re.findall("[范範]雨素", found) == ["范雨素"] * found.count("雨素")


def test_ways_to_reading_pages_stay_in_the_script_and_others_have_one_address(
    client: Client, addresses: list[str]
) -> None:
    for address in addresses:
        html = client.get(f"/hant{address}").content.decode()
        ways = re.findall(r'<(?!link|script)[^>]*\s(?:href|action|src)="(/[^"]*)"', html)
        single = {way for way in ways if not way.startswith("/hant/")}
        assert {way.split("/")[1] for way in single} - {"search"} == {"feed", "admin", "reading-settings", "language"}
        assert {way for way in single if way.startswith("/search/")} <= {"/search/feed/?q=%E6%B0%B4%E5%BA%93"}
        assert [way for way in ways if way.startswith("/hant/") and client.get(way).status_code != 200] == []


def test_each_page_leads_to_itself_in_the_other_script(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        plain, traditional = client.get(address), client.get(f"/hant{address}")
        ways = re.findall(r'<link rel="alternate" hreflang="[^"]+" href="([^"]+)">', traditional.content.decode())
        assert re.findall(r'hreflang="[^"]+" href="([^"]+)">', plain.content.decode()) == ways
        assert re.findall(r'<a href="([^"]+)" hreflang="zh-Hans"', traditional.content.decode()) == ways[:1]
        assert re.findall(r'<a href="([^"]+)" hreflang="zh-Hant"', plain.content.decode()) == ways[1:]
        assert [client.get(way).content for way in ways] == [plain.content, traditional.content]


def test_what_a_form_sends_is_not_converted(client: Client, article: Article) -> None:
    html = client.get("/hant/search/?q=%E6%B0%B4%E5%BA%93").content.decode()
    assert ('value="水库"' in html, "<mark>水庫</mark>開閘放水" in html) == (True, True)
    assert 'name="next" value="/hant/search/?q=%E6%B0%B4%E5%BA%93"' in html
    assert client.post("/language/", {"language": "en", "next": "/hant/issues/"})["Location"] == "/hant/issues/"


def test_piece_of_a_continued_article_leads_on_in_the_script(client: Client, article: Article) -> None:
    piece = published(page=PageFactory(issue=article.page.issue, number=3), continued_from=article)
    moved = client.get(f"/hant{piece.get_absolute_url()}")
    assert moved["Location"] == f"/hant{article.get_absolute_url()}#piece-{piece.pk}"
    assert client.get("/hant/issues")["Location"] == "/hant/issues/"


def test_no_page_and_withdrawn_are_told_in_the_script(client: Client, withdrawn: Article) -> None:
    answers = [client.get("/hant/articles/999/"), client.get(f"/hant{withdrawn.get_absolute_url()}")]
    told = ["沒有這個頁面", "本稿已撤回"]
    assert [
        (answer.status_code, word in answer.content.decode()) for answer, word in zip(answers, told, strict=True)
    ] == [
        (404, True),
        (410, True),
    ]


def test_feed_of_a_search_has_one_address(client: Client, article: Article) -> None:
    html = client.get("/hant/search/?q=%E6%B0%B4%E5%BA%93").content.decode()
    assert '<a href="/search/feed/?q=%E6%B0%B4%E5%BA%93">訂閱此搜索</a>' in html


@pytest.mark.parametrize("address", ["/admin/", "/feed/", "/healthz", "/hant/", "/nothing/", "//evil.example/"])
def test_nothing_but_reading_pages_has_a_second_address(client: Client, article: Article, address: str) -> None:
    assert client.get(f"/hant{address}").status_code == 404


def test_english_page_has_the_paper_s_text_in_traditional_characters(client: Client, article: Article) -> None:
    client.post("/language/", {"language": "en"})
    html = client.get(f"/hant{article.get_absolute_url()}").content.decode()
    assert ('<html lang="en">' in html, '<hgroup lang="zh-Hant">' in html, "水庫開閘放水" in html) == (True,) * 3
