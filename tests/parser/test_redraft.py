"""An article anew of the lines that an editor gave it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.demo import stories
from articles.parser import parse_page
from articles.parser.redraft import Given, redraft
from articles.parser.types import Block, BlockKind, Draft
from articles.parser.typeset import bare

RAW = (stories.FOLDER.parent / "pages" / "2026-07-14" / "01.txt").read_text("utf-8")
DRAFTS = parse_page(RAW).articles
NAMED = {"kicker": Given.KICKER, "headline": Given.HEADLINE, "subtitle": Given.SUBTITLE}


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(RAW.split("\n"), 1) if text in line)


def title_lines(draft: Draft) -> dict[int, Given]:
    lines = RAW.split("\n")
    return {
        number: role
        for name, role in NAMED.items()
        for number in draft.lines
        if len(bare(lines[number - 1])) > 1 and bare(lines[number - 1]) in bare(getattr(draft, name))
    }


@pytest.mark.parametrize("at", range(len(DRAFTS)))
def test_the_lines_of_an_article_give_the_same_article(at: int) -> None:
    plain = replace(DRAFTS[at], notes=(), confidence={}, alternatives=())
    again = redraft(RAW, plain.lines, title_lines(plain))
    assert replace(again, notes=(), confidence={}, alternatives=()) == plain


@pytest.mark.parametrize("at", range(len(DRAFTS)))
def test_a_title_is_found_among_the_lines(at: int) -> None:
    assert redraft(RAW, DRAFTS[at].lines, {}).headline == DRAFTS[at].headline


def test_the_text_of_two_articles_is_one_with_the_second_headline_as_a_subhead() -> None:
    first, second = DRAFTS[0], DRAFTS[1]
    roles = title_lines(first) | dict.fromkeys(title_lines(second), Given.SUBHEAD)
    joined = redraft(RAW, first.lines + second.lines, roles)
    assert joined.headline == first.headline
    assert Block(BlockKind.SUBHEAD, second.headline) in joined.body
    assert joined.lines == tuple(sorted(first.lines + second.lines))


def test_a_line_becomes_the_title_that_it_is_said_to_be() -> None:
    number = line_of("临时措施和看守人员")
    draft = redraft(RAW, DRAFTS[0].lines, {number: Given.SUBTITLE, line_of("我县入汛以来排查堤防"): Given.HEADLINE})
    assert (draft.headline, draft.subtitle) == ("我县入汛以来排查堤防146公里", "临时措施和看守人员。")
    assert "临时措施和看守人员" not in "".join(block.text for block in draft.body)


def test_a_paragraph_is_parted_and_joined_at_a_line() -> None:
    roles = title_lines(DRAFTS[0])
    before = redraft(RAW, DRAFTS[0].lines, roles).body
    parted = redraft(RAW, DRAFTS[0].lines, {**roles, line_of("看渗流、记台账"): Given.PARAGRAPH}).body
    joined = redraft(RAW, DRAFTS[0].lines, {**roles, line_of("入汛以来，县水利局"): Given.JOINED}).body
    assert (len(parted), len(joined)) == (len(before) + 1, len(before) - 1)
    assert parted[1].text.startswith("看渗流、记台账")
    assert joined[0].text == before[0].text + before[1].text


def test_a_line_becomes_a_subhead() -> None:
    number = line_of("入汛以来，县水利局")
    draft = redraft(RAW, DRAFTS[0].lines, {**title_lines(DRAFTS[0]), number: Given.SUBHEAD})
    assert Block(BlockKind.SUBHEAD, RAW.split("\n")[number - 1].strip()) in draft.body


def test_no_lines_give_an_empty_draft() -> None:
    assert redraft(RAW, [], {}) == Draft()


PRINTED = [number for number, line in enumerate(RAW.split("\n"), 1) if line.strip()]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.sets(st.sampled_from(PRINTED), max_size=40), st.dictionaries(st.sampled_from(PRINTED), st.sampled_from(Given))
)
def test_any_lines_with_any_roles_are_all_told(chosen: set[int], roles: dict[int, Given]) -> None:
    draft = redraft(RAW, chosen, roles)
    told = "".join((draft.kicker, draft.headline, draft.subtitle, draft.section, draft.dateline))
    told += "".join(person.role + person.name for person in draft.contributors)
    told += "".join(block.text for block in draft.body)
    lines = RAW.split("\n")
    wanted = "".join(lines[number - 1] for number in sorted(chosen))
    missing = {character for character in bare(wanted) if character.isalpha() and character not in told}
    if draft.continued_to or draft.continued_from:
        missing -= set("上接下转第一二三四五六七八九十版")
    assert missing - set("本报讯") == set()
    assert draft.lines == tuple(sorted(chosen))


TORN = """本报霁川讯　石臼镇昨天上午开闸放水，共有许多
个村先后浇上了今年的头一遍水，水渠都已清理完
毕。县水利局说，今年的水比去年同期多出
12
万立方米，足够灌溉全县的冬麦，各乡镇要抓紧时
间组织浇灌，不误农时，春管春种都要跟上来了。"""


def test_of_a_torn_line_an_article_says_the_part_that_it_has() -> None:
    whole = redraft(TORN, range(1, 7), {})
    assert "多出12万立方米" in whole.body[0].text
    above, below = (redraft(TORN, lines, {}) for lines in (range(1, 4), range(4, 7)))
    assert ("多出" in above.body[0].text, "12" in above.body[0].text) == (True, False)
    assert (below.body or [Block(BlockKind.PARAGRAPH, below.headline)])[0].text.startswith("12")


def test_the_parts_of_a_torn_line_may_be_two_things() -> None:
    draft = redraft(TORN, range(1, 7), {4: Given.HEADLINE})
    assert draft.headline == "12"
    assert "多出万立方米" in draft.body[0].text
