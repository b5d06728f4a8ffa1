"""Datelines of the paper's own and of agencies."""

import pytest

from articles.parser.dateline import opens_with_dateline, read_dateline


@pytest.mark.parametrize(
    ("text", "place", "credit", "rest"),
    [
        ("本报河湾讯（通讯员林青松 白 露）近日，", "河湾", "通讯员林青松 白 露", "近日，"),
        ("本报讯（记者苏小满）近日，", "", "记者苏小满", "近日，"),
        ("本报柳林坪 近日", None, None, None),
        ("新华社石桥3月20日电 （记者沈一舟）记者从", "石桥", "记者沈一舟", "记者从"),
        ("据新华社白杨、河湾3月21日电 近日", "白杨、河湾", "", "近日"),
        ("白杨日报河湾3月21日电（记者何秋）近日", "河湾", "记者何秋", "近日"),
        ("本报记者从县水务局了解到，电力", None, None, None),
    ],
)
def test_read_dateline_parts_place_people_and_text(
    text: str, place: str | None, credit: str | None, rest: str | None
) -> None:
    found = read_dateline(text)

    assert (found.place, found.credit, found.rest) if found else (place, credit, rest) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("本报河湾讯（通讯员林青松 白", True),
        ("新华社石桥3月20日电", True),
        ("本报记者 林青松", False),
        ("电力部门抢修线路", False),
    ],
)
def test_opens_with_dateline_tells_a_first_line(line: str, opens: bool) -> None:
    assert opens_with_dateline(line) is opens
