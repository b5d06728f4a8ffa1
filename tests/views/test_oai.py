"""OAI-PMH, harvested by a library that is not ours; each answer is held against tests/schemas/oai_pmh.xsd."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import etree
from oaipmh_scythe import Scythe
from oaipmh_scythe.exceptions import BadResumptionToken, NoRecordsMatch
from pytest_django import DjangoAssertNumQueries, Settings

from articles import corrections, review
from articles.models import Article, Section, Status
from articles.oai import tokens, view
from tests import schemas
from tests.factories import ArticleFactory, BylineFactory, PageFactory, PublicationFactory, SectionFactory, published
from tests.views.conftest import HIDDEN_TEXT

OAI = "{http://www.openarchives.org/OAI/2.0/}"
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed this moment is harvested; how long an answer waits for it has a test of its own."""
    monkeypatch.setattr(view, "SETTLES", dt.timedelta(0))


@pytest.fixture
def harvester(db: None, settings: Settings) -> Iterator[Scythe]:
    """Asks Django's test client instead of the web."""
    settings.ALLOWED_HOSTS = ["paper.example"]
    settings.OFFICE_EMAIL = "office@paper.example"
    with Scythe("http://paper.example/oai/") as scythe:
        scythe._client = httpx2.Client(transport=httpx2.MockTransport(_answer))
        yield scythe


def _answer(request: httpx2.Request) -> httpx2.Response:
    response = Client().get(request.url.raw_path.decode(), headers={"Host": request.url.host})
    schemas.check_xml(response.content, "oai_pmh")
    return httpx2.Response(response.status_code, headers=dict(response.items()), content=response.content)


def keys(harvested: Iterator[Any]) -> list[int]:
    """The articles' keys of what a harvester was given, in its order."""
    return [int(item.header.identifier.rpartition("/")[2]) for item in harvested]


def asked(client: Client, **arguments: Any) -> etree._Element:
    """The answer's root element, which must be sound."""
    response = client.get("/oai/", arguments)
    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (
        200,
        "text/xml; charset=utf-8",
        "no-store",
    )
    schemas.check_xml(response.content, "oai_pmh")
    return etree.fromstring(response.content)


def error(client: Client, **arguments: Any) -> str | None:
    return asked(client, **arguments).find(f"{OAI}error").get("code")


def test_repository_tells_what_it_is(harvester: Scythe, article: Article, withdrawn: Article) -> None:
    Article.objects.filter(pk=withdrawn.pk).update(changed_at=dt.datetime(2020, 2, 29, 1, 2, 3, 999, tzinfo=dt.UTC))
    told = harvester.identify()
    assert (told.repositoryName, told.baseURL, told.protocolVersion) == ("青川日报", "http://paper.example/oai/", "2.0")
    assert (told.deletedRecord, told.granularity, told.adminEmail) == (
        "persistent",
        "YYYY-MM-DDThh:mm:ssZ",
        "office@paper.example",
    )
    assert told.earliestDatestamp == "2020-02-29T01:02:03Z"


def test_record_is_told_in_dublin_core(harvester: Scythe, article: Article, chief: User) -> None:
    piece = published(page=PageFactory(issue=article.page.issue, number=4, name=""), continued_from=article, place="")
    corrections.correct(article, by=chief, version=1, note="水量有误", fields={})
    record = harvester.get_record(f"oai:paper.example:articles/{article.pk}")
    assert record.get_metadata() == {
        "title": ["水库开闸放水", "——春灌第一天"],
        "creator": ["陈溪", "汪国"],
        "subject": ["调研视察"],
        "description": ["3月5日，县水务局组织春灌。灌区群众说，今年的水来得早。", "更正：水量有误"],
        "publisher": ["青川日报"],
        "date": ["2026-07-14"],
        "type": ["Text"],
        "format": ["text/html"],
        "identifier": [f"http://paper.example/articles/{article.pk}/"],
        "source": ["青川日报, 2026-07-14, 第01版：要闻"],
        "language": ["zh"],
        "coverage": ["青川"],
    }
    told = harvester.get_record(f"oai:paper.example:articles/{piece.pk}").get_metadata()
    assert (told["relation"], told["source"], told.get("coverage")) == (
        [f"http://paper.example/articles/{article.pk}/"],
        ["青川日报, 2026-07-14, 第04版"],
        None,
    )


def test_harvest_has_what_was_published_and_nothing_else(
    harvester: Scythe, article: Article, hidden: list[Article], withdrawn: Article
) -> None:
    Article.objects.filter(pk=article.pk).update(continued_from=hidden[0])
    found = list(harvester.list_records())
    assert [(record.header.identifier, record.deleted) for record in found] == [
        (f"oai:paper.example:articles/{article.pk}", False),
        (f"oai:paper.example:articles/{withdrawn.pk}", True),
    ]
    assert HIDDEN_TEXT not in "".join(str(record) for record in found)
    assert "relation" not in found[0].get_metadata()


def test_draft_is_answered_like_one_that_never_was(client: Client, article: Article, hidden: list[Article]) -> None:
    codes = {
        error(client, verb=verb, identifier=f"oai:testserver:articles/{key}", **prefix)
        for key in (*(draft.pk for draft in hidden), 999999, "9" * 40, "x", "1\x00")
        for verb, prefix in (("GetRecord", {"metadataPrefix": "oai_dc"}), ("ListMetadataFormats", {}))
    }
    assert codes == {"idDoesNotExist"}
    assert error(client, verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:other:articles/{article.pk}") == (
        "idDoesNotExist"
    )


def test_sets_are_newspapers_and_sections(harvester: Scythe, article: Article, hidden: list[Article]) -> None:
    evening = PublicationFactory(name="青川晚报", slug="evening")
    other = published(page=PageFactory(issue__publication=evening))
    Article.objects.filter(pk=hidden[0].pk).update(section=SectionFactory(name="内参", slug="内参"))
    PublicationFactory(name="尚未出刊", slug="none")
    paper = article.page.issue.publication
    section = f"paper-{paper.pk}:section-{article.section.pk}"
    assert [(one.setSpec, one.setName) for one in harvester.list_sets()] == [
        (f"paper-{paper.pk}", "青川日报"),
        (f"paper-{evening.pk}", "青川晚报"),
        (section, "青川日报：调研视察"),
    ]
    plain = published(page=article.page)
    assert keys(harvester.list_records(set_=f"paper-{paper.pk}")) == [article.pk, plain.pk]
    assert keys(harvester.list_records(set_=section)) == [article.pk]
    assert keys(harvester.list_records(set_=f"paper-{evening.pk}")) == [other.pk]
    with pytest.raises(NoRecordsMatch):
        list(harvester.list_records(set_=f"paper-{evening.pk}:section-{article.section.pk}"))


def test_datestamp_moves_with_publishing_correction_and_withdrawal(
    harvester: Scythe, article: Article, hidden: list[Article], chief: User
) -> None:
    long_ago = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    since = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    articles = [article, published(page=article.page), published(page=article.page)]
    Article.objects.update(changed_at=long_ago)
    corrections.correct(articles[0], by=chief, version=1, note="水量有误", fields={})
    review.withdraw(articles[1], by=chief, version=1, reason="查无此事")
    found = list(harvester.list_identifiers(from_=since))
    assert [(int(one.identifier.rpartition("/")[2]), one.deleted) for one in found] == [
        (articles[0].pk, False),
        (articles[1].pk, True),
    ]


@pytest.mark.parametrize(
    ("name", "element", "told"),
    [
        ("section", "subject", "新名"),
        ("page", "source", "青川日报, 2026-07-14, 第01版：新名"),
        ("publication", "publisher", "新名"),
    ],
)
def test_new_name_is_harvested_with_the_articles_that_bear_it(
    name: str, element: str, told: str, harvester: Scythe, article: Article, withdrawn: Article, admin_user: User
) -> None:
    other = published(page=PageFactory(issue__publication=PublicationFactory(name="青川晚报", slug="evening")))
    draft = ArticleFactory(page=article.page, section=article.section)
    long_ago = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    Article.objects.update(changed_at=long_ago)
    row = {"section": article.section, "page": article.page, "publication": article.page.issue.publication}[name]
    address = reverse(f"admin:articles_{name}_change", args=[row.pk])
    office = Client(headers={"Host": "paper.example"})
    office.force_login(admin_user)
    fields = office.get(address).context["adminform"].form.initial
    since = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")

    office.post(address, fields)  # with the name as it is
    with pytest.raises(NoRecordsMatch):
        list(harvester.list_records(from_=since))
    office.post(address, fields | {"name": "新名"})

    until = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    (record,) = harvester.list_records(from_=since, until=until)
    assert record.header.identifier == f"oai:paper.example:articles/{article.pk}"
    assert record.get_metadata()[element] == [told]
    quiet = Article.objects.filter(pk__in=[other.pk, draft.pk, withdrawn.pk])
    assert set(quiet.values_list("changed_at", flat=True)) == {long_ago}


def test_from_and_until_hold_their_own_second_and_day(client: Client, article: Article) -> None:
    Article.objects.update(changed_at=dt.datetime(2026, 7, 14, 12, 30, 15, 999_999, tzinfo=dt.UTC))
    for span in (
        {"from": "2026-07-14T12:30:15Z", "until": "2026-07-14T12:30:15Z"},
        {"from": "2026-07-14", "until": "2026-07-14"},
        {"until": "9999-12-31"},
        {"from": "0001-01-01T00:00:00Z"},
    ):
        assert len(asked(client, **LIST, **span).findall(f".//{OAI}record")) == 1
    for span in ({"from": "2026-07-14T12:30:16Z"}, {"until": "2026-07-13"}, {"from": "9999-12-31"}):
        assert error(client, **LIST, **span) == "noRecordsMatch"


@pytest.fixture
def of_five(article: Article, monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """Five records, two of which go into an answer; three changed at the very same time."""
    monkeypatch.setattr(view, "PAGE", 2)
    articles = [article, *(published(page=article.page) for _ in range(4))]
    Article.objects.filter(pk__in=[other.pk for other in articles[1:4]]).update(changed_at=article.changed_at)
    return articles


def test_long_list_is_harvested_whole(harvester: Scythe, of_five: list[Article]) -> None:
    expected = [article.pk for article in of_five]
    assert keys(harvester.list_records()) == expected
    assert [int(one.identifier.rpartition("/")[2]) for one in harvester.list_identifiers()] == expected


def test_token_tells_how_far_the_list_is(client: Client, of_five: list[Article]) -> None:
    token = asked(client, **LIST).find(f".//{OAI}resumptionToken")
    seen = []
    while token is not None and token.text:
        seen.append((token.get("cursor"), token.get("completeListSize"), bool(token.get("expirationDate"))))
        token = asked(client, verb="ListRecords", resumptionToken=token.text).find(f".//{OAI}resumptionToken")
    assert seen == [("0", "5", True), ("2", "5", True)]
    assert (token.text, token.get("cursor")) == (None, "4")


def test_list_is_stable_under_what_happens_meanwhile(
    client: Client, of_five: list[Article], chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = asked(client, **LIST)
    begun = first.findtext(f"{OAI}responseDate")
    token = first.findtext(f".//{OAI}resumptionToken")
    fresh = published(page=of_five[0].page, headline="新到的")
    review.withdraw(of_five[2], by=chief, version=1, reason="查无此事")
    rest = asked(client, verb="ListRecords", resumptionToken=token)
    assert _keys(rest) == [of_five[3].pk, of_five[4].pk]
    assert _keys(asked(client, verb="ListRecords", resumptionToken=token)) == _keys(rest)
    monkeypatch.setattr(view, "PAGE", 100)
    assert {fresh.pk, of_five[2].pk} <= set(_keys(asked(client, **{"from": begun}, **LIST)))


def test_what_is_committed_late_comes_with_the_next_harvest(
    client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, now = published(page=article.page), timezone.now()
    Article.objects.filter(pk=article.pk).update(changed_at=now - dt.timedelta(seconds=90))
    with monkeypatch.context() as patched:
        patched.setattr(view, "SETTLES", dt.timedelta(seconds=60))
        first = asked(client, **LIST)
    Article.objects.filter(pk=late.pk).update(changed_at=now - dt.timedelta(seconds=30))  # as its transaction has it
    begun = first.findtext(f"{OAI}responseDate") or ""
    assert _keys(first) == [article.pk]
    assert dt.datetime.fromisoformat(begun) <= timezone.now() - dt.timedelta(seconds=60)
    assert _keys(asked(client, **{"from": begun}, **LIST)) == [late.pk]


def test_list_of_which_the_rest_has_changed_is_to_be_begun_again(client: Client, of_five: list[Article]) -> None:
    token = asked(client, **LIST).findtext(f".//{OAI}resumptionToken")
    Article.objects.filter(pk__in=[article.pk for article in of_five[2:]]).update(changed_at=timezone.now())
    assert error(client, verb="ListRecords", resumptionToken=token) == "badResumptionToken"


def test_token_that_is_wrong_or_old_is_refused(
    of_five: list[Article], harvester: Scythe, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(headers={"Host": "paper.example"})
    token = asked(client, **LIST).findtext(f".//{OAI}resumptionToken") or ""
    assert error(client, verb="ListIdentifiers", resumptionToken=token) == "badResumptionToken"
    assert error(client, verb="ListSets", resumptionToken=token) == "badResumptionToken"
    for wrong in ("", "x", token[:-1], token + "x", "a:b:c", "\x00", "万"):
        assert error(client, verb="ListRecords", resumptionToken=wrong) == "badResumptionToken"
    monkeypatch.setattr(tokens, "LASTS", dt.timedelta(seconds=-1))
    with pytest.raises(BadResumptionToken):
        list(harvester.list_records(resumption_token=token))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=identify", "badVerb"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&identifier=a", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=a", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=%00%3Cx", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-07", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-07-14T00:00:00%2B08", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=0000-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-07-14&until=2026-07-14T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-07-15&until=2026-07-14", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a%20b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=%00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=maps", "noRecordsMatch"),
        (f"verb=ListRecords&metadataPrefix=oai_dc&set=paper-{'9' * 18}", "noRecordsMatch"),
        (f"verb=ListRecords&metadataPrefix=oai_dc&set=paper-{'9' * 40}", "noRecordsMatch"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=marc21&identifier=oai:testserver:articles/1", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%00%08%3Cx%3E", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=x", "idDoesNotExist"),
    ],
)
def test_each_error_has_its_code(client: Client, article: Article, query: str, code: str) -> None:
    response = client.get(f"/oai/?{query}")
    schemas.check_xml(response.content, "oai_pmh")
    root = etree.fromstring(response.content)
    assert (response.status_code, root.find(f"{OAI}error").get("code")) == (200, code)
    told = dict(root.find(f"{OAI}request").attrib)
    assert bool(told) == (code not in ("badVerb", "badArgument"))


def test_empty_repository_says_so(client: Client, hidden: list[Article], article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(status=Status.DRAFT, published_at=None)
    assert (error(client, verb="ListSets"), error(client, **LIST)) == ("noSetHierarchy", "noRecordsMatch")


def test_question_may_be_posted(article: Article) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/oai/", LIST)
    assert (answer.status_code, _keys(etree.fromstring(answer.content))) == (200, [article.pk])
    codes = [client.generic(method, "/oai/").status_code for method in ("HEAD", "PUT", "DELETE")]
    assert codes == [200, 405, 405]


@pytest.mark.parametrize("text", ["]]><x>&amp;", "</dc:title><script>", "a\x08\x0b\ufffe\u2028b𠮷"])
def test_hostile_text_is_only_text(client: Client, db: None, text: str) -> None:
    section = SectionFactory(name=text, slug="x", publication__name=text)
    article = published(page=PageFactory(issue__publication=section.publication, name=text), section=section)
    Article.objects.filter(pk=article.pk).update(headline=text, subtitle=text, body=text, place=text)
    BylineFactory(article=article, printed_name=text)
    plain = text.translate({8: "", 11: "", 0xFFFE: ""})
    dublin_core = asked(client, **LIST).find(f".//{OAI}metadata")[0]
    told = {etree.QName(element).localname: element.text for element in dublin_core}
    fields = ("title", "creator", "subject", "description", "publisher", "coverage")
    assert {name: told[name] for name in fields} == dict.fromkeys(fields, plain)
    assert [element.text for element in asked(client, verb="ListSets").iter(f"{OAI}setName")] == [
        plain,
        f"{plain}：{plain}",
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_each_verb_needs_few_queries(
    client: Client, article: Article, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(count):
        section = Section.objects.create(name=f"栏目{n}", slug=f"s{n}", publication=article.section.publication)
        BylineFactory(article=published(page=PageFactory(number=n + 2), section=section))
    identifier = {"identifier": f"oai:testserver:articles/{article.pk}"}
    for arguments in (
        {"verb": "Identify"},
        {"verb": "ListSets"},
        {"verb": "ListMetadataFormats"} | identifier,
        {"verb": "GetRecord", "metadataPrefix": "oai_dc"} | identifier,
        LIST,
        LIST | {"verb": "ListIdentifiers"},
    ):
        with django_assert_max_num_queries(4):
            client.get("/oai/", arguments)


def _keys(root: etree._Element) -> list[int]:
    return [int(identifier.text.rpartition("/")[2]) for identifier in root.iter(f"{OAI}identifier")]
