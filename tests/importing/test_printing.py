"""The report as people read it."""

import datetime as dt
import io
import re

from django.core.management.base import OutputWrapper

from articles.importing import progress
from articles.importing.printing import FEW, Printer
from articles.importing.report import ArticleOutcome, ArticleState, FileOutcome, Report, shown
from articles.models import FileState

NOTE = {"code": "headline-missing", "line": None, "detail": ""}


def printed(*files, total=1):
    out = io.StringIO()
    printer = Printer(OutputWrapper(out), OutputWrapper(io.StringIO()))
    report = Report(total=total, told=printer.told)
    for file in files:
        report.add(file)
    printer.end(report)
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
    assert printed(file) == (
        "changed: 03.txt: 青川日报 2024-07-23 page 3 要闻, 1 article, 1 article removed, 2 lines left over, other folio\n"
        "   1. 引题 · 春耕 · 0 paragraphs · no headline · new\n"
        "new 0, changed 1, unchanged 0, failed 0\n"
    )


def test_print_names_an_article_without_title_by_its_opening(in_english):
    article = ArticleOutcome(FileState.NEW, "", "", "", "", "兰州", ("马旭", "李瑾"), 1, "清晨的水库大坝上…")
    file = FileOutcome("03.txt", FileState.NEW, "青川日报", dt.date(2024, 7, 23), 3, articles=(article,))
    assert "   1. (no headline) 清晨的水库大坝上… · 兰州 · 马旭、李瑾 · 1 paragraph\n" in printed(file)


def test_print_of_many_files_leaves_out_articles_and_what_was_unchanged(in_english):
    article = ArticleOutcome(FileState.NEW, "", "春灌", "", "", "兰州", (), 1, "清晨的水库大坝上…")
    new = FileOutcome("03.txt", FileState.NEW, "青川日报", dt.date(2024, 7, 23), 3, articles=(article,))
    same = FileOutcome("04.txt", FileState.UNCHANGED, "青川日报", dt.date(2024, 7, 23), 4)
    assert printed(new, same, total=FEW + 1) == (
        "new: 03.txt: 青川日报 2024-07-23 page 3, 1 article\nnew 1, changed 0, unchanged 1, failed 0\n"
    )


def test_print_tells_of_articles_that_somebody_has_worked_on(in_english):
    articles = tuple(
        ArticleOutcome(state, "", "春灌", "", "", "兰州", (), 1, "清晨的水库大坝上…")
        for state in (ArticleState.KEPT, ArticleState.CONFLICT, ArticleState.DIFFERS)
    )
    file = FileOutcome("03.txt", FileState.CHANGED, "青川日报", dt.date(2024, 7, 23), 3, articles=articles)
    assert printed(file) == (
        "changed: 03.txt: 青川日报 2024-07-23 page 3, 3 articles, 1 article to decide, 1 published article differs\n"
        "   1. 春灌 · 兰州 · 1 paragraph · kept\n"
        "   2. 春灌 · 兰州 · 1 paragraph · kept, to decide\n"
        "   3. 春灌 · 兰州 · 1 paragraph · published, differs\n"
        "new 0, changed 1, unchanged 0, failed 0\n"
        "1 article that somebody has worked on has another text now: decide under Conflicts in the admin site.\n"
    )


def test_lines_tell_how_far_it_is_every_few_seconds(in_english, monkeypatch):
    monkeypatch.setattr(progress, "SECONDS", 0.0)
    out, report = io.StringIO(), Report(total=4, taken=2)
    progress.Lines(OutputWrapper(out)).show(report)
    rate = r"\d+\.\d files a second"
    assert re.fullmatch(rf"2 of 4 files, {rate}, 0 s left; new 0, changed 0, unchanged 0, failed 0\n", out.getvalue())


def test_shown_writes_what_cannot_be_seen_as_escapes():
    assert shown("版面\u3000一\n二\x1b[0m\u2028\udc80") == "版面\u3000一\\n二\\x1b[0m\\u2028\\udc80"
