"""Pages that are none: no exception, bounded time, nothing lost, a note."""

import time

import pytest

from articles.parser import parse_page
from articles.parser.types import ParsedPage
from tests.bench.parser_bench import long_page

SECONDS = 20
ODD = {
    "empty": "",
    "blank": "\n\u3000\n \n",
    "nul": "\0" * 20_000,
    "nul lines": "\0\n" * 5_000,
    "emoji": "😀🎉\n" * 5_000,
    "english": "The quick brown fox jumps over the lazy dog and runs.\n" * 3_000,
    "endless line": "中" * 300_000,
    "endless brackets": "）" * 300_000 + "x",
    "one-character lines": "中\n" * 100_000,
    "lone surrogates": "\ud800中文\udc00\n" * 3_000,
    "form feeds": "本报某地讯 近日，\f某县开会。\f\n" * 1_000,
    "carriage returns": "本报某地讯（记者王某）近日，某县开会。\r\n" * 1_000,
    "one name": "王 小\n" * 5_000,
    "one date": "2024年7月23日\n" * 5_000,
    "one jump line": "（下转第三版）\n" * 5_000,
}


def held_lines(page: ParsedPage) -> set[int]:
    """All raw lines that the page accounts for."""
    return {*page.furniture, *page.leftover, *(number for draft in page.articles for number in draft.lines)}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_page_is_accounted_for_in_bounded_time(text: str) -> None:
    begun = time.process_time()

    page = parse_page(text)

    assert {number for number, line in enumerate(text.split("\n"), 1) if line.strip()} <= held_lines(page)
    assert time.process_time() - begun < SECONDS


def test_page_of_fifty_megabytes_is_refused_with_a_note() -> None:
    page = parse_page("某县召开工作会议。\n" * 1_900_000)

    assert [note.code for note in page.notes] == ["page-too-large"]
    assert len(page.leftover) == 1_900_000


def test_page_without_articles_says_so() -> None:
    assert [note.code for note in parse_page("2024年3月23日\n第03版\n").notes] == ["no-articles"]


def test_time_grows_with_the_lines() -> None:
    def seconds(lines: int) -> float:
        text = long_page(lines)
        begun = time.process_time()
        parse_page(text)
        return time.process_time() - begun

    seconds(500)
    short, long = seconds(1_000), seconds(8_000)

    assert long < 8 * short * 3
