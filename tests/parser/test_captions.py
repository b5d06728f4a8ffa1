"""Captions in a measure of their own."""

from articles.parser import parse_page
from articles.parser.types import BlockKind

PAGE = """\
本报河湾讯（通讯员林青松）三月，
河湾县在柳林镇召开春季植树造林现
场会，各乡镇负责人参加会议。
河湾县部署春季造林任务
3月15日，青龙乡的果农在给
苹果树疏花。眼下正值花期，
果园里一片忙碌。
何 秋摄（资料图片）
"""


def test_lines_over_a_photo_credit_are_its_caption() -> None:
    report, caption = parse_page(PAGE).articles

    assert report.headline == "河湾县部署春季造林任务"
    assert [(block.kind, block.text) for block in caption.body] == [
        (BlockKind.PARAGRAPH, "3月15日，青龙乡的果农在给苹果树疏花。眼下正值花期，果园里一片忙碌。"),
        (BlockKind.CAPTION, "何 秋摄（资料图片）"),
    ]
