"""Faults 15 to 19: at the same moment, by who may not, and killed in the middle; nothing is lost, and who is refused is told."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles import corrections, desk, review
from articles.models import Action, Article, Publication, Session, Status
from articles.review import Refused, Stale
from tests.at_once import at_once
from tests.conftest import make_user
from tests.factories import ArticleFactory, approved
from tests.importing.office import Office, an_office
from tests.test_addresses import ADDRESSES, fill, world

QUEUE = "/admin/articles/article/"
OWN_ACCOUNT = ("/admin/login/", "/admin/logout/", "/admin/password_change/")
KILLED_AFTER = (1, 4, 9)  # articles published
ARTICLES = 30

at_the_same_moment = pytest.mark.django_db(transaction=True, serialized_rollback=True)
__all__ = ["world"]


def _address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def _client(name: str) -> Client:
    client = Client()
    client.force_login(make_user(name))
    return client


def _said(answer: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]  # type: ignore[attr-defined]  # the test client's


def _typed(article: Article, **changes: object) -> dict[str, object]:
    names = ("kicker", "headline", "subtitle", "place", "dateline", "body")
    return {**{name: getattr(article, name) for name in names}, "version": article.version, **changes}


# 15: two saves from one version


@at_the_same_moment
@pytest.mark.parametrize("round_", range(3))
def test_of_two_saves_at_once_the_second_gets_both_texts(round_: int) -> None:
    article = ArticleFactory.create()
    texts = {"editor": "编辑改的正文。", "reviewer": "审核改的正文。"}
    clients = {name: _client(name) for name in texts}

    def save(name: str) -> tuple[str, HttpResponse]:
        return name, clients[name].post(_address(article), _typed(article, body=texts[name]))

    outcomes = at_once(lambda: save("editor"), lambda: save("reviewer"))
    answers = {answer.status_code: (name, answer) for name, answer in outcomes}
    assert sorted(answers) == [302, 409]
    (winner, _done), (loser, told) = answers[302], answers[409]
    assert Article.objects.get(pk=article.pk).body == texts[winner]
    assert [entry.text["body"] for entry in article.revisions.all()] == [texts[winner]]
    assert told.context["form"]["body"].value() == texts[loser]
    assert [(each.label, "".join(piece.text for piece in each.theirs)) for each in told.context["differences"]] == [
        ("正文", texts[winner])
    ]


@at_the_same_moment
def test_of_two_corrections_at_once_the_second_is_told_and_nothing_is_published_of_it() -> None:
    article = ArticleFactory.create(status=Status.APPROVED)
    Article.objects.filter(pk=article.pk).update(status=Status.PUBLISHED, published_at=article.changed_at)
    chief = make_user("chief")
    outcomes = at_once(
        *(
            lambda word=word: corrections.correct(article, by=chief, version=1, note=word, fields={"body": word})
            for word in ("甲", "乙")
        )
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Article", "Stale"]
    after = Article.objects.get(pk=article.pk)
    assert [notice.note for notice in after.corrections.all()] == [after.body]


# 16: publish against send-back


@at_the_same_moment
@pytest.mark.parametrize("round_", range(3))
def test_of_publish_and_send_back_at_once_one_wins_and_the_other_is_told(round_: int) -> None:
    article = approved()
    clients = [_client("chief"), _client("reviewer")]
    steps = [{"move": "publish", "version": 1}, {"move": "send_back", "version": 1, "reason": "缺图"}]
    answers = at_once(
        lambda: clients[0].post(_address(article), steps[0]), lambda: clients[1].post(_address(article), steps[1])
    )
    after = Article.objects.get(pk=article.pk)
    assert after.status in (Status.PUBLISHED, Status.DRAFT)
    assert after.revisions.filter(version__gt=1).count() == 1
    stale = str(Stale(after))
    assert sorted(stale in _said(answer) for answer in answers) == [False, True]


# 17: publishing by who may not


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["nobody", "outsider", "viewer", "editor", "operator"])
def test_publishing_without_the_permission_is_refused(person: str) -> None:
    article = approved()
    client = Client() if person == "nobody" else _client(person)
    one = client.post(_address(article), {"move": "publish", "version": 1})
    bulk = {"action": "publish", "index": "0", "_selected_action": [article.pk], f"version-{article.pk}": 1}
    many = client.post(QUEUE, bulk)
    # An editor has steps of his own in the queue: he is told there that this is none of them.
    codes = {"editor": [302, 302], "viewer": [403, 403], "operator": [403, 403]}.get(person, [302, 302])
    assert [one.status_code, many.status_code] == codes
    if person == "editor":
        assert len(_said(many)) == 2  # a refusal for each, neither shown yet
    after = Article.objects.get(pk=article.pk)
    assert (after.status, after.version, after.revisions.count()) == (Status.APPROVED, 1, 1)


@pytest.mark.django_db
def test_publishing_by_the_author_is_refused_and_told() -> None:
    client = _client("reviewer")
    article = approved(changed_by=User.objects.get(username="reviewer"))
    answer = client.post(_address(article), {"move": "publish", "version": 1})
    assert len(_said(answer)) == 1
    assert Article.objects.get(pk=article.pk).status == Status.APPROVED


@pytest.mark.django_db
def test_signing_twice_does_not_approve() -> None:
    client = _client("reviewer")
    article = ArticleFactory.create(status=Status.SUBMITTED)
    Publication.objects.update(review_levels=2)
    first, second = (client.post(_address(article), {"move": "sign", "version": version}) for version in (1, 2))
    assert (len(_said(first)), len(_said(second))) == (1, 2)  # a result for each, neither shown yet
    after = Article.objects.get(pk=article.pk)
    assert (after.status, after.revisions.filter(action=Action.SIGNED).count()) == (Status.REVIEWED, 1)


@pytest.mark.django_db
def test_a_forged_status_changes_nothing_but_the_text() -> None:
    client = _client("editor")
    article = ArticleFactory.create()
    forged = {"status": "published", "published_at": "2026-07-14", "changed_by": "", "claimed_by": "", "page": "9"}
    client.post(_address(article), _typed(article, headline="改过的题", **forged))
    after = Article.objects.get(pk=article.pk)
    assert (after.headline, after.status, after.published_at, after.page) == (
        "改过的题",
        Status.DRAFT,
        None,
        article.page,
    )
    with pytest.raises(ValueError, match="status"):
        desk.save_draft(after, by=make_user("chief"), version=2, fields={"status": "published"}, bylines=[])


@pytest.mark.django_db
def test_an_approved_status_without_signatures_is_not_published() -> None:
    article = ArticleFactory.create(status=Status.APPROVED)  # as somebody may have written it into the database
    with pytest.raises(Refused, match="签字"):
        review.publish(article, by=make_user("chief"), version=1)
    assert Article.objects.get(pk=article.pk).status == Status.APPROVED


@pytest.mark.django_db
def test_bulk_with_foreign_ids_publishes_what_it_may_and_tells_of_the_rest() -> None:
    client = _client("chief")
    ready, draft = approved(), ArticleFactory.create()
    chosen = [draft.pk, ready.pk, 999_999]
    bulk = {"action": "publish", "index": "0", "_selected_action": chosen}
    answer = client.post(f"{QUEUE}?status=approved", bulk | {f"version-{key}": 1 for key in chosen})
    assert len(_said(answer)) == 3
    assert [article.status for article in Article.objects.order_by("pk")] == [Status.PUBLISHED, Status.DRAFT]


# 18: a viewer's POST


def _all_rows() -> dict[str, list[dict[str, Any]]]:
    """All but the sessions, which note that somebody has asked."""
    models = {*apps.get_app_config("articles").get_models(), Group} - {Session}
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}  # type: ignore[attr-defined]
    return rows | {"User": list(User.objects.order_by("pk").values("pk", "password", "is_active", "is_superuser"))}


def test_a_viewer_changes_nothing_at_any_address_of_the_office(cast: dict[str, Client], world: dict[str, str]) -> None:
    forms: list[dict[str, object]] = [
        {},
        {"move": "publish", "version": 1},
        {"post": "yes", "headline": "改", "note": "改"},
    ]
    before = _all_rows()
    addresses = [address for address in ADDRESSES if address.startswith("/admin/") and address not in OWN_ACCOUNT]
    answers = {
        address: {cast["viewer"].post(fill(address, world), form).status_code for form in forms}
        for address in addresses
    }
    # Redirects lead on to the page itself, and 404 is what is nowhere.
    assert {address: codes for address, codes in answers.items() if not codes <= {302, 403, 404, 405}} == {}
    assert _all_rows() == before


# 19: kill -9 during a bulk publish

MAKE = f"""
from articles import review
from articles.models import Action
from articles.models.revision import record
from django.contrib.auth.models import User
from tests.conftest import make_user
from tests.factories import ArticleFactory
chief, reviewer = make_user("chief"), make_user("reviewer")
for n in range({ARTICLES}):
    article = ArticleFactory.create(status="submitted", headline=f"第{{n}}渠开闸放水")
    record(article, Action.PARSED, by=None)
    review.sign(article, by=reviewer, version=1)
"""
PUBLISH = """
from articles import release, review
from articles.models import Article
from django.contrib.auth.models import User
publish = review.publish
def telling(article, **how):
    moved = publish(article, **how)
    print(moved.pk, flush=True)
    return moved
review.publish = telling
articles = list(Article.objects.filter(status="approved").order_by("pk"))
release.publish_all(articles, by=User.objects.get(username="chief"), versions={article.pk: 2 for article in articles})
"""
STATES = """
import json
from articles.models import Article
print(json.dumps([[article.status, article.version, article.revisions.count(), hasattr(article, "search_document"),
                   article.published_at is not None] for article in Article.objects.order_by("pk")]))
"""
UNTOUCHED = ("approved", 2, 2, False, False)
WHOLE = ("published", 3, 3, True, True)


def _run(office: Office, script: str) -> str:
    return office.manage("shell", "--no-imports", "-c", script, check=True).stdout


def _states(office: Office) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in json.loads(_run(office, STATES))]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A database of its own, with articles that wait to be published."""
    with an_office(tmp_path, "newsroom_bulk") as office:
        _run(office, MAKE)
        yield office


def _kill_after(office: Office, published: int) -> None:
    """Publish all that is approved, and kill it a moment after so many are out."""
    run = office.begin("shell", "--no-imports", "-c", PUBLISH)
    assert run.stdout is not None
    for _line in zip(range(published), run.stdout, strict=False):
        pass
    time.sleep(0.002 * published)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()


def test_killed_bulk_publish_leaves_each_article_whole_or_untouched(office: Office) -> None:
    for published in KILLED_AFTER:
        _kill_after(office, published)
        states = _states(office)
        assert set(states) <= {UNTOUCHED, WHOLE}
    assert UNTOUCHED in states
    assert states.count(WHOLE) >= sum(KILLED_AFTER)
    _run(office, PUBLISH)
    assert set(_states(office)) == {WHOLE}
    assert office.manage("verify_history").returncode == 0
