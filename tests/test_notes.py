"""Notes in words."""

from articles.notes import MESSAGES, describe


def test_describe_gives_words_for_a_known_code() -> None:
    assert describe({"code": "headline-missing", "line": None, "detail": ""}) == str(MESSAGES["headline-missing"])


def test_describe_adds_the_detail() -> None:
    assert "李四" in describe({"code": "names-unsure", "line": 3, "detail": "李四"})


def test_describe_lets_an_unknown_code_stand_for_itself() -> None:
    assert describe({"code": "moon-rising"}) == "moon-rising"
