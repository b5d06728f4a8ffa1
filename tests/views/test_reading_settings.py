"""Type size and appearance, chosen by a form and kept in cookies."""

import pytest
from django.test import Client, RequestFactory, override_settings

from articles.models import Article
from articles.views.reading_settings import ReadingSettings, reading_settings

DEFAULT = ReadingSettings(language="zh-hans", script="hans", size="standard", appearance="system")


def choose(client: Client, **fields: str) -> tuple[int, str]:
    response = client.post("/reading-settings/", {"next": "/search/?q=a", **fields})
    return response.status_code, response["Location"]


def test_larger_type_is_kept_until_standard_type_is_chosen(client: Client, article: Article) -> None:
    shown = []
    for size in ("standard", "large", "standard"):
        assert choose(client, size=size) == (302, "/search/?q=a")
        html = client.get(article.get_absolute_url()).content.decode()
        shown.append(("articles/large.css" in html, "长辈版" in html, "标准版" in html))
    assert shown == [(False, True, False), (True, False, True), (False, True, False)]


def test_appearance_is_kept_beside_the_size(client: Client, article: Article) -> None:
    choose(client, size="large")
    choose(client, appearance="dark")
    html = client.get("/").content.decode()
    assert ('<html lang="zh-hans" data-appearance="dark">' in html, "articles/large.css" in html) == (True, True)
    assert 'value="dark" aria-pressed="true"' in html
    choose(client, appearance="system")
    assert "data-appearance" not in client.get("/").content.decode()


@pytest.mark.parametrize("fields", [{"size": "huge"}, {"appearance": "\0"}, {"size": "light"}, {}])
def test_what_cannot_be_chosen_sets_no_cookie(client: Client, db: None, fields: dict[str, str]) -> None:
    assert choose(client, **fields) == (302, "/search/?q=a")
    assert list(client.cookies) == []


def test_unknown_cookies_are_the_default() -> None:
    request = RequestFactory().get("/search/", headers={"Cookie": "reading_size=x; reading_appearance=large"})
    assert reading_settings(request) == reading_settings(RequestFactory().get("/?x=1")) == DEFAULT


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client, db: None) -> None:
    with override_settings(HTTPS=True):
        choose(client, size="large")
    kept = client.cookies["reading_size"]
    assert (kept["httponly"], kept["samesite"], kept["secure"]) == (True, "Lax", True)


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example", ""])
def test_next_stays_on_the_site(client: Client, db: None, target: str) -> None:
    assert client.post("/reading-settings/", {"size": "large", "next": target})["Location"] == "/"


def test_form_of_another_site_is_refused(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answers = [
        client.post("/reading-settings/", {"size": "large"}, headers={"Origin": origin}).status_code
        for origin in ("https://evil.example", "null", "http://testserver")
    ]
    assert answers == [403, 403, 302]
