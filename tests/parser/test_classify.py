"""The roles of rows, settled over the whole page."""

from articles.parser.pipeline import run

PAGE = """\
2024年3月23日
河湾日报
第03版
【田园走笔】
河湾县部署春季造林任务
本报记者 林青松
三月，河湾县在柳林镇召开春
季植树造林现场会，安排部署全年
国土绿化任务，各乡镇负责人参加。
‖抢抓墒情早动手
会议要求，各乡镇要倒排工期
，做到栽一棵活一棵。
何 秋摄（资料图片）
（下转第四版）
本版责编：白 露
"""


def test_classify_gives_each_row_its_role() -> None:
    roles = [role.name for role in run(PAGE).roles]

    assert roles == [
        "FURNITURE",
        "FURNITURE",
        "FURNITURE",
        "LABEL",
        "HEAD",
        "BYLINE",
        "FIRST",
        "MIDDLE",
        "LAST",
        "HEAD",
        "FIRST",
        "LAST",
        "CREDIT",
        "JUMP",
        "FURNITURE",
    ]


def test_classify_of_nothing_is_nothing() -> None:
    assert run("").roles == []
