"""A page explained line by line."""

from articles.parser.pipeline import run
from articles.parser.report import explained

PAGE = """\
石桥镇召开防汛现场会
石桥镇召开防汛现场会
本报石桥讯（通讯员甄真）七月三日，石桥
镇召开防汛现场会，察看抢险物资储备。
第03版
"""


def test_explanation_has_a_line_for_each_raw_line() -> None:
    told = [line.split() for line in explained(run(PAGE))]

    assert [(number, role, article) for number, role, article, *_ in told] == [
        ("1", "HEAD", "#1"),
        ("2", "HEAD", "#1"),
        ("3", "FIRST", "#1"),
        ("4", "LAST", "#1"),
        ("5", "FURNITURE", "-"),
    ]
    assert "dateline_opens+" in " ".join(told[2])
