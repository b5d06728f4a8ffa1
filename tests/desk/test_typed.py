"""What people typed into an article is in an article after whatever is done at the desk, or the action is refused in words."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from articles import claims, desk
from articles.desk.states import State, state_of, without_people
from articles.models import Article, Byline, Correspondent, DeskStep, Page, Publication, Section
from articles.models.whole import whole
from articles.review import Refused
from tests.desk.pages import act, articles_of, line_of, lines_of, sample_page
from tests.factories import ArticleFactory, BylineFactory, CorrespondentFactory, PageFactory, UnitFactory
from tests.pictures import picture_of

pytestmark = pytest.mark.django_db

MARK = "手改"
TYPED: dict[str, Callable[[Article], Any]] = {
    "kicker": lambda article: MARK,
    "headline": lambda article: f"{MARK}{article.headline}",
    "subtitle": lambda article: f"{article.subtitle}{MARK}",
    "section": lambda article: Section.objects.create(publication=paper(article), name=MARK, slug="typed"),
    "place": lambda article: MARK,
    "dateline": lambda article: f"{article.dateline}{MARK}",
    "bylines": lambda article: [("通讯员", MARK), *desk.byline_pairs(article)[1:]],
    "body": lambda article: f"{article.body[:40]}{MARK}{article.body[40:]}",
    "pictures": lambda article: [(MARK, "")],
}
EMPTIED: dict[str, Callable[[Article], Any]] = {
    **dict.fromkeys(("kicker", "headline", "subtitle", "place", "dateline"), lambda article: ""),
    "bylines": lambda article: [],
}
ALL = lines_of("双桥至石臼公路改造通车", "8 月上旬试运行")  # of the second article, with which it is done
BYLINE, TEXT = line_of("本报双桥讯"), line_of("改造前，这段路弯急坡陡")
Trip = Callable[[Page, User], object]


def road(page: Page) -> Article:
    """The second article of the page."""
    return Article.objects.with_place().get(pk=articles_of(page)[1].pk)


def paper(article: Article) -> Publication:
    return article.page.issue.publication


def type_in(article: Article, typed: Mapping[str, Any], by: User) -> Article:
    """Type into some fields, as the draft's form would send it."""
    fields = {name: value for name, value in typed.items() if name in desk.FIELDS}
    bylines = typed.get("bylines", desk.byline_pairs(article))
    pictures = typed.get("pictures")
    return desk.save_draft(article, by=by, version=article.version, fields=fields, bylines=bylines, pictures=pictures)


def said(article: Article) -> State:
    """What the article says now in the fields that one can type into."""
    state = state_of(Article.objects.get(pk=article.pk))
    return {name: state[name] for name in TYPED}


def is_on(page: Page) -> bool:
    """Whether a standing article of the page says what was typed."""
    return any(MARK in f"{state_of(article)}{article.section}" for article in articles_of(page))


def merge_next(page: Page, by: User) -> None:
    """The third article becomes part of the second."""
    act(page, "merge", by, articles_of(page)[2])


def back_from(name: str, *lines: int) -> Trip:
    """The lines become an article of their own, which is merged with the one that they are from."""

    def trip(page: Page, by: User) -> None:
        act(page, name, by, lines=frozenset(lines))
        merge_next(page, by)

    return trip


def to_another_and_back(*lines: int) -> Trip:
    """The lines go to the fifth article and come back."""

    def trip(page: Page, by: User) -> None:
        _first, article, _third, _fourth, other = articles_of(page)[:5]
        act(page, "move", by, other, lines=frozenset(lines))
        act(page, "move", by, article, lines=frozenset(lines))

    return trip


def undone(trip: Trip, steps: int) -> Trip:
    """The same, and its steps taken back."""

    def back(page: Page, by: User) -> None:
        trip(page, by)
        for _step in range(steps):
            desk.undo(page.pk, by=by, number=None)

    return back


def act_on(name: str, *lines: int) -> Trip:
    """One action on the second article and the lines."""
    return lambda page, by: act(page, name, by, road(page), lines=frozenset(lines))


ROUND_TRIPS: dict[str, Trip] = {
    "split in the text": back_from("split", TEXT),
    "split at the byline": back_from("split", BYLINE),
    "split in the byline": back_from("split", BYLINE + 1),
    "byline moved": back_from("move", BYLINE),
    "text moved": back_from("move", *lines_of("改造前，这段路弯急坡陡", "十米。石臼镇菜农去")),
    "byline to another": to_another_and_back(BYLINE),
    "text to another": to_another_and_back(TEXT),
    "split undone": undone(act_on("split", BYLINE + 1), 1),
    "merge undone": undone(act_on("merge"), 1),
    "subhead undone": undone(act_on("subhead", TEXT), 1),
    "there and back undone": undone(back_from("split", BYLINE + 1), 2),
}
# The place of the article that is typed into, what is done, and the fields for which it is refused.
ENDS: dict[str, tuple[int, Trip, set[str]]] = {
    "merged": (1, act_on("merge"), {"kicker", "place"}),
    "next merged": (2, merge_next, {"subtitle", "place"}),
    "rest merged": (2, merge_next, {"headline", "subtitle", "place", "dateline"}),
    "all to another": (1, lambda page, by: act(page, "move", by, articles_of(page)[4], lines=ALL), {"place"}),
    "all to a new one": (1, lambda page, by: act(page, "move", by, lines=ALL), set()),
    "headline": (1, act_on("headline", TEXT), set()),
    "kicker": (1, act_on("kicker", line_of("部署暑期校舍维修")), set()),
    "byline": (1, act_on("byline", TEXT), set()),
}


@pytest.fixture
def page(db: None) -> Page:
    page = sample_page()
    for article, colour in zip(articles_of(page)[1:3], ("red", "blue"), strict=True):
        picture_of(article, colour=colour, caption="开闸")
    return page


@pytest.mark.parametrize("values", [TYPED, EMPTIED], ids=["typed", "emptied"])
@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_a_round_trip_leaves_what_was_typed_as_it_was(
    name: str, values: Mapping[str, Callable[[Article], Any]], page: Page, editor: User
) -> None:
    article = road(page)
    before = said(type_in(article, {field: value(article) for field, value in values.items()}, editor))
    ROUND_TRIPS[name](page, editor)
    assert said(article) == before


@pytest.mark.parametrize(("cut", "line"), [("split", BYLINE), ("split", BYLINE + 1), ("move", BYLINE)])
def test_what_was_typed_stays_also_where_the_parser_says_the_same_on_the_way(
    cut: str, line: int, page: Page, editor: User
) -> None:
    article = road(page)
    with transaction.atomic():
        act(page, cut, editor, lines=frozenset({line}))
        echo = said(article)
        transaction.set_rollback(True)
    names = [(role, name) for role, name in echo["bylines"]]
    type_in(article, {name: echo[name] for name in ("place", "dateline")} | {"bylines": names}, editor)
    back_from(cut, line)(page, editor)
    assert {name: said(article)[name] for name in ("place", "dateline", "bylines")} == {
        name: echo[name] for name in ("place", "dateline", "bylines")
    }


@pytest.mark.parametrize("name", ENDS)
def test_what_was_typed_is_somewhere_or_the_action_is_refused(name: str, page: Page, editor: User) -> None:
    at, end, refused = ENDS[name]
    if name == "rest merged":
        act(page, "split", editor, lines=frozenset({TEXT}))
    article = Article.objects.with_place().get(pk=articles_of(page)[at].pk)
    told = {}
    for field in TYPED.keys() - {"pictures"} if name == "rest merged" else TYPED:
        with transaction.atomic():
            type_in(article, {field: TYPED[field](article)}, editor)
            try:
                end(page, editor)
            except Refused as refusal:
                told[field] = str(Article._meta.get_field(field).verbose_name) in str(refusal)  # type: ignore[union-attr]
            assert is_on(page), field
            transaction.set_rollback(True)
    assert told == dict.fromkeys(refused, True)


def test_typing_takes_no_article_that_somebody_claimed_a_moment_ago(page: Page, editor: User, chief: User) -> None:
    [seen] = whole(Article.objects.with_place().select_related("claimed_by").filter(pk=road(page).pk))
    claims.take(seen, by=chief)
    with pytest.raises(claims.Claimed) as refused:
        desk.save_typed(seen, by=editor, version=1, fields={"headline": MARK}, bylines=desk.byline_pairs(seen))
    assert (refused.value.current.claimed_by, road(page).headline) == (chief, seen.headline)


def at_the_desk(page: Page, by: User, **typed: Any) -> None:
    """Type into the second article's card at the page desk."""
    (article,) = whole(Article.objects.with_place().select_related("claimed_by").filter(pk=road(page).pk))
    names = typed.pop("bylines", desk.byline_pairs(article))
    desk.save_typed(article, by=by, version=article.version, fields=typed, bylines=names)


def test_undo_of_typed_names_brings_back_those_before(page: Page, editor: User) -> None:
    before = said(road(page))
    at_the_desk(page, editor, bylines=[("记者", "陶岭")])
    desk.undo(page.pk, by=editor, number=None)
    assert said(road(page)) == before


def busier_namesake(name: str) -> Correspondent:
    """Somebody of this name who has three bylines, in an article of another page."""
    namesake = CorrespondentFactory.create(name=name, unit=UnitFactory.create())
    elsewhere = ArticleFactory.create(page=PageFactory.create(number=9))
    BylineFactory.create_batch(3, article=elsewhere, correspondent=namesake)
    return namesake


def test_undo_gives_names_back_to_the_person_who_had_them(page: Page, editor: User) -> None:
    busier_namesake("王芳")
    chosen = CorrespondentFactory.create(name="王芳", unit=UnitFactory.create())
    article = road(page)
    article.bylines.all().delete()
    BylineFactory.create(article=article, correspondent=chosen, printed_name="王 芳")
    at_the_desk(page, editor, bylines=[("记者", "陶岭")])
    desk.undo(page.pk, by=editor, number=None)
    assert [(byline.printed_name, byline.correspondent) for byline in article.bylines.all()] == [("王 芳", chosen)]


def test_undo_of_a_step_that_kept_no_people_looks_the_names_up(page: Page, editor: User) -> None:
    before = said(road(page))
    at_the_desk(page, editor, bylines=[("记者", "陶岭")])
    step = DeskStep.objects.get()
    for kept in (step.before["articles"], step.after["articles"]):
        kept |= {key: without_people(state) for key, state in kept.items()}
    step.save()
    desk.undo(page.pk, by=editor, number=None)
    assert said(road(page)) == before


@pytest.mark.parametrize("name", ["split", "move"])
def test_names_that_go_to_another_article_stay_the_person_s(name: str, page: Page, editor: User) -> None:
    article = road(page)
    person = article.bylines.all()[0].correspondent
    busier_namesake(person.name)
    before = list(page.articles.values_list("pk", flat=True))
    act(page, name, editor, lines=frozenset({BYLINE, BYLINE + 1}))
    bylines = Byline.objects.filter(article__page=page, printed_name=person.name).exclude(article__in=before)
    assert [byline.correspondent for byline in bylines] == [person]


def test_undo_of_typing_leaves_what_was_written_elsewhere_in_between(page: Page, editor: User, reviewer: User) -> None:
    at_the_desk(page, editor, headline="先打的题")
    claims.release(road(page), by=editor)
    type_in(road(page), {"body": "别人改写的全文。"}, reviewer)
    at_the_desk(page, editor, headline="后打的题")
    desk.undo(page.pk, by=editor, number=None)
    assert (road(page).headline, road(page).body) == ("先打的题", "别人改写的全文。")
