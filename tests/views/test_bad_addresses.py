"""Addresses that nobody means: 404 or 400 in words, never a failure (fault 26)."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import get_resolver

from articles.models import Article
from tests.test_addresses import walk

PLACES = (
    "/issues/../../etc/passwd",
    "/issues/%2e%2e/%2e%2e/etc/passwd",
    "/static/../newsroom/settings.py",
    "/static/%2e%2e/%2e%2e/newsroom/settings.py",
    "/static/articles/%00.css",
    "/pictures/../newsroom.sqlite3",
    "//etc/passwd",
    "/%00",
    "/hant/%00/",
    "/hant/hant/issues/",
    "/\\..\\..\\windows",
    "/issues/1949-13-40/",
    "/issues/1949-02-29/",
    "/issues/0000-00-00/",
    "/issues/２０２６-０７-１４/",
    "/issues/2026-07-14/0/",
    "/issues/2026-07-14/-1/",
    "/issues/2026-07-14/99999/",
)
# What may stand for a parameter of an address: none of it is anything.
VALUES = {
    "int": ("0", "99999999", "99999999999999999999999999", "-1", "1e3", "١٢"),
    "date": ("1949-13-40", "1872-01-01", "9999-12-31", "%00"),
    "year": ("0000", "9999", "-001", "%00"),
    "words": ("nowhere", "%00", "..", "a%2Fb", "%F0%9F%98%80", "x" * 300),
    "digest": ("0" * 64, "0" * 63, "%00"),
}
QUERIES = (
    ("/issues/", "year", ("0", "99999", "-1", "x", "１９４９", "%00", "1949-13-40", "")),
    ("/corrections/", "page", ("99999999", "0", "-1", "x", "%00", "1e3", "9" * 500)),
    ("section", "page", ("99999999", "0", "-1", "x", "%00")),
    ("section", "year", ("0", "1872", "99999", "%00")),
    ("person", "page", ("99999999", "%00")),
    ("/", "publication", ("nowhere", "%00", "..", "%FF%FE", "x" * 300)),
    ("/search/", "after", ("x", "-1", "%00", "99999999999999999999999999")),
)


def patterns() -> list[tuple[str, str]]:
    """Each public address with a parameter, and each value that it is tried with."""
    addresses = [each for each in walk(get_resolver().url_patterns) if not each.startswith("/admin/") and "<" in each]
    return [
        (address, value) for address in addresses for kind in VALUES if f"<{kind}:" in address for value in VALUES[kind]
    ]


def test_no_place_of_the_disk_or_the_calendar_is_an_address(client: Client, article: Article) -> None:
    statuses = {place: client.get(place).status_code for place in PLACES}
    assert {place: status for place, status in statuses.items() if status not in (400, 404)} == {}


def test_no_value_of_a_parameter_is_a_failure(client: Client, article: Article) -> None:
    client.raise_request_exception = False
    day = f"{article.page.issue.date}"
    known = {"int": "1", "date": day, "year": day[:4], "words": article.section.slug, "digest": "0" * 64}
    wrong = {}
    for address, value in patterns():
        kind = next(kind for kind in VALUES if f"<{kind}:" in address and value in VALUES[kind])
        path = re.sub(rf"<{kind}:\w+>", lambda _parameter, value=value: value, address, count=1)
        path = re.sub(r"<(\w+):\w+>", lambda parameter: known[parameter[1]], path)
        status = client.get(path).status_code
        if status not in (400, 404):
            wrong[path[:80]] = status
    assert wrong == {}


@pytest.mark.parametrize(("address", "name", "values"), QUERIES)
def test_no_value_of_a_query_is_a_failure(
    address: str, name: str, values: tuple[str, ...], client: Client, article: Article
) -> None:
    places = {
        "section": article.section.get_absolute_url(),
        "person": article.bylines.first().correspondent.get_absolute_url(),
    }
    answers = {value: client.get(f"{places.get(address, address)}?{name}={value}") for value in values}
    assert {value: each.status_code for value, each in answers.items() if each.status_code not in (400, 404)} == {}


def test_odd_days_have_no_issue_and_no_trouble(client: Client, article: Article) -> None:
    days = [dt.date.min, dt.date(1872, 4, 30), dt.date(2100, 2, 28), dt.date.max]
    assert {client.get(f"/issues/{day.isoformat()}/").status_code for day in days} == {404}
