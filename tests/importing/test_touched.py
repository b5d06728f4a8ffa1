"""A file that came in again over pages on which people have worked: what follows, what stays, what is left to decide."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import desk, media, review
from articles.importing.fill import page_content
from articles.importing.identity import Place
from articles.importing.load import PageText, load
from articles.importing.printed import Cutting, Printed
from articles.importing.run import import_paths
from articles.models import Action, Article, Conflict, Page, Revision, Section, Status
from tests.factories import PublicationFactory
from tests.importing.plain import parse_plain

pytestmark = pytest.mark.django_db

WATER = "#水库春灌开闸放水\nby 马旭\n3月5日，县水务局组织春灌，十二条干渠同时开闸放水。\n灌区群众说，今年的水来得早。"
SCHOOL = "#小学开学第一课\n【校园】\nby 李瑾\n孩子们回到教室，先跟着老师认了认校园里的三十种草木。"
MARKET = "#早市搬进大棚\n凌晨四点，菜农何长顺的三轮车已经停进了新修的市场大棚。"
GONE = {"code": "gone-from-page", "line": None, "detail": ""}


@pytest.fixture
def imported(write):
    """Import a page of these stories, over and over in the same place; ``dry_run`` only tells."""

    def import_stories(*stories, dry_run=False):
        path = write("2024-07-23/03.txt", "\n----\n".join(stories))
        (file,) = import_paths([path], publication="青川日报", parse=parse_plain, dry_run=dry_run).files
        return file

    return import_stories


def the(headline):
    return Article.objects.get(headline=headline)


def edit(article, by, **fields):
    return desk.save_draft(article, by=by, version=article.version, fields=fields, bylines=desk.byline_pairs(article))


def publish(article, *people):
    """Through all steps: the first submits, each other signs, the last publishes too."""
    publication = article.page.issue.publication
    publication.review_levels = 1
    publication.save()
    submitter, signer = people
    article = review.submit(article, by=submitter, version=article.version)
    article = review.sign(article, by=signer, version=article.version)
    return review.publish(article, by=signer, version=article.version)


def states(file):
    return [(article.headline, article.state) for article in file.articles]


def on_the_page():
    return list(Article.objects.order_by("position").values_list("position", "headline"))


def test_edited_field_that_the_file_has_as_before_is_no_conflict(imported, editor):
    imported(WATER, SCHOOL)
    edit(the("小学开学第一课"), editor, headline="开学第一课")
    file = imported(WATER.replace("十二条", "十三条"), SCHOOL)
    assert states(file) == [("水库春灌开闸放水", "changed"), ("开学第一课", "kept")]
    assert (the("开学第一课").version, Conflict.objects.count()) == (2, 0)


def test_edit_that_the_file_makes_too_is_no_conflict(imported, editor):
    imported(WATER)
    edit(the("水库春灌开闸放水"), editor, headline="春灌开闸")
    file = imported(WATER.replace("水库春灌开闸放水", "春灌开闸"))
    assert (states(file), Conflict.objects.count()) == ([("春灌开闸", "kept")], 0)


def test_conflict_has_each_field_that_differs_with_the_text_before(imported, editor):
    imported(SCHOOL)
    edit(the("小学开学第一课"), editor, headline="开学第一课")
    new = "^镇中心小学\n#校园里的开学课\n_三十种草木\n【教育】\n@青川\nby 李瑾\nby 周树人\n孩子们回到教室，先跟着老师认了认校园里的四十种草木。"
    imported(new)
    conflict = Conflict.objects.get()
    assert conflict.new == {
        "kicker": "镇中心小学",
        "headline": "校园里的开学课",
        "subtitle": "三十种草木",
        "section": "教育",
        "place": "青川",
        "body": "孩子们回到教室，先跟着老师认了认校园里的四十种草木。",
        "bylines": [["通讯员", "李瑾"], ["通讯员", "周树人"]],
    }
    assert conflict.base == {
        "kicker": "",
        "headline": "小学开学第一课",
        "subtitle": "",
        "section": "校园",
        "place": "",
        "body": "孩子们回到教室，先跟着老师认了认校园里的三十种草木。",
        "bylines": [["通讯员", "李瑾"]],
    }
    assert (conflict.source.endswith("03.txt"), conflict.digest) == (True, Page.objects.get().digest)
    assert not Section.objects.filter(name="教育").exists()


def test_report_names_the_fields_that_differ(imported, editor):
    imported(WATER)
    edit(the("水库春灌开闸放水"), editor, headline="春灌开闸")
    (article,) = imported(WATER.replace("十二条", "十三条").replace("马旭", "马晓")).articles
    assert article.notes == ({"code": "conflict", "line": None, "detail": "body, bylines"},)


def test_next_file_replaces_the_open_conflict_and_the_base_stays(imported, editor):
    imported(WATER)
    edit(the("水库春灌开闸放水"), editor, headline="春灌开闸")
    imported(WATER.replace("十二条", "十三条"))
    imported(WATER.replace("十二条", "十四条").replace("马旭", "马晓"))
    conflict = Conflict.objects.get()
    assert ("十四条" in conflict.new["body"], "十二条" in conflict.base["body"]) == (True, True)
    assert conflict.new["bylines"] == [["通讯员", "马晓"]]


def test_next_file_that_is_as_before_closes_the_conflict(imported, editor):
    imported(WATER)
    edit(the("水库春灌开闸放水"), editor, headline="春灌开闸")
    imported(WATER.replace("十二条", "十三条"))
    file = imported(WATER + "\n")
    assert states(file) == [("春灌开闸", "kept")]
    assert (Conflict.objects.get().new, Conflict.objects.open().count()) == ({}, 0)


def test_conflict_of_a_claim_that_ran_out_goes_when_the_article_follows(imported, editor):
    imported(WATER)
    Article.objects.update(claimed_by=editor, claimed_until=timezone.now() + dt.timedelta(minutes=15))
    imported(WATER.replace("十二条", "十三条"))
    assert Conflict.objects.open().count() == 1
    Article.objects.update(claimed_until=timezone.now() - dt.timedelta(minutes=1))
    imported(WATER.replace("十二条", "十四条"))
    assert ("十四条" in Article.objects.get().body, Conflict.objects.count()) == (True, 0)


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_published_article_never_changes_and_the_difference_is_reported(
    imported, editor, reviewer, chief, is_withdrawn
):
    imported(WATER, SCHOOL)
    water = publish(the("水库春灌开闸放水"), editor, reviewer)
    if is_withdrawn:
        water = review.withdraw(water, by=chief, version=water.version, reason="更正")
    file = imported(WATER.replace("十二条", "十三条"), SCHOOL)
    assert states(file) == [("水库春灌开闸放水", "published-differs"), ("小学开学第一课", "unchanged")]
    assert file.articles[0].notes == ({"code": "published-differs", "line": None, "detail": "body"},)
    fresh = Article.objects.get(pk=water.pk)
    assert (fresh.body, fresh.status, fresh.version, fresh.published_at) == (
        water.body,
        water.status,
        water.version,
        water.published_at,
    )
    assert Conflict.objects.count() == 0


def test_harvesters_are_told_of_a_new_name_of_the_page_and_of_nothing_else(editor, reviewer):
    def load_page(raw, name):
        place, digest = Place(dt.date(2024, 7, 23), 3, name), f"{len(raw)}{name}"
        load(PageText(PublicationFactory.create(), place, raw, "03.txt", digest, page_content(parse_plain(raw), raw)))
        return Article.objects.values_list("changed_at", flat=True).get(headline="水库春灌开闸放水")

    load_page(WATER, "要闻")
    published_at = publish(the("水库春灌开闸放水"), editor, reviewer).changed_at
    same = load_page(f"{WATER}\n又一段。", "要闻")
    assert (same, load_page(f"{WATER}\n又一段。", "综合") > published_at) == (published_at, True)


def test_published_touched_and_untouched_on_one_page(imported, editor, reviewer):
    imported(WATER, SCHOOL, MARKET)
    publish(the("水库春灌开闸放水"), editor, reviewer)
    edit(the("小学开学第一课"), editor, headline="开学第一课")
    file = imported(
        WATER.replace("十二条", "十三条"), SCHOOL.replace("三十种", "四十种"), MARKET.replace("四点", "五点")
    )
    assert states(file) == [
        ("水库春灌开闸放水", "published-differs"),
        ("开学第一课", "conflict"),
        ("早市搬进大棚", "changed"),
    ]
    assert [
        ("十三条" in article.body, "四十种" in article.body, "五点" in article.body)
        for article in Article.objects.order_by("position")
    ] == [
        (False, False, False),
        (False, False, False),
        (False, False, True),
    ]


def test_touched_and_untouched_that_change_places_keep_their_identity(imported, editor):
    imported(WATER, SCHOOL, MARKET)
    school = edit(the("小学开学第一课"), editor, headline="开学第一课")
    keys = dict(Article.objects.values_list("headline", "pk"))
    imported(SCHOOL, MARKET, WATER)
    assert on_the_page() == [(1, "开学第一课"), (2, "早市搬进大棚"), (3, "水库春灌开闸放水")]
    assert dict(Article.objects.values_list("headline", "pk")) == keys
    moved = Article.objects.get(pk=school.pk)
    assert (moved.version, moved.changed_by, moved.source_lines) == (3, editor, [[1, 4]])


def test_moving_is_recorded_and_voids_no_signature(imported, editor, reviewer):
    imported(WATER, SCHOOL)
    submitted = review.submit(the("小学开学第一课"), by=editor, version=1)
    signed = review.sign(submitted, by=reviewer, version=2)
    imported(SCHOOL, WATER)
    moved = the("小学开学第一课")
    last = moved.revisions.order_by("-version").first()
    assert (last.action, last.actor, last.version, last.text) == (Action.MOVED, None, 4, moved.text_state())
    assert (moved.status, [each.actor for each in review.signatures(moved)]) == (signed.status, [reviewer])
    assert last.seal(moved.revisions.get(version=3).digest) == last.digest


def test_form_that_was_open_while_the_article_moved_can_be_saved(imported, editor):
    imported(WATER, SCHOOL)
    seen = edit(the("小学开学第一课"), editor, headline="开学第一课")
    imported(SCHOOL, WATER)
    assert edit(seen, editor, headline="开学的第一课").version == 4


def test_step_of_a_version_that_only_moved_since_is_taken_and_one_of_another_text_is_not(imported, editor):
    imported(WATER, SCHOOL)
    seen = edit(the("小学开学第一课"), editor, headline="开学第一课")
    imported(SCHOOL, WATER)
    with pytest.raises(review.Stale):
        review.submit(seen, by=editor, version=1)
    assert review.submit(seen, by=editor, version=2).status == Status.SUBMITTED


def test_rewritten_article_is_known_by_the_text_it_was_made_from(imported, editor):
    imported(WATER, SCHOOL)
    water = edit(the("水库春灌开闸放水"), editor, headline="春灌", body="完全是编辑自己的一段话，和原文没有关系。")
    imported(SCHOOL, WATER.replace("十二条", "十三条"))
    assert on_the_page() == [(1, "小学开学第一课"), (2, "春灌")]
    assert (Article.objects.get(pk=water.pk).position, Conflict.objects.get().article_id) == (2, water.pk)


def test_touched_article_that_the_file_no_longer_has_stays_behind_the_others(imported, editor):
    imported(WATER, SCHOOL)
    edit(the("水库春灌开闸放水"), editor, headline="春灌")
    file = imported(SCHOOL, MARKET)
    assert states(file) == [("小学开学第一课", "changed"), ("早市搬进大棚", "new"), ("春灌", "kept")]
    assert (file.removed, file.articles[2].notes) == (0, (GONE,))
    left = the("春灌")
    assert (left.position, left.source_lines, left.notes, left.note_count) == (3, [], [GONE], 1)


def test_touched_article_that_is_back_on_the_page_has_no_note_of_it(imported, editor):
    imported(WATER, SCHOOL)
    edit(the("水库春灌开闸放水"), editor, headline="春灌")
    imported(SCHOOL)
    imported(WATER, SCHOOL)
    assert (on_the_page(), the("春灌").notes) == ([(1, "春灌"), (2, "小学开学第一课")], [])


def test_draft_that_was_split_goes_on_as_its_longer_part(imported, editor):
    imported(WATER + "\n" + MARKET.split("\n")[1])
    edit(the("水库春灌开闸放水"), editor, headline="春灌")
    file = imported(WATER, MARKET)
    assert states(file) == [("春灌", "conflict"), ("早市搬进大棚", "new")]
    assert the("春灌").body.endswith("市场大棚。")


@pytest.mark.parametrize("touched", ["水库春灌开闸放水", "早市搬进大棚"])
def test_drafts_that_were_merged_lose_no_touched_one(imported, editor, touched):
    imported(WATER, MARKET)
    edit(the(touched), editor, headline="编辑拟的题")
    file = imported(WATER + "\n" + MARKET.split("\n")[1])
    outcome = {"水库春灌开闸放水": (["conflict"], 1), "早市搬进大棚": (["changed", "kept"], 0)}
    assert ([article.state for article in file.articles], file.removed) == outcome[touched]
    assert Article.objects.filter(headline="编辑拟的题").count() == 1


def test_notes_follow_their_lines(imported, editor):
    imported(WATER, "没有标题的一段话，说的是乡里修路的事情。")
    article = Article.objects.get(headline="")
    Article.objects.filter(pk=article.pk).update(notes=[{"code": "headline-missing", "line": 6, "detail": ""}])
    edit(Article.objects.get(pk=article.pk), editor, place="青川")
    imported("没有标题的一段话，说的是乡里修路的事情。", WATER)
    assert Article.objects.get(pk=article.pk).notes == [{"code": "headline-missing", "line": None, "detail": ""}]


def test_dry_run_tells_the_same_and_writes_nothing(imported, editor, reviewer):
    imported(WATER, SCHOOL, MARKET)
    publish(the("水库春灌开闸放水"), editor, reviewer)
    edit(the("小学开学第一课"), editor, headline="开学第一课")
    stories = MARKET.replace("四点", "五点"), WATER.replace("十二条", "十三条"), SCHOOL.replace("三十种", "四十种")
    before = [list(model.objects.order_by("pk").values()) for model in (Page, Article, Revision, Conflict)]
    dry = imported(*stories, dry_run=True)
    assert [list(model.objects.order_by("pk").values()) for model in (Page, Article, Revision, Conflict)] == before
    assert dry == imported(*stories)


def test_same_file_again_writes_nothing(imported, editor):
    imported(WATER, SCHOOL)
    edit(the("小学开学第一课"), editor, headline="开学第一课")
    stories = SCHOOL.replace("三十种", "四十种"), WATER
    imported(*stories)
    before = [list(model.objects.order_by("pk").values()) for model in (Page, Article, Revision, Conflict)]
    assert imported(*stories).state == "unchanged"
    assert [list(model.objects.order_by("pk").values()) for model in (Page, Article, Revision, Conflict)] == before


def test_touched_page_asks_one_question_more(imported, editor):
    imported(WATER, SCHOOL)
    with CaptureQueriesContext(connection) as queries:
        imported(WATER.replace("十二条", "十三条"), SCHOOL)
    edit(the("小学开学第一课"), editor, headline="开学第一课")
    with CaptureQueriesContext(connection) as touched:
        imported(WATER.replace("十二条", "十四条"), SCHOOL)
    assert len(touched) - len(queries) == 1


def printed_page(caption, *, jpegs=(b"1",), raw=WATER):
    """The first story of ``raw`` with these pictures, each with the caption."""
    cuttings = tuple(Cutting(jpeg, (40, 30), 1.0, 1.0, 50.0, 50.0, caption, "马旭") for jpeg in jpegs)
    printed = Printed(
        b"page", b"small", (400, 600), layout={}, zones=([[[1.0, 1.0], [50.0, 50.0]]],), cuttings=(cuttings,)
    )
    return PageText(
        publication=PublicationFactory(),
        place=Place(dt.date(2024, 7, 23), 3, "要闻"),
        raw=raw,
        source="03.pdf",
        digest=f"digest of {caption} {jpegs}",
        content=page_content(parse_plain(raw), raw, printed),
        printed=printed,
    )


def test_pictures_stay_and_what_is_said_of_them_is_offered(editor):
    load(printed_page("开闸防水。"))
    edit(the("水库春灌开闸放水"), editor, headline="春灌开闸")
    load(printed_page("开闸放水。", jpegs=(b"2",)))
    article = the("春灌开闸")
    assert (Conflict.objects.get().new, desk.caption_pairs(article)) == (
        {"pictures": [["开闸放水。", "马旭"]]},
        [("开闸防水。", "马旭")],
    )
    assert [picture.digest for picture in article.pictures.all()] == [media.digest_of(b"1")]
    assert article.zones == [[[1.0, 1.0], [50.0, 50.0]]]


def test_captions_of_more_pictures_are_not_offered(editor):
    load(printed_page("开闸防水。"))
    edit(the("水库春灌开闸放水"), editor, headline="春灌开闸")
    load(printed_page("开闸放水。", jpegs=(b"1", b"2")))
    assert (Conflict.objects.count(), the("春灌开闸").pictures.count()) == (0, 1)


def test_captions_are_not_offered_where_it_is_not_known_what_they_were(editor):
    load(printed_page("开闸防水。"))
    first = Revision.objects.get()
    Revision.objects.update(text={name: value for name, value in first.text.items() if name != "pictures"})
    edit(the("水库春灌开闸放水"), editor, headline="春灌开闸")
    load(printed_page("开闸放水。"))
    assert Conflict.objects.count() == 0


def test_article_without_a_parsed_text_is_offered_all_that_differs(imported, editor):
    imported(WATER)
    edit(the("水库春灌开闸放水"), editor, headline="春灌开闸")
    Revision.objects.filter(action=Action.PARSED).delete()
    imported(WATER + "\n")
    conflict = Conflict.objects.get()
    assert (conflict.new, conflict.base) == ({"headline": "水库春灌开闸放水"}, {})
