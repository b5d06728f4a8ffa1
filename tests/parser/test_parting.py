"""Stories of which two titles speak."""

from articles.parser import parse_page

MEASURE = 16
REPORT = (
    "本报石桥讯（通讯员甄真）七月三日，石桥镇在河湾村召开防汛备汛现场会，各村负责人参加会议，察看了抢险物资储备。",
    "会议要求，各村要落实防汛值守，转移险段住户，备足物资，确保安全度汛。",
)
PORTRAIT = (
    "初夏，木雕师傅老韩又磨起刻刀，这把刀用了四十年。他的作坊藏在旧街深处，门口堆着一人高的核桃木。",
    "老韩说，木雕讲究一刀到底，犹豫不得。如今三个徒弟都能独自刻出花窗，他才放下心来。",
)
BRIEF = ("本报柳湾讯（通讯员白杨）近日，柳湾乡流动图书车开进六个村，给农家书屋送去图书三千册，并教村民用手机听书。",)


def column(text: str) -> str:
    """A paragraph as it stands in its column."""
    first, rest = text[: MEASURE - 2], text[MEASURE - 2 :]
    return "\n".join((first, *(rest[at : at + MEASURE] for at in range(0, len(rest), MEASURE))))


def page_under(last_title: str) -> str:
    """Two stories without anything between them: one under its title, the other over a title; then a third."""
    rows = ("石桥镇召开防汛备汛现场会", *map(column, REPORT + PORTRAIT), last_title, *map(column, BRIEF))
    return "\n".join((*rows, "柳湾乡流动图书车进村送书"))


def test_text_of_two_titles_is_two_articles() -> None:
    page = parse_page(page_under("木雕师傅老韩：一把刻刀四十年"))

    assert [(draft.headline, len(draft.body)) for draft in page.articles] == [
        ("石桥镇召开防汛备汛现场会", 2),
        ("木雕师傅老韩：一把刻刀四十年", 2),
        ("柳湾乡流动图书车进村送书", 1),
    ]


def test_text_whose_second_title_speaks_of_nothing_in_it_stays_one() -> None:
    page = parse_page(page_under("邻县果园丰收在望苹果飘香迎客来"))

    assert [(draft.headline, len(draft.body)) for draft in page.articles] == [
        ("石桥镇召开防汛备汛现场会", 4),
        ("柳湾乡流动图书车进村送书", 1),
    ]
