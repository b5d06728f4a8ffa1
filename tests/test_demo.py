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
    Correspondent,
    ImportBatch,
    Page,
    Picture,
    Publication,
    Revision,
    SearchDocument,
    Status,
)
from articles.parser.types import BlockKind
from tests.factories import PublicationFactory

pytestmark = pytest.mark.django_db


def run_demo(*args):
    out = io.StringIO()
    call_command("demo", *args, stdout=out)
    return out.getvalue()


def test_demo_shows_an_article_in_each_state(in_english):
    run_demo()
    assert {status for status, count in play.standing().items() if count} == set(Status) - {Status.DISCARDED}
    newest = Page.objects.filter(issue__date="2026-07-14")
    assert newest.count() == 4
    assert Article.objects.filter(page__in=newest).count() >= 24


def test_demo_publishes_the_older_issue_whole():
    run_demo()
    older = Article.objects.filter(page__issue__date="2026-07-07")
    stories = [*stories_of("2026-07-07", 1), *stories_of("2026-07-07", 2)]
    published = older.filter(status=Status.PUBLISHED)
    assert sorted(published.values_list("headline", flat=True)) == sorted(story.headline for story in stories)


def test_demo_shows_an_issue_of_pdfs_with_its_pictures(client):
    run_demo()
    pages = Page.objects.filter(issue__date="2026-07-21")
    assert [page.number for page in pages.exclude(picture="").order_by("number")] == [1, 2, 3, 4]
    assert [page.number for page in pages.with_open_picture().order_by("number")] == [1, 2]
    articles = Article.objects.filter(page__in=pages)
    assert (articles.count(), articles.filter(zones=[]).count()) == (16, 0)
    picture = Picture.objects.published().get(article__headline="一渠清水到田头")
    assert (picture.caption, picture.credit) == ("图为农户在渠口查看水情。", "岳桐")
    html = client.get("/issues/2026-07-21/1/").content.decode()
    assert html.count("<polygon") == 4


def test_demo_publishes_nothing_without_headline_or_text():
    run_demo()
    published = Article.objects.published()
    assert published.filter(headline="").count() == 0
    assert [article.headline for article in published if not article.body] == []
    assert SearchDocument.objects.count() == published.count()


def test_demo_leaves_work_for_the_editor():
    run_demo()
    drafts = Article.objects.filter(status=Status.DRAFT)
    assert drafts.filter(version=1, changed_by=None).exists()
    assert Revision.objects.filter(action="edited", article__in=drafts).exists()
    assert Revision.objects.filter(action="sent-back", article__in=drafts).exists()


def test_demo_ties_the_story_that_jumps():
    run_demo()
    piece = Article.objects.exclude(continued_from=None).get()
    assert (piece.page.number, piece.continued_from.page.number, piece.headline) == (
        3,
        1,
        piece.continued_from.headline,
    )
    assert (piece.status, piece.continued_from.status) == (Status.PUBLISHED, Status.PUBLISHED)


def test_demo_knows_the_correspondents():
    run_demo()
    assert Correspondent.objects.get(name="黎澄").bylines.count() >= 2


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
