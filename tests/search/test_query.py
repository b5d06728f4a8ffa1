"""What a reader typed, taken apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search.query import MAX_TERMS, Query, Term, parse


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("兰州 春灌", [Term("兰州"), Term("春灌")]),
        ("兰州\u3000兰州", [Term("兰州")]),
        ("兰州，天水？", [Term("兰州"), Term("天水")]),
        ('"hello  world"', [Term("hello world")]),
        ("“双减”政策", [Term("双减"), Term("政策")]),
        ('"没有收尾', [Term("没有收尾")]),
        ("3.5% 2024-07-23 AT&T", [Term("3.5"), Term("2024-07-23"), Term("at&t")]),
        ("title:蘭州 作者：馬旭 地点:天水", [Term("兰州", "title"), Term("马旭", "author"), Term("天水", "place")]),
        ('标题:"项目 建设"', [Term("项目建设", "title")]),
        ("http:兰州", [Term("http"), Term("兰州")]),
        ("NEAR(", [Term("near")]),
        ("a OR", [Term("a"), Term("or")]),
        ("王\ue000", [Term("王\ue000")]),
    ],
)
def test_parse_understands(typed: str, wanted: list[Term]) -> None:
    assert parse(typed) == Query(tuple(wanted))


def test_parse_takes_what_is_not_wanted() -> None:
    assert parse('兰州 -天水 -"下 雨" -title:x') == Query(
        (Term("兰州"),), (Term("天水"), Term("下雨"), Term("x", "title"))
    )


@pytest.mark.parametrize("typed", ["", " ", '"', "%", "*", "-", "，。！", "“”", "_", "\x00", "\ud800", "😀"])
def test_parse_finds_nothing_to_look_for(typed: str) -> None:
    assert parse(typed).wanted == ()


def test_parse_looks_at_the_first_terms_only() -> None:
    assert len(parse(" ".join(map(str, range(100, 150)))).wanted) == MAX_TERMS


def test_a_word_that_is_shorter_than_a_token_is_the_beginning_of_some() -> None:
    assert parse("开水闸门").wanted[0].tokens(2) == ["开水", "水闸", "闸门"]
    terms = parse('闸 水闸 水闸门 开水闸门 "to be"').wanted
    assert [(term.tokens(3), term.is_beginning(3)) for term in terms] == [
        (["闸"], True),
        (["水闸"], True),
        (["水闸门"], False),
        (["开水闸", "水闸门"], False),
        (["to\u3000", "o\u3000b", "\u3000be"], False),
    ]


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text(alphabet='兰a5 -"“:：.title作者\n%'))
def test_parse_gives_terms_with_tokens_for_any_text(typed: str) -> None:
    query = parse(typed)

    assert [term for term in query.wanted + query.unwanted if not (term.tokens(2) and term.tokens(3))] == []
