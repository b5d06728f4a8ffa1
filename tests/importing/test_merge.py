"""A file that changed: articles keep their identity, and nobody's work is overwritten."""

import datetime as dt

import pytest
from django.utils import timezone

from articles import desk, review
from articles.importing.run import import_paths
from articles.models import Article, Conflict, FileState, ImportFile, Page, Revision
from articles.models.revision import Action, record
from tests.importing.plain import parse_plain

pytestmark = pytest.mark.django_db

WATER = "#水库春灌开闸放水\nby 马旭\n3月5日，县水务局组织春灌，十二条干渠同时开闸放水。\n灌区群众说，今年的水来得早。"
SCHOOL = "#小学开学第一课\n【校园】\nby 李瑾\n孩子们回到教室，先跟着老师认了认校园里的三十种草木。"
MARKET = "#早市搬进大棚\n凌晨四点，菜农何长顺的三轮车已经停进了新修的市场大棚。"


@pytest.fixture
def imported(write):
    """Import a page of these stories, over and over in the same place."""

    def import_stories(*stories):
        path = write("2024-07-23/03.txt", "\n----\n".join(stories))
        (file,) = import_paths([path], publication="青川日报", parse=parse_plain).files
        return file

    return import_stories


def by_position():
    return [(article.position, article.pk, article.version) for article in Article.objects.order_by("position")]


def kept_text(article):
    """All that an import must not overwrite."""
    return desk.byline_pairs(article), [getattr(article, name) for name in (*desk.FIELDS, "status", "changed_by")]


def test_changed_story_is_updated_in_place(imported):
    imported(WATER, SCHOOL)
    water, school = Article.objects.order_by("position")
    file = imported(WATER.replace("十二条", "十三条").replace("马旭", "马 旭"), SCHOOL)
    assert (file.state, [article.state for article in file.articles], file.removed) == (
        FileState.CHANGED,
        [FileState.CHANGED, FileState.UNCHANGED],
        0,
    )
    assert by_position() == [(1, water.pk, 2), (2, school.pk, 1)]
    water.refresh_from_db()
    assert "十三条" in water.body
    assert [byline.printed_name for byline in water.bylines.all()] == ["马 旭"]


def test_changed_story_gets_a_revision_on_top_of_the_first(imported):
    imported(WATER)
    imported(WATER.replace("十二条", "十三条"))
    first, second = Revision.objects.order_by("version")
    assert [(each.version, each.action, each.actor) for each in (first, second)] == [
        (1, Action.PARSED, None),
        (2, Action.PARSED, None),
    ]
    assert second.digest == second.seal(first.digest)
    assert second.text == Article.objects.get().text_state()


def test_stories_that_change_places_keep_their_identity(imported):
    imported(WATER, SCHOOL, MARKET)
    water, school, market = Article.objects.order_by("position")
    file = imported(MARKET, WATER, SCHOOL)
    assert [(position, pk) for position, pk, _ in by_position()] == [(1, market.pk), (2, water.pk), (3, school.pk)]
    assert file.removed == 0


def test_new_story_is_added_and_vanished_one_removed(imported):
    imported(WATER, SCHOOL)
    water = Article.objects.get(position=1)
    file = imported(MARKET, WATER)
    assert [article.state for article in file.articles] == [FileState.NEW, FileState.CHANGED]
    assert file.removed == 1
    assert [article.headline for article in Article.objects.order_by("position")] == [
        "早市搬进大棚",
        "水库春灌开闸放水",
    ]
    assert Article.objects.get(position=2).pk == water.pk


def test_headline_without_body_is_known_by_its_headline(imported):
    imported("#水库春灌开闸放水", "#小学开学第一课")
    school = Article.objects.get(position=2)
    imported("#小学开学第一课（图）")
    assert [(article.pk, article.headline) for article in Article.objects.all()] == [
        (school.pk, "小学开学第一课（图）")
    ]


def test_third_version_follows_too(imported):
    imported(WATER)
    imported(WATER + "\n库水位比去年高。")
    assert imported(WATER + "\n库水位比去年高一米。").state == FileState.CHANGED
    assert Article.objects.get().version == 3
    assert list(ImportFile.objects.order_by("pk").values_list("state", flat=True)) == ["new", "changed", "changed"]


def touch_by_editing(article, user):
    Article.objects.filter(pk=article.pk).update(headline="编辑拟的题", changed_by=user, version=2)
    article.refresh_from_db()
    record(article, Action.EDITED, by=user)


def touch_by_submitting(article, user):
    review.submit(article, by=user, version=1)


def touch_by_claiming(article, user):
    Article.objects.filter(pk=article.pk).update(
        claimed_by=user, claimed_until=timezone.now() + dt.timedelta(minutes=15)
    )


def touch_by_sending_back(article, user):
    record(Article(pk=article.pk, page=article.page, version=2), Action.SENT_BACK, by=user)


@pytest.mark.parametrize("touch", [touch_by_editing, touch_by_submitting, touch_by_claiming, touch_by_sending_back])
def test_article_that_somebody_has_worked_on_stays_and_the_others_follow(imported, editor, touch):
    imported(WATER, SCHOOL)
    touch(Article.objects.get(position=2), editor)
    before = kept_text(Article.objects.get(position=2))
    file = imported(WATER.replace("十二条", "十三条"), SCHOOL.replace("三十种", "四十种"))
    assert (file.state, [article.state for article in file.articles]) == ("changed", ["changed", "conflict"])
    assert "十三条" in Article.objects.get(position=1).body
    assert kept_text(Article.objects.get(position=2)) == before
    assert list(Conflict.objects.get().new) == ["body"]


def test_claim_that_has_run_out_does_not_hold_the_page(imported, editor):
    imported(WATER)
    Article.objects.update(claimed_by=editor, claimed_until=timezone.now() - dt.timedelta(minutes=1))
    assert imported(MARKET).state == FileState.CHANGED


def test_page_that_was_made_by_hand_takes_its_text(imported):
    imported(WATER)
    page = Page.objects.get()
    page.articles.all().delete()
    Page.objects.update(digest="", raw="")
    assert imported(WATER).state == FileState.NEW
    assert Page.objects.get().pk == page.pk
