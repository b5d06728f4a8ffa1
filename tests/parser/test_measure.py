"""The measure of columns, from the page itself."""

from articles.parser.measure import measures, mend
from articles.parser.rows import Row, row_of

LINE = "河湾县在柳林镇召开春季植树造林现"


def rows_of(*texts: str) -> list[Row]:
    """Rows of these lines."""
    return [row_of(number, text, text) for number, text in enumerate(texts, 1)]


def test_measures_follow_the_column() -> None:
    found = measures(rows_of(*[LINE] * 20, *[LINE[:12]] * 20))

    assert found[2].before == found[2].after == 16.0
    assert found[-2].before == found[-2].after == 12.0


def test_mend_joins_a_line_torn_before_a_number() -> None:
    rows = rows_of(*[LINE] * 6, "全县新修农田渠系", "40 公里，改善灌溉", *[LINE] * 6)

    mended, _ = mend(rows, measures(rows))

    assert [row.text for row in mended if row.lines == (7, 8)] == ["全县新修农田渠系40公里，改善灌溉"]


def test_mend_leaves_a_date_of_the_folio_alone() -> None:
    rows = rows_of(*[LINE] * 6, "河湾县人大", "2024 年 3 月 23 日")

    mended, _ = mend(rows, measures(rows))

    assert [row.lines for row in mended[-2:]] == [(7,), (8,)]
