"""The pages for what went wrong."""

import pytest
from django.test import Client, RequestFactory

from articles.models import Article
from articles.views.errors import server_error


def test_404_stands_under_the_newspapers_name(client: Client, article: Article) -> None:
    html = client.get("/nothing/").content.decode()
    assert ("没有这个页面" in html, "青川日报" in html) == (True, True)


def test_400_is_in_words(client: Client, article: Article) -> None:
    response = client.get("/issues/?year=x")
    assert (response.status_code, "无法识别这个请求" in response.content.decode()) == (400, True)


@pytest.mark.parametrize(
    "address", ["/nothing/", "/articles/999/", "/nothing.json", "/issues/?year=x", "/issues.json?year=x"]
)
def test_what_somebody_logged_in_is_refused_is_not_kept(cast: dict[str, Client], address: str) -> None:
    kept = {name: client.get(address).get("Cache-Control") for name, client in cast.items()}
    assert kept == dict.fromkeys(kept, "private, no-store") | {"reader": None}


def test_500_is_in_words() -> None:
    try:
        raise RuntimeError("unforeseen")
    except RuntimeError:
        response = server_error(RequestFactory().get("/"))
    assert (response.status_code, "网站出错了" in response.content.decode()) == (500, True)


@pytest.mark.parametrize("address", ["/", "/issues/", "/search/", "/feed/", "/healthz", "/readyz"])
def test_post_to_a_reading_page_is_405(client: Client, article: Article, address: str) -> None:
    assert client.post(address).status_code == 405
