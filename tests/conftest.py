"""The cast that every permission test uses, and where the shared pages are."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import translation

from articles import roles

CAST = ("reader", "outsider", "viewer", "editor", "reviewer", "chief", "operator")
_GROUPS = {
    "viewer": roles.VIEWER,
    "editor": roles.EDITOR,
    "reviewer": roles.REVIEWER,
    "chief": roles.CHIEF,
    "operator": roles.OPERATOR,
}
_PROJECT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the results in tests/parser/goldens anew")
    parser.addoption("--write-addresses", action="store_true", help="write tests/addresses.txt from the site's answers")


def make_user(name: str) -> User:
    """One of the cast: staff in its group; the outsider is logged in but neither staff nor in a group."""
    user = User.objects.create_user(name, password="a-long-password", is_staff=name in _GROUPS)
    if name in _GROUPS:
        user.groups.add(Group.objects.get(name=_GROUPS[name]))
    return user


@pytest.fixture
def outsider(db: None) -> User:
    return make_user("outsider")


@pytest.fixture
def viewer(db: None) -> User:
    return make_user("viewer")


@pytest.fixture
def editor(db: None) -> User:
    return make_user("editor")


@pytest.fixture
def reviewer(db: None) -> User:
    return make_user("reviewer")


@pytest.fixture
def chief(db: None) -> User:
    return make_user("chief")


@pytest.fixture
def operator(db: None) -> User:
    return make_user("operator")


@pytest.fixture
def cast(db: None) -> dict[str, Client]:
    """A client for each of the cast, logged in; ``reader`` is anonymous."""
    clients = {name: Client() for name in CAST}
    for name, client in clients.items():
        if name != "reader":
            client.force_login(make_user(name))
    return clients


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """Messages are asserted in the language of the office, whatever a test before has activated."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def in_english() -> Iterator[None]:
    """Messages are asserted in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def shared() -> Path:
    """The folder of shared pages; a test that needs it is skipped where there is none."""
    folder = Path(os.environ.get("NEWSROOM_SHARED", _PROJECT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared pages at {folder}: set NEWSROOM_SHARED")
    return folder
