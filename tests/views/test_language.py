"""The change between Chinese and English."""

import pytest
from django.conf import settings
from django.test import Client, override_settings


def choose(client: Client, **headers: str) -> tuple[int, str | None]:
    response = client.post("/language/", {"language": "en", "next": "/search/"}, headers=headers)
    return response.status_code, response.headers.get("Location")


def test_language_is_kept_in_a_cookie(client: Client, db: None) -> None:
    assert choose(client, Origin="http://testserver") == (302, "/search/")
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert '<html lang="en">' in client.get("/search/").content.decode()


def test_chinese_is_the_language_of_whoever_asks_for_none(client: Client, db: None) -> None:
    assert '<html lang="zh-hans">' in client.get("/search/").content.decode()


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_next_stays_on_the_site(client: Client, target: str) -> None:
    assert client.post("/language/", {"language": "en", "next": target})["Location"] == "/"


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_form_of_another_site_is_refused(origin: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert choose(client, Origin=origin) == (403, None)
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


@override_settings(CSRF_TRUSTED_ORIGINS=["https://news.example"])
def test_form_of_a_trusted_origin_is_taken(client: Client) -> None:
    assert choose(client, Origin="https://news.example") == (302, "/search/")


def test_language_is_not_changed_by_get(client: Client) -> None:
    assert client.get("/language/", {"language": "en"}).status_code == 405
