"""From paths to the database: what is written, and what the report says."""

import datetime as dt
import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.fill import LENGTHS
from articles.importing.report import FileOutcome
from articles.importing.run import import_paths
from articles.models import (
    Article,
    Correspondent,
    FileState,
    ImportBatch,
    ImportFile,
    Issue,
    Page,
    Publication,
    Revision,
    Section,
)
from articles.parser.types import Folio
from tests.factories import PublicationFactory
from tests.importing.plain import parse_plain

pytestmark = pytest.mark.django_db

STORY = "【春耕】\n^水务局\n#水库春灌开闸放水\n_今年水来得早\n@青川\nby 马 旭\nby 李瑾\n3月5日，县水务局组织春灌。\n灌区群众说好。"
OTHER = "#小学开学\n孩子们回到了教室。"
PAGE = f"{STORY}\n----\n{OTHER}"
NAME = "2024-07-23/03.txt"


def run(*paths, **options):
    return import_paths(paths, **{"publication": "青川日报", "parse": parse_plain} | options)


def the_file(report):
    (file,) = report.files
    return file


def writes(queries):
    return [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def folio_parser(folio):
    return lambda text: parse_plain(text, folio)


def test_import_makes_issue_page_articles_people_and_history(write):
    report = run(write(NAME, PAGE))
    page = Page.objects.get()
    assert (page.issue.publication.name, page.issue.date, page.number) == ("青川日报", dt.date(2024, 7, 23), 3)
    assert (page.raw, page.labels, page.digest) == (PAGE, ["副刊"], hashlib.sha256(PAGE.encode()).hexdigest())
    article, other = Article.objects.in_print_order()
    assert article.text_state() == {
        "kicker": "水务局",
        "headline": "水库春灌开闸放水",
        "subtitle": "今年水来得早",
        "section": "春耕",
        "place": "青川",
        "dateline": "",
        "body": "3月5日，县水务局组织春灌。\n\n灌区群众说好。",
        "bylines": [["通讯员", "马 旭"], ["通讯员", "李瑾"]],
        "pictures": [],
        "page": page.pk,
        "position": 1,
        "source_lines": [[1, 9]],
        "status": "draft",
    }
    assert (other.position, other.headline, other.source_lines) == (2, "小学开学", [[11, 12]])
    assert list(Correspondent.objects.values_list("name", flat=True)) == ["李瑾", "马旭"]
    assert report.publication == "青川日报"


def test_import_begins_each_history(write):
    run(write(NAME, PAGE))
    for article in Article.objects.all():
        revision = article.revisions.get()
        assert (revision.version, revision.action, revision.actor) == (1, "parsed", None)
        assert revision.text == article.text_state()
        assert revision.digest == revision.seal("")


def test_import_reports_each_article(write):
    path = write(NAME, f"{STORY}\n----\n一段没有标题的消息。")
    file = the_file(run(path))
    assert (file.path, file.state, file.publication) == (str(path), FileState.NEW, "青川日报")
    assert (file.date, file.page, file.error, file.removed) == (dt.date(2024, 7, 23), 3, "", 0)
    first, second = file.articles
    assert (first.kicker, first.headline, first.subtitle) == ("水务局", "水库春灌开闸放水", "今年水来得早")
    assert (first.section, first.place, first.correspondents) == ("春耕", "青川", ("马 旭", "李瑾"))
    assert (first.paragraphs, first.notes, first.state) == (2, (), FileState.NEW)
    assert second.notes == ({"code": "headline-missing", "line": None, "detail": ""},)
    assert (second.headline, second.opening) == ("", "一段没有标题的消息。")


def test_import_keeps_batch_and_file(write, operator):
    path = write(NAME, PAGE)
    run(path, actor=operator)
    batch, file = ImportBatch.objects.get(), ImportFile.objects.get()
    assert (batch.actor, batch.finished_at is not None) == (operator, True)
    assert (file.batch, file.path, file.state, file.error, file.page) == (
        batch,
        str(path),
        "new",
        "",
        Page.objects.get(),
    )
    assert file.digest == Page.objects.get().digest


@pytest.mark.parametrize("name", [NAME, "page.txt"])
def test_second_import_writes_nothing(write, name):
    path = write(name, PAGE)
    parse = folio_parser(Folio(dt.date(2024, 7, 23), 3))
    run(path, parse=parse)
    with CaptureQueriesContext(connection) as queries:
        file = the_file(run(path, parse=parse))
    assert (file.state, file.date, file.page, file.articles) == (FileState.UNCHANGED, dt.date(2024, 7, 23), 3, ())
    assert writes(queries) == []
    assert len(queries) <= 4
    assert (ImportBatch.objects.count(), ImportFile.objects.count()) == (1, 1)
    assert set(Article.objects.values_list("version", flat=True)) == {1}


def test_second_import_does_not_parse_what_the_path_names(write):
    path = write(NAME, PAGE)
    run(path)
    assert the_file(run(path, parse=None)).state == FileState.UNCHANGED


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL sees to its statistics by itself")
def test_import_leaves_statistics_and_one_more_page_costs_none(write):
    def statistics(*changes):
        with connection.cursor() as cursor:
            for change in (*changes, "ANALYZE sqlite_schema"):  # which loads them, and makes their table
                cursor.execute(change)
            cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1 WHERE stat <> '2'")
            return {table for (table,) in cursor.fetchall()} & {"articles_issue", "articles_page"}

    statistics()
    assert statistics("DELETE FROM sqlite_stat1") == set()
    run(write(NAME, PAGE), dry_run=True)
    assert statistics() == set()
    run(write(NAME, PAGE))
    assert statistics() == {"articles_issue", "articles_page"}
    assert statistics("UPDATE sqlite_stat1 SET stat = '2'") == set()
    run(write("2024-07-24/03.txt", PAGE))
    assert statistics() == set()
    Page.objects.bulk_create(Page(issue=Issue.objects.first(), number=number) for number in range(100, 200))
    run(write("2024-07-25/03.txt", PAGE))
    assert statistics() == {"articles_page"}


def test_import_needs_no_more_queries_for_more_articles(write):
    def queries_for(name, count):
        stories = [f"【春耕】\n#第{n}个水库{name}\nby 周树{n}{name}\n县水务局第{n}次放水。" for n in range(count)]
        path = write(name, "\n----\n".join(stories))
        with CaptureQueriesContext(connection) as queries:
            run(path)
        return len(queries)

    run(write("2024-07-22/1.txt", PAGE))
    few, many = queries_for("2024-07-23/1.txt", 2), queries_for("2024-07-24/1.txt", 20)
    assert few == many
    assert many <= 36


def test_dry_run_reports_the_same_and_writes_nothing(write):
    paths = [write(NAME, PAGE), write("2024-07-23/00.txt", PAGE)]
    with CaptureQueriesContext(connection) as queries:
        dry = run(*paths, dry_run=True)
    assert writes(queries) == []
    assert [model.objects.count() for model in (Publication, Issue, Page, Article, ImportBatch, Section)] == [0] * 6
    assert dry.files == run(*paths).files


def test_dry_run_of_a_changed_page_tells_each_article(write):
    run(write(NAME, PAGE))
    path = write(NAME, f"{STORY}\n----\n#新办的夜校\n夜校开了三个班。")
    dry = the_file(run(path, dry_run=True))
    assert (dry.state, dry.removed) == (FileState.CHANGED, 1)
    assert [article.state for article in dry.articles] == [FileState.UNCHANGED, FileState.NEW]
    assert the_file(run(path)) == dry


def test_folder_is_walked_and_failures_do_not_stop_it(write, tmp_path, in_english):
    write("2024-07-23/01.txt", PAGE)
    write("2024-07-23/02.txt", " \n")
    write("2024-07-23/03.txt", OTHER)
    write("1949-13-40/01.txt", OTHER)
    report = run(tmp_path)
    assert [(file.path.removeprefix(f"{tmp_path}/"), file.state, file.error) for file in report.files] == [
        ("1949-13-40/01.txt", "failed", "There is no 1949-13-40 in the calendar. Correct the date."),
        ("2024-07-23/01.txt", "new", ""),
        ("2024-07-23/02.txt", "failed", "The page is empty. Export it from the layout program again."),
        ("2024-07-23/03.txt", "new", ""),
    ]
    assert report.counts() == {"new": 2, "changed": 0, "unchanged": 0, "failed": 2}
    assert sorted(ImportFile.objects.values_list("state", "error")) == sorted(
        (file.state, file.error) for file in report.files
    )


def test_folio_names_page_and_paper(write):
    PublicationFactory(name="青川晚报")
    PublicationFactory(name="青川日报")
    folio = Folio(dt.date(2024, 7, 23), 3, "要闻", "青川日报")
    file = the_file(run(write("page.txt", PAGE), publication=None, parse=folio_parser(folio)))
    assert (file.publication, file.date, file.page, file.page_name) == ("青川日报", dt.date(2024, 7, 23), 3, "要闻")
    assert Page.objects.get().label.endswith("：要闻")


def test_the_only_paper_is_the_one_that_is_meant(write):
    PublicationFactory(name="青川日报")
    folio = Folio(publication="邻县日报")
    assert the_file(run(write(NAME, PAGE), publication=None, parse=folio_parser(folio))).publication == "青川日报"
    assert Publication.objects.count() == 1


def test_a_missing_paper_is_told(write, in_english):
    path = write(NAME, PAGE)
    assert the_file(run(path, publication=None)).error == (
        "There is no newspaper yet. Give its name with --publication."
    )
    PublicationFactory(name="青川晚报")
    PublicationFactory(name="青川日报")
    assert the_file(run(path, publication=" ")).error == (
        "There are several newspapers, and the page does not say which. Give --publication."
    )
    assert the_file(run(path, publication="x" * 101)).error == (
        "This cannot be the name of a newspaper. Give 1 to 100 printed characters."
    )
    assert Page.objects.count() == 0


def test_a_paper_is_made_only_for_a_page(write):
    assert run(write(NAME, "")).publication == ""
    assert Publication.objects.count() == 0


def test_an_option_that_contradicts_the_path_is_refused(write, in_english):
    report = run(write(NAME, PAGE), write("page.txt", OTHER), date="2024-07-23", page=4)
    assert [file.error for file in report.files] == [
        "The path says page 3, but the option says page 4. Rename the file, or leave the option out.",
        "",
    ]


def test_two_files_of_one_page_do_not_replace_each_other(write, in_english):
    first, second = write(NAME, PAGE), write("20240723_03.txt", OTHER)
    report = run(first, second, first)
    assert [(file.state, file.error) for file in report.files] == [
        ("new", ""),
        ("failed", f"{first} of this run is the same page. Leave one of them out."),
        ("unchanged", ""),
    ]


def test_who_is_told_of_a_page_finds_its_file_counted(write, tmp_path):
    for number in (1, 2):
        write(f"2024-07-23/{number:02}.txt", OTHER)
    seen = []
    run(tmp_path, told=lambda _file, report: seen.append((report.taken, sum(report.counts().values()))))
    assert seen == [(1, 1), (2, 2)]


def test_a_parser_that_fails_costs_one_page(write, in_english, caplog):
    def parse(text):
        return parse_plain(text) if "小学" in text else [][0]

    report = run(write(NAME, "一行字"), write("2024-07-23/04.txt", OTHER), parse=parse)
    assert [file.error for file in report.files] == [
        "The parser failed on this page (IndexError). Send the file to whoever maintains the program.",
        "",
    ]
    assert "IndexError" in caplog.text


def test_what_the_database_refuses_costs_one_page(write, in_english, caplog):
    report = run(write(NAME, "from -1\n县水务局组织春灌。"), write("2024-07-23/04.txt", OTHER))
    assert [file.error for file in report.files] == [
        "The database refused the page (IntegrityError). Send the file to whoever maintains the program.",
        "",
    ]
    assert "IntegrityError" in caplog.text
    assert [page.number for page in Page.objects.all()] == [4]


def test_odd_characters_are_replaced_and_noted(write):
    path = write(NAME, "#水库\x00春灌\n今年的水来得早，灌区群众说好。")
    file = the_file(run(path))
    assert Article.objects.get().headline == "水库\ufffd春灌"
    assert file.notes == ({"code": "unreadable-characters", "line": None, "detail": "1"},)
    assert Page.objects.get().notes == list(file.notes)


def test_a_path_is_kept_on_one_line(write):
    name = "a\n\x1b[31m/2024-07-23/03.txt"
    file = the_file(run(write(name, PAGE)))
    assert file.path.endswith("a\\n\\x1b[31m/2024-07-23/03.txt")
    assert (ImportFile.objects.get().path, Page.objects.get().source) == (file.path, file.path)


def test_a_long_path_is_kept_by_its_end(write):
    name = "/".join(["长" * 60] * 10) + "/2024-07-23/03.txt"
    run(write(name, PAGE))
    assert ImportFile.objects.get().path == Page.objects.get().source == name[-500:]


def test_values_that_are_too_long_are_cut_and_noted(write):
    run(write(NAME, "#" + "长" * 301 + "\n@" + "地" * 51 + "\n县水务局组织春灌。"))
    article = Article.objects.get()
    assert (article.headline, article.place) == ("长" * 300, "地" * 50)
    assert [(note["code"], note["detail"]) for note in article.notes] == [
        ("field-cut", "headline"),
        ("field-cut", "place"),
    ]
    assert article.note_count == 2


def test_field_lengths_are_those_of_the_model():
    assert {name: Article._meta.get_field(name).max_length for name in LENGTHS} == LENGTHS


def test_report_as_json_holds_plain_values(write):
    report = run(write(NAME, OTHER), write("empty.txt", ""))
    plain = report.as_json()
    assert (plain["dry_run"], plain["publication_made"]) == (False, "青川日报")
    assert plain["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "failed": 1}
    new, failed = (file.as_json() for file in report.files)
    assert (new["date"], failed["date"]) == ("2024-07-23", None)
    assert new["articles"][0]["headline"] == "小学开学"


def test_history_of_a_batch_is_not_begun_by_failures_of_a_dry_run(write):
    report = run(write(NAME, ""), dry_run=True)
    assert report.files[0].state == FileState.FAILED
    assert (ImportBatch.objects.count(), ImportFile.objects.count(), Revision.objects.count()) == (0, 0, 0)


def test_file_outcome_of_a_failure_says_only_what_is_known(write, in_english):
    path = write("page.txt", PAGE)
    assert the_file(run(path)) == FileOutcome(
        str(path),
        FileState.FAILED,
        error="The date of the page is not known. Name the file like 2024-07-23/03.txt, or give --date.",
    )
