"""Pages that are kept for the next reader: which, for whom, how long, and never somebody's own."""

import gzip
from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path
from pytest_django.fixtures import DjangoAssertNumQueries

from articles import review
from articles.models import Article, Edition
from articles.views import caching, kept
from articles.views.caching import reading
from articles.views.kept import KeptPage, KeptPages
from newsroom import urls as newsroom_urls
from tests.factories import ArticleFactory

ONE_QUERY = 1  # the edition


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch, db: None) -> KeptPages:
    """Room for some pages, empty, and an edition."""
    pages = KeptPages(1_000_000)
    Edition.objects.update_or_create(id=1, defaults={"stamp": "one"})
    monkeypatch.setattr(caching, "kept_pages", pages)
    return pages


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the clock of the kept pages on by some seconds."""
    real, passed = kept.time.monotonic, [0.0]
    monkeypatch.setattr(kept.time, "monotonic", lambda: real() + passed[0])
    return lambda seconds: passed.append(passed.pop() + seconds)


def page_of(text: str) -> KeptPage:
    return KeptPage.of(HttpResponse(text))


def test_a_kept_page_and_a_304_take_one_query_and_no_template(
    client: Client, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = article.get_absolute_url()
    made = client.get(address)
    with django_assert_num_queries(ONE_QUERY):
        again = client.get(address)
    with django_assert_num_queries(ONE_QUERY):
        unchanged = client.get(address, headers={"If-None-Match": made["ETag"]})
    assert (again.templates, again.content, again.headers) == ([], made.content, made.headers)
    assert (unchanged.status_code, unchanged.content, unchanged.templates) == (304, b"", [])
    names = ("ETag", "Cache-Control", "Content-Security-Policy")
    assert [unchanged[name] for name in names] == [made[name] for name in names]
    assert set(unchanged["Vary"].split(", ")) == {"Accept-Encoding", "Accept-Language", "Cookie"}


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.8", True),
        ("gzip;q=0, br", False),
        ("gzip; q=0.0", False),
        ("identity", False),
        ("", False),
    ],
)
def test_whoever_takes_no_gzip_gets_it_unpacked(
    accepted: str, is_packed: bool, client: Client, article: Article
) -> None:
    plain = client.get(article.get_absolute_url())
    answer = client.get(article.get_absolute_url(), headers={"Accept-Encoding": accepted})
    assert answer.get("Content-Encoding") == ("gzip" if is_packed else None)
    assert (gzip.decompress(answer.content) if is_packed else answer.content) == plain.content
    assert (answer["ETag"], answer["Content-Length"]) == (plain["ETag"], str(len(answer.content)))


def test_head_is_told_what_get_is(client: Client, article: Article) -> None:
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        head = client.head(article.get_absolute_url(), headers=headers)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers == client.get(article.get_absolute_url(), headers=headers).headers


def test_somebody_logged_in_neither_gets_nor_leaves_a_kept_page(
    cast: dict[str, Client], article: Article, pages: KeptPages
) -> None:
    address = article.get_absolute_url()
    for name, client in cast.items():
        if name != "reader":
            assert client.get(address)["Cache-Control"] == "private, no-store"
    assert len(pages) == 0
    etag = cast["reader"].get(address)["ETag"]
    answer = cast["chief"].get(address, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.templates != [], answer["Cache-Control"]) == (200, True, "private, no-store")


def test_a_cookie_of_no_session_gets_the_kept_page(client: Client, article: Article) -> None:
    made = client.get(article.get_absolute_url())
    answer = client.get(article.get_absolute_url(), headers={"Cookie": "sessionid=of-nobody"})
    assert (answer.templates, answer.content) == ([], made.content)
    taken_back = (answer.cookies["sessionid"].value, answer["Cache-Control"])
    assert (taken_back, made["Cache-Control"][:6]) == (("", "private, no-store"), "public")


def test_each_way_to_read_has_its_own(client: Client, article: Article) -> None:
    address = article.get_absolute_url()
    cookies = ("", "django_language=en", "reading_size=large", "reading_appearance=dark", "reading_size=of-nobody")
    asked = [(address, cookie) for cookie in cookies] + [(f"/hant{address}", "")]
    made, again = ([client.get(path, headers={"Cookie": cookie}) for path, cookie in asked] for _time in range(2))
    assert [answer.content for answer in again] == [answer.content for answer in made]
    assert len({answer["ETag"] for answer in made}) == len(asked) - 1  # what no form of ours has set makes none
    assert {answer["Content-Language"]: answer.templates for answer in again} == {
        "zh-hans": [],
        "en": [],
        "zh-hant": [],
    }


def test_only_pages_of_few_addresses_are_kept(
    client: Client, article: Article, withdrawn: Article, pages: KeptPages
) -> None:
    address = article.get_absolute_url()
    for other in (
        "/search/?q=水库",
        f"{address}?x=1",
        f"{address}?page={'1' * 200}",
        "/articles/999/",
        "/issues/?year=1872",
        withdrawn.get_absolute_url(),
    ):
        client.get(other)
    assert len(pages) == 0
    client.get("/issues/?year=2026")
    assert len(pages) == 1


def test_nobody_fills_the_memory_with_one_page(client: Client, article: Article, pages: KeptPages) -> None:
    place = article.page.get_absolute_url()
    ignored = [f"{article.get_absolute_url()}?{name}=1" for name in ("zoom", "year", "page", "publication")]
    odd = [
        f"{place}?zoom=7",
        f"{place}?zoom=fit&zoom=large",
        f"{place}?&",
        f"{place}?%7Aoom=large",
        "/places/青川/?page=01",
    ]
    for address in [*ignored, *odd, f"{place}?year=2026"]:
        assert client.get(address).status_code == 200
    assert len(pages) == 0
    for address in (
        f"{place}?zoom=large",
        "/places/青川/?year=2026&page=1",
        article.page.issue.publication.address("home"),
    ):
        client.get(address)
    client.get("/issues/", {"publication": article.page.issue.publication.slug, "year": "2026"})
    assert len(pages) == 4


def test_a_withdrawn_article_is_gone_at_once_also_for_who_has_its_etag(
    client: Client, article: Article, chief: object, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    address = article.get_absolute_url()
    etag = client.get(address)["ETag"]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        review.withdraw(article, by=chief, version=article.version, reason="数字有误")
    for _time in range(2):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 410


@pytest.mark.parametrize("tag", ["*", "own", '"0"'])
def test_no_etag_tells_of_an_unpublished_article(tag: str, client: Client, article: Article) -> None:
    known = client.get(article.get_absolute_url())["ETag"]
    draft = ArticleFactory(page=article.page)
    answer = client.get(draft.get_absolute_url(), headers={"If-None-Match": known if tag == "own" else tag})
    none = client.get("/articles/999999/", headers={"If-None-Match": known if tag == "own" else tag})
    assert (answer.status_code, answer.content) == (404, none.content.replace(b"999999", str(draft.pk).encode()))


def test_a_change_while_a_page_is_made_is_not_missed(
    client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = KeptPage.of

    def slowly(response: HttpResponse) -> KeptPage:
        Edition.objects.update_or_create(id=1, defaults={"stamp": "another"})
        return made(response)

    monkeypatch.setattr(KeptPage, "of", slowly)
    client.get(article.get_absolute_url())
    assert client.get(article.get_absolute_url()).templates != []


def test_without_an_edition_nothing_is_kept(client: Client, article: Article, pages: KeptPages) -> None:
    Edition.objects.all().delete()
    client.get(article.get_absolute_url())
    assert len(pages) == 0


def test_pages_are_kept_from_the_first_request_after_the_migration(client: Client, article: Article) -> None:
    migration = import_module("articles.migrations.0020_first_edition")
    Edition.objects.all().delete()
    migration.make_first(apps, connection.schema_editor())
    stamp = Edition.objects.get().stamp
    migration.make_first(apps, connection.schema_editor())
    made = client.get(article.get_absolute_url())
    again = client.get(article.get_absolute_url())
    assert (Edition.objects.get().stamp, len(stamp), again.templates, again.content) == (stamp, 32, [], made.content)


def test_a_page_is_kept_a_minute_at_the_most(client: Client, article: Article, clock: Callable[[float], None]) -> None:
    client.get(article.get_absolute_url())
    Article.objects.update(headline="由别的程序改过")  # which tells nobody
    clock(59)
    assert client.get(article.get_absolute_url()).templates == []
    clock(2)
    assert "由别的程序改过" in client.get(article.get_absolute_url()).content.decode()


def test_pages_that_nobody_asks_for_make_room() -> None:
    pages = KeptPages(most=3 * (kept._AROUND + len(page_of("一").packed)))
    for key in "abc":
        pages.keep(key, "1", page_of("一"))
    pages.find("a", "1")
    pages.keep("d", "1", page_of("一"))
    assert [key for key in "abcd" if pages.find(key, "1")] == ["a", "c", "d"]
    pages.keep("e", "1", page_of("".join(map(chr, range(20_000, 24_000)))))  # larger than all the room
    assert len(pages) == 0
    pages.keep("a", "1", page_of("一"))
    assert pages.find("a", "1") is not None


def test_a_page_of_another_edition_is_not_found() -> None:
    pages = KeptPages(10_000)
    pages.keep("a", "1", page_of("旧"))
    assert (pages.find("a", "2"), pages.find("b", "1")) == (None, None)
    pages.keep("a", "2", page_of("新"))
    assert (pages.find("a", "1"), len(pages)) == (None, 1)


# --- Views that give a reader something of his own: none of ours does ---------------------------------------------


def _token(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def _message(request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(map(str, messages.get_messages(request))))


def _cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("yours")
    response.set_cookie("yours", "1")
    return response


urlpatterns = [
    path("token/", reading(_token)),
    path("message/", reading(_message)),
    path("cookie/", reading(_cookie)),
    *newsroom_urls.urlpatterns,
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/token/", "/message/", "/cookie/"])
def test_what_is_one_readers_own_is_not_kept(address: str, client: Client, db: None, pages: KeptPages) -> None:
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.get("Content-Encoding"), len(pages)) == (200, None, 0)
