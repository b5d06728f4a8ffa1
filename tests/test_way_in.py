"""The way in: who is kept out, how long a login lasts, and that no other site can act for somebody."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session as FormerSession
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Session, Status
from newsroom import sessions
from newsroom.way_in import WithPermissions
from tests.factories import approved

LOGIN, INDEX = reverse("admin:login"), reverse("admin:index")
RIGHT, WRONG = "a-long-password", "a-wrong-password"
Sleep = Callable[[float], None]


@pytest.fixture
def sleep(monkeypatch: pytest.MonkeyPatch) -> Sleep:
    """Moves the clock of the sessions on by some seconds."""
    slept = [0.0]
    real = sessions.time.time
    monkeypatch.setattr(sessions.time, "time", lambda: real() + slept[0])

    def on(seconds: float) -> None:
        slept[0] += seconds

    return on


def log_in(client: Client, name: str = "editor", password: str = RIGHT, **extra: Any) -> int:
    return client.post(LOGIN, {"username": name, "password": password}, **extra).status_code


def is_in(client: Client) -> bool:
    return client.get(INDEX).status_code == 200


@pytest.mark.parametrize("name", ["editor", "nobody-of-this-name"])
def test_wrong_passwords_lock_the_login_whatever_address_is_claimed(name: str, client: Client, editor: User) -> None:
    codes = [log_in(client, name, WRONG, headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(20)]
    assert codes == [200] * 4 + [429] * 16
    assert log_in(client, name, headers={"X-Forwarded-For": "10.0.1.1"}) == 429


def test_an_unknown_name_is_answered_like_a_wrong_password(client: Client, editor: User) -> None:
    answers = [client.post(LOGIN, {"username": name, "password": WRONG}) for name in ("editor", "nobody")]
    said = [answer.context["form"].non_field_errors() for answer in answers]
    assert (said[0], len(said[0])) == (said[1], 1)


def test_an_unknown_name_costs_a_hash_as_a_wrong_password_does(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(User, "set_password", lambda user, password: hashed.append(password))
    log_in(client, "nobody-of-this-name", WRONG)
    assert hashed == [WRONG]


def test_a_login_gets_a_session_of_its_own(client: Client, editor: User) -> None:
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    log_in(client)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_cookies_are_for_this_site_only_and_not_for_scripts(client: Client, editor: User) -> None:
    client.get(LOGIN)
    log_in(client)
    flags = {
        name: (bool(client.cookies[name]["httponly"]), client.cookies[name]["samesite"])
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    }
    assert flags == dict.fromkeys(flags, (True, "Lax"))


def test_a_session_ends_half_an_hour_after_the_last_request(client: Client, editor: User, sleep: Sleep) -> None:
    log_in(client)
    assert is_in(client)
    for _ in range(3):
        sleep(29 * 60)
        assert is_in(client)
    sleep(31 * 60)
    assert not is_in(client)
    assert Session.objects.count() == 0


def test_a_session_ends_after_twelve_hours_at_work(client: Client, editor: User, sleep: Sleep) -> None:
    log_in(client)
    lasted = 0
    while is_in(client):
        sleep(20 * 60)
        lasted += 20
    assert lasted == 12 * 60


def test_a_session_is_written_once_a_minute_at_the_most(
    client: Client, editor: User, sleep: Sleep, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client)
    is_in(client)
    written: list[None] = []
    monkeypatch.setattr(sessions.SessionStore, "save", lambda session, must_create=False: written.append(None))
    for seconds in (0, 1, 61):
        sleep(seconds)
        assert is_in(client)
    assert len(written) == 1


def test_an_account_that_is_disabled_is_out_at_once(client: Client, editor: User) -> None:
    log_in(client)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert not is_in(client)
    assert log_in(Client()) == 200  # the form again


def test_a_new_password_ends_the_other_sessions(client: Client, editor: User) -> None:
    other = Client()
    log_in(client)
    log_in(other)
    new = "another-long-password"
    client.post(reverse("admin:password_change"), {"old_password": RIGHT, "new_password1": new, "new_password2": new})
    assert (is_in(client), is_in(other)) == (True, False)


def test_a_post_without_a_token_has_no_effect(reviewer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)
    article = approved()
    queue = {"action": "publish", "index": "0", "_selected_action": article.pk, f"version-{article.pk}": 1}
    step = {"move": "publish", "version": 1}
    answers = [
        client.post(reverse("admin:articles_article_changelist"), queue).status_code,
        client.post(reverse("admin:articles_article_change", args=[article.pk]), step).status_code,
        client.post(LOGIN, {"username": "reviewer", "password": RIGHT}).status_code,
    ]
    assert (answers, Article.objects.get().version) == ([403] * 3, 1)


def test_nothing_is_changed_by_a_get(cast: dict[str, Client]) -> None:
    article = approved()
    queue = {"action": "publish", "index": "0", "_selected_action": article.pk, f"version-{article.pk}": 1}
    cast["chief"].get(reverse("admin:articles_article_changelist"), queue)
    step = {"move": "publish", "version": 1, "headline": "改了"}
    cast["chief"].get(reverse("admin:articles_article_change", args=[article.pk]), step)
    cast["chief"].get(reverse("admin:logout"))
    after = Article.objects.get()
    assert (after.status, after.version, after.headline) == (Status.APPROVED, 1, article.headline)
    assert is_in(cast["chief"])


@pytest.mark.parametrize("address", ["/", "/search/", "/admin/", "/nothing/", "/healthz"])
def test_a_host_of_another_name_is_refused(address: str, client: Client, db: None) -> None:
    assert client.get(address, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "target", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_login_stays_on_this_site(target: str, client: Client, editor: User) -> None:
    answer = client.post(f"{LOGIN}?next={target}", {"username": "editor", "password": RIGHT, "next": target})
    assert (answer.status_code, answer["Location"]) == (302, INDEX)


def test_a_name_or_path_with_line_breaks_is_one_line_of_the_log(
    client: Client, editor: User, caplog: pytest.LogCaptureFixture
) -> None:
    log_in(client, "editor\nERROR forged\x1b[31m", WRONG)
    client.get("/nothing/%0AERROR forged%1b[31m%E2%80%A8")
    client.get("/", headers={"Host": "evil\nERROR forged"})
    said = [record.getMessage() for record in caplog.records]
    assert (len(said), [line for line in said if not line.isprintable()]) == (3, [])


def test_who_is_logged_in_comes_with_his_permissions_in_one_query(
    cast: dict[str, Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    editor = User.objects.get(username="editor")
    editor.user_permissions.add(Permission.objects.get(codename="publish_article"))
    for person in User.objects.all():
        asked, backend = ModelBackend(), WithPermissions()
        with django_assert_num_queries(1):
            known = backend.get_user(person.pk)
            assert known is not None
            found = [backend.get_user_permissions(known), backend.get_group_permissions(known)]
        assert found == [asked.get_user_permissions(person), asked.get_group_permissions(person)]
        assert known.get_all_permissions() == asked.get_all_permissions(person)
    assert editor.has_perm("articles.publish_article")


def test_nobody_who_is_gone_or_may_not_log_in_comes_back(editor: User) -> None:
    root = User.objects.create_superuser("root")
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert [WithPermissions().get_user(key) for key in (editor.pk, root.pk + 1)] == [None, None]
    known = WithPermissions().get_user(root.pk)
    assert known is not None
    assert (known.has_perm("articles.change_article"), known.get_all_permissions()) == (
        True,
        root.get_all_permissions(),
    )


def test_a_request_asks_once_for_session_user_and_permissions(
    cast: dict[str, Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for client in cast.values():
        is_in(client)  # the first request of a session writes it
    for name, queries in (("reader", 0), ("editor", 1), ("chief", 1), ("editor", 1)):
        with django_assert_num_queries(queries):
            answer = cast[name].get(LOGIN)  # who may be in goes on from there
        assert (answer.status_code == 302, answer.wsgi_request.user.username) == (
            name != "reader",
            "" if name == "reader" else name,
        )


def test_a_right_that_is_given_or_taken_counts_with_the_next_request(cast: dict[str, Client]) -> None:
    editor = User.objects.get(username="editor")
    board = reverse("admin:auth_user_changelist")
    codes = [cast["editor"].get(board).status_code]
    editor.user_permissions.add(Permission.objects.get(codename="view_user"))
    codes.append(cast["editor"].get(board).status_code)
    editor.user_permissions.clear()
    codes.append(cast["editor"].get(board).status_code)
    assert codes == [403, 200, 403]


def test_outside_a_request_nobody_comes_from_a_session(
    client: Client, editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(editor)
    assert is_in(client)
    User.objects.filter(pk=editor.pk).update(first_name="改了名")
    with django_assert_num_queries(1):
        known = WithPermissions().get_user(editor.pk)
    assert known is not None
    assert known.first_name == "改了名"


def test_who_is_deleted_is_logged_out_and_his_key_is_shown_to_nobody(client: Client, editor: User) -> None:
    root = User.objects.create_superuser("root")
    client.force_login(root)
    other = Client()
    log_in(other)
    address = reverse("admin:auth_user_delete", args=[editor.pk])
    asked = client.get(address).content.decode()
    assert (other.session.session_key in asked, "editor" in asked) == (False, True)
    client.post(address, {"post": "yes"})
    assert (is_in(other), list(Session.objects.values_list("user", flat=True))) == (False, [root.pk])


@pytest.mark.parametrize("key", ['"aaaaaaaa\\000aaaa"', '"\\377\\377aaaaaaaa"', "a" * 4000, "short", ""])
def test_a_key_that_is_none_is_as_good_as_none(client: Client, db: None, key: str) -> None:
    answer = client.get(LOGIN, headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={key}"})
    assert (answer.status_code, answer.wsgi_request.user.is_authenticated) == (200, False)


def test_a_session_knows_its_user_from_the_login_to_the_logout(client: Client, editor: User) -> None:
    client.get(LOGIN)
    log_in(client)
    row = Session.objects.get()
    assert (row.user, row.get_decoded()["_auth_user_id"]) == (editor, str(editor.pk))
    client.post(reverse("admin:logout"))
    assert (is_in(client), Session.objects.count()) == (False, 0)


def test_clearsessions_deletes_those_that_are_over(client: Client, editor: User) -> None:
    log_in(client)
    log_in(Client())
    Session.objects.filter(pk=client.session.session_key).update(expire_date=timezone.now())
    call_command("clearsessions")
    assert (Session.objects.count(), is_in(client)) == (1, False)


def test_sessions_of_before_are_deleted_by_the_migration(db: None) -> None:
    FormerSession.objects.create(session_key="x", session_data="", expire_date=timezone.now())
    migration = import_module("articles.migrations.0023_sessions_know_their_user")
    migration.delete_former(apps, connection.schema_editor())
    assert FormerSession.objects.count() == 0
