"""What each action of the page desk makes of a page, and that undo takes it back."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from articles import desk
from articles.desk import ACTIONS
from articles.desk.states import state_of
from articles.importing.load import load
from articles.lines import numbers
from articles.models import Article, Page, Status
from articles.review import Refused, Stale
from tests.desk.pages import RAW, act, articles_of, line_of, lines_of, sample_page, text_of
from tests.factories import ArticleFactory, PageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db: None) -> Page:
    return sample_page()


def flood(page: Page) -> Article:
    return page.articles.on_page().get(body__startswith="7月12日清晨6时")


def typed(article: Article, by: User, **fields: Any) -> Article:
    return desk.save_draft(article, by=by, version=article.version, fields=fields, bylines=desk.byline_pairs(article))


def states(page: Page) -> dict[int, Any]:
    fresh = Page.objects.get(pk=page.pk)
    return {article.pk: state_of(article) for article in articles_of(page)} | {0: (fresh.furniture, fresh.leftover)}


def test_split_makes_a_second_article_of_what_stands_below(page: Page, editor: User) -> None:
    before, total = flood(page), len(articles_of(page))
    act(page, "split", editor, lines=frozenset({line_of("人防之外，技防也在补课")}))
    after = articles_of(page)
    first = flood(page)
    second = after[after.index(first) + 1]
    assert first.body + "\n\n" + second.body == before.body
    assert second.body.startswith("人防之外，技防也在补课")
    assert (first.headline, len(after), second.status) == (before.headline, total + 1, Status.DRAFT)
    assert [article.position for article in after] == sorted(article.position for article in after)


def test_lines_of_a_page_without_articles_become_one(editor: User) -> None:
    page = PageFactory.create(raw="一条消息\n\n春灌开始了。")
    step = act(page, "move", editor, lines=frozenset({1, 3}))
    made = page.articles.get()
    assert (step.number, made.position, made.source_lines, made.status) == (1, 1, [[1, 3]], Status.DRAFT)


def test_a_split_moves_as_many_as_it_must(page: Page, editor: User) -> None:
    first, *others = articles_of(page)
    act(page, "split", editor, lines=frozenset({line_of("人防之外，技防也在补课")}))
    moved = [(article.pk, article.version) for article in articles_of(page)[2:]]
    assert moved == [(article.pk, 2) for article in others]
    act(page, "split", editor, lines=frozenset({line_of("看渗流、记台账")}))  # there is room behind it now
    assert [(article.pk, article.version) for article in articles_of(page)[3:]] == moved
    assert [article.position for article in articles_of(page)][:3] == [first.position + n for n in range(3)]


def test_a_typed_correction_goes_with_its_lines(page: Page, editor: User) -> None:
    article = flood(page)
    body = article.body.replace("走上大坝", "登上大坝").replace("拨打值班电话", "拨打12345")
    typed(article, editor, body=body, headline="自拟的题")
    act(page, "split", editor, lines=frozenset({line_of("人防之外，技防也在补课")}))
    first = page.articles.get(headline="自拟的题")
    second = page.articles.get(body__contains="技防也在补课", status=Status.DRAFT)
    assert first.body + "\n\n" + second.body == body


def test_merge_takes_in_the_article_and_keeps_its_address(page: Page, editor: User) -> None:
    first, second, *_others = articles_of(page)
    act(page, "merge", editor, second)
    merged = Article.objects.get(pk=first.pk)
    assert merged.headline == first.headline
    assert first.body.split("\n\n")[0] in merged.body
    assert second.body.split("\n\n")[-1] in merged.body
    assert f"## {second.headline}" in merged.body
    assert Article.objects.get(pk=second.pk).status == Status.DISCARDED


def test_merge_after_a_split_gives_the_text_that_was(page: Page, editor: User) -> None:
    article = flood(page)
    act(page, "split", editor, lines=frozenset({line_of("人防之外，技防也在补课")}))
    act(page, "merge", editor, page.articles.get(body__startswith="人防之外"))
    assert (flood(page).body, flood(page).source_lines) == (article.body, article.source_lines)


def test_lines_move_to_another_article_and_to_a_new_one(page: Page, editor: User) -> None:
    article = flood(page)
    other = next(each for each in articles_of(page) if each.position > article.position)
    chosen = lines_of("县应急管理局提醒", "处停留，看到险情")
    act(page, "move", editor, other, lines=chosen)
    assert "县应急管理局提醒" not in flood(page).body
    assert "县应急管理局提醒" in Article.objects.get(pk=other.pk).body
    act(page, "move", editor, lines=chosen)
    new = page.articles.get(body__startswith="县应急管理局提醒")
    assert new.pk not in (article.pk, other.pk)
    assert Article.objects.get(pk=other.pk).body == other.body


@pytest.mark.parametrize("name", ["kicker", "headline", "subtitle"])
def test_a_line_becomes_part_of_the_title(name: str, page: Page, editor: User) -> None:
    line = line_of("我县入汛以来排查堤防")
    other = articles_of(page)[-1]
    act(page, name, editor, other, lines=frozenset({line}))
    assert getattr(Article.objects.get(pk=other.pk), name) == "我县入汛以来排查堤防146公里"
    assert not page.articles.filter(headline__startswith="我县入汛以来排查堤防").exclude(pk=other.pk).exists()


def test_a_line_becomes_a_subhead_a_paragraph_and_part_of_one(page: Page, editor: User) -> None:
    paragraphs = flood(page).body.count("\n\n")
    act(page, "paragraph", editor, lines=frozenset({line_of("看渗流、记台账")}))
    assert flood(page).body.count("\n\n") == paragraphs + 1
    act(page, "joined", editor, lines=frozenset({line_of("看渗流、记台账")}))
    assert flood(page).body.count("\n\n") == paragraphs
    act(page, "subhead", editor, lines=frozenset({line_of("入汛以来，县水利局")}))
    assert "\n\n## 入汛以来，县水利局会同县应急管" in flood(page).body


def test_lines_that_become_the_headline_are_the_kicker_no_more(editor: User) -> None:
    """Also where the whole page told more of the title than these lines do: here, that the kicker was printed last."""
    raw = "春灌开始\n石臼镇放水\n各村清淤\n本报霁川讯　石臼镇昨天放水，各村的水渠都已清淤。"
    page = PageFactory.create(raw=raw)
    body = "石臼镇昨天放水，各村的水渠都已清淤。"
    title = {"kicker": "各村清淤石臼镇放水", "headline": "春灌开始"}
    article = ArticleFactory.create(page=page, body=body, source_lines=[[1, 4]], dateline="本报霁川讯", **title)
    act(page, "headline", editor, lines=frozenset({1, 2, 3}))
    article.refresh_from_db()
    assert (article.kicker, article.headline) == ("", "春灌开始石臼镇放水各村清淤")


def test_a_label_and_a_byline_fill_their_fields(page: Page, editor: User) -> None:
    act(page, "section", editor, flood(page), lines=frozenset({line_of("要闻")}))
    assert flood(page).section is not None
    assert str(flood(page).section) == "要闻"
    act(page, "byline", editor, flood(page), lines=frozenset({line_of("本版责编")}))
    assert "沈清和" in " ".join(name for _role, name in desk.byline_pairs(flood(page))) + flood(page).body


@pytest.mark.parametrize("name", ["move", "split"])
def test_words_that_were_made_the_byline_go_to_another_article_with_their_line(
    name: str, page: Page, editor: User
) -> None:
    line, above = line_of("处停留，看到险情"), page.articles.count()
    act(page, "byline", editor, lines=frozenset({line}))
    act(page, name, editor, lines=frozenset({line}))
    assert page.articles.count() == above + 1
    made = page.articles.order_by("pk").last()
    assert made is not None
    assert "看到险情" in made.headline + made.body + " ".join(name for _role, name in desk.byline_pairs(made))


def test_a_subhead_becomes_a_paragraph_again_or_part_of_one(page: Page, editor: User) -> None:
    line, before = frozenset({line_of("入汛以来，县水利局")}), flood(page).body
    for name, mark in (("paragraph", "\n\n"), ("joined", "")):
        act(page, "subhead", editor, lines=line)
        assert "\n\n## 入汛以来，县水利局" in flood(page).body
        act(page, name, editor, lines=line)
        now = flood(page).body
        assert (f"{mark}入汛以来，县水利局会同" in now, "##" in now) == (True, "##" in before)


def test_all_chosen_lines_are_joined_at_once(page: Page, editor: User) -> None:
    lines, before = [line_of("看渗流、记台账"), line_of("入汛以来，县水利局")], flood(page).body
    act(page, "paragraph", editor, lines=frozenset(lines[:1]))
    act(page, "joined", editor, lines=frozenset(lines))
    assert flood(page).body == before.replace("\n\n入汛以来，县水利局", "入汛以来，县水利局")


@pytest.mark.parametrize(("name", "words"), [("paragraph", "我县入汛以来排查堤防"), ("joined", "7月12日清晨6时")])
def test_what_is_so_already_is_no_step(name: str, words: str, page: Page, editor: User) -> None:
    act(page, "paragraph", editor, lines=frozenset({line_of("看渗流、记台账")}))
    line = line_of("看渗流、记台账") if name == "paragraph" else line_of("人防之外，技防也在补课")
    before = flood(page).version
    if name == "joined":
        act(page, name, editor, lines=frozenset({line}))
        before += 1
    with pytest.raises(Refused, match="已经"):
        act(page, name, editor, lines=frozenset({line}))
    assert flood(page).version == before


@pytest.mark.parametrize("mark", ["", "■"])
def test_a_label_whose_place_other_lines_take_is_in_no_article(mark: str, page: Page, editor: User) -> None:
    Page.objects.filter(pk=page.pk).update(raw=page.raw.replace("我县入汛以来排查堤防146公里", f"{mark}石臼镇"))
    wrong, right = line_of("我县入汛以来排查堤防"), line_of("要闻")
    for line in (wrong, right):
        act(page, "section", editor, flood(page), lines=frozenset({line}))
    now = flood(page)
    assert (str(now.section), wrong in numbers(now.source_lines)) == ("要闻", False)
    assert wrong in numbers(Page.objects.get(pk=page.pk).leftover)
    act(page, "section", editor, flood(page), lines=frozenset({wrong}))
    assert str(flood(page).section) == "石臼镇"


def test_dropped_lines_are_furniture(page: Page, editor: User) -> None:
    line = line_of("处停留，看到险情")
    act(page, "drop", editor, lines=frozenset({line}))
    assert "看到险情" not in flood(page).body
    assert line in numbers(Page.objects.get(pk=page.pk).furniture)


def test_a_proposed_headline_changes_places_with_the_one_there_is(page: Page, editor: User) -> None:
    article = flood(page)
    title = {"kicker": "引", "headline": "另一题", "subtitle": "", "lines": [], "confidence": 0.4}
    Article.objects.filter(pk=article.pk).update(alternatives=[title])
    act(page, "title", editor, article)
    taken = Article.objects.get(pk=article.pk)
    assert (taken.kicker, taken.headline, taken.body) == ("引", "另一题", article.body)
    act(page, "title", editor, taken)
    back = Article.objects.get(pk=article.pk)
    assert (back.headline, back.body, back.source_lines) == (article.headline, article.body, article.source_lines)


def test_a_title_of_lines_that_another_article_has_now_is_proposed_no_more(page: Page, editor: User) -> None:
    line, other = line_of("我县入汛以来排查堤防"), articles_of(page)[-1]
    kept, gone = ({"headline": words, "lines": lines} for words, lines in (("甲", []), ("乙", [[line, line]])))
    Article.objects.filter(pk=flood(page).pk).update(alternatives=[kept, gone])
    act(page, "headline", editor, other, lines=frozenset({line}))
    assert flood(page).alternatives == [kept]
    desk.undo(page.pk, by=editor, number=None)
    assert flood(page).alternatives == [kept, gone]


def test_swap_exchanges_kicker_and_headline(page: Page, editor: User) -> None:
    article = typed(flood(page), editor, kicker="引题")
    act(page, "swap", editor, article)
    swapped = Article.objects.get(pk=article.pk)
    assert (swapped.kicker, swapped.headline, swapped.body) == (article.headline, "引题", article.body)


def test_a_discarded_article_leaves_its_lines_over_and_can_come_back(page: Page, editor: User) -> None:
    article = flood(page)
    before = states(page)
    act(page, "discard", editor, article)
    assert line_of("看渗流、记台账") in numbers(Page.objects.get(pk=page.pk).leftover)
    assert article not in articles_of(page)
    act(page, "restore", editor, article)
    assert states(page) == before


STEPS: dict[str, dict[str, Any]] = {
    "split": {"lines": frozenset({line_of("人防之外，技防也在补课")})},
    "merge": {"article": 1},
    "move": {"lines": lines_of("县应急管理局提醒", "处停留，看到险情"), "article": 1},
    "kicker": {"lines": frozenset({line_of("处停留，看到险情")})},
    "headline": {"lines": frozenset({line_of("处停留，看到险情")})},
    "subtitle": {"lines": frozenset({line_of("处停留，看到险情")})},
    "subhead": {"lines": frozenset({line_of("入汛以来，县水利局")})},
    "byline": {"lines": frozenset({line_of("处停留，看到险情")})},
    "section": {"lines": frozenset({line_of("处停留，看到险情")})},
    "paragraph": {"lines": frozenset({line_of("看渗流、记台账")})},
    "joined": {"lines": frozenset({line_of("入汛以来，县水利局")})},
    "drop": {"lines": lines_of("本报霁川讯（通讯员鲁青山", "我县入汛以来排查堤防")},
    "swap": {"article": 0},
    "discard": {"article": 2},
}


@pytest.mark.parametrize("name", STEPS)
def test_undo_takes_each_action_back_as_a_new_version(name: str, page: Page, editor: User, capsys: Any) -> None:
    before, articles = states(page), articles_of(page)
    asked = dict(STEPS[name])
    asked["article"] = articles[asked["article"]] if "article" in asked else None
    step = act(page, name, editor, **asked)
    assert states(page) != before
    versions = sum(Article.objects.values_list("version", flat=True))
    desk.undo(page.pk, by=editor, number=step.number)
    assert states(page) == before
    assert sum(Article.objects.values_list("version", flat=True)) > versions
    call_command("verify_history")


def test_undo_goes_back_step_by_step(page: Page, editor: User) -> None:
    before = states(page)
    numbers_done = [
        act(page, "split", editor, lines=frozenset({line_of("人防之外，技防也在补课")})).number,
        act(page, "merge", editor, articles_of(page)[1]).number,
        act(page, "discard", editor, articles_of(page)[-1]).number,
    ]
    with pytest.raises(Refused):
        desk.undo(page.pk, by=editor, number=numbers_done[0])
    for number in reversed(numbers_done):
        desk.undo(page.pk, by=editor, number=number)
    assert states(page) == before


def test_a_step_is_not_undone_over_a_later_text(page: Page, editor: User) -> None:
    step = act(page, "split", editor, lines=frozenset({line_of("人防之外，技防也在补课")}))
    typed(flood(page), editor, headline="后来的题")
    with pytest.raises(Refused):
        desk.undo(page.pk, by=editor, number=step.number)
    assert page.articles.filter(headline="后来的题").exists()


def test_every_line_is_somewhere_after_each_action(page: Page, editor: User) -> None:
    printed = {number for number, line in enumerate(RAW.split("\n"), 1) if line.strip()}
    for name in ("split", "move", "subhead", "drop"):
        act(page, name, editor, lines=STEPS[name]["lines"])
        fresh = Page.objects.get(pk=page.pk)
        owned = [set(numbers(article.source_lines)) & printed for article in articles_of(page)]
        outside = [set(numbers(fresh.furniture)) & printed, set(numbers(fresh.leftover)) & printed]
        assert sum(map(len, owned + outside)) == len(printed)
        assert set().union(*owned, *outside) == printed


@pytest.mark.parametrize("status", [Status.REVIEWED, Status.APPROVED, Status.PUBLISHED, Status.WITHDRAWN])
def test_what_is_signed_is_not_cut(status: Status, page: Page, editor: User) -> None:
    article = flood(page)
    fields: dict[str, Any] = {"status": status}
    if status == Status.PUBLISHED:
        fields["published_at"] = article.changed_at
    Article.objects.filter(pk=article.pk).update(**fields)
    for name in ("split", "move", "discard"):
        with pytest.raises(Refused):
            act(page, name, editor, article, lines=STEPS["split"]["lines"])
    assert Article.objects.get(pk=article.pk).version == article.version


def test_a_stale_screen_changes_nothing(page: Page, editor: User) -> None:
    seen = dict(page.articles.values_list("pk", "version"))
    typed(flood(page), editor, headline="先存的题")
    asked = desk.Asked(None, STEPS["split"]["lines"])
    with pytest.raises(Stale):
        desk.act(page.pk, "split", asked, by=editor, seen=seen)


def test_nobody_without_the_permission_acts(page: Page, viewer: User) -> None:
    for name in ACTIONS:
        with pytest.raises(Refused):
            act(page, name, viewer, articles_of(page)[1], lines=STEPS["split"]["lines"])
    assert set(page.articles.values_list("version", flat=True)) == {1}


def test_what_somebody_else_has_claimed_is_his(page: Page, editor: User, chief: User) -> None:
    article = flood(page)
    until = timezone.now() + dt.timedelta(minutes=9)
    Article.objects.filter(pk=article.pk).update(claimed_by=chief, claimed_until=until)
    with pytest.raises(Refused):
        act(page, "split", editor, lines=STEPS["split"]["lines"])


def test_a_merged_article_is_not_brought_back_by_the_same_page_again(page: Page, editor: User) -> None:
    act(page, "merge", editor, articles_of(page)[1])
    left = [article.pk for article in articles_of(page)]
    load(replace(text_of(RAW + "\n本版责编：某某\n"), digest="e" * 64))
    assert [article.pk for article in articles_of(page)] == left


def test_what_nobody_typed_does_not_stand_in_the_way(page: Page, editor: User) -> None:
    """Such as the text of a PDF, which other evidence made than its raw lines alone."""
    article = flood(page)
    Article.objects.filter(pk=article.pk).update(body=article.body.replace("县应急管理局提醒", "另行") * 2)
    act(page, "split", editor, lines=STEPS["split"]["lines"])
    assert page.articles.on_page().count() == 9


def test_what_the_whole_page_told_does_not_stand_in_the_way_of_a_second_step(page: Page, editor: User) -> None:
    """The first has made the editor the last who changed it, but he typed nothing."""
    told = flood(page).body.replace("看渗流、记台账", "\n\n## 看渗流\n\n## 记台账")
    Article.objects.filter(pk=flood(page).pk).update(body=told)
    act(page, "split", editor, lines=STEPS["split"]["lines"])
    act(page, "headline", editor, articles_of(page)[-1], lines=frozenset({line_of("看渗流、记台账")}))
    assert articles_of(page)[-1].headline.startswith("看渗流、记台账")
    assert "看渗流" not in flood(page).body


def test_what_is_typed_stays_typed_through_a_cut(page: Page, editor: User) -> None:
    article = typed(flood(page), editor, body=flood(page).body.replace("看渗流", "【看】渗流"))
    act(page, "split", editor, lines=STEPS["split"]["lines"])
    with pytest.raises(Refused, match="手工"):
        act(page, "headline", editor, articles_of(page)[-1], lines=frozenset({line_of("看渗流、记台账")}))
    article.refresh_from_db()
    assert "【看】渗流" in article.body


@pytest.mark.parametrize("name", ["kicker", "headline", "subtitle", "section"])
def test_lines_that_a_field_has_no_room_for_are_refused(name: str, page: Page, editor: User) -> None:
    before = states(page)
    with pytest.raises(Refused, match="字"):
        act(page, name, editor, flood(page), lines=frozenset(numbers(flood(page).source_lines)))
    assert states(page) == before


def test_a_paragraph_begins_at_the_line_and_not_where_its_words_stood_before(editor: User) -> None:
    page = PageFactory.create(raw="县里开展工作。\n后来大家都来做这项\n工作。")
    article = ArticleFactory.create(page=page, body="县里开展工作。后来大家都来做这项工作。", source_lines=[[1, 3]])
    act(page, "paragraph", editor, lines=frozenset({3}))
    article.refresh_from_db()
    assert article.body == "县里开展工作。后来大家都来做这项\n\n工作。"
    typed(article, editor, body="工作。县里开展工作。后来大家都来做这项工作。")
    with pytest.raises(Refused, match="不止一处"):
        act(page, "joined", editor, lines=frozenset({3}))


REPEATED = """春灌现场会在石臼镇召开

本报霁川讯　7月12日上午，春灌现

场会在石臼镇召开。会上，各乡镇交流

春灌现

场会在石臼镇召开

的做法，县水利局作了安排部署，要求

各地抓紧清淤、按时开闸放水。
"""


def repeating(page: Page) -> Article:
    """An article whose text has lines that say what its headline says."""
    body = "7月12日上午，春灌现场会在石臼镇召开。会上，各乡镇交流春灌现场会在石臼镇召开的做法，县水利局作了安排部署，要求各地抓紧清淤、按时开闸放水。"
    alternatives = [{"headline": "春灌现场会", "lines": [[1, 1]]}]
    title = {"headline": "春灌现场会在石臼镇召开", "dateline": "本报霁川讯"}
    return ArticleFactory.create(page=page, body=body, source_lines=[[1, 13]], alternatives=alternatives, **title)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("title", {}),
        ("headline", {"lines": frozenset({13})}),
        ("kicker", {"lines": frozenset({1})}),
        ("swap", {}),
        ("move", {"lines": frozenset({13})}),
    ],
)
def test_text_that_repeats_the_headline_stays_in_the_text(name: str, asked: dict[str, Any], editor: User) -> None:
    page = PageFactory.create(raw=REPEATED)
    act(page, name, editor, repeating(page), **asked)
    kept = page.articles.on_page().get()
    assert "各乡镇交流春灌现场会在石臼镇召开的做法，县水利局作了安排部署" in kept.body
    left = numbers(Page.objects.get(pk=page.pk).leftover)
    assert {7, 9}.isdisjoint(left)


def test_text_that_repeats_the_headline_goes_below_a_split(editor: User) -> None:
    page = PageFactory.create(raw=REPEATED)
    article = repeating(page)
    act(page, "split", editor, lines=frozenset({7}))
    article.refresh_from_db()
    assert article.source_lines == [[1, 5]]
