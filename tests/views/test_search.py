"""The search page."""

import datetime as dt
import re
import time
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import search
from articles.models import Article
from articles.search import results
from tests.factories import BylineFactory, PageFactory, SectionFactory, published
from tests.views.conftest import HIDDEN_TEXT

ATOM = "{http://www.w3.org/2005/Atom}"
MOST_SECONDS = 0.3
ODD_QUERIES = [
    '"',
    "%",
    "*",
    "NEAR(",
    "a OR",
    "'; DROP TABLE",
    "水" * 10_000,
    "🙂",
    "\0",
    "，。！",
    "水",
    "\u2028",
    "<script>",
    "AND NOT",
]


def test_search_marks_what_it_found(client: Client, article: Article) -> None:
    html = client.get("/search/", {"q": "水库"}).content.decode()
    assert f'<a href="/articles/{article.pk}/"><mark>水库</mark>开闸放水</a>' in html
    assert 'value="水库"' in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("陈溪", '<span class="name"><mark>陈溪</mark></span> <span class="name">汪国</span> </span>'),
        ("水利工作", '<p class="kicker">全县<mark>水利工作</mark></p>'),
        ("春灌第一天", '<p class="subtitle">——<mark>春灌第一天</mark></p>'),
    ],
)
def test_search_shows_where_it_found_a_name_or_a_further_title(
    client: Client, article: Article, query: str, shown: str
) -> None:
    assert shown in client.get("/search/", {"q": query}).content.decode()


def test_search_finds_nothing_that_is_not_published(
    cast: dict[str, Client], hidden: list[Article], withdrawn: Article
) -> None:
    for client in cast.values():
        response = client.get("/search/", {"q": HIDDEN_TEXT})
        assert (response.context["results"].hits, "没有找到" in response.content.decode()) == ([], True)


def test_search_goes_on_along_the_key(client: Client, article: Article) -> None:
    for _ in range(20):
        search.index(published(page=article.page, headline="又一座水库"))
    first = client.get("/search/", {"q": "水库"})
    key = first.context["results"].next.key
    rest = client.get("/search/", {"q": "水库", "after": key})
    assert f'href="?q=%E6%B0%B4%E5%BA%93&amp;after={key}" rel="next"' in first.content.decode()
    seen = [hit.article.pk for page in (first, rest) for hit in page.context["results"].hits]
    assert (len(seen), len(set(seen)), rest.context["results"].next) == (21, 21, None)
    assert 'href="?q=%E6%B0%B4%E5%BA%93"' in rest.content.decode()


def test_search_without_a_query_shows_the_form_only(client: Client, db: None) -> None:
    response = client.get("/search/")
    assert (response.status_code, response.context["results"]) == (200, None)


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_odd_query_is_answered_in_time(client: Client, article: Article, query: str) -> None:
    times = []
    for _ in range(3):  # the first also reads templates and opens connections
        begin = time.process_time()
        response = client.get("/search/", {"q": query})
        times.append(time.process_time() - begin)
    assert (response.status_code, min(times) < MOST_SECONDS) == (200, True)
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize("value", ["\0", "'; DROP TABLE", '"', "NEAR(", "\ud800", "🙂", "水\x1fＳ1", " ", "*"])
def test_an_odd_place_or_date_is_answered(client: Client, article: Article, value: str) -> None:
    asked = value.encode("utf-8", "surrogatepass")
    for name in ("place", "since"):
        response = client.get("/search/", {"q": "水库", name: asked})
        assert (response.status_code, "<script" in response.content.decode()) in [(200, False), (400, False)]
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    "asked",
    [
        *(f"after={after}" for after in ("x", "-1", "99999999999999999999", "%00", "1e9", "5-5", "1-2-3-4-5")),
        *(f"{name}={value}" for name in ("year", "page", "section", "correspondent") for value in ("x", "0", "9" * 30)),
        "issue=1949-13-40",
        "sort=worst",
        f"place={'兰' * 51}",
    ],
)
def test_search_refuses_what_no_page_of_ours_has_written(client: Client, article: Article, asked: str) -> None:
    assert client.get(f"/search/?q=水库&{asked}").status_code == 400


@pytest.fixture
def years(db: None) -> dict[int, Article]:
    """An article a year, 2023 to 2026, of pages, places, columns and people of their own."""
    articles = {}
    for number, year in enumerate(range(2023, 2027), start=1):
        page = PageFactory(issue__date=dt.date(year, 7, 14), number=number)
        section = SectionFactory(name=f"栏目{year}")
        article = published(page=page, section=section, place=f"青川{number}镇", headline=f"水库{year}年开闸")
        BylineFactory(article=article, correspondent__name=f"马旭{number}", order=1)
        search.index(article)
        articles[year] = article
    return articles


def found(response: HttpResponse) -> list[int]:
    return [hit.article.page.issue.date.year for hit in response.context["results"].hits]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("since=2025", [2026, 2025]),
        ("until=2024-07", [2024, 2023]),
        ("since=2024-07-15&until=2025年7月14日", [2025]),
        ("since=2024/7/14&until=2024.7.14", [2024]),
        ("year=2025", [2025]),
        ("issue=2026-07-14", [2026]),
        ("page=2", [2024]),
        ("place=青川3镇", [2025]),
        ("place=青川", []),
        ("year=2025&page=2", []),
        ("year=2024&page=2&place=青川２鎮", [2024]),
    ],
)
@pytest.mark.parametrize("words", ["q=水库&", ""])
def test_search_is_narrowed(
    client: Client, years: dict[int, Article], words: str, asked: str, expected: list[int]
) -> None:
    assert found(client.get(f"/search/?{words}{asked}")) == expected


def test_search_is_narrowed_to_a_column_and_a_person(client: Client, years: dict[int, Article]) -> None:
    article = years[2024]
    person = article.bylines.get().correspondent_id

    html = client.get(f"/search/?q=水库&section={article.section_id}&correspondent={person}").content.decode()

    assert found(client.get(f"/search/?section={article.section_id}")) == [2024]
    assert found(client.get(f"/search/?q=水库&correspondent={person}")) == [2024]
    chosen = html.partition('<ul class="chosen"')[2].partition("</ul>")[0]
    assert re.findall('href="([^"]*)"><span lang="zh-Hans">([^<]*)', chosen) == [
        (f"?q=%E6%B0%B4%E5%BA%93&amp;correspondent={person}", "栏目2024"),
        (f"?q=%E6%B0%B4%E5%BA%93&amp;section={article.section_id}", "马旭2"),
    ]


def test_search_counts_what_it_can_be_narrowed_to(client: Client, years: dict[int, Article]) -> None:
    other = published(page=years[2026].page, headline="水库又开闸", place="")
    search.index(other)

    response = client.get("/search/?q=水库")

    counted = {facet.label: [(way.name, way.count) for way in facet.ways] for facet in response.context["facets"]}
    assert counted == {
        "年份": [("2026", 2), ("2025", 1), ("2024", 1), ("2023", 1)],
        "期": [("2026年7月14日", 2), ("2025年7月14日", 1), ("2024年7月14日", 1), ("2023年7月14日", 1)],
        "版": [("第01版", 1), ("第02版", 1), ("第03版", 1), ("第04版", 2)],
        "栏目": [(f"栏目{year}", 1) for year in range(2023, 2027)],
        "地点": [(f"青川{number}镇", 1) for number in range(1, 5)],
        "作者": [(f"马旭{number}", 1) for number in range(1, 5)],
    }
    ways = [way for facet in response.context["facets"] for way in facet.ways]
    assert [len(found(client.get(f"/search/{way.address}"))) for way in ways] == [way.count for way in ways]


def test_places_are_named_as_they_are_printed(client: Client, article: Article) -> None:
    for place in ("APEC 会场", "ＡＰＥＣ 会场", "臺北"):
        search.index(published(page=article.page, headline="水库开闸", place=place))

    response = client.get("/search/?q=水库")

    [places] = [facet for facet in response.context["facets"] if facet.label == "地点"]
    assert [(way.name, way.count) for way in places.ways] == [("APEC 会场", 2), ("臺北", 1), ("青川", 1)]
    chosen = client.get(f"/search/{places.ways[0].address}")
    assert [way.name for way in chosen.context["chosen"]] == ["APEC 会场"]
    assert chosen.context["results"].count == 2


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=1949-13-40", "“1949-13-40”不是日期"),
        ("until=1949年2月29日", "“1949年2月29日”不是日期"),
        ("since=昨天", "“昨天”不是日期"),
        ("since=<b>", "“&lt;b&gt;”不是日期"),
        ("since=2025&until=2024", "早于"),
    ],
)
def test_a_wrong_date_is_answered_in_words(client: Client, article: Article, asked: str, said: str) -> None:
    response = client.get(f"/search/?q=水库&{asked}")
    html = response.content.decode()
    assert (response.status_code, said in html, 'aria-invalid="true"' in html) == (200, True, True)
    assert response.context["results"] is None


def test_search_puts_the_best_first(client: Client, years: dict[int, Article]) -> None:
    often = published(page=years[2023].page, headline="春灌", body="水库放水，水库蓄水，水库养鱼。")
    title = published(page=years[2023].page, headline="水库水库", body="水库放水，水库蓄水，水库养鱼。")
    once = published(page=years[2026].page, headline="春灌", body="水库放水。" + "群众说，今年的水来得早。" * 20)
    for article in (often, title, once):
        search.index(article)

    response = client.get("/search/?q=水库&sort=best")

    shown = [hit.article for hit in response.context["results"].hits]
    assert shown == [title, years[2026], years[2025], years[2024], years[2023], often, once]


@pytest.mark.parametrize("sort", ["", "&sort=best"])
def test_pages_of_results_do_not_shift_when_articles_arrive(client: Client, article: Article, sort: str) -> None:
    for number in range(44):
        search.index(published(page=article.page, headline="水库" * (number % 4)))
    address, seen = f"?q=水库{sort}", []
    while address:
        response = client.get(f"/search/{address}")
        results = response.context["results"]
        seen += [hit.article.pk for hit in results.hits]
        address = f"?q=水库{sort}&after={results.next}" if results.next else ""
        search.index(published(page__issue__date=dt.date(2030, 1, 1), headline="水库水库水库"))
    before = [
        article.pk,
        *Article.objects.filter(page=article.page).exclude(pk=article.pk).values_list("pk", flat=True),
    ]
    # 1 in 4 has the word in the body only: 春灌 is what the factory writes there.
    having = [pk for pk in before if "水库" in Article.objects.get(pk=pk).headline]
    assert (sorted(seen), len(seen)) == (sorted(having), len(set(seen)))


def suggested(client: Client, asked: str) -> list[tuple[str, list[int]]]:
    response = client.get(f"/search/{asked}")
    assert response.context["results"].count == 0
    return [(made.words, found(client.get(f"/search/{address}"))) for made, address in response.context["suggestions"]]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("?q=马徐3", [("您要找的是不是“马旭3”？", [2025])]),
        ("?q=青山3镇", [("您要找的是不是“青川3镇”？", [2025])]),
        ("?q=水库 -开闸", []),
        ("?q=水库&since=2027", [("搜索所有年份", [2026, 2025, 2024, 2023])]),
        (
            "?q=水库&year=2025&page=2",
            [
                ("搜索所有年份", [2024]),
                ("不限：版", [2025]),
                ("搜索全部内容", [2026, 2025, 2024, 2023]),
            ],
        ),
        ("?q=水库 下雨", [("只搜索“水库”", [2026, 2025, 2024, 2023])]),
        ("?q=水库 下雨&since=2027", [("只搜索“水库”，不限范围", [2026, 2025, 2024, 2023])]),
        ("?q=，。", []),
    ],
)
def test_when_nothing_is_found_something_is_suggested_that_is(
    client: Client, years: dict[int, Article], asked: str, expected: list[tuple[str, list[int]]]
) -> None:
    assert suggested(client, asked) == expected


@pytest.mark.parametrize(
    "asked",
    [
        "q=水库&since=2020&year=2026&page=4&place=青川4镇&section={section}&correspondent={person}&sort=best",
        "q=水库&sort=newest",
        "page=4&year=2026",
        "q=水苦",
        "q=水库&since=2027&section={section}",
    ],
)
def test_search_takes_six_queries_at_most(client: Client, years: dict[int, Article], asked: str) -> None:
    assert connection.features.supports_json_field  # Django asks SQLite once in each process
    article = years[2026]
    for _ in range(30):
        search.index(published(page=article.page, headline="水库开闸"))
    address = asked.format(section=article.section_id, person=article.bylines.get().correspondent_id)

    with CaptureQueriesContext(connection) as queries:
        client.get(f"/search/?{address}")

    assert len(queries) <= 6


def test_further_pages_take_six_queries_at_most(
    client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert connection.features.supports_json_field  # Django asks SQLite once in each process
    monkeypatch.setattr(results, "SLICE", 25)
    for _ in range(60):
        search.index(published(page=article.page, headline="水库开闸"))
    counts = []
    for sort in ("newest", "best"):
        after = ""
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                response = client.get(f"/search/?q=水库&sort={sort}{after}")
            after = f"&after={response.context['results'].next}"
            counts.append(len(queries))
            assert len(response.context["results"].hits) == (5 if sort == "best" and len(counts) == 4 else 20)
    assert max(counts) <= 6


def test_feed_follows_a_search(client: Client, years: dict[int, Article], hidden: list[Article]) -> None:
    address = "/search/feed/?q=水库&since=2024&sort=best"
    feed = ElementTree.fromstring(client.get(address).content)  # noqa: S314  # our own answer
    own = feed.find(f"{ATOM}link[@rel='self']")
    assert own is not None
    assert own.get("href", "").endswith("/search/feed/?q=%E6%B0%B4%E5%BA%93&since=2024")
    titles = [title.text for title in feed.findall(f"{ATOM}entry/{ATOM}title")]
    assert titles == ["水库开闸放水", "水库2026年开闸", "水库2025年开闸", "水库2024年开闸"]
    assert client.get("/search/feed/?q=水库&since=x").status_code == 400
    assert client.get("/search/feed/").status_code == 200
