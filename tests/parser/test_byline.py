"""Names and roles in a byline."""

import pytest

from articles.parser import parse_page
from articles.parser.byline import read_contributors

STORY = "本报桑园讯{credit}为庆祝丰收节，县里\n办了一场农民运动会。\n农民运动会开幕"


@pytest.mark.parametrize(
    ("credit", "named"),
    [
        ("（通讯员林建文）", [("通讯员", "林建文")]),
        ("（通讯员 林 文）", [("通讯员", "林文")]),
        ("（记者林建东 文/图）", [("记者", "林建东")]),
    ],
)
def test_byline_tells_a_name_that_ends_like_a_trailer(credit: str, named: list[tuple[str, str]]) -> None:
    (draft,) = parse_page(STORY.format(credit=credit)).articles
    assert [(person.role, person.name) for person in draft.contributors] == named


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("记者司马荷刚徐 娟", ["司马荷刚", "徐娟"]),
        ("记者韦发梅贝 秀 申润桂", ["韦发梅", "贝秀", "申润桂"]),
        ("通讯员薛乐娜宋 诚", ["薛乐娜", "宋诚"]),
        ("通讯员罗嘉 文/ 图", ["罗嘉"]),
        ("记者王 芳 李 明", ["王芳", "李明"]),
    ],
)
def test_names_are_parted_where_a_line_s_end_swallowed_the_space(credit: str, names: list[str]) -> None:
    assert [person.name for person in read_contributors(credit)] == names


def test_mark_before_a_name_is_no_column_s_label() -> None:
    (draft,) = parse_page("农民运动会开幕\n□ 林建文\n为庆祝丰收节，县里办了一场农民\n运动会，来了八百人。").articles
    assert ([person.name for person in draft.contributors], draft.section) == (["林建文"], "")
