"""Bylines as text and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.admin.bylines import parse, render

WORDS = st.text(alphabet="通讯员记者马旭陈小满王欧阳ABc·", min_size=1, max_size=6)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("通讯员 陈小满", [("通讯员", "陈小满")]),
        ("通讯员 马 旭", [("通讯员", "马 旭")]),
        ("通讯员 陈小满 汪国华", [("通讯员", "陈小满"), ("通讯员", "汪国华")]),
        ("通讯员　陈小满\r\n\r\n记者 王小河\n", [("通讯员", "陈小满"), ("记者", "王小河")]),
        ("马 旭", [("", "马 旭")]),
        ("陈小满", [("", "陈小满")]),
        ("John Smith", [("", "John Smith")]),
        ("记者 John Smith", [("记者", "John Smith")]),
        ("本报记者：欧阳 修", [("本报记者", "欧阳 修")]),
        ("：欧阳 修", [("", "欧阳 修")]),
        ("通讯员：", []),
        ("", []),
    ],
)
def test_parse_takes_a_line_as_an_editor_means_it(text: str, pairs: list[tuple[str, str]]) -> None:
    assert parse(text) == pairs


@given(st.lists(st.tuples(st.one_of(st.just(""), WORDS), NAMES), max_size=4))
def test_parse_gives_back_what_was_rendered(pairs: list[tuple[str, str]]) -> None:
    assert parse(render(pairs)) == pairs
