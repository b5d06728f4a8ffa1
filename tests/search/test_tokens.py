"""Folding and tokens of a few characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search.tokens import clusters, fold, fold_with_origins, ngrams

TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from("马旭兰蘭州 𠮷ABＡé\u0301\u200d\ufe0f㎡ﬁ<&\"'\n\u3000。，3．"), st.characters())
)


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("ＧＤＰ增长３．５％", "gdp增长3.5%"),
        ("蘭州醫療隊", "兰州医疗队"),
        ("馬 旭", "马旭"),
        ("近 10 个月", "近10个月"),
        ("Café", "cafe\u0301"),
        ("㎡", "m2"),
        ("第③版", "第3版"),
        ("\u3000\u3000本报讯", "本报讯"),
        ("黄\u00ad河\u200b", "黄河"),
        ("甘\x00肃\x1b", "甘肃"),
    ],
)
def test_fold_makes_forms_of_one_word_equal(printed: str, typed: str) -> None:
    assert fold(printed) == fold(typed)


def test_fold_keeps_a_space_between_latin_words_and_a_line_break() -> None:
    assert fold("Hello   World\n 兰 州 A") == "hello world\n兰州a"


def test_fold_drops_a_lone_surrogate() -> None:
    assert fold("兰\ud800州") == "兰州"


def test_ngrams_overlap_and_a_line_ends_in_shorter_ones() -> None:
    assert ngrams(fold("兰州\n市"), 2) == ["兰州", "州", "市"]
    assert ngrams(fold("兰州市区\nA b.𠮷"), 3) == [
        *["兰州市", "州市区", "市区", "区"],
        *["a\u3000b", "\u3000b．", "b．𠮷", "．𠮷", "𠮷"],
    ]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_ngrams_of_nothing_are_none(text: str) -> None:
    assert ngrams(fold(text), 3) == []


def test_clusters_end_after_accents_and_selectors() -> None:
    assert clusters("cafe\u0301𠮷\ufe0fx") == [1, 2, 3, 5, 5, 7, 7, 8]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_fold_with_origins_folds_like_fold(text: str) -> None:
    folded, origins = fold_with_origins(text)

    assert folded == fold(text)
    assert list(origins) == sorted(origins)
    assert len(origins) == len(folded)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_ngrams_hold_no_character_with_a_meaning_in_a_query_language(text: str) -> None:
    tokens = ngrams(fold(text), 3)

    assert [token for token in tokens if not 1 <= len(token) <= 3] == []
    assert set("".join(tokens)) & set(" \n'\"\\*:&|!()<>^{}") == set()
