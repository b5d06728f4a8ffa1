"""PDFs to printed lines, through the child process: what stands on a page, and what no file may do."""

import io
import sys

import pytest
from PIL import Image

from articles.parser import read_pdf as door
from articles.parser.printed import PageSource
from articles.parser.read_pdf import UnreadablePdf, UnreadableReason, read_pdf, render
from tests.pdfs.plain import Sheet, assembled, pdf

SCAN = Sheet().picture(0, 0, 600, 800)
LOCKED = "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -3904/O<{}>/U<{}>>>/ID[<00><00>]".format("ab" * 32, "cd" * 32)
STRETCHED = Sheet()
for at, character in enumerate("主题活动在盘龙镇启动春耕"):
    STRETCHED.text(50 + 11.6 * at, 100, 9, character)
JUSTIFIED = Sheet().column(50, 100, 9, ["正文的一行填满了这一整栏的宽度正好到栏边", "（"])
JUSTIFIED.text(185, 113.05, 9, "上申报入口")


def read_one(sheet: Sheet) -> PageSource:
    (page,) = read_pdf(pdf(sheet))
    return page


def test_line_has_text_place_and_size() -> None:
    page = read_one(Sheet().text(50, 100, 24, "本报标题").text(50, 140, 9, "正文第一行在这里。"))

    title, text = page.lines
    assert (title.text, title.size, title.title) == ("本报标题", 24, True)
    assert (title.box.left, title.box.right, round(title.box.bottom)) == (50, 146, 103)
    assert (text.text, text.size, text.title) == ("正文第一行在这里。", 9, False)
    assert page.raw.split("\n") == ["本报标题", "正文第一行在这里。"]


@pytest.mark.parametrize(
    ("sheet", "lines"),
    [
        (Sheet().text(50, 100, 24, "阴影标题").text(51, 101, 24, "阴影标题"), ["阴影标题"]),
        (Sheet().text(50, 100, 9, "今年").text(68, 101.5, 9, "5").text(72.5, 100, 9, "月的全国"), ["今年5月的全国"]),
        (Sheet().text(50, 100, 9, "左栏一行在此").text(118, 100, 9, "右栏一行在此"), ["左栏一行在此", "右栏一行在此"]),
        (Sheet().text(50, 100, 9, "甲\ue123乙"), ["甲〓乙"]),
        (Sheet().text(50, 100, 9, "⻓⽂ﬁ︵一︶"), ["长文fi（一）"]),
        (Sheet().picture(0, 0, 600, 800).text(50, 100, 9, "扫描页的文字层", mode=3), ["扫描页的文字层"]),
        (Sheet().text(50, 100, 9, "埋在图下").picture(40, 80, 200, 100).text(50, 300, 9, "露在外面"), ["露在外面"]),
        (Sheet().text(50, 100, 9, "纸上的字").text(900, 100, 9, "纸外的字"), ["纸上的字"]),
        (
            Sheet().text(50, 100, 9, "内修复。").text(77, 100, 9, "（蓝天涵）").text(180, 100, 9, "右栏"),
            ["内修复。（蓝天涵）", "右栏"],
        ),
        (STRETCHED, ["主题活动在盘龙镇启动春耕"]),
        (JUSTIFIED, ["正文的一行填满了这一整栏的宽度正好到栏边", "（ 上申报入口"]),
        (Sheet(600, 800, 90).text(50, 300, 9, "转过来的页面", matrix="0 1 -1 0"), ["转过来的页面"]),
    ],
    ids=[
        "shadow",
        "low digit",
        "columns",
        "private character",
        "forms",
        "text layer",
        "buried",
        "off the page",
        "squeezed marks",
        "stretched",
        "justified",
        "turned",
    ],
)
def test_lines_are_those_that_a_reader_sees(sheet: Sheet, lines: list[str]) -> None:
    assert read_one(sheet).raw.split("\n") == lines


def test_characters_one_under_another_are_a_vertical_line() -> None:
    sheet = Sheet().column(200, 100, 9, ["正文的第一行文字在此"] * 6)
    for at, character in enumerate("竖排的标题"):
        sheet.text(50, 100 + 22 * at, 20, character)

    upright = [line for line in read_one(sheet).lines if not line.upright]

    assert [(line.text, line.title) for line in upright] == [("竖排的标题", True)]


def test_rules_panels_and_pictures_are_told() -> None:
    page = read_one(
        Sheet().text(50, 100, 9, "文字").rule(50, 200, 300, 200).panel(50, 300, 200, 100).picture(50, 500, 90, 60)
    )

    assert [(round(rule.left), round(rule.top), round(rule.right)) for rule in page.rules] == [(49, 199, 301)]
    assert [(round(panel.width), round(panel.height)) for panel in page.panels] == [(202, 102)]
    assert [(round(picture.box.left), round(picture.box.top)) for picture in page.pictures] == [(50, 500)]


def test_double_page_is_two_pages() -> None:
    pages = read_pdf(pdf(Sheet(1200, 800).text(50, 100, 9, "左边一页").text(700, 100, 9, "右边一页")))

    assert [(page.number, page.left, page.width, page.raw) for page in pages] == [
        (1, 0, 600, "左边一页"),
        (1, 600, 600, "右边一页"),
    ]


def test_double_page_with_a_headline_across_is_one_page() -> None:
    pages = read_pdf(pdf(Sheet(1200, 800).text(300, 60, 40, "跨过两个版面的一行大标题").text(50, 100, 9, "左边")))

    assert [(page.width, page.left) for page in pages] == [(1200, 0)]


def test_pages_of_a_file_come_in_order_and_one_without_text_has_no_lines() -> None:
    pages = read_pdf(pdf(Sheet().text(50, 100, 9, "第一页"), SCAN, Sheet().text(50, 100, 9, "第三页")))

    assert [(page.number, page.raw) for page in pages] == [(1, "第一页"), (2, ""), (3, "第三页")]


def form_bomb() -> bytes:
    """Forms that draw forms, each thirty times, twelve deep."""
    items = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/A Do\nendstream",
    ]
    for depth in range(12):
        form = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</A %d 0 R>>>>/Length 180>>stream\n%s\nendstream"
        items.append(form % (6 + depth, b"/A Do " * 30))
    items.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 13>>stream\n0 0 m 9 9 l S\nendstream")
    return assembled(items)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4 and nothing more", UnreadableReason.BROKEN),
        (pdf(Sheet().text(50, 100, 9, "锁住"), trailer=LOCKED), UnreadableReason.ENCRYPTED),
        (pdf(*[Sheet()] * 10_000), UnreadableReason.TOO_MANY_PAGES),
        (pdf(SCAN), UnreadableReason.NO_TEXT),
        (pdf(Sheet()), UnreadableReason.NO_TEXT),
        (form_bomb(), UnreadableReason.CRASHED),
    ],
    ids=["broken", "locked", "ten thousand pages", "scan", "empty", "bomb"],
)
def test_file_that_cannot_be_read_tells_why(content: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(UnreadablePdf) as refused:
        read_pdf(content)

    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("while True: pass", UnreadableReason.TOO_SLOW),
        ("import os; os.abort()", UnreadableReason.CRASHED),
        ("print('', end='')", UnreadableReason.CRASHED),
    ],
    ids=["endless", "crash", "silent"],
)
def test_child_that_fails_ends_as_the_files_error(
    program: str, reason: UnreadableReason, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "CHILD", (sys.executable, "-c", program))
    monkeypatch.setattr(door, "SECONDS", 1)

    with pytest.raises(UnreadablePdf) as refused:
        read_pdf(pdf(Sheet().text(50, 100, 9, "文字")))

    assert refused.value.reason is reason


def test_page_is_rendered_large_and_small_with_its_pictures_cut_out() -> None:
    content = pdf(Sheet().text(50, 100, 9, "文字").picture(100, 200, 300, 150))
    (page,) = read_pdf(content)

    rendered = render(content, page)

    assert [size_of(jpeg) for jpeg in (rendered.picture, rendered.small, *rendered.cuttings)] == [
        (2000, 2667),
        (480, 640),
        (1000, 500),
    ]


def test_half_of_a_double_page_is_rendered_alone() -> None:
    content = pdf(Sheet(1200, 800).text(50, 100, 9, "左边一页").text(700, 100, 9, "右边一页"))
    _, right = read_pdf(content)

    assert size_of(render(content, right, width=1000).picture) == (500, 667)


def size_of(jpeg: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(jpeg)) as image:
        return image.size
