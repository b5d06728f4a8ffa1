"""What the sample newspaper holds: one office, which takes seconds to fill, is looked at from all sides."""

import io

import pytest
from django.core.management import call_command
from django.test import Client

from articles.demo import play
from articles.demo.stories import stories_of
from articles.models import Article, Correspondent, Page, Picture, Revision, SearchDocument, Status


@pytest.mark.django_db
def test_demo_fills_an_office(client: Client) -> None:
    call_command("demo", stdout=io.StringIO())
    it_shows_an_article_in_each_state()
    it_publishes_the_older_issue_whole()
    it_shows_an_issue_of_pdfs_with_its_pictures(client)
    it_publishes_nothing_without_headline_or_text()
    it_leaves_work_for_the_editor()
    it_ties_the_story_that_jumps()
    it_knows_the_correspondents()


def it_shows_an_article_in_each_state() -> None:
    assert {status for status, count in play.standing().items() if count} == set(Status) - {Status.DISCARDED}
    newest = Page.objects.filter(issue__date="2026-07-14")
    assert newest.count() == 4
    assert Article.objects.filter(page__in=newest).count() >= 24


def it_publishes_the_older_issue_whole() -> None:
    older = Article.objects.filter(page__issue__date="2026-07-07")
    stories = [*stories_of("2026-07-07", 1), *stories_of("2026-07-07", 2)]
    published = older.filter(status=Status.PUBLISHED)
    assert sorted(published.values_list("headline", flat=True)) == sorted(story.headline for story in stories)


def it_shows_an_issue_of_pdfs_with_its_pictures(client: Client) -> None:
    pages = Page.objects.filter(issue__date="2026-07-21")
    assert [page.number for page in pages.exclude(picture="").order_by("number")] == [1, 2, 3, 4]
    assert [page.number for page in pages.with_open_picture().order_by("number")] == [1, 2]
    articles = Article.objects.filter(page__in=pages)
    assert (articles.count(), articles.filter(zones=[]).count()) == (16, 0)
    picture = Picture.objects.published().get(article__headline="一渠清水到田头")
    assert (picture.caption, picture.credit) == ("图为农户在渠口查看水情。", "岳桐")
    html = client.get("/issues/2026-07-21/1/").content.decode()
    assert html.count("<polygon") == 4


def it_publishes_nothing_without_headline_or_text() -> None:
    published = Article.objects.published()
    assert published.filter(headline="").count() == 0
    assert [article.headline for article in published if not article.body] == []
    assert SearchDocument.objects.count() == published.count()


def it_leaves_work_for_the_editor() -> None:
    drafts = Article.objects.filter(status=Status.DRAFT)
    assert drafts.filter(version=1, changed_by=None).exists()
    assert Revision.objects.filter(action="edited", article__in=drafts).exists()
    assert Revision.objects.filter(action="sent-back", article__in=drafts).exists()


def it_ties_the_story_that_jumps() -> None:
    piece = Article.objects.exclude(continued_from=None).get()
    assert (piece.page.number, piece.continued_from.page.number, piece.headline) == (
        3,
        1,
        piece.continued_from.headline,
    )
    assert (piece.status, piece.continued_from.status) == (Status.PUBLISHED, Status.PUBLISHED)


def it_knows_the_correspondents() -> None:
    assert Correspondent.objects.get(name="黎澄").bylines.count() >= 2
