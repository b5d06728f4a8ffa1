"""Every address of the site, by each of the cast, with GET and POST, against the table ``addresses.txt``.

The table has a line for each address and method, and a status code for each of the cast. An address of the site that has no
line fails; so does a line without its address. ``pytest tests/test_addresses.py --write-addresses`` writes what the
site answers now: read the difference before you commit it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from articles.models import Conflict, Correction, ImportBatch, ImportFile, Revision, Status
from tests.conftest import CAST
from tests.factories import ArticleFactory, BylineFactory, SectionFactory, UnitFactory, published
from tests.pictures import picture_of

TABLE = Path(__file__).with_name("addresses.txt")
METHODS = ("GET", "POST")
Row = tuple[str, ...]


def walk(patterns: Iterable[URLPattern | URLResolver], prefix: str = "/") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route


def read_table() -> dict[tuple[str, str], Row]:
    if not TABLE.exists():
        return {}
    lines = (line.split() for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {(address, method): tuple(codes) for method, address, *codes in lines}


ADDRESSES = sorted(set(walk(get_resolver().url_patterns)))
EXPECTED = read_table()


@pytest.fixture
def world(db: None) -> dict[str, str]:
    """One of everything: what stands in an address for each of its parameters."""
    section = SectionFactory()
    article = published(section=section)
    byline = BylineFactory(article=article)
    batch = ImportBatch.objects.create()
    draft = ArticleFactory(page=article.page, status=Status.DRAFT)
    rows = {
        "article": draft,
        "byline": byline,
        "correspondent": byline.correspondent,
        "conflict": Conflict.objects.create(
            article=draft, source="01.txt", digest="0", made_at=article.changed_at, new={"headline": "新题"}
        ),
        "correction": Correction.objects.create(
            article=article, kind="correction", note="更正", version=1, made_at=article.changed_at
        ),
        "group": Group.objects.get(name="查看"),
        "importbatch": batch,
        "importfile": ImportFile.objects.create(batch=batch, path="01.txt", state="new", page=article.page),
        "issue": article.page.issue,
        "page": article.page,
        "publication": article.page.issue.publication,
        "revision": Revision.objects.create(
            article=article, version=1, action="parsed", created_at=article.changed_at, text={}, digest="0"
        ),
        "section": section,
        "unit": UnitFactory(),
        "user": User.objects.create_user("somebody"),
    }
    return {name: str(row.pk) for name, row in rows.items()} | {
        "date": f"{article.page.issue.date}",
        "year": str(article.page.issue.date.year),
        "number": str(article.page.number),
        "slug": section.slug,
        "place": article.place,
        "published": str(article.pk),
        "digest": picture_of(article).digest,
    }


def fill(address: str, world: dict[str, str]) -> str:
    """The address with the values of ``world`` in the place of its parameters."""
    if address.endswith("$"):  # the admin site's regular expressions: an app's index, and what is nowhere
        return re.sub(r"\(\?P<url>.*\)", "nowhere/", re.sub(r"\(\?P<app_label>(\w+).*\)", r"\1", address))[:-1]
    known = world | {"kind": "csv", "content_type_id": "1", "id": world["user"], "object_id": world["article"]}
    known["pk"] = world["published" if address.startswith("/articles/") else "correspondent"]
    if address.startswith(("/admin/articles/", "/admin/auth/")):
        known["object_id"] = known["pk"] = world[address.split("/")[3]]
    elif address.startswith("/admin/axes/"):
        known["object_id"] = "0"  # no row: the cast's own logins are rows there, of any number
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda parameter: known[parameter[1]], address)


def answers(address: str, method: str, cast: dict[str, Client], world: dict[str, str]) -> Row:
    path = fill(address, world)
    return tuple(str(cast[name].generic(method, path).status_code) for name in CAST)


def write_row(address: str, found: dict[str, Row]) -> None:
    """Replace the address's lines in the table."""
    kept = {key: codes for key, codes in read_table().items() if key[0] != address and key[0] in ADDRESSES}
    rows = kept | {(address, method): codes for method, codes in found.items()}
    lines = [
        f"{method:4}  {address:64} " + " ".join(f"{code:>8}" for code in codes)
        for (address, method), codes in sorted(rows.items())
    ]
    head = f"# {'':4}{'':64} " + " ".join(f"{name:>8}" for name in CAST)
    TABLE.write_text("\n".join([head, *lines, ""]), "utf-8")


def test_table_has_every_address_and_no_other() -> None:
    assert sorted({address for address, _method in EXPECTED}) == ADDRESSES


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_answers_each_of_the_cast(
    address: str, cast: dict[str, Client], world: dict[str, str], request: pytest.FixtureRequest
) -> None:
    found = {method: answers(address, method, cast, world) for method in METHODS}
    if request.config.getoption("--write-addresses"):
        write_row(address, found)
        return
    assert found == {method: EXPECTED.get((address, method)) for method in METHODS}
