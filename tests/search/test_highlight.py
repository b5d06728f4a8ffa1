"""Marking what was found, in the text as printed."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search.highlight import excerpt, mark
from articles.search.tokens import fold
from tests.search.test_tokens import TEXTS

MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


@pytest.mark.parametrize(
    ("text", "needle", "html"),
    [
        ("在兰州开幕", "兰州", "在<mark>兰州</mark>开幕"),
        ("在蘭州開幕", "兰州", "在<mark>蘭州</mark>開幕"),
        ("作者馬 旭。", "马旭", "作者<mark>馬 旭</mark>。"),
        ("ＧＤＰ增长", "gdp", "<mark>ＧＤＰ</mark>增长"),
        ("cafe\u0301s", "cafe", "<mark>cafe\u0301</mark>s"),
        ("姓𠮷\ufe0f的", "𠮷", "姓<mark>𠮷\ufe0f</mark>的"),
        ("10㎡房", "2房", "10<mark>㎡房</mark>"),
        ("哈哈哈哈", "哈哈", "<mark>哈哈哈哈</mark>"),
        ("a<b & c<d", "b&c", "a&lt;<mark>b &amp; c</mark>&lt;d"),
        ("<script>", "script", "&lt;<mark>script</mark>&gt;"),
        ("没有", "兰州", "没有"),
        ("", "兰州", ""),
    ],
)
def test_mark_marks_the_printed_form(text: str, needle: str, html: str) -> None:
    assert mark(text, [needle]) == html


def test_mark_joins_needles_that_overlap() -> None:
    assert mark("甘肃兰州新区", ["兰州", "州新"]) == "甘肃<mark>兰州新</mark>区"


def test_excerpt_shows_the_place_with_most_marks() -> None:
    text = "兰州" + "一" * 200 + "兰州和天水" + "二" * 200

    shown = excerpt(text, ["兰州", "天水"], width=40)

    assert shown == "…" + "一" * 20 + "<mark>兰州</mark>和<mark>天水</mark>" + "二" * 15 + "…"


def test_excerpt_without_a_match_is_the_beginning() -> None:
    assert excerpt("一二三四五", ["兰州"], width=3) == "一二三…"


def test_excerpt_parts_no_letter_from_its_accent() -> None:
    assert excerpt("ee\u0301e", ["兰州"], width=2) == "ee\u0301…"


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_mark_changes_nothing_but_the_marks(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    needle = folded[start : data.draw(st.integers(start, min(len(folded), start + 6)))].strip()

    html = mark(text, [needle] if needle else [])

    assert unescape(re.sub("</?mark>", "", html)) == unescape(str(mark(text, [])))
    assert "<" not in MARKED.sub("", html)
    assert not needle or any(needle in fold(unescape(marked)) for marked in MARKED.findall(html))


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, st.integers(1, 30))
def test_excerpt_is_a_marked_stretch_of_the_text(text: str, typed: str, width: int) -> None:
    needles = fold(typed).split()

    shown = str(excerpt(text, needles, width=width))

    plain = re.sub("</?mark>", "", shown).removeprefix("…").removesuffix("…")
    assert plain in str(mark(text, []))
    assert shown.count("<mark>") == shown.count("</mark>")
