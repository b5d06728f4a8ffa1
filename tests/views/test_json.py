"""The public pages as JSON, held against ``articles/openapi.json`` by a library that is not ours."""

import copy
import datetime as dt
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from openapi_core import OpenAPI
from openapi_core.contrib.django import DjangoOpenAPIRequest, DjangoOpenAPIResponse
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles import corrections, review, search
from articles.models import Article
from articles.models.edition import readers_see_a_change
from articles.views.json.openapi import PATH
from articles.views.json.things import json_path
from tests.factories import PageFactory, PublicationFactory, SectionFactory, published
from tests.pictures import picture_of
from tests.views.conftest import HIDDEN_TEXT

QUERIES_AN_ISSUE = 5


class Asked(DjangoOpenAPIRequest):
    """Known by its address alone: of our routes openapi-core would cut off what stands after a parameter."""

    path_pattern = None

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        self.parameters.path = {}


@cache
def description() -> OpenAPI:
    """The description, with each object closed: what it does not name must not be answered."""
    return OpenAPI.from_dict(closed(json.loads(PATH.read_text("utf-8"))))


def closed(part: Any) -> Any:
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    shut = {"additionalProperties": False} if "properties" in part and part.get("type") == "object" else {}
    return {name: closed(value) for name, value in part.items()} | shut


def told(client: Client, address: str, code: int = 200, **query: Any) -> Any:
    """What is answered; request and answer must be as the description has them."""
    response = client.get(address, query)
    request = Asked(response.wsgi_request)
    assert response.status_code == code
    if code != 400:
        description().validate_request(request)
    description().validate_response(request, DjangoOpenAPIResponse(response))
    return response.json()


def json_of(row: Any) -> str:
    return json_path(row.get_absolute_url())


def test_description_is_served(client: Client, db: None) -> None:
    assert client.get("/openapi.json").json() == json.loads(PATH.read_text("utf-8"))


def test_article_is_told_whole(client: Client, article: Article, hidden: list[Article], chief: User) -> None:
    Article.objects.filter(pk=article.pk).update(body="## 开闸\n\n水来了。\n\n> 图为水库。")
    picture = picture_of(article)
    piece = published(page=PageFactory(issue=article.page.issue, number=4), continued_from=article, headline="下转")
    Article.objects.filter(pk__in=[draft.pk for draft in hidden]).update(continued_from=article)
    article = corrections.correct(article, by=chief, version=1, note="水量有误", fields={})
    found = told(client, json_of(article))
    assert (found["id"], found["url"]) == (article.pk, f"http://testserver/articles/{article.pk}/")
    assert [found[name] for name in ("kicker", "headline", "subtitle", "place", "dateline")] == [
        "全县水利工作",
        "水库开闸放水",
        "——春灌第一天",
        "青川",
        "本报青川讯",
    ]
    assert found["body"] == [
        {"kind": "subhead", "text": "开闸"},
        {"kind": "paragraph", "text": "水来了。"},
        {"kind": "caption", "text": "图为水库。"},
    ]
    assert [(row["name"], row["role"], row["correspondent"]["name"]) for row in found["bylines"]] == [
        ("陈溪", "通讯员", "陈溪"),
        ("汪国", "通讯员", "汪国"),
    ]
    assert [(row["kind"], row["note"]) for row in found["corrections"]] == [("correction", "水量有误")]
    assert found["pictures"][0]["url"] == f"http://testserver/pictures/{picture.digest}.jpg"
    assert (found["publication"]["name"], found["issue"]["date"], found["page"]["number"]) == (
        "青川日报",
        "2026-07-14",
        1,
    )
    assert (found["section"]["name"], found["continuations"], found["continued_from"]) == ("调研视察", [piece.pk], None)
    assert told(client, json_of(piece))["continued_from"] == article.pk


def test_caption_that_editors_took_out_is_not_told(client: Client, article: Article) -> None:
    picture = picture_of(article)
    picture.caption = HIDDEN_TEXT
    picture.save()
    assert told(client, json_of(article))["pictures"][0]["caption"] == ""


def test_piece_of_a_draft_does_not_name_it(client: Client, article: Article, hidden: list[Article]) -> None:
    Article.objects.filter(pk=article.pk).update(continued_from=hidden[0])
    assert told(client, json_of(article))["continued_from"] is None


def test_withdrawn_article_leaves_its_reason(client: Client, article: Article, withdrawn: Article) -> None:
    found = told(client, json_of(withdrawn), code=410)
    assert (found["error"], found["correction"]["kind"], found["correction"]["note"]) == (
        "withdrawn",
        "withdrawal",
        "数字有误",
    )


def test_each_page_is_told(client: Client, article: Article, hidden: list[Article], withdrawn: Article) -> None:
    published(page__issue__date=dt.date(2026, 7, 7), page__number=2, headline="上一期")
    page, issue = article.page, article.page.issue
    home, alone = told(client, "/index.json"), told(client, json_of(issue))
    assert [paper["name"] for paper in home["publications"]] == ["青川日报"]
    assert (home["issue"]["date"], [other["date"] for other in home["earlier"]]) == ("2026-07-14", ["2026-07-07"])
    assert titles(alone["pages"][0]["articles"]) == titles(home["issue"]["pages"][0]["articles"]) == ["水库开闸放水"]
    assert (len(alone["pages"]), alone["previous"]["date"], alone["next"]) == (1, "2026-07-07", None)
    year = told(client, "/issues.json")
    assert (year["year"], year["years"], [one["date"] for one in year["issues"]]) == (
        2026,
        [2026],
        ["2026-07-14", "2026-07-07"],
    )
    printed = told(client, json_of(page))
    assert (titles(printed["articles"]), printed["name"], printed["next"]) == (["水库开闸放水"], "要闻", None)


def test_section_correspondent_and_place_are_told(client: Client, article: Article, hidden: list[Article]) -> None:
    person = article.bylines.all()[0].correspondent
    lists = [("section", json_of(article.section)), ("correspondent", json_of(person)), ("place", "/places/青川.json")]
    for (name, address), title in zip(lists, ("调研视察", "陈溪", "青川"), strict=True):
        found = told(client, address)
        assert (titles(found["articles"]), found[name]["name"]) == (["水库开闸放水"], title)
        assert (found["years"], found["count"], found["next"]) == ([{"year": 2026, "articles": 1}], 1, None)


def test_long_list_goes_on(client: Client, article: Article) -> None:
    for _ in range(60):
        published(page=article.page, section=article.section)
    first = told(client, json_of(article.section), year=2026)
    assert first["next"] == f"http://testserver{json_of(article.section)}?year=2026&page=2"
    second = told(client, json_of(article.section), year=2026, page=2)
    assert (first["count"], len(first["articles"]), len(second["articles"]), second["next"]) == (61, 60, 1, None)


def test_corrections_are_told(client: Client, article: Article, withdrawn: Article, chief: User) -> None:
    corrections.correct(article, by=chief, version=1, note="水量有误", fields={})
    found = told(client, "/corrections.json")["corrections"]
    assert [(row["kind"], row["note"], row["title"]) for row in found] == [
        ("correction", "水量有误", "水库开闸放水"),
        ("withdrawal", "数字有误", ""),
    ]


@pytest.mark.parametrize("address", ["/issues/2026-07-15.json", "/issues/2026-07-14/9.json", "/articles/999999.json"])
def test_what_is_not_there_is_told_so(client: Client, article: Article, address: str) -> None:
    assert told(client, address, code=404) == {"error": "not found"}


def test_addresses_that_are_none_are_told_so(client: Client, article: Article) -> None:
    for address in ("/issues/2026-13-40.json", "/nothing.json", "/issues/1987.jsonl", "/issues/0000.jsonl"):
        response = client.get(address)
        assert (response.status_code, response.json()) == (404, {"error": "not found"})
    assert told(client, json_of(article.section), code=400, year="x") == {"error": "bad request"}


def test_search_is_told(client: Client, article: Article, hidden: list[Article]) -> None:
    for n in range(20):
        search.index(published(page=article.page, headline=f"水库{n}"))
    found = told(client, "/search.json", q="水库")
    assert (found["count"], found["is_cut"], len(found["articles"])) == (21, False, 20)
    assert found["articles"][0]["title_html"] == "<mark>水库</mark>开闸放水"
    assert {facet["name"] for facet in found["facets"]} == {
        "year",
        "issue",
        "page",
        "section",
        "place",
        "correspondent",
    }
    rest = client.get(found["next"]).json()
    assert (titles(rest["articles"]), rest["next"]) == (["水库19"], None)
    narrowed = told(client, "/search.json", q="水库", section=article.section.pk, sort="best")
    assert titles(narrowed["articles"]) == ["水库开闸放水"]
    assert told(client, "/search.json", q=HIDDEN_TEXT)["articles"] == told(client, "/search.json")["articles"] == []
    for wrong in ({"after": "x"}, {"since": "昨天"}):
        assert told(client, "/search.json", code=400, **wrong) == {"error": "bad request"}


def test_newspaper_without_an_issue_is_told(client: Client, db: None) -> None:
    PublicationFactory()
    assert (told(client, "/index.json")["issue"], told(client, "/issues.json")["issues"]) == (None, [])


def lines(client: Client, address: str) -> Iterator[dict[str, Any]]:
    """Each line of an answer that is streamed, which must be an Article of the description."""
    schema = closed(copy.deepcopy(json.loads(PATH.read_text("utf-8"))))
    validator = Draft202012Validator({"$ref": "#/components/schemas/Article", "components": schema["components"]})
    for line in client.get(address):
        one = json.loads(line)
        validator.validate(one)
        yield one


def test_year_is_streamed_in_print_order(
    client: Client, article: Article, hidden: list[Article], withdrawn: Article
) -> None:
    first = published(page__issue__date=dt.date(2026, 1, 5), headline="年初")
    published(page__issue__date=dt.date(2025, 12, 30))
    published(page=PageFactory(issue__publication=PublicationFactory(name="青川晚报", slug="evening")))
    response = client.get("/issues/2026.jsonl")
    assert (response.streaming, response["Content-Type"]) == (True, "application/jsonl")
    assert (
        response["Content-Disposition"]
        == "attachment; filename*=utf-8''%E9%9D%92%E5%B7%9D%E6%97%A5%E6%8A%A5-2026.jsonl"
    )
    found = list(lines(client, "/issues/2026.jsonl"))
    assert [one["id"] for one in found] == [first.pk, article.pk]
    assert found[1] == told(client, json_of(article))


def test_year_is_read_an_issue_at_a_time(client: Client, article: Article) -> None:
    for day in range(1, 6):
        for _ in range(3):
            published(page__issue__date=dt.date(2026, 3, day), section=SectionFactory())
    stream = iter(client.get("/issues/2026.jsonl"))
    with CaptureQueriesContext(
        connection,
    ) as first:
        next(stream)
    assert len(first) <= QUERIES_AN_ISSUE
    with CaptureQueriesContext(connection) as others:
        assert len(list(stream)) == 15
    assert len(others) <= 5 * QUERIES_AN_ISSUE


def test_year_of_the_same_edition_is_not_sent_again(
    client: Client, article: Article, chief: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        readers_see_a_change()
    etag = {"If-None-Match": client.get("/issues/2026.jsonl")["ETag"]}
    assert client.get("/issues/2026.jsonl", headers=etag).status_code == 304
    with django_capture_on_commit_callbacks(execute=True):
        corrections.correct(article, by=chief, version=1, note="水量有误", fields={})
    assert client.get("/issues/2026.jsonl", headers=etag).status_code == 200


def test_pages_name_their_json(client: Client, article: Article) -> None:
    for row in (article, article.page, article.section):
        html = client.get(row.get_absolute_url()).content.decode()
        assert f'<link rel="alternate" href="{json_of(row)}" type="application/json">' in html


def test_withdrawal_shows_at_once(client: Client, article: Article, chief: User) -> None:
    before = client.get(json_of(article))["ETag"]
    review.withdraw(article, by=chief, version=1, reason="查无此事")
    assert client.get(json_of(article), headers={"If-None-Match": before}).status_code == 410


def titles(articles: list[dict[str, Any]]) -> list[str]:
    return [one["title"] for one in articles]
