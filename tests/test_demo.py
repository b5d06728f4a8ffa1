"""The sample newspaper."""

import io
import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.demo import play
from articles.demo.accounts import ACCOUNTS
from articles.demo.stories import stories_of
from articles.models import (
    Article,
    ImportBatch,
    Page,
    Publication,
)
from articles.parser.types import BlockKind
from tests.factories import PublicationFactory

pytestmark = pytest.mark.django_db


def run_demo(*args):
    out = io.StringIO()
    call_command("demo", *args, stdout=out)
    return out.getvalue()


def test_demo_prints_address_and_logins_that_work(client, in_english):
    printed = run_demo("--port", "8123")
    assert "Readers: http://127.0.0.1:8123/ " in printed
    assert "Editors: http://127.0.0.1:8123/admin/ " in printed
    password = re.search(r"with the password (\S+) \(shown only now\)", printed)[1]
    users = {user.username: user for user in User.objects.all()}
    assert users.keys() == ACCOUNTS.keys()
    for name, (_shown, group) in ACCOUNTS.items():
        assert users[name].check_password(password)
        assert (users[name].is_staff, users[name].is_superuser) == (True, name == "admin")
        assert [each.name for each in users[name].groups.all()] == ([group] if group else [])


def test_second_demo_changes_nothing_and_says_what_is_there(in_english):
    first = run_demo()
    before = list(Article.objects.order_by("pk").values()), list(User.objects.order_by("pk").values())
    second = run_demo()
    assert (list(Article.objects.order_by("pk").values()), list(User.objects.order_by("pk").values())) == before
    assert (ImportBatch.objects.count(), Publication.objects.count()) == (1, 1)
    assert "with the password of the first run; to begin anew, delete" in second
    assert counts_in(first) == counts_in(second)


def counts_in(printed):
    return re.search(r"draft (\d+) · .* published (\d+) · withdrawn (\d+)", printed).groups()


def test_demo_keeps_out_of_an_office_that_is_at_work(in_english):
    PublicationFactory(name="青川日报")
    with pytest.raises(CommandError) as refused:
        run_demo()
    assert str(refused.value) == "There are other newspapers in this database: the demo wants one of its own."
    assert (User.objects.count(), Page.objects.count()) == (0, 0)


def test_demo_is_given_whole_or_not_at_all(monkeypatch):
    monkeypatch.setitem(play.STEPS, "withdrawn", ([].pop,))
    with pytest.raises(TypeError):
        run_demo()
    assert (Publication.objects.count(), Article.objects.count()) == (0, 0)


def test_plan_has_a_state_for_each_story():
    for (date, page), states in play.PLAN.items():
        assert len(states.split()) == len(stories_of(date, page))


def test_stories_know_subheads_captions_and_headlines_in_pictures():
    stories = [story for date, page in play.PLAN for story in stories_of(date, page)]
    assert {block.kind for story in stories for block in story.body} == set(BlockKind)
    assert all(story.headline for story in stories)
