"""What every answer tells the browser: the strict policy, and the headers that go with it."""

import pytest
from django.conf import settings
from django.test import Client, override_settings

POLICY = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; script-src 'self'; style-src 'self'"
)


def policy(answer_headers: object) -> list[str]:
    return sorted(str(answer_headers).split("; "))


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/", 200),
        ("/feed/", 404),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/nothing/", 404),
        ("/issues/?year=x", 400),
        ("/admin/", 302),
        ("/admin/login/", 200),
        ("/static/articles/base.css", 200),
        ("/static/articles/nothing.css", 404),
    ],
)
def test_every_answer_has_the_strict_policy(address: str, code: int, client: Client, db: None) -> None:
    answer = client.get(address)
    assert (answer.status_code, policy(answer["Content-Security-Policy"])) == (code, policy(POLICY))
    kept = ("X-Content-Type-Options", "Referrer-Policy")
    assert [answer[name] for name in kept] == ["nosniff", "same-origin"]


def test_a_refused_form_and_a_failure_have_it_too(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    refused = client.post("/admin/login/", {})
    monkeypatch.setattr("articles.views.paper.all_publications", lambda: 1 / 0)
    failed = client.get("/")
    assert (refused.status_code, failed.status_code) == (403, 500)
    assert {str(policy(answer["Content-Security-Policy"])) for answer in (refused, failed)} == {str(policy(POLICY))}


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["testserver"])
@pytest.mark.parametrize(("host", "code"), [("testserver", 301), ("evil.example", 400)])
def test_what_is_turned_away_at_the_door_has_it_too(host: str, code: int, client: Client) -> None:
    answer = client.get("/", headers={"Host": host})
    assert (answer.status_code, policy(answer["Content-Security-Policy"])) == (code, policy(POLICY))


def test_no_page_of_ours_may_be_framed(client: Client, db: None) -> None:
    assert client.get("/admin/login/")["X-Frame-Options"] == settings.X_FRAME_OPTIONS == "DENY"
