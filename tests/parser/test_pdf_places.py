"""What a line's place on a page of a PDF tells: large initials, nameplates, columns beside a headline."""

from pathlib import Path

from articles.parser import parse_page
from articles.parser.read_pdf import read_pdf
from articles.parser.types import BlockKind
from tests.pdfs.plain import Sheet, pdf

DEMO = Path(__file__).parents[2] / "articles" / "demo" / "pages"
BODY = ["\u3000\u3000本报讯昨天上午全县春耕", "动员大会在县城召开各乡", "镇负责同志参加会议。"]


def test_large_initial_stands_before_the_line_that_it_begins() -> None:
    sheet = Sheet().text(60, 60, 24, "全县春耕动员大会召开").text(50, 104, 24, "昨")
    sheet.column(76, 90, 9, ["天上午全县春耕动", "员大会在县城召开"])
    sheet.column(50, 90 + 2 * 9 * 1.45, 9, ["各乡镇负责同志参加。", *BODY * 3]).column(170, 90, 9, BODY * 4)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.headline, draft.body[0].text) == (
        "全县春耕动员大会召开",
        "昨天上午全县春耕动员大会在县城召开各乡镇负责同志参加。",
    )


def test_spaced_nameplate_beside_the_folio_is_no_headline() -> None:
    sheet = Sheet().text(50, 50, 9, "2024年7月23日").text(220, 50, 34, "县 域 报").text(480, 50, 9, "第03版")
    sheet.text(60, 90, 20, "全县春耕动员大会召开").column(50, 120, 9, BODY * 4).column(170, 120, 9, BODY * 4)

    page = parse_page(read_pdf(pdf(sheet))[0])

    assert [draft.headline for draft in page.articles] == ["全县春耕动员大会召开"]
    assert (page.folio.publication, page.folio.page) == ("县域报", 3)


def test_subtitle_in_running_text_s_type_is_no_first_line_of_the_column_under_it() -> None:
    sheet = Sheet().text(70, 60, 24, "全县春耕动员大会").text(139, 79, 9, "各乡镇齐动手")
    for left in (66, 139, 212):
        sheet.column(left, 98, 9, [line.strip("\u3000")[:6] for line in BODY * 3])

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.headline, draft.subtitle) == ("全县春耕动员大会", "各乡镇齐动手")


def test_sample_page_keeps_its_subtitle() -> None:
    (source,) = read_pdf(DEMO / "2026-07-21" / "01.pdf")

    assert [draft.subtitle for draft in parse_page(source).articles] == ["二十三条支渠轮流放水", "", "", ""]


def test_editors_line_right_under_a_column_is_not_its_last_line() -> None:
    sheet = Sheet().text(60, 60, 24, "全县春耕动员大会召开").column(50, 90, 9, [*BODY[:2], "本版责编：李某某"])
    sheet.column(170, 90, 9, ["镇负责同志参加会议。", *BODY[:1]])

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert draft.body[0].text.endswith("大会在县城召开各乡镇负责同志参加会议。")


def test_characters_of_a_vertical_headline_are_no_initials_of_the_label_beside_it() -> None:
    sheet = Sheet()
    for at, character in enumerate("全县春耕动员大会"):
        sheet.text(50, 80 + 24 * at, 22, character)
    for at, character in enumerate("■基层直击"):
        sheet.text(76, 70 + 12 * at, 11, character)
    for left in (100, 220):
        sheet.column(left, 70, 9, BODY * 4)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.headline, draft.section) == ("全县春耕动员大会", "基层直击")


def test_caption_goes_on_where_its_first_line_is_full() -> None:
    sheet = Sheet().text(60, 60, 24, "全县春耕动员大会召开").column(50, 90, 9, BODY * 4).picture(170, 82, 108, 60)
    sheet.column(170, 152, 8, ["图为全县学生在操场上活动。卢", "永宇 摄"]).column(170, 178, 9, BODY * 2)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    captions = [block.text for block in draft.body if block.kind is BlockKind.CAPTION]
    assert captions == ["图为全县学生在操场上活动。卢永宇 摄"]


def test_caption_in_running_text_s_type_ends_with_its_credit() -> None:
    sheet = Sheet().text(60, 60, 24, "全县春耕动员大会召开").column(50, 90, 9, BODY * 4).picture(170, 82, 108, 60)
    sheet.column(170, 152, 9, ["图为学生活动。卢永宇摄", *BODY * 2])

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    captions = [block.text for block in draft.body if block.kind is BlockKind.CAPTION]
    assert (captions, len(draft.body)) == (["图为学生活动。卢永宇摄"], 7)


def test_caption_right_over_the_next_headline_is_not_its_kicker() -> None:
    sheet = Sheet().text(60, 60, 24, "全县春耕动员大会召开").column(50, 90, 9, BODY * 2).picture(50, 170, 108, 60)
    sheet.text(50, 240, 9, "图为学生活动。卢永宇 摄").text(50, 268, 24, "县城小学开学").column(50, 290, 9, BODY * 2)

    drafts = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert [(draft.kicker, draft.headline) for draft in drafts] == [("", "全县春耕动员大会召开"), ("", "县城小学开学")]


def test_author_line_goes_on_below_in_the_middle() -> None:
    sheet = Sheet().text(60, 60, 24, "全县春耕动员大会召开").text(53, 90, 9, "本报记者李小明 通讯员仲")
    sheet.text(100, 103, 9, "嘉").column(50, 116, 9, BODY * 4)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert [person.name for person in draft.contributors] == ["李小明", "仲嘉"]


def test_subtitle_at_the_headline_s_left_belongs_to_it() -> None:
    sheet = Sheet().text(50, 60, 24, "全县春耕动员大会召开").text(50, 84, 10.5, "——各乡镇齐动手")
    sheet.column(50, 106, 9, BODY * 4).column(170, 106, 9, BODY * 4)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.headline, draft.subtitle) == ("全县春耕动员大会召开", "——各乡镇齐动手")


def test_headline_that_is_drawn_with_its_subtitle_between_is_one() -> None:
    sheet = Sheet().text(50, 60, 24, "全县新增蔬菜大棚").text(120, 84, 12, "——各乡镇齐动手").text(249, 60, 24, "215 个")
    sheet.column(50, 106, 9, BODY * 4).column(170, 106, 9, BODY * 4)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.headline, draft.subtitle) == ("全县新增蔬菜大棚215个", "——各乡镇齐动手")


def test_headlines_side_by_side_in_two_sizes_are_two() -> None:
    sheet = Sheet().text(50, 60, 24, "全县春耕动员").text(202, 60, 22.5, "县城小学开学")
    sheet.column(50, 90, 9, BODY * 4).column(204, 90, 9, BODY * 4).rule(198, 40, 198, 300)

    drafts = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert [draft.headline for draft in drafts] == ["全县春耕动员", "县城小学开学"]


def test_subtitle_a_little_larger_than_the_text_right_under_it_is_no_line_of_the_text() -> None:
    sheet = Sheet().text(50, 60, 20, "春耕动员").text(50, 75, 9.8, "——各乡镇齐动手").column(50, 90, 9, BODY * 4)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.headline, draft.subtitle, len(draft.body)) == ("春耕动员", "——各乡镇齐动手", 4)


def test_kicker_between_a_label_and_a_headline_makes_them_one_title() -> None:
    sheet = Sheet().text(90, 50, 11, "■反馈").text(50, 64, 10, "某某实业有限公司——").text(66, 84, 16, "被拖欠工程")
    sheet.column(50, 104, 9, BODY * 4)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.section, draft.kicker, draft.headline) == ("反馈", "某某实业有限公司——", "被拖欠工程")


def test_vertical_headline_may_have_a_column_to_itself() -> None:
    sheet = Sheet().column(40, 300, 9, BODY * 4).column(170, 300, 9, BODY * 4).text(60, 280, 20, "县城小学开学")
    for at, character in enumerate("全县春耕动员"):
        sheet.text(80, 70 + 26 * at, 24, character)
    sheet.column(160, 60, 9, BODY * 4).column(280, 60, 9, BODY * 4)

    drafts = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert sorted((draft.headline, len(draft.body)) for draft in drafts) == [("全县春耕动员", 8), ("县城小学开学", 8)]


def test_picture_at_an_article_s_foot_is_not_the_next_one_s() -> None:
    sheet = Sheet().text(50, 60, 20, "全县春耕动员").column(50, 84, 9, BODY * 2).picture(50, 220, 108, 60)
    sheet.text(50, 290, 8, "图为学生活动。卢永宇摄").text(50, 330, 20, "县城小学开学").column(50, 354, 9, BODY * 4)

    first, second = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (first.pictures[0].caption, second.pictures) == ("图为学生活动。", ())


def test_names_inside_a_bracket_that_runs_over_lines_are_no_author_line() -> None:
    lines = ["\u3000\u3000本报桑园城区讯（特约", "记者李小明 通讯员王红", "芳）全县昨天上午开会。", *BODY * 3]
    sheet = Sheet().text(60, 60, 24, "全县春耕动员大会召开").column(50, 90, 9, lines)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (len(draft.body), [person.name for person in draft.contributors]) == (4, ["李小明", "王红芳"])


def test_paragraph_s_first_line_may_be_stretched() -> None:
    sheet = Sheet().text(60, 60, 24, "全县春耕动员大会召开").column(50, 90, 9, [*BODY, *BODY])
    for at, character in enumerate("线上申报入"):
        sheet.text(79 + 19.75 * at, 90 + 6 * 9 * 1.45, 9, character)
    sheet.column(50, 90 + 7 * 9 * 1.45, 9, ["口已经对全县的农户开放。", *BODY])

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert [block.text for block in draft.body][2] == "线上申报入口已经对全县的农户开放。"


def test_column_beside_a_headline_that_does_not_span_it_is_the_article_s() -> None:
    sheet = Sheet().text(50, 60, 24, "全县春耕动员大会").column(50, 90, 9, BODY * 4).column(186, 90, 9, BODY * 4)
    sheet.column(322, 47, 9, BODY * 5).rule(40, 300, 460, 300)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.headline, len(draft.body)) == ("全县春耕动员大会", 13)
    assert draft.confidence["place"] > 0.5
