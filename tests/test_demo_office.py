"""What the sample newspaper holds: looked at in one office, which is filled once for all of these tests."""

import io
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from articles.demo import play
from articles.demo.stories import stories_of
from articles.models import Article, Correspondent, Page, Picture, Revision, SearchDocument, Status

pytestmark = pytest.mark.usefixtures("office")


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo in a transaction that is undone after the last test; the tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


def test_demo_shows_an_article_in_each_state():
    assert {status for status, count in play.standing().items() if count} == set(Status) - {Status.DISCARDED}
    newest = Page.objects.filter(issue__date="2026-07-14")
    assert newest.count() == 4
    assert Article.objects.filter(page__in=newest).count() >= 24


def test_demo_publishes_the_older_issue_whole():
    older = Article.objects.filter(page__issue__date="2026-07-07")
    stories = [*stories_of("2026-07-07", 1), *stories_of("2026-07-07", 2)]
    published = older.filter(status=Status.PUBLISHED)
    assert sorted(published.values_list("headline", flat=True)) == sorted(story.headline for story in stories)


def test_demo_shows_an_issue_of_pdfs_with_its_pictures(client):
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
    published = Article.objects.published()
    assert published.filter(headline="").count() == 0
    assert [article.headline for article in published if not article.body] == []
    assert SearchDocument.objects.count() == published.count()


def test_demo_leaves_work_for_the_editor():
    drafts = Article.objects.filter(status=Status.DRAFT)
    assert drafts.filter(version=1, changed_by=None).exists()
    assert Revision.objects.filter(action="edited", article__in=drafts).exists()
    assert Revision.objects.filter(action="sent-back", article__in=drafts).exists()


def test_demo_ties_the_story_that_jumps():
    piece = Article.objects.exclude(continued_from=None).get()
    assert (piece.page.number, piece.continued_from.page.number, piece.headline) == (
        3,
        1,
        piece.continued_from.headline,
    )
    assert (piece.status, piece.continued_from.status) == (Status.PUBLISHED, Status.PUBLISHED)


def test_demo_knows_the_correspondents():
    assert Correspondent.objects.get(name="黎澄").bylines.count() >= 2
