"""Archives: their pages are read where they are; what could do harm is refused in words."""

import datetime as dt
import io
import os
import pickle
import stat
import struct
import warnings
import zipfile

import pytest

from articles.demo.play import PAGES
from articles.importing import zips
from articles.importing.errors import FileError
from articles.importing.run import import_paths
from articles.importing.sources import MAX_BYTES, Source, find, identity_of, read
from articles.importing.zip_checks import MOST_ENTRIES
from articles.models import Page
from tests.importing.plain import parse_plain
from tests.importing.test_pdf import FIRST, door_of, parse

TEXT = "#水库开闸\n春灌第一天。"
OTHER = "#小学开学\n孩子们回到了教室。"


@pytest.fixture
def pack(tmp_path):
    """Write a zip of these names, or ZipInfos, and contents."""

    def write_zip(name, files, method=zipfile.ZIP_DEFLATED):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings(), zipfile.ZipFile(path, "w", method) as archive:
            warnings.simplefilter("ignore")  # of doubled names
            for entry, content in files:
                archive.writestr(entry, content)
        return path

    return write_zip


def members(path):
    return [source.member for source in find([path])]


def refusal(path):
    """Why the archive is refused; nothing may have been written beside it."""
    before = sorted(path.parent.rglob("*"))
    (source,) = find([path])
    with pytest.raises(FileError) as refused:
        read(source)
    assert (source.path, source.member) == (path, "")
    assert sorted(path.parent.rglob("*")) == before
    return str(refused.value)


def info(name, **fields):
    entry = zipfile.ZipInfo(name)
    for field, value in fields.items():
        setattr(entry, field, value)
    return entry


def altered(path, old, new):
    """The archive with these bytes in the place of others."""
    path.write_bytes(path.read_bytes().replace(old, new))
    return path


def test_find_takes_the_pages_of_an_archive_in_date_and_page_order(pack):
    names = ["2024-07-24/01.txt", "20240723_10.txt", "20240723_2.TXT", "2024/07/22/第3版：要闻.txt", "notes.doc"]
    hidden = [".DS_Store", "__MACOSX/2024-07-24/._01.txt", "2024-07-24/.02.txt", "2024-07-24/"]
    path = pack("archive.zip", [(name, TEXT) for name in [*names, *hidden]])
    found = find([path])
    assert [source.member for source in found] == [
        "2024/07/22/第3版：要闻.txt",
        "20240723_2.TXT",
        "20240723_10.txt",
        "2024-07-24/01.txt",
    ]
    assert found[3] == Source(f"{path}/2024-07-24/01.txt", path, "2024-07-24/01.txt")
    assert read(found[3]).raw.decode() == TEXT
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # as the workers get them


@pytest.mark.parametrize(
    ("archive", "member", "date", "page"),
    [
        ("2024-07-23.zip", "03.txt", dt.date(2024, 7, 23), 3),
        ("20240723.zip", "第03版：要闻.txt", dt.date(2024, 7, 23), 3),
        ("县域时报2024年7月23日.ZIP", "3版.txt", dt.date(2024, 7, 23), 3),
        ("2024.zip", "07/23/3.txt", dt.date(2024, 7, 23), 3),
        ("2024/0723.zip", "p03.txt", dt.date(2024, 7, 23), 3),
        ("backup-2026-01-01.zip", "2024-07-23/03.txt", dt.date(2024, 7, 23), 3),
        ("all.zip", "page.txt", None, None),
    ],
)
def test_archive_counts_as_a_folder_for_date_and_page(pack, archive, member, date, page):
    (source,) = find([pack(archive, [(member, TEXT)])])
    identity = identity_of(source)
    assert (identity.date, identity.page) == (date, page)


def test_archives_in_a_folder_stand_among_its_files_by_date(pack, write, tmp_path):
    write("2024-07-24/01.txt", TEXT)
    pack("2024-07-25.zip", [("01.txt", TEXT)])
    pack("old/2024-07-23.zip", [("02.txt", TEXT), ("01.txt", TEXT)])
    assert [source.name.removeprefix(f"{tmp_path}/") for source in find([tmp_path])] == [
        "old/2024-07-23.zip/01.txt",
        "old/2024-07-23.zip/02.txt",
        "2024-07-24/01.txt",
        "2024-07-25.zip/01.txt",
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_the_sign_of_utf_8_are_decoded(pack, encoding):
    name = "第03版：要闻.txt".encode(encoding)
    path = pack("20240723.zip", [("x" * len(name), TEXT)])
    assert members(altered(path, b"x" * len(name), name)) == ["第03版：要闻.txt"]


def test_names_are_folders_with_backslashes_too(pack):
    path = altered(pack("a.zip", [("2024-07-23/03.txt", TEXT)]), b"2024-07-23/03.txt", b"2024-07-23\\03.txt")
    assert members(path) == ["2024-07-23/03.txt"]


def test_an_archive_that_has_changed_is_opened_anew(pack):
    path = pack("a.zip", [("1.txt", TEXT)])
    (before,) = find([path])
    assert read(before).raw.decode() == TEXT
    pack("a.zip", [("1.txt", OTHER)])
    assert read(before).raw.decode() == OTHER


@pytest.mark.django_db
def test_archive_is_imported_once(pack):
    path = pack("2024-07-23.zip", [("02.txt", OTHER), ("01.txt", TEXT)])
    report = import_paths([path], publication="青川日报", parse=parse_plain)
    assert [(file.path, file.state, file.date, file.page) for file in report.files] == [
        (f"{path}/01.txt", "new", dt.date(2024, 7, 23), 1),
        (f"{path}/02.txt", "new", dt.date(2024, 7, 23), 2),
    ]
    assert list(Page.objects.order_by("number").values_list("raw", flat=True)) == [TEXT, OTHER]
    again = import_paths([path], publication="青川日报", parse=None)
    assert [file.state for file in again.files] == ["unchanged", "unchanged"]


@pytest.mark.django_db
def test_archive_is_read_by_worker_processes(pack):
    pages = [(f"{path.parent.name}/{path.name}", path.read_bytes()) for path in sorted(PAGES.glob("*/*.txt"))]
    report = import_paths([pack("old.zip", pages)], publication="霁川日报", jobs=2)
    assert [(f"{file.date}/{file.page:02}.txt", file.state) for file in report.files] == [
        (name, "new") for name, _content in pages
    ]


@pytest.mark.django_db
def test_text_beside_a_pdf_in_an_archive_is_held_against_it(pack):
    path = pack("2024-07-23.zip", [("01.pdf", b"%PDF"), ("01.txt", f"{FIRST}\n另一行字。")])
    (file,) = import_paths([path], publication="青川日报", parse=parse, door=door_of(FIRST)).files
    assert (file.path, [(note["code"], note["detail"]) for note in file.notes]) == (
        f"{path}/01.pdf",
        [("only-in-text", "1: 另一行字。")],
    )


# FAULTS 7


@pytest.mark.parametrize(
    "name", ["../2024-07-23/01.txt", "2024-07-23/../../01.txt", "..\\01.txt", "/etc/01.txt", "C:\\01.txt"]
)
def test_fault_7_archive_with_a_path_that_leads_out_is_refused(pack, name, in_english):
    path = pack("a.zip", [("2024-07-23/02.txt", TEXT), (name, TEXT)])
    assert refusal(path) == (
        f"The archive would write outside its folder: {name.replace(chr(92), '/')}. Pack it again from inside one folder."
    )


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_fault_7_archive_with_a_link_or_a_device_is_refused(pack, kind, in_english):
    path = pack("a.zip", [(info("01.txt", external_attr=(kind | 0o777) << 16, create_system=3), "/etc/passwd")])
    assert refusal(path) == ("The archive holds a link or a device: 01.txt. Pack it again with the files themselves.")


def test_fault_7_archive_with_100_000_entries_is_refused(pack, in_english):
    path = pack("a.zip", [(f"{number}.txt", "") for number in range(100_000)], zipfile.ZIP_STORED)
    assert refusal(path) == f"The archive holds more than {MOST_ENTRIES} files. Pack it in several."


def test_fault_7_archive_with_a_table_that_fills_the_memory_is_refused(pack, in_english):
    path = pack("a.zip", [(info("01.txt", comment=b"x" * 60_000), TEXT)] * 150, zipfile.ZIP_STORED)
    assert refusal(path) == "The archive is damaged, or it is no ZIP. Pack it again."


def test_fault_7_archive_with_a_doubled_name_is_refused(pack, in_english):
    path = pack("a.zip", [("01.txt", TEXT), ("./01.txt", OTHER)])
    assert refusal(path) == "The archive holds 01.txt twice. Pack it again with one of them."


def test_fault_7_encrypted_archive_is_refused(pack, in_english):
    path = pack("a.zip", [("01.txt", TEXT)])
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert refusal(path) == "The archive is locked with a password. Pack it without one."


def test_fault_7_archive_that_unpacks_to_a_thousand_times_its_size_is_refused(pack, in_english):
    path = pack("a.zip", [(f"{number}.txt", bytes(20_000_000)) for number in range(10)])
    assert path.stat().st_size < 250_000
    assert refusal(path) == ("The archive unpacks to more than 100 times its size. Pack it again with the pages alone.")


def test_fault_7_page_that_unpacks_to_more_than_a_page_is_not_unpacked_whole(pack, in_english):
    (source,) = find([pack("a.zip", [("01.txt", b"x" * (MAX_BYTES + 1))])])
    with pytest.raises(FileError, match="The file is larger than a page of text can be"):
        read(source)


def test_fault_7_page_that_lies_about_its_size_is_refused(pack, in_english):
    path = pack("a.zip", [("01.txt", b"x" * 50_000)])
    (source,) = find([altered(path, struct.pack("<L", 50_000), struct.pack("<L", 100))])
    with pytest.raises(FileError, match="The archive is damaged at this file"):
        read(source)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_fault_7_archive_that_cannot_be_unpacked_bit_by_bit_is_refused(pack, method, in_english):
    path = pack("a.zip", [("01.txt", TEXT)], method)
    assert refusal(path) == "The archive is packed in an unusual manner. Pack it again as an ordinary ZIP."


def test_fault_7_archive_in_an_archive_is_its_own_error_and_the_rest_goes_on(pack, in_english):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("2024-07-23/02.txt", TEXT)
    nested, page = find([pack("a.zip", [("inner.zip", inner.getvalue()), ("2024-07-23/01.txt", TEXT)])])
    assert (nested.name[-15:], nested.error) == (
        "a.zip/inner.zip",
        "This is an archive in an archive. Unpack the outer one, and import its folder.",
    )
    assert (page.member, page.error) == ("2024-07-23/01.txt", "")


@pytest.mark.parametrize(
    "content", [b"", b"MZ and no zip", b"PK\x03\x04" + bytes(100), b"PK\x05\x06" + b"\xff" * 18], ids=repr
)
def test_broken_archive_is_its_own_error(write, content, in_english):
    assert refusal(write("a.zip", content)) == "The archive is damaged, or it is no ZIP. Pack it again."


def test_archive_cut_off_anywhere_is_its_own_error(pack, in_english):
    path = pack("a.zip", [("01.txt", TEXT), ("02.txt", OTHER)])
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        assert refusal(path) == "The archive is damaged, or it is no ZIP. Pack it again."


def test_altered_archive_gives_its_page_or_an_error_in_words(pack):
    path = pack("a.zip", [("01.txt", TEXT * 20)])
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        os.utime(path, ns=(at, at))  # changes within one tick of the clock are told apart
        for source in find([path]):
            try:
                read(source)
            except FileError:
                continue


def test_archive_without_a_page_or_that_is_not_there_says_so(pack, tmp_path, in_english):
    assert refusal(pack("a.zip", [("notes.doc", TEXT)])) == (
        "The archive holds no page (.txt, .pdf). Check that it is the right one."
    )
    assert refusal(tmp_path / "none.zip") == "There is no such file. Check the path."
    assert not zips.has(pack("b.zip", [("01.txt", TEXT)]), "02.txt")


def test_a_member_that_is_gone_is_told(pack, in_english):
    with pytest.raises(FileError, match="There is no such file in the archive"):
        read(Source("", pack("a.zip", [("01.txt", TEXT)]), "02.txt"))
