"""The rows of a title read as kicker, headline and subtitle."""

import pytest

from articles.parser.rows import row_of
from articles.parser.titles import Setting, readings


@pytest.mark.parametrize(
    ("rows", "kicker", "headline", "subtitle"),
    [
        (["河湾县部署造林任务"], "", "河湾县部署造林任务", ""),
        (["三月春来早——", "河湾县掀起造林热潮", "——柳林镇见闻"], "三月春来早——", "河湾县掀起造林热潮", "——柳林镇见闻"),
        (["林镇长在现场会上强调", "抢抓墒情 栽一棵活一棵"], "林镇长在现场会上强调", "抢抓墒情 栽一棵活一棵", ""),
        (["河湾县政协", "票友同台", "唱响秦腔"], "河湾县政协", "票友同台唱响秦腔", ""),
        (["票友同台唱响秦腔", "河湾县政协"], "河湾县政协", "票友同台唱响秦腔", ""),
        (["县委召开春耕会议", "审议春耕方案等"], "", "县委召开春耕会议", "审议春耕方案等"),
    ],
)
def test_readings_begin_with_the_likeliest(rows: list[str], kicker: str, headline: str, subtitle: str) -> None:
    best = readings([row_of(number, text, text) for number, text in enumerate(rows, 1)], Setting((), (), 16.0))[0]

    assert (best.kicker, best.headline, best.subtitle) == (kicker, headline, subtitle)


def test_readings_join_a_word_across_rows_that_were_drawn_upside_down() -> None:
    rows = [row_of(1, "", "登台唱响秦腔好声音"), row_of(2, "", "白杨县票友轮番")]

    best = readings(rows, Setting({"番登"}, (), 16.0))[0]

    assert best.headline == "白杨县票友轮番登台唱响秦腔好声音"


def test_readings_of_an_endless_group_are_one_headline() -> None:
    rows = [row_of(number, "", "第几行") for number in range(40)]

    assert [reading.headline for reading in readings(rows, Setting((), (), 16.0))] == ["第几行" * 40]
