"""Raw lines to rows: what is printed, once."""

from articles.parser.rows import read_rows


def test_read_rows_numbers_raw_lines_from_one_and_skips_blank_ones() -> None:
    rows, unprinted = read_rows("\n 本报河湾讯 \n\u3000\n\x00\n近日\r\n")

    assert [(row.lines, row.text) for row in rows] == [((2,), "本报河湾讯"), ((5,), "近日")]
    assert unprinted == [4]


def test_read_rows_folds_a_shadow_under_its_headline() -> None:
    rows, _ = read_rows("票友同台\n唱响秦腔\n票友同台\n唱响秦腔\n近日，")

    assert [(row.lines, row.text, row.doubled) for row in rows] == [
        ((1, 3), "票友同台", True),
        ((2, 4), "唱响秦腔", True),
        ((5,), "近日，", False),
    ]


def test_read_rows_reads_a_line_that_holds_its_shadow_once() -> None:
    rows, _ = read_rows("全县粮油单产再创新高全县粮油单产再创新高")

    assert [(row.text, row.twice) for row in rows] == [("全县粮油单产再创新高", True)]


def test_read_rows_keeps_a_refrain() -> None:
    rows, _ = read_rows("柳枝绿了河岸，\n柳枝绿了河岸，\n")

    assert [row.text for row in rows] == ["柳枝绿了河岸，", "柳枝绿了河岸，"]


def test_read_rows_takes_several_double_prints_on_one_line_for_ordinary_shadows() -> None:
    rows, _ = read_rows("票友同台票友同台\n唱响秦腔唱响秦腔\n近日，")

    assert [(row.text, row.doubled, row.twice) for row in rows[:2]] == [
        ("票友同台", True, False),
        ("唱响秦腔", True, False),
    ]
