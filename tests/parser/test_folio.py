"""The folio: what a page prints of itself, and what only looks like it."""

from datetime import date

import pytest

from articles.parser import parse_page
from articles.parser.folio import is_folio, read_folio
from articles.parser.types import Folio

STORY = ["本报桑园讯（通讯员林建东）入夏", "以来，县里办了一场农民运动会。", "农民运动会开幕"]


@pytest.mark.parametrize(
    "line",
    [
        "2026 年5 月11 日 要闻",
        "第03版要闻",
        "第03版：要闻",
        "要闻第03版",
        "2026年7月14日星期二",
        "桑园日报 2026年7月14日 第1版",
    ],
)
def test_folio_is_a_date_or_page_number_with_names_apart(line: str) -> None:
    assert is_folio(line)


@pytest.mark.parametrize("line", ["1994 年11 月6 日经全民投票当选", "县里办了一场农民运动会", "2026年麦收"])
def test_folio_is_not_the_rest_of_a_sentence(line: str) -> None:
    assert not is_folio(line)


def test_folio_of_four_lines_gives_page_and_paper_their_names() -> None:
    lines = ["2026年7月14日 星期二", "第02版", "乡村", "桑园日报", "本版责编：岳 桐", *STORY]
    assert parse_page("\n".join(lines)).folio == Folio(date(2026, 7, 14), 2, "乡村", "桑园日报")


def test_folio_takes_the_fullest_date() -> None:
    told = read_folio(["1952 年10 月5 日", "2026 年5 月11 日 要闻", "第03 版"])
    assert told == Folio(date(2026, 5, 11), 3, "要闻", "")


def test_folio_date_that_never_was_is_left_out() -> None:
    assert read_folio(["1949年13月40日 要闻"]).date is None
