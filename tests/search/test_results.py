"""Searching published articles, the same cases on SQLite and PostgreSQL."""

import datetime as dt
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import search
from articles.models import Article, Section, Status
from articles.search import results
from tests.factories import BylineFactory, CorrespondentFactory, IssueFactory, PageFactory, SectionFactory, published
from tests.plans import plan_of
from tests.search.cases import found, indexed

pytestmark = pytest.mark.django_db

HOSTILE = [
    *'"', "%", "*", "'", "-", "\\", "(", "NEAR(", "NEAR(a b, 3)", "a OR", "AND", "NOT 水库", "title:", "body:水库", "^水库",
    "'; DROP TABLE articles_article; --", "水" * 10_000, "水 " * 5_000, '"水' * 5_000, "😀", "\x00", "水\x00库", "\ud800",
    "，。！？", "水", "a", "5", "ﷺ" * 300, "{title}:水", "水库*", ":*", "& | !", "-水库", "\u202e水", "é", "𠮷",
]  # fmt: skip


@pytest.mark.parametrize(
    "query", ["水库", "库春", "闸", "放水", "水库春灌开闸放水", '"春灌 开闸"', "開閘", "水库 放水", "-雨 水"]
)
def test_search_finds_any_stretch_of_the_headline(query: str) -> None:
    article = indexed(headline="水库春灌开闸放水")

    assert found(query) == [article]


@pytest.mark.parametrize(
    "query", ["水放", "水库 下雨", "库库", '"水库 开闸"', "水库 -放水", "author:水库", "place:水库"]
)
def test_search_shows_nothing_that_does_not_match(query: str) -> None:
    indexed(headline="水库春灌开闸放水")

    assert found(query) == []


@pytest.mark.parametrize(
    "query", ["引题字", "主题字", "副题字", "青川", "马旭", "第二段", "小标题", "图片说明", "本报青川讯"]
)
def test_search_finds_every_field(query: str) -> None:
    article = published(
        kicker="引题字",
        headline="主题字",
        subtitle="副题字",
        place="青川",
        body="第一段\n\n## 小标题\n\n第二段\n\n> 图片说明",
    )
    BylineFactory.create(article=article, printed_name="马旭")
    search.index(article)

    assert found(query) == [article]


def test_search_does_not_depend_on_the_name_of_a_section() -> None:
    indexed(section=SectionFactory.create(name="调研视察"))

    assert found("调研视察") == []


def test_search_keeps_to_the_field_that_is_named() -> None:
    in_title = indexed(headline="兰州开幕", place="天水", body="一")
    in_place = indexed(headline="天水开幕", place="兰州", body="二")
    by_author = published(headline="酒泉开幕", place="酒泉", body="兰州天水")
    BylineFactory.create(article=by_author, printed_name="兰天")
    search.index(by_author)

    assert found("title:兰州") == [in_title]
    assert found("标题：天水开") == [in_place]
    assert found("place:兰州") == [in_place]
    assert found("author:兰天") == [by_author]
    assert found("author:兰") == [by_author]
    assert found("开幕 -place:兰") == found("开幕 -地点:兰州") == [in_title, by_author]


def test_search_does_not_run_on_from_one_field_into_the_next() -> None:
    indexed(kicker="甲乙", headline="丙丁", subtitle="戊己", place="庚辛", dateline="壬癸", body="子丑\n\n寅卯")

    assert [found(query) for query in ("乙丙", "丁戊", "己庚", "辛壬", "癸子", "丑寅")] == [[]] * 6


def test_a_phrase_does_not_run_on_from_one_paragraph_into_the_next() -> None:
    article = indexed(body="to do or\n\nnot to be")

    assert [found(query) for query in ('"or not"', '"r n"', '"to be"', '开闸 -"or not"')] == [
        [],
        [],
        [article],
        [article],
    ]


def test_search_finds_the_end_of_a_very_long_article() -> None:
    article = indexed(
        body="\n\n".join(f"第{number}户人家种了花椒树" for number in range(2500)) + "\n\n末尾有金丝猴出没"
    )

    assert found("末尾有金丝猴") == found("第2499户人家种") == [article]
    assert found("末尾有金丝鸟") == []


def test_search_takes_an_article_however_long_and_rare_its_characters_are() -> None:
    rare = "".join(map(chr, range(0x20000, 0x2F000)))  # four bytes each, and no two tokens alike
    article = indexed(kicker=rare[:300], headline=rare[300:600], subtitle=rare[600:900], body=rare)
    for number in range(50):
        BylineFactory.create(article=article, printed_name=rare[100 * number :][:100])
    search.index(article)

    assert (
        found(rare[20_000:20_010]) == found(f"title:{rare[890:900]}") == found(f"author:{rare[1000:1100]}") == [article]
    )


def test_search_reads_the_newest_issue_first_and_each_issue_in_print_order() -> None:
    def on(day: int, page: int, position: int) -> Article:
        where = PageFactory.create(issue=IssueFactory.create(date=dt.date(2026, 7, day)), number=page)
        return indexed(page=where, position=position)

    second, fourth, first, third = on(14, 1, 2), on(7, 1, 1), on(14, 1, 1), on(14, 3, 1)

    assert found("水库") == [first, second, third, fourth]


def test_search_pages_do_not_shift_when_articles_arrive() -> None:
    articles = [
        indexed(page=PageFactory.create(issue=IssueFactory.create(date=dt.date(2026, 7, day))))
        for day in (5, 4, 3, 2, 1)
    ]
    first = search.search("水库", limit=2)
    indexed(page=PageFactory.create(issue=IssueFactory.create(date=dt.date(2026, 7, 6))))

    second = search.search("水库", after=first.next, limit=2)
    third = search.search("水库", after=second.next, limit=2)

    assert [hit.article for page in (first, second, third) for hit in page.hits] == articles
    assert (first.count, second.count, third.next) == (5, 6, None)


def test_search_says_when_it_stopped_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "SLICE", 2)
    indexed()
    indexed()
    exact = search.search("水库", limit=1)
    indexed()
    capped = search.search("水库", limit=1)

    assert (exact.count, exact.is_cut) == (2, False)
    assert (capped.count, capped.is_cut) == (2, True)


@pytest.mark.parametrize("best", [False, True])
@pytest.mark.parametrize(("articles", "count", "is_cut"), [(4, 4, False), (5, 4, True)])
def test_search_says_the_same_of_the_count_on_each_page(
    monkeypatch: pytest.MonkeyPatch, best: bool, articles: int, count: int, is_cut: bool
) -> None:
    monkeypatch.setattr(results, "SLICE", 4)
    for _ in range(articles):
        indexed()
    first = search.search("水库", limit=2, best=best)
    second = search.search("水库", limit=2, best=best, after=search.Cursor.read(str(first.next)))

    assert [(page.count, page.is_cut, len(page.hits)) for page in (first, second)] == [(count, is_cut, 2)] * 2


@pytest.mark.parametrize("after", ["0", "999999999999999999", "1-1-1-1", "0-0-0-999999999999999999"])
@pytest.mark.parametrize("limit", [-1, 0, 1 << 80])
@pytest.mark.parametrize("best", [False, True])
def test_search_bears_any_place_to_go_on_from(after: str, limit: int, best: bool) -> None:
    article = indexed()

    shown = found("水库", after=search.Cursor.read(after), limit=limit, best=best)

    assert shown == ([article] if (after.startswith("9") and not best) or (best and "-" not in after) else [])


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_search_answers_any_query_at_once(query: str) -> None:
    for _ in range(3):
        indexed(headline="水库OR'%*（a）5", body="水库放水，" * 2000)

    seconds = []
    for _ in range(3):  # of the processor, as the machine may be busy with something else
        began = time.process_time()
        answer = search.search(query)
        seconds.append(time.process_time() - began)

    assert min(seconds) < 0.3
    assert len(answer.hits) == answer.count
    assert Article.objects.count() == 3


def test_search_marks_headline_and_excerpt_as_printed() -> None:
    indexed(headline="<b>蘭州</b>開幕", body="第一段。\n\n在兰 州开幕 & 闭幕。")

    [hit] = search.search("兰州").hits

    assert hit.headline == "&lt;b&gt;<mark>蘭州</mark>&lt;/b&gt;開幕"
    assert hit.excerpt == "第一段。\n在<mark>兰 州</mark>开幕 &amp; 闭幕。"


NAME = '<span class="name">'


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("马旭", {"names": f"{NAME}<mark>马旭</mark></span> {NAME}陈&amp;溪</span>"}),
        ("引题字", {"names": f"{NAME}马旭</span> {NAME}陈&amp;溪</span>", "kicker": "<mark>引题字</mark>&lt;b&gt;"}),
        ("副题", {"names": f"{NAME}马旭</span> {NAME}陈&amp;溪</span>", "subtitle": "<mark>副题</mark>字"}),
        ("place:青川", {"names": f"{NAME}马旭</span> {NAME}陈&amp;溪</span>", "dateline": "本报<mark>青川</mark>讯"}),
    ],
)
def test_search_marks_what_it_found_in_whichever_field(query: str, shown: dict[str, str]) -> None:
    article = published(
        kicker="引题字<b>", headline="主题字", subtitle="副题字", place="青川", dateline="本报青川讯", body="第一段"
    )
    for name in ("马旭", "陈&溪"):
        BylineFactory.create(article=article, printed_name=name)
    search.index(article)

    [hit] = search.search(query).hits

    fields = {name: getattr(hit, name) for name in ("names", "kicker", "subtitle", "dateline")}
    assert {name: html for name, html in fields.items() if html} == shown


def test_search_shows_nothing_that_left_publication_behind_its_back() -> None:
    article = indexed()
    Article.objects.filter(pk=article.pk).update(status=Status.WITHDRAWN, published_at=None)

    assert found("水库") == []


def test_search_takes_few_queries_whatever_it_finds() -> None:
    """Keys, articles, facets' names; PostgreSQL is asked for the newest key first."""
    assert connection.features.supports_json_field  # Django asks SQLite once in each process
    section = SectionFactory.create()
    for _ in range(12):
        indexed(section=section)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        shown = [f"{hit.article.page} {hit.article.section}" for hit in search.search("水库", limit=10).hits]

    assert (len(shown), len(queries)) == (10, 4 if connection.vendor == "postgresql" else 3)


def test_related_shares_people_place_section_and_rare_words() -> None:
    author = CorrespondentFactory.create(name="马旭")

    def written(headline: str, place: str, body: str, *, by_author: bool = False, **fields: Section) -> Article:
        article = published(headline=headline, place=place, dateline="", body=body, **fields)
        if by_author:
            BylineFactory.create(article=article, correspondent=author)
        search.index(article)
        return article

    column = SectionFactory.create()
    article = written("花椒产业富了山乡", "青川", "花椒种植户今年增收。", by_author=True, section=column)
    near = written("花椒采摘忙", "青川", "花椒种植户抢收花椒。", by_author=True)
    same_author = written("学校新建操场", "天水", "操场铺了草。", by_author=True)
    same_section = written("夜市开张", "敦煌", "摊主迎客。", section=column)
    written("雨水偏多", "酒泉", "气象台提醒。", section=SectionFactory.create(name="民生"))

    assert search.related(article)[0] == near
    assert set(search.related(article)) == {near, same_author, same_section}
    assert search.related(article, limit=1) == [near]


def test_related_of_an_article_outside_the_index_is_nothing() -> None:
    indexed()

    assert search.related(published()) == []


def test_keywords_are_the_words_that_tell_most() -> None:
    text = "花椒种植户今年增收，花椒产业富了山乡，花椒采摘正忙。"

    assert search.keywords(text, limit=1) == ["花椒"]
    assert search.keywords("") == []


def test_keywords_are_no_numbers_and_nothing_that_every_article_says() -> None:
    assert search.keywords("本报讯 通讯员 2026 3.5 花椒 我县") == ["花椒"]


def test_hits_are_looked_up_by_key_and_not_among_all_that_are_published() -> None:
    indexed()

    assert "article_by_status" not in plan_of(str(search.found_by([1, 2]).query))
