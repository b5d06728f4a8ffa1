"""Chromium for the tests: a page that fails the test on any console, CSP or script error."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from articles.roles import PERMISSIONS
from tests.browser.faces import BROWSER_ARGS, CHROMIUM

# Playwright keeps an event loop in this thread, which Django takes for an asynchronous caller.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: what Playwright's event loop does to ``serialized_rollback`` (see below) must hit no other."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: _HERE in item.path.parents)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: `make test` installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), headless=True, args=BROWSER_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _groups(browser: Browser, transactional_db: None) -> None:
    """What the migration made and the test before has flushed.

    ``serialized_rollback`` cannot bring it back: under Playwright's event loop Django hands out another connection
    object than the one that remembers the rows (asgiref's ``Local``).
    """
    ContentType.objects.clear_cache()
    create_permissions(apps.get_app_config("articles"), verbosity=0)
    for name, codenames in PERMISSIONS.items():
        permissions = Permission.objects.filter(content_type__app_label="articles", codename__in=codenames)
        Group.objects.get_or_create(name=name)[0].permissions.set(permissions)


@pytest.fixture
def troubles() -> Iterator[list[str]]:
    """What the console complained of; a test ends well only when that is nothing."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def open_context(browser: Browser, live_server: LiveServer, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a page in a browser context of its own: a person with cookies of his own."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="zh-CN", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _hear(message, troubles))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    _let_the_server_end()


def _let_the_server_end() -> None:
    """What a page sends as it closes is answered before the tables are emptied, which PostgreSQL takes for a deadlock."""
    if connection.vendor != "postgresql":
        return
    for _look in range(50):
        time.sleep(0.1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
            )
            if cursor.fetchone() == (0,):
                return


def _hear(message: ConsoleMessage, troubles: list[str]) -> None:
    if message.type in {"error", "warning"}:
        troubles.append(f"{message.location.get('url')}: {message.text}")
