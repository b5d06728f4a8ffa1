"""Which page a file is."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.errors import FileError
from articles.importing.identity import (
    Identity,
    Place,
    agree,
    from_options,
    from_path,
    from_row,
    misprints,
    over,
    settle,
)
from articles.importing.run import import_paths
from articles.models import Page
from articles.parser.types import Folio, Note
from tests.importing.plain import parse_plain

DAY = dt.date(2024, 7, 23)


@pytest.mark.parametrize(
    ("path", "page", "name"),
    [
        ("2024-07-23/03.txt", 3, ""),
        ("2024-07-23/3.txt", 3, ""),
        ("2024-07-23/03.TXT", 3, ""),
        ("2024-07-23/03版.txt", 3, ""),
        ("2024-07-23/03-要闻.txt", 3, "要闻"),
        ("2024-07-23/03_要闻.txt", 3, "要闻"),
        ("2024-07-23/第０３版.txt", 3, ""),
        ("2024-07-23/page12.txt", 12, ""),
        ("2024-07-23/A02.txt", 2, ""),
        ("2024-07-23/A2版副刊.txt", 2, "副刊"),
        ("2024-07-23/第A02版.txt", 2, ""),
        ("2024.07.23/3.txt", 3, ""),
        ("20240723/第03版：要闻.txt", 3, "要闻"),
        ("20240723_03.pdf", 3, ""),
        ("2024-07-23/03.PDF", 3, ""),
        ("20240723/第十二版.txt", 12, ""),
        ("2024/07/23/3.txt", 3, ""),
        ("2024/0723/p03.txt", 3, ""),
        ("2024/7-23/3.txt", 3, ""),
        ("2024/7月23日/3.txt", 3, ""),
        ("202407/23/03.txt", 3, ""),
        ("2024-07/23/03.txt", 3, ""),
        ("2024年7月/23日/3版.txt", 3, ""),
        ("20240723_03.txt", 3, ""),
        ("20240723-03.txt", 3, ""),
        ("2024_07_23_04.txt", 4, ""),
        ("2024-07-23-03-要闻.txt", 3, "要闻"),
        ("20240723_jc_03.txt", 3, ""),
        ("2024年7月23日第三版.txt", 3, ""),
        ("县域时报2024-07-23第3版.txt", 3, ""),
        ("20240723第2版教育.txt", 2, "教育"),
        ("03_20240723.txt", 3, ""),
        ("第3版_20240723.txt", 3, ""),
        ("rmrb_20240723_p02.txt", 2, ""),
        ("rmrb2024072302.txt", 2, ""),
        ("jcrb-2024-07-23-A02.txt", 2, ""),
        ("20240723_p03.final.txt", 3, ""),
        ("archive/2023/20240723_03.txt", 3, ""),
        ("2023-01-01-backup/x/2024-07-23/03.txt", 3, ""),
    ],
)
def test_from_path_reads_date_page_and_name(path, page, name):
    assert from_path(path) == Identity(DAY, page, name)


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("page.txt", Identity()),
        ("p.txt", Identity()),
        ("test_12.txt", Identity()),
        ("3月5日.txt", Identity()),
        ("3.txt", Identity(page=3)),
        ("第三版：文化.txt", Identity(page=3, page_name="文化")),
        ("12345678/3.txt", Identity(page=3)),
        ("2024-07-23.txt", Identity(DAY)),
        ("2024-07-23/text.txt", Identity(DAY)),
        ("2024-07-23/3月5日.txt", Identity(DAY)),
        ("2024-07-23/03-2.txt", Identity(DAY)),
        ("20240723_jc2_03.txt", Identity(DAY)),
        ("2024-07-23/a/b/c/d/3.txt", Identity(page=3)),
    ],
)
def test_from_path_leaves_open_what_is_not_said(path, known, tmp_path, monkeypatch):
    (tmp_path / "w" / "x" / "y" / "z").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "w" / "x" / "y" / "z")  # so that no folder above says anything
    assert from_path(path) == known


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("1949-13-40/1.txt", "There is no 1949-13-40 in the calendar. Correct the date."),
        ("1949-02-29/1.txt", "There is no 1949-02-29 in the calendar. Correct the date."),
        ("19490229_01.txt", "There is no 1949-02-29 in the calendar. Correct the date."),
        ("9999-07-23/1.txt", "No newspaper of the year 9999 can be imported. Correct the date."),
        ("2024-07-23/0.txt", "There is no page 0: pages are numbered from 1 to 999. Correct the number."),
        ("2024-07-23/-1.txt", "There is no page -1: pages are numbered from 1 to 999. Correct the number."),
        ("20240723_-1.txt", "There is no page -1: pages are numbered from 1 to 999. Correct the number."),
        ("2024-07-23/99999.txt", "There is no page 99999: pages are numbered from 1 to 999. Correct the number."),
        (
            "2024-07-23/B02.txt",
            "Pages of part B cannot be told from those of part A. Number the pages through the whole issue.",
        ),
    ],
)
def test_fault_9_path_with_a_date_or_page_that_cannot_be_is_refused(path, error, in_english):
    with pytest.raises(FileError) as refused:
        from_path(path)
    assert str(refused.value) == error


@given(st.text(alphabet=st.sampled_from("0123456789-_./年月日第版pPAB一三十：要闻 x"), min_size=1, max_size=40))
def test_from_path_never_fails_otherwise(path):
    try:
        identity = from_path(path + ".txt")
    except FileError:
        return
    assert identity.page is None or 1 <= identity.page <= 999


@pytest.mark.parametrize("date", ["2024-07-23", "20240723", "2024/7/23", "2024.07.23", "2024年7月23日", DAY])
def test_from_options_reads_dates_in_the_common_manners(date):
    assert from_options(date, 3) == Identity(DAY, 3)


@pytest.mark.parametrize(
    ("date", "page", "error"),
    [
        ("yesterday", None, "“yesterday” is no date. Write it like 2024-07-23."),
        ("1949-13-40", None, "There is no 1949-13-40 in the calendar. Correct the date."),
        ("1949-02-29", None, "There is no 1949-02-29 in the calendar. Correct the date."),
        (None, -1, "There is no page -1: pages are numbered from 1 to 999. Correct the number."),
        (None, 99999, "There is no page 99999: pages are numbered from 1 to 999. Correct the number."),
        (None, 0, "There is no page 0: pages are numbered from 1 to 999. Correct the number."),
        (None, 1000, "There is no page 1000: pages are numbered from 1 to 999. Correct the number."),
    ],
)
def test_fault_9_option_with_a_date_or_page_that_cannot_be_is_refused(date, page, error, in_english):
    with pytest.raises(FileError) as refused:
        from_options(date, page)
    assert str(refused.value) == error


@pytest.mark.parametrize("page", ["3", "03", "A03", "第3版", "第 三 版", "3版", "三"])
def test_from_row_reads_page_numbers_in_the_common_manners(page):
    assert from_row("2024/7/23", page, "要闻", 5) == Identity(DAY, 3, "要闻", 5)


def test_a_row_counts_over_the_path():
    path = Identity(dt.date(2026, 1, 1), 12, "扫描")
    assert over(path, Identity(row=5)) == Identity(dt.date(2026, 1, 1), 12, "扫描", 5)
    assert over(path, Identity(DAY, 3, "要闻", 5)) == Identity(DAY, 3, "要闻", 5)


def test_agree_takes_from_both():
    assert agree(Identity(DAY, None, "要闻"), Identity(None, 3)) == Identity(DAY, 3, "要闻")


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (
            Identity(dt.date(2024, 7, 24)),
            "The path says 2024-07-23, but the option says 2024-07-24. Rename the file, or leave the option out.",
        ),
        (
            Identity(page=4),
            "The path says page 3, but the option says page 4. Rename the file, or leave the option out.",
        ),
    ],
)
def test_agree_refuses_a_conflict(options, error, in_english):
    with pytest.raises(FileError) as refused:
        agree(Identity(DAY, 3), options)
    assert str(refused.value) == error


def test_settle_fills_gaps_from_the_folio():
    assert settle(Identity(), Identity(), Folio(DAY, 3, "要闻")) == Place(DAY, 3, "要闻")
    assert settle(Identity(DAY, 3, "副刊"), Identity(), Folio(None, None, "要闻")) == Place(DAY, 3, "副刊")


def test_settle_refuses_a_folio_that_gainsays_the_path(in_english):
    with pytest.raises(FileError) as refused:
        settle(Identity(DAY, 3), Identity(), Folio(DAY, 4))
    assert str(refused.value) == (
        "The path says page 3, but the page prints page 4. Rename the file, or decide it with --date or --page."
    )


def test_settle_lets_an_option_overrule_the_folio():
    place = settle(Identity(DAY, 3), Identity(DAY, 3), Folio(dt.date(2024, 7, 22), 4))
    assert place == Place(DAY, 3, "")
    assert misprints(place, Folio(dt.date(2024, 7, 22), 3)) == [Note("folio-differs", detail="2024-07-22")]


@pytest.mark.parametrize(
    ("known", "error"),
    [
        (Identity(page=3), "The date of the page is not known. Name the file like 2024-07-23/03.txt, or give --date."),
        (Identity(DAY), "The page number is not known. Name the file like 2024-07-23/03.txt, or give --page."),
    ],
)
def test_settle_refuses_what_nobody_knows(known, error, in_english):
    with pytest.raises(FileError) as refused:
        settle(known, Identity(), Folio())
    assert str(refused.value) == error


@pytest.mark.django_db
def test_fault_9_files_with_wrong_dates_and_pages_fail_alone(write, tmp_path, in_english):
    wrong = ["1949-13-40/1.txt", "1949-02-29/2.txt", "2024-07-23/0.txt", "2024-07-23/-1.txt", "2024-07-23/99999.txt"]
    for name in [*wrong, "2024-07-23/03.txt"]:
        write(name, f"#水库开闸\n{name}")
    report = import_paths([tmp_path], publication="青川日报", parse=parse_plain)
    assert {file.path.removeprefix(f"{tmp_path}/"): file.error.partition(":")[0] for file in report.failed()} == {
        "1949-13-40/1.txt": "There is no 1949-13-40 in the calendar. Correct the date.",
        "1949-02-29/2.txt": "There is no 1949-02-29 in the calendar. Correct the date.",
        "2024-07-23/0.txt": "There is no page 0",
        "2024-07-23/-1.txt": "There is no page -1",
        "2024-07-23/99999.txt": "There is no page 99999",
    }
    assert [(page.issue.date, page.number) for page in Page.objects.select_related("issue")] == [(DAY, 3)]
