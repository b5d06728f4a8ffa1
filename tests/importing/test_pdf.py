"""PDFs through the import: pages, pictures and zones; what cannot be read is told in words."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pypdfium2 import PdfDocument

from articles import media
from articles.demo.play import PAGES
from articles.importing import again
from articles.importing.pdf import Door
from articles.importing.run import import_paths
from articles.models import Article, FileState, ImportBatch, ImportFile, Page, Picture
from articles.parser.printed import Box, PageSource, PrintedLine, PrintedPicture
from articles.parser.read_pdf import Rendered, UnreadablePdf, UnreadableReason
from articles.parser.types import DraftPicture, Folio
from tests.importing.plain import parse_plain
from tests.importing.test_run import writes
from tests.pictures import jpeg

pytestmark = pytest.mark.django_db

FIRST, SECOND = "#水库开闸\n春灌第一天。", "#小学开学\n孩子们回到了教室。"
ZONE = ((10.0, 5.0), (60.0, 5.0), (60.0, 40.0), (10.0, 40.0))
PICTURE, SMALL, CUT = jpeg(size=(200, 300)), jpeg(size=(20, 30)), jpeg("red", (80, 90))
KEPT_ZONE = [[list(corner) for corner in ZONE]]


def source_of(text, number=1):
    lines = tuple(PrintedLine(line, Box(10, 10 * at, 90, 10 * at + 9), 9) for at, line in enumerate(text.split("\n")))
    pictures = (PrintedPicture(Box(-5, 30, 50, 60)),)
    return PageSource(number, 100, 150, lines if text else (), pictures=pictures)


def door_of(*texts):
    """A PDF with a page of each of these texts."""
    pages = [source_of(text, number) for number, text in enumerate(texts, start=1)]
    return Door(lambda raw: pages, lambda raw, page: Rendered(PICTURE, SMALL, (CUT,)))


def parse(source, folio=Folio()):  # noqa: B008  # frozen
    """As ``parse_plain``; the first story of a PDF has a zone and a picture."""
    page = parse_plain(source if isinstance(source, str) else source.raw, folio)
    if isinstance(source, str):
        return page
    picture = DraftPicture(0, "图为开闸现场。", "陈溪")
    return replace(page, articles=(replace(page.articles[0], zones=(ZONE,), pictures=(picture,)), *page.articles[1:]))


def run(*paths, **options):
    return import_paths(paths, **{"publication": "青川日报", "parse": parse} | options)


def refusing(reason):
    def refuse(raw):
        raise UnreadablePdf(reason)

    return Door(refuse, refuse)


def test_pdf_gives_page_picture_zones_and_pictures(write):
    path = write("2024-07-23/03.pdf", b"%PDF")
    (file,) = run(path, door=door_of(f"{FIRST}\n----\n{SECOND}")).files
    page = Page.objects.get()
    assert (file.path, file.state, page.number, page.raw.split("\n")[0]) == (str(path), "new", 3, "#水库开闸")
    assert (page.picture, page.small_picture) == (media.digest_of(PICTURE), media.digest_of(SMALL))
    assert (page.picture_width, page.picture_height) == (200, 300)
    first, second = page.articles.order_by("position")
    assert (first.zones, second.zones, second.pictures.count()) == (KEPT_ZONE, [], 0)
    picture = first.pictures.get()
    assert (picture.digest, picture.width, picture.height, picture.order) == (media.digest_of(CUT), 80, 90, 1)
    assert (picture.left, picture.top, picture.right, picture.bottom) == (0, 20, 50, 40)
    assert (picture.caption, picture.credit) == ("图为开闸现场。", "陈溪")
    for digest, content in ((page.picture, PICTURE), (page.small_picture, SMALL), (picture.digest, CUT)):
        with media.open_picture(digest) as kept:
            assert kept.read() == content


def test_second_import_of_a_pdf_writes_nothing_and_opens_nothing(write):
    path = write("2024-07-23/03.pdf", b"%PDF")
    run(path, door=door_of(FIRST))
    with CaptureQueriesContext(connection) as queries:
        (file,) = run(path, door=None, parse=None).files
    assert (file.state, writes(queries)) == (FileState.UNCHANGED, [])


def test_pdf_of_many_pages_is_a_page_each(write):
    path, door = write("2024-07-23/03.pdf", b"%PDF"), door_of(FIRST, SECOND)
    report = run(path, door=door)
    assert [(file.path, file.page, file.state) for file in report.files] == [
        (f"{path}#1", 3, "new"),
        (f"{path}#2", 4, "new"),
    ]
    with CaptureQueriesContext(connection) as queries:
        again = run(path, door=replace(door, render=None))
    assert ([file.state for file in again.files], writes(queries)) == (["unchanged"] * 2, [])


@pytest.mark.parametrize("are_in", [False, True])
def test_pdf_of_many_pages_that_failed_as_a_whole_is_done_once_its_pages_are_in(write, are_in):
    path = write("2024-07-23/03.pdf", b"%PDF")
    run(path, door=refusing(UnreadableReason.BROKEN))
    batch = ImportBatch.objects.get()
    if are_in:
        run(path, door=door_of(FIRST, SECOND))
    again.try_failed_again(batch)
    run(path, door=door_of(FIRST, SECOND), batch=batch)
    batch.refresh_from_db()
    expected = ("unchanged", []) if are_in else ("new", [(f"{path}#1", "new"), (f"{path}#2", "new")])
    assert (batch.stage, {name: count for name, count in batch.counts.items() if count}) == ("done", {expected[0]: 2})
    assert list(batch.files.order_by("path").values_list("path", "state")) == expected[1]


def test_pages_of_a_pdf_with_a_long_path_are_kept_under_its_end(write):
    path = write("/".join(["f" * 200] * 3) + "/2024-07-23/03.pdf", b"%PDF")
    report = run(path, door=door_of(FIRST, SECOND))
    assert [(file.state, file.path) for file in report.files] == [
        ("new", f"{str(path)[-496:]}#1"),
        ("new", f"{str(path)[-496:]}#2"),
    ]


def test_pages_of_a_pdf_are_numbered_by_their_folios_or_in_order(write):
    folios = {"#水库开闸": Folio(dt.date(2024, 7, 23), 5), "#小学开学": Folio()}

    def parse_folio(source):
        return parse(source, folios[source.lines[0].text])

    report = run(write("issue.pdf", b"%PDF"), door=door_of(FIRST, SECOND), parse=parse_folio)
    assert [(file.date, file.page) for file in report.files] == [(dt.date(2024, 7, 23), 5), (dt.date(2024, 7, 23), 2)]


def test_options_number_the_first_page_of_a_pdf(write):
    report = run(write("issue.pdf", b"%PDF"), door=door_of(FIRST, SECOND), date="2024-07-23", page=7)
    assert [file.page for file in report.files] == [7, 8]


def test_page_without_text_fails_alone(write, in_english):
    report = run(write("2024-07-23/01.pdf", b"%PDF"), door=door_of(FIRST, ""))
    assert [(file.state, "text recognition (OCR)" in file.error) for file in report.files] == [
        ("new", False),
        ("failed", True),
    ]
    assert sorted(ImportFile.objects.values_list("state", flat=True)) == ["failed", "new"]


@pytest.mark.parametrize("reason", UnreadableReason)
def test_unreadable_pdf_is_told_in_words_and_the_rest_goes_on(write, tmp_path, reason, in_english):
    write("2024-07-23/01.pdf", b"%PDF")
    write("2024-07-23/02.txt", SECOND)
    bad, good = run(tmp_path, door=refusing(reason)).files
    assert (bad.state, bad.error[:7], good.state) == ("failed", "The PDF", "new")
    assert Page.objects.get().number == 2


def scan():
    written = io.BytesIO()
    Image.new("RGB", (300, 400), "grey").save(written, "PDF")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 and then nothing", "The PDF is damaged. Export the page again."),
        (b"not a PDF at all", "The PDF is damaged. Export the page again."),
        (
            scan(),
            "The PDF holds pictures of pages without text. Run text recognition (OCR) and load the PDF that it gives.",
        ),
    ],
    ids=["broken", "renamed", "scan"],
)
def test_bad_file_is_told_by_the_child_process(write, content, words, in_english):
    (file,) = import_paths([write("2024-07-23/01.pdf", content)], publication="青川日报").files
    assert (file.state, file.error, Page.objects.count()) == ("failed", words, 0)


def test_text_beside_a_pdf_is_held_against_it(write, tmp_path):
    write("2024-07-23/01.pdf", b"%PDF")
    write("2024-07-23/01.txt", "# 水库 开闸\n\n另一行字。\n春灌第一天。")
    (file,) = run(tmp_path, door=door_of(f"{FIRST}\n只在版面上。")).files
    assert [(note["code"], note["detail"]) for note in file.notes] == [
        ("only-in-text", "1: 另一行字。"),
        ("only-in-pdf", "1: 只在版面上。"),
    ]
    write("2024-07-23/01.txt", f"{FIRST}\n只在版面上。")
    (file,) = run(tmp_path, door=door_of(f"{FIRST}\n只在版面上。")).files
    assert (file.state, file.notes) == ("changed", ())


def test_changed_pdf_is_merged_as_a_text_is(write):
    path = write("2024-07-23/01.pdf", b"%PDF 1")
    run(path, door=door_of(f"{FIRST}\n----\n{SECOND}"))
    kept = Article.objects.get(position=2)
    path.write_bytes(b"%PDF 2")
    (file,) = run(path, door=door_of(f"{FIRST}又过了一天。\n----\n{SECOND}")).files
    assert [article.state for article in file.articles] == ["changed", "unchanged"]
    assert (Article.objects.get(pk=kept.pk).version, Picture.objects.count()) == (1, 1)


def test_text_in_the_place_of_a_pdf_takes_the_picture_away(write):
    run(write("2024-07-23/01.pdf", b"%PDF"), door=door_of(FIRST))
    run(write("2024-07-23/01.txt", FIRST))
    page = Page.objects.get()
    assert (page.picture, page.picture_width, page.articles.get().zones, Picture.objects.count()) == ("", 0, [], 0)


def test_dry_run_of_a_pdf_reports_the_same_and_writes_nothing(write, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = write("2024-07-23/01.pdf", b"%PDF")
    dry = run(path, door=door_of(FIRST), dry_run=True)
    assert (Page.objects.count(), settings.MEDIA_ROOT.exists()) == (0, False)
    assert dry.files == run(path, door=door_of(FIRST)).files


def test_impossible_characters_of_a_pdf_are_replaced(write):
    run(write("2024-07-23/01.pdf", b"%PDF"), door=door_of("#水\x00库"))
    assert Page.objects.get().raw == "#水\ufffd库"


def test_issue_in_one_pdf_is_read_by_the_child_process(write):
    issue, written = PdfDocument.new(), io.BytesIO()
    for number in (1, 2):
        issue.import_pages(PdfDocument(PAGES / "2026-07-21" / f"{number:02}.pdf"))
    issue.save(written)
    report = import_paths([write("2026-07-21.pdf", written.getvalue())], publication="霁川日报")
    assert [(file.page, file.page_name, len(file.articles)) for file in report.files] == [
        (1, "要闻", 4),
        (2, "综合", 4),
    ]
    assert len(set(Page.objects.values_list("picture", flat=True)) - {""}) == 2
    assert Article.objects.filter(zones=[]).count() == 0
