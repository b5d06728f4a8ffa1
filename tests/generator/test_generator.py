"""The generator's own promises: the same page for the same seed, and a truth that agrees with the text."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.generator import GeneratedPage, Style, generate_page, random_style, write_archive
from tests.generator.layout import FURNITURE, Row, interleave
from tests.generator.page import spans
from tests.generator.scoring import load_scorer
from tests.generator.setting import EM, break_lines, width
from tests.generator.story import Kind
from tests.generator.style import Kinsoku, Leading

SEEDS = range(150)


@pytest.fixture(scope="module")
def pages() -> list[GeneratedPage]:
    return [generate_page(seed) for seed in SEEDS]


def bare(text: str) -> str:
    return "".join(text.split())


def in_order(needle: str, hay: str) -> bool:
    """Whether the characters of the one occur in the other, in order."""
    rest: Iterator[str] = iter(hay)
    return all(char in rest for char in needle)


def printed(page: GeneratedPage, number: int) -> str:
    raw = page.text.split("\n")
    return bare("".join(raw[line - 1] for line in page.lines[number]))


def test_page_of_a_seed_is_always_the_same() -> None:
    assert generate_page(7) == generate_page(7)


def test_pages_of_two_seeds_differ() -> None:
    assert generate_page(7).text != generate_page(8).text


def test_no_two_stories_are_the_same(pages: list[GeneratedPage]) -> None:
    bodies = [story.blocks for page in pages for story in page.stories if story.blocks]

    assert len(set(bodies)) == len(bodies)


def test_each_printed_line_has_one_owner(pages: list[GeneratedPage]) -> None:
    for page in pages:
        owners = Counter(page.furniture) + Counter(line for lines in page.lines for line in lines)
        raw = page.text.split("\n")
        assert owners == Counter(number for number, line in enumerate(raw, 1) if line.strip())


def test_body_stands_on_its_lines_in_order(pages: list[GeneratedPage]) -> None:
    for page in pages:
        for number, story in enumerate(page.stories):
            body = bare("".join(block.text for block in story.blocks))
            assert in_order(body, printed(page, number)), (page.style, story)


def test_title_stands_on_its_lines(pages: list[GeneratedPage]) -> None:
    for page in pages:
        for number, story in enumerate(page.stories):
            letters = Counter(bare(story.kicker + story.headline + story.subtitle))
            assert not letters - Counter(printed(page, number))


def test_names_stand_on_the_lines_of_their_story(pages: list[GeneratedPage]) -> None:
    for page in pages:
        for number, story in enumerate(page.stories):
            for person in story.signature.contributors:
                assert person.name in printed(page, number)


def test_truth_as_a_prediction_scores_full_marks(pages: list[GeneratedPage], shared: Path) -> None:
    scorer, totals = load_scorer(shared), Counter[str]()
    for page in pages:
        totals.update(scorer.score_page(page.text, page.gold, page.gold))

    shares = scorer.shares(totals)

    assert {key: shares[key] for key in ("found", "precision", "title", "names", "paragraphs", "untouched")} == {
        "found": 1.0,
        "precision": 1.0,
        "title": 1.0,
        "names": 1.0,
        "paragraphs": 1.0,
        "untouched": 1.0,
    }
    assert shares["lost lines"] == 0


def test_pages_hold_every_kind_of_item_and_trouble(pages: list[GeneratedPage]) -> None:
    stories = [story for page in pages for story in page.stories]

    assert {story.kind for story in stories} == set(Kind)
    assert any(story.kicker and story.subtitle for story in stories)
    assert any(story.jump_to for story in stories)
    assert any(story.jump_from for story in stories)
    assert any(story.section for story in stories)
    assert any(article["flags"] == ["headline-missing"] for page in pages for article in page.gold["articles"])
    assert {page.style.measure for page in pages} == set(range(11, 27))


@pytest.mark.parametrize("kinsoku", list(Kinsoku))
def test_lines_keep_their_measure_by_one_character(kinsoku: Kinsoku, pages: list[GeneratedPage]) -> None:
    style = Style(kinsoku=kinsoku)
    texts = [block.text for page in pages[:40] for story in page.stories for block in story.blocks]

    lines = [line for text in texts for line in break_lines(text, 15, random.Random(1), style)]

    assert max(width(line) for line in lines) <= (15 + 2) * EM
    assert Counter(width(line) <= 16 * EM for line in lines)[True] > 0.95 * len(lines)


def test_first_line_of_a_paragraph_leaves_its_indent() -> None:
    lines = break_lines("山" * 40, 15, random.Random(1), Style())

    assert [len(line) for line in lines] == [13, 15, 12]


def test_indents_are_printed_where_the_extractor_keeps_them() -> None:
    lines = break_lines("山" * 40, 15, random.Random(1), Style(indents=True))

    assert lines[0] == "\u3000\u3000" + "山" * 13


def test_leading_decides_where_blank_lines_stand() -> None:
    tight = generate_page(3, style=Style(leading=Leading.NONE)).text.split("\n")
    loose = generate_page(3, style=Style(leading=Leading.ALL)).text.split("\n")

    assert all(tight)
    assert sum(not line for line in loose) > 0.4 * len(loose)


def test_line_ends_and_form_feed_follow_the_style() -> None:
    page = generate_page(3, style=Style(crlf=True, form_feed=True))

    assert page.text.count("\r\n") == page.text.count("\n")
    assert page.text.endswith("\f")


def test_random_style_never_interleaves_columns() -> None:
    assert not any(random_style(random.Random(seed)).interleaved for seed in SEEDS)


def test_interleaved_page_holds_the_same_lines_in_another_order() -> None:
    rows = [Row(text, story) for text, story in zip("甲乙丙丁戊", (0, 0, 0, 1, FURNITURE), strict=True)]

    assert "".join(row.text for row in interleave(rows)) == "甲丁乙戊丙"


def test_interleaved_page_keeps_its_truth() -> None:
    page = generate_page(5, style=Style(interleaved=True, leading=Leading.NONE, strays=0, intruders=0))

    alone = sum(start == end for lines in page.lines for start, end in spans(lines))

    assert alone > 0.5 * sum(len(lines) for lines in page.lines)
    assert all(in_order(bare("".join(b.text for b in s.blocks)), printed(page, n)) for n, s in enumerate(page.stories))


def test_spans_join_neighbouring_numbers() -> None:
    assert spans((1, 2, 3, 5, 9, 10)) == [(1, 3), (5, 5), (9, 10)]


def test_archive_has_the_pages_of_whole_issues(tmp_path: Path) -> None:
    paths = write_archive(tmp_path, 40, seed=1)

    assert sorted(tmp_path.rglob("*.txt")) == sorted(paths)
    assert len(paths) == 40
    issues = Counter(path.parent.name for path in paths)
    assert all(4 <= count <= 8 for count in list(issues.values())[:-1])
    assert paths[0].relative_to(tmp_path).as_posix() == "1996-01-01/01.txt"
    assert "1996" in paths[0].read_text(encoding="utf-8")


def test_archive_of_a_seed_is_always_the_same(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_archive(tmp_path / "a", 12, seed=2)]
    second = [path.read_bytes() for path in write_archive(tmp_path / "b", 12, seed=2)]

    assert first == second
