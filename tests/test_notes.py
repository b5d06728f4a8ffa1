"""Notes in words."""

from articles.notes import describe, name_of

MISSING = {"code": "headline-missing", "line": None, "detail": ""}


def test_a_known_code_has_words_and_a_short_name() -> None:
    assert (describe(MISSING), name_of(MISSING)) == ("原文中没有找到标题：请对照版面补上。", "缺标题")


def test_describe_adds_the_detail() -> None:
    assert "李四" in describe({"code": "names-unsure", "line": 3, "detail": "李四"})


def test_an_unknown_code_stands_for_itself() -> None:
    assert (describe({"code": "moon-rising"}), name_of({"code": "moon-rising"})) == ("moon-rising", "moon-rising")
