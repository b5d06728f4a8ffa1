"""The report as people read it."""

import datetime as dt
import io

from django.core.management.base import OutputWrapper

from articles.importing.printing import print_report
from articles.importing.report import ArticleOutcome, FileOutcome, Report, shown
from articles.models import FileState

NOTE = {"code": "headline-missing", "line": None, "detail": ""}


def printed(report):
    out = io.StringIO()
    print_report(report, OutputWrapper(out))
    return out.getvalue()


def test_print_tells_what_was_removed_left_over_and_noted(in_english):
    article = ArticleOutcome(
        state=FileState.NEW,
        kicker="引题",
        headline="",
        subtitle="",
        section="春耕",
        place="",
        correspondents=(),
        paragraphs=0,
        opening="（空）",
        notes=(NOTE, NOTE),
    )
    file = FileOutcome(
        "03.txt",
        FileState.CHANGED,
        publication="青川日报",
        date=dt.date(2024, 7, 23),
        page=3,
        page_name="要闻",
        articles=(article,),
        notes=({"code": "folio-differs", "line": None, "detail": ""},),
        leftover=2,
        removed=1,
    )
    assert printed(Report([file])) == (
        "changed: 03.txt: 青川日报 2024-07-23 page 3 要闻, 1 article, 1 article removed, 2 lines left over, folio-differs\n"
        "   1. 引题 · 春耕 · 0 paragraphs · headline-missing · new\n"
        "new 0, changed 1, unchanged 0, failed 0\n"
    )


def test_print_names_an_article_without_title_by_its_opening(in_english):
    article = ArticleOutcome(FileState.NEW, "", "", "", "", "兰州", ("马旭", "李瑾"), 1, "清晨的水库大坝上…")
    file = FileOutcome("03.txt", FileState.NEW, "青川日报", dt.date(2024, 7, 23), 3, articles=(article,))
    assert "   1. (no headline) 清晨的水库大坝上… · 兰州 · 马旭、李瑾 · 1 paragraph\n" in printed(Report([file]))


def test_shown_writes_what_cannot_be_seen_as_escapes():
    assert shown("版面\u3000一\n二\x1b[0m\u2028\udc80") == "版面\u3000一\\n二\\x1b[0m\\u2028\\udc80"
