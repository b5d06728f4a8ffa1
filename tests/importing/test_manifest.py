"""Manifests: tables that say which page a file is, for names that say nothing."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from articles.importing import tables
from articles.importing.errors import FileError
from articles.importing.identity import Identity
from articles.importing.manifest import MAX_BYTES, rows
from articles.importing.run import import_paths
from articles.importing.sources import Source, find, identity_of, read
from articles.models import Page
from articles.parser.types import Folio
from tests.importing.plain import parse_plain

TEXT, OTHER = "#水库开闸\n春灌第一天。", "#小学开学\n孩子们回到了教室。"
DAY = dt.date(2024, 7, 23)
LINES = [
    ["path", "date", "page", "page name", "publication"],
    ["scans/a.txt", "2024-07-23", "3", "要闻", "青川日报"],
    ["scans/b.txt", "2024年7月23日", "第四版", "", "霁川日报"],
]


@pytest.fixture
def pages(write):
    write("scans/a.txt", TEXT)
    write("scans/b.txt", OTHER)


def csv_of(lines, delimiter=","):
    return "\r\n".join(delimiter.join(line) for line in lines)


def xlsx_of(lines, **cells):
    workbook, written = Workbook(), io.BytesIO()
    for line in lines:
        workbook.active.append(line)
    for cell, value in cells.items():
        workbook.active[cell] = value
    workbook.save(written)
    return written.getvalue()


def with_part(workbook, name, content):
    """The workbook with a part of other content."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return written.getvalue()


def errors(path):
    return [source.error for source in find([path])]


def run(*paths, **options):
    return import_paths(paths, **{"parse": parse_plain} | options)


def test_manifest_says_which_page_each_file_is(write, pages, tmp_path):
    first, second = find([write("list.csv", csv_of(LINES))])
    a, b = tmp_path / "scans/a.txt", tmp_path / "scans/b.txt"
    assert first == Source(str(a), a, said=Identity(DAY, 3, "要闻", row=2), publication="青川日报")
    assert second == Source(str(b), b, said=Identity(DAY, 4, "", row=3), publication="霁川日报")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32", "big5"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_manifest_is_read_in_each_encoding_and_with_each_delimiter(write, pages, encoding, delimiter):
    heading = ["路徑" if encoding == "big5" else "路径", "日期", "版次", "版名"]
    lines = [heading, ["scans/a.txt", "2024-07-23", "3", "文化"], ["scans/b.txt", "2024-07-23", "4", "廣告"]]
    (first, second) = find([write("list.csv", csv_of(lines, delimiter).encode(encoding))])
    assert (first.said, second.said) == (Identity(DAY, 3, "文化", 2), Identity(DAY, 4, "廣告", 3))


@pytest.mark.parametrize(
    "headings",
    [
        ["Path", "DATE", "Page", "Page_Name", "Newspaper"],
        ["file", "date", "page number", "page name", "publication"],
        ["路径", "日期", "版次", "版名", "报纸"],
        ["文件名", "出版日期", "版号", "版面名称", "报纸名称"],
    ],
)
def test_columns_have_english_and_chinese_headings(write, pages, headings):
    (first, _second) = find([write("list.csv", csv_of([headings, *LINES[1:]]))])
    assert (first.said, first.publication) == (Identity(DAY, 3, "要闻", 2), "青川日报")


def test_workbook_has_days_and_numbers(write, pages):
    lines = [["路径", "日期", "版次"], ["scans/a.txt", dt.datetime(2024, 7, 23), 3], [], ["scans/b.txt", 20240723, 4.0]]  # noqa: DTZ001  # as Excel keeps it
    first, second = find([write("list.XLSX", xlsx_of(lines))])
    assert (first.said, second.said) == (Identity(DAY, 3, "", 2), Identity(DAY, 4, "", 4))


def test_path_says_what_a_row_leaves_open(write, tmp_path):
    write("2024-07-23/第03版：要闻.txt", TEXT)
    write("2024-13-40/5.txt", TEXT)
    lines = [
        ["path", "page", "date"],
        ["2024-07-23/第03版：要闻.txt", "4", ""],
        ["2024-13-40\\5.txt", "6", "2024-07-23"],
    ]
    first, second = find([write("list.csv", csv_of(lines))])
    assert (identity_of(first), identity_of(second)) == (Identity(DAY, 4, "要闻", 2), Identity(DAY, 6, "", 3))


def test_row_names_a_page_in_an_archive(write, tmp_path, in_english):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("box/0001.txt", TEXT)
    scans = write("list/scans.zip", packed.getvalue())
    write("list/bad.zip", b"PK")
    write("b.txt", OTHER)
    names = [
        "scans.zip/box/0001.txt",
        "scans.zip/0002.txt",
        "scans.zip/../../b.txt",
        "scans.zip/./box/0001.txt",
        "bad.zip/1.txt",
    ]
    found = find([write("list/pages.csv", csv_of([["path", "page"], *([name, "7"] for name in names)]))])
    assert found[0] == Source(f"{scans}/box/0001.txt", scans, "box/0001.txt", Identity(page=7, row=2))
    assert read(found[0]).raw.decode() == TEXT
    assert [
        source.error.removeprefix(f"Row {row} of pages.csv: ") for row, source in enumerate(found[1:], start=3)
    ] == [
        "There is no such file. Check the path.",
        "There is no such file. Check the path.",
        "Row 2 has the same file. Take one of them out.",
        "The archive is damaged, or it is no ZIP. Pack it again.",
    ]


def test_wrong_row_of_a_text_beside_a_pdf_is_told(write, in_english):
    write("a.pdf", b"%PDF")
    write("a.txt", TEXT)
    write("b.txt", OTHER)
    lines = [["path", "page"], ["a.pdf", "3"], ["a.txt", "0"], ["b.txt", "4"]]
    assert [error[:11] for error in errors(write("list.csv", csv_of(lines)))] == ["", "Row 3 of li", ""]


@pytest.mark.django_db
def test_manifest_is_imported_once_into_each_newspaper(write, pages):
    path = write("list.csv", csv_of(LINES))
    report = run(path)
    assert [(file.state, file.publication, file.date, file.page, file.page_name) for file in report.files] == [
        ("new", "青川日报", DAY, 3, "要闻"),
        ("new", "霁川日报", DAY, 4, ""),
    ]
    assert report.publication == "青川日报、霁川日报"
    assert [file.state for file in run(path, parse=None).files] == ["unchanged", "unchanged"]


@pytest.mark.django_db
def test_same_text_in_two_newspapers_is_two_pages(write, pages):
    write("scans/b.txt", TEXT)
    lines = [LINES[0], LINES[1], ["scans/b.txt", "2024-07-23", "3", "", "霁川日报"]]
    path = write("list.csv", csv_of(lines))
    assert [file.state for file in run(path).files] == ["new", "new"]
    assert [file.publication for file in run(path, parse=None).files] == ["青川日报", "霁川日报"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "folio", "error"),
    [
        (
            {"page": 4},
            Folio(),
            "By row 2 of the manifest it is page 3, but the option says page 4. Correct the row, or leave the option out.",
        ),
        (
            {"date": "2024-07-24"},
            Folio(),
            "By row 2 of the manifest it is 2024-07-23, but the option says 2024-07-24."
            " Correct the row, or leave the option out.",
        ),
        (
            {},
            Folio(DAY, 5),
            "By row 2 of the manifest it is page 3, but the page prints page 5."
            " Correct the row, or decide it with --date or --page.",
        ),
        (
            {"publication": "县域时报"},
            Folio(),
            "The manifest says 青川日报, but the option says 县域时报. Correct one, or leave it out.",
        ),
    ],
    ids=["page", "date", "folio", "publication"],
)
def test_manifest_that_is_gainsaid_is_an_error(write, pages, options, folio, error, in_english):
    path = write("list.csv", csv_of(LINES[:2]))
    for _time in range(2):
        (file,) = run(path, parse=lambda text: parse_plain(text, folio), **options).files
        assert (file.state, file.error) == ("failed", error)
    assert Page.objects.count() == 0


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (["scans/none.txt", "2024-07-23", "3"], "There is no such file. Check the path."),
        (["scans", "2024-07-23", "3"], "There is no such file. Check the path."),
        (["scans/\0.txt", "2024-07-23", "3"], "There is no such file. Check the path."),
        (["", "2024-07-23", "3"], "It has no path. Name the file."),
        (["../a.txt"], "The path leads out of the manifest's folder. Put the file beside the manifest."),
        (["/etc/passwd"], "The path leads out of the manifest's folder. Put the file beside the manifest."),
        (["scans/../../a.txt"], "The path leads out of the manifest's folder. Put the file beside the manifest."),
        (["out/a.txt"], "The path leads out of the manifest's folder. Put the file beside the manifest."),
        (["scans/a.txt", "soon"], "“soon” is no date. Write it like 2024-07-23."),
        (["scans/a.txt", "1949-13-40"], "There is no 1949-13-40 in the calendar. Correct the date."),
        (["scans/a.txt", "1949-02-29"], "There is no 1949-02-29 in the calendar. Correct the date."),
        (["scans/a.txt", "", "0"], "There is no page 0: pages are numbered from 1 to 999. Correct the number."),
        (["scans/a.txt", "", "-1"], "There is no page -1: pages are numbered from 1 to 999. Correct the number."),
        (["scans/a.txt", "", "99999"], "There is no page 99999: pages are numbered from 1 to 999. Correct the number."),
        (["scans/a.txt", "", "2.5"], "“2.5” is no page number. Write it like 3."),
        (
            ["scans/a.txt", "", "", "名" * 101],
            "The page name is longer than 100 characters or not on one line. Shorten it.",
        ),
        (
            ["scans/a.txt", "", "", "", "", "more"],
            "It has more cells than there are columns. Look for a comma too many.",
        ),
        (["scans/./b.txt"], "Row 2 has the same file. Take one of them out."),
    ],
)
def test_fault_9_wrong_row_is_its_own_error_and_the_rest_goes_on(write, pages, tmp_path, line, error, in_english):
    (tmp_path / "list").mkdir()
    (tmp_path / "scans").rename(tmp_path / "list/scans")
    (tmp_path / "list/out").symlink_to(tmp_path)
    write("a.txt", TEXT)
    lines = [LINES[0], ["scans/b.txt", "2024-07-23", "3"], line, *([LINES[1]] if "a.txt" not in line[0] else [])]
    first, second, *rest = errors(write("list/pages.csv", csv_of(lines)))
    assert (first, second, set(rest) - {""}) == ("", f"Row 3 of pages.csv: {error}", set())


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ([], "The manifest is empty. Its first row names the columns: path, date, page, page name, publication."),
        (
            [["path", "remark"], ["scans/a.txt", ""]],
            "“remark” is no column of a manifest. Name it path, date, page, page name or publication, or take it out.",
        ),
        (
            [["path", "date", "日期"], ["scans/a.txt", "2024-07-23", "2024-07-24"]],
            "The manifest has the column “date” more than once. Take one out.",
        ),
        ([["date", "page"]], "The manifest has no column of paths. Name it path in the first row."),
        (
            [*LINES, ['"scans/a.txt', "2024-07-23"], ["scans/b.txt"]],
            "The table cannot be read beyond row 3 (unexpected end of data). Close each quotation mark that is opened.",
        ),
        (
            [*LINES, ["x" * 10_000_000]],
            "The table cannot be read beyond row 3 (field larger than field limit (131072))."
            " Close each quotation mark that is opened.",
        ),
        (
            [["path"] * 27],
            "The table has more than 200000 rows or 26 columns. Take out what is far away, or split it.",
        ),
    ],
    ids=["empty", "unknown", "doubled", "no path", "unclosed", "10 MB", "wide"],
)
def test_manifest_that_cannot_be_understood_is_refused_whole(write, pages, lines, error, in_english):
    assert errors(write("list.csv", "\ufeff" + csv_of(lines))) == [error]


def test_manifest_that_is_no_text_or_too_large_is_refused(write, in_english):
    assert errors(write("list.csv", b"MZ\x90\x00")) == ["This is not a text file. Export the page as plain text."]
    with pytest.raises(FileError, match="larger than 20 MB"):
        list(rows(write("list.csv", ""), b" " * (MAX_BYTES + 1)))


NO_WORKBOOK = "This is no XLSX workbook that can be read. Save it anew, without a password, or as CSV."
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"MZ\x90\x00" + bytes(200), NO_WORKBOOK),
        (b"", NO_WORKBOOK),
        (xlsx_of(LINES)[:-40], NO_WORKBOOK),
        (with_part(xlsx_of(LINES), SHEET, "<worksheet><sheetData><row>"), NO_WORKBOOK),
        (
            with_part(xlsx_of(LINES), "xl/media/x.bin", bytes(tables.MOST_UNPACKED)),
            "The workbook is too large for a table. Keep the one sheet with the table, or save it as CSV.",
        ),
        (
            xlsx_of(LINES, XFD1048576="x"),
            "The table has more than 200000 rows or 26 columns. Take out what is far away, or split it.",
        ),
        (
            xlsx_of(LINES, AA1="x"),
            "The table has more than 200000 rows or 26 columns. Take out what is far away, or split it.",
        ),
    ],
    ids=["exe", "empty", "cut", "broken", "bomb", "far", "wide"],
)
def test_hostile_workbook_is_refused_before_it_is_opened(write, content, error, in_english):
    assert errors(write("list.xlsx", content)) == [error]


def test_what_a_workbook_says_of_its_extent_is_not_believed(write, pages):
    workbook = xlsx_of(LINES)
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        sheet = parts.read(SHEET).replace(b'ref="A1:E3"', b'ref="A1:XFD1048576"')
    assert errors(write("list.xlsx", with_part(workbook, SHEET, sheet))) == ["", ""]


def test_workbook_reads_no_other_file(write, pages, tmp_path, in_english):
    sheet = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/scans/a.txt">]><worksheet><sheetData>&a;</sheetData></worksheet>'
    assert errors(write("list.xlsx", with_part(xlsx_of(LINES), SHEET, sheet))) == [NO_WORKBOOK]
