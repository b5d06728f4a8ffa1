"""Several short texts under one headline are one article."""

from articles.parser import parse_page

PAGE = """\
青龙乡修渠四十公里
本报石桥讯（记者何秋）今年
以来，青龙乡新修农田渠系四十公
里，群众浇地用水更有保障。
桃源村果树疏花正当时
本报石桥讯（记者白露）眼下
正值花期，桃源村果农抓紧给苹果
树疏花，果园里一片忙碌。
老城广场秦腔唱起来
本报石桥讯（记者苏小满）日
前，老城广场举办票友大赛，十二
个乡镇的票友轮番登台。
石桥县春来三题：修渠、疏花与秦腔里的乡村图景徐徐展开
2024年3月23日
"""


def test_texts_with_heads_in_the_column_under_a_spare_headline_are_one_article() -> None:
    (draft,) = parse_page(PAGE).articles

    assert draft.headline == "石桥县春来三题：修渠、疏花与秦腔里的乡村图景徐徐展开"
    assert [block.text for block in draft.body if block.kind == "subhead"] == [
        "青龙乡修渠四十公里",
        "桃源村果树疏花正当时",
        "老城广场秦腔唱起来",
    ]
