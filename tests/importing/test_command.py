"""``manage.py import_pages``."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles import media
from articles.demo.play import PAGES
from articles.importing import run
from articles.management.commands.import_pages import Command
from articles.models import Article, Page

pytestmark = pytest.mark.django_db

TEXT = """本报青川讯（通讯员马旭）3月5日，

县水务局组织春灌，十二条干渠同时开

闸放水，三万亩秧田当天全部上了头水。

灌区群众说，今年的水来得早，渠也

修得好，再也不用半夜守着渠口等水了。

县水务局介绍，春灌要持续到四月下

旬，各乡镇的管水员轮流值守，水情每天

公布两次，哪一户都不会落下。

水库春灌开闸放水 三万亩秧田上头水
"""

ANSI = re.compile(r"\x1b\[[\d;]*m")


class Terminal(io.StringIO):
    """Something to print on that says it is a terminal."""

    def isatty(self):
        return True


def call(*args, out=None):
    """What the command printed, and its exit status."""
    out = out or io.StringIO()
    try:
        call_command("import_pages", *args, stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def test_command_imports_and_prints_plain_lines(write, in_english):
    path = write("2024-07-23/03.txt", TEXT)
    printed, status = call(str(path), "--publication", "青川日报")
    assert (printed, status) == (
        f"new: {path}: 青川日报 2024-07-23 page 3, 1 article\n"
        "   1. 水库春灌开闸放水 三万亩秧田上头水 · 青川 · 马旭 · 3 paragraphs\n"
        "A newspaper was made: 青川日报.\n"
        "new 1, changed 0, unchanged 0, failed 0\n",
        0,
    )
    assert call(str(path)) == (
        f"unchanged: {path}: 青川日报 2024-07-23 page 3\nnew 0, changed 0, unchanged 1, failed 0\n",
        0,
    )


def test_command_names_notes_in_words(write):
    path = write("2024-07-23/03.txt", TEXT.partition("\n")[2])  # without its dateline
    printed, _status = call(str(path), "--publication", "青川日报")
    assert " · 3 段 · 无电头\n" in printed


def test_command_ends_with_1_where_a_file_failed(write, tmp_path, in_english):
    write("2024-07-23/02.txt", "")
    write("2024-07-23/03.txt", TEXT)
    printed, status = call(str(tmp_path), "--publication", "青川日报")
    assert status == 1
    assert (
        f"failed: {tmp_path}/2024-07-23/02.txt: The page is empty. Export it from the layout program again.\n"
        in printed
    )
    assert printed.endswith("new 1, changed 0, unchanged 0, failed 1\n")
    assert Page.objects.count() == 1


def test_command_takes_date_and_page_from_options(write):
    path = write("page.txt", TEXT)
    assert call(str(path), "--publication", "青川日报", "--date", "2024-07-23", "--page", "3")[1] == 0
    assert (Page.objects.get().number, str(Page.objects.get().issue.date)) == (3, "2024-07-23")


@pytest.mark.parametrize("options", [["--date", "1949-02-29", "--page", "1"], ["--date", "2024-07-23", "--page", "-1"]])
def test_command_takes_an_impossible_option_as_each_files_error(write, options):
    printed, status = call(str(write("page.txt", TEXT)), "--publication", "青川日报", *options)
    assert (status, Page.objects.count()) == (1, 0)
    assert str(options[1 if "1949" in options[1] else 3]) in printed


def test_command_prints_a_json_object_a_page_and_one_with_the_counts(write):
    path = write("2024-07-23/03.txt", TEXT)
    printed, status = call(str(path), "--publication", "青川日报", "--dry-run", "--json")
    page, report = map(json.loads, printed.splitlines())
    assert (status, report["dry_run"], report["publication_made"]) == (0, True, "")
    assert (page["date"], page["articles"][0]["correspondents"]) == ("2024-07-23", ["马旭"])
    assert Article.objects.count() == 0


def test_command_says_that_a_dry_run_wrote_nothing(write, in_english):
    printed, _ = call(str(write("2024-07-23/03.txt", TEXT)), "--publication", "青川日报", "--dry-run")
    assert printed.endswith("This was a dry run: nothing was written.\n")


def test_command_prints_a_table_on_a_terminal(write, in_english, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    path = write("2024-07-23/03.txt", TEXT)
    printed, _ = call(str(path), "--publication", "青川日报", out=Terminal())
    rows = [[cell.strip() for cell in re.split("[┃│]", line)[1:-1]] for line in ANSI.sub("", printed).split("\n")]
    assert ["", "article", "section", "place", "correspondents", "paragraphs", "notes", ""] in rows
    assert ["1", "水库春灌开闸放水 三万亩秧田上头水", "", "青川", "马旭", "3 paragraphs", "", ""] in rows
    assert (
        re.findall(r"\d+/\d+", ANSI.sub("", printed))[0] == "1/1"
    )  # the bar counts this run's files from its first sight


def test_command_lets_nothing_of_a_page_reach_the_terminal_as_a_command(write, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    path = write("a\n\x1b[31mred/2024-07-23/03.txt", TEXT.replace("水库春灌", "[bold]水库\x1b]0;title\x07"))
    for out in (Terminal(), io.StringIO()):
        printed, status = call(str(path), "--publication", "青川日报", "--dry-run", out=out)
        assert status == 0
        assert "\\x1b[31mred" in printed.replace("\n", "")
        assert "\x1b]0" not in printed
        assert "\x1b[31m" not in printed


def test_command_ends_with_2_for_wrong_usage(capsys):
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "import_pages"])
    assert ended.value.code == 2
    assert "PATH" in capsys.readouterr().err


def test_command_ends_with_3_without_a_database(write, monkeypatch, in_english):
    def gone(*args):
        raise OperationalError("no such table: articles_publication\n")

    monkeypatch.setattr(run, "Papers", gone)
    with pytest.raises(CommandError) as ended:
        call("page.txt")
    assert ended.value.returncode == 3
    assert str(ended.value) == (
        "The database cannot be used: no such table: articles_publication. "
        "See that it runs and has room, and run manage.py migrate."
    )


def test_command_ends_with_3_where_no_picture_can_be_written(write, monkeypatch, in_english):
    def full(jpeg):
        raise OSError(28, "No space left on device")

    page = PAGES / "2026-07-21" / "01.pdf"
    monkeypatch.setattr(media, "keep", full)
    with pytest.raises(CommandError) as ended:
        call(str(page), "--publication", "霁川日报")
    assert ended.value.returncode == 3
    assert str(ended.value) == (
        "The pictures cannot be written: No space left on device. "
        "Make room, or give the right to write, and run it again."
    )
    assert Page.objects.exclude(digest="").count() == 0
    monkeypatch.undo()
    assert call(str(page), "--publication", "霁川日报")[1] == 0
    assert Page.objects.exclude(picture="").count() == 1
