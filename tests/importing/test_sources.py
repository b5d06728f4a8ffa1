"""Paths to files, and files to text."""

import os
from pathlib import Path

import pytest

from articles.importing.errors import FileError
from articles.importing.sources import MAX_BYTES, PageFile, Source, find, read
from articles.importing.texts import page_text

TEXT = "清晨的水库大坝上，值班员读水位、看渗流、记台账。"


def error_of(call, *args):
    with pytest.raises(FileError) as refused:
        call(*args)
    return str(refused.value)


def walk(paths):
    return [source.path for source in find(paths)]


def read_path(path):
    return read(Source("", Path(path)))


def test_find_takes_a_folder_in_date_and_page_order(write, tmp_path):
    names = ["2024-07-24/01.txt", "20240723_10.txt", "20240723_2.TXT", "2024/07/22/第3版.txt", "notes.txt"]
    for name in names:
        write(name, TEXT)
    write("2024-07-24/.02.txt", TEXT)
    write(".hidden/2024-07-25/01.txt", TEXT)
    write("2024-07-24/03.pdf", TEXT)
    found = [path.relative_to(tmp_path).as_posix() for path in walk([tmp_path])]
    assert found == [
        "notes.txt",
        "2024/07/22/第3版.txt",
        "20240723_2.TXT",
        "20240723_10.txt",
        "2024-07-24/01.txt",
        "2024-07-24/03.pdf",
    ]


def test_find_leaves_out_the_text_beside_a_pdf(write, tmp_path):
    for name in ("1.txt", "1.pdf", "2.TXT", "2.PDF", "3.txt"):
        write(f"2024-07-24/{name}", TEXT)
    assert [path.name for path in walk([tmp_path])] == ["1.pdf", "2.PDF", "3.txt"]
    assert [path.name for path in walk([tmp_path / "2024-07-24/1.txt"])] == ["1.txt"]


def test_find_keeps_the_order_of_what_was_named(write, tmp_path):
    later, earlier = write("2024-07-24/01.txt", TEXT), write("2024-07-23/01.text", TEXT)
    assert list(walk([later, str(earlier)])) == [later, earlier]


def test_read_gives_bytes_and_digest(write):
    file = read_path(write("a.txt", "x"))
    assert file == PageFile(b"x", "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")


def test_read_says_what_is_wrong(write, tmp_path, in_english):
    os.mkfifo(tmp_path / "pipe")
    assert error_of(read_path, tmp_path / "none.txt") == "There is no such file. Check the path."
    assert (
        error_of(read_path, tmp_path)
        == "The folder holds no page (.txt, .pdf) or archive (.zip) that can be read. Check the path and its rights."
    )
    assert (
        error_of(read_path, tmp_path / "pipe") == "This is not a file. Give a text file, a PDF, an archive or a folder."
    )
    assert error_of(read_path, write("big.txt", b"x" * (MAX_BYTES + 1))) == (
        "The file is larger than a page of text can be (1 MB). Give one page a file."
    )
    assert error_of(read_path, tmp_path / ("x" * 300)) == "The file could not be read: File name too long. Try again."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_read_and_find_say_what_may_not_be_read(write, tmp_path, in_english):
    path = write("shut/a.txt", "x")
    path.chmod(0)
    message = "The file may not be read. Give the user who runs the import the right to read it."
    assert error_of(read_path, path) == message
    path.parent.chmod(0)
    try:
        assert list(walk([tmp_path])) == [path.parent]
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_page_text_reads_the_encodings_of_layout_programs(encoding):
    assert page_text((TEXT + "\r\n近日，\r霁川").encode(encoding)) == (TEXT + "\n近日，\n霁川", 0)


def test_page_text_replaces_what_no_database_takes():
    raw = f"{TEXT}\x00".encode() + b"\n" + TEXT.encode()
    assert page_text(raw) == (f"{TEXT}\ufffd\n{TEXT}", 1)


def test_page_text_replaces_or_refuses_a_lone_surrogate(in_english):
    wide = TEXT.encode("utf-16-le") + b"\x00\xd8" + TEXT.encode("utf-16-le")
    assert error_of(page_text, wide) == "The encoding of the file is not known. Save it as UTF-8 text."
    assert error_of(page_text, TEXT.encode() + b"\xed\xa0\x80" + TEXT.encode()) == (
        "The encoding of the file is not known. Save it as UTF-8 text."
    )


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", "The page is empty. Export it from the layout program again."),
        ("\ufeff \n\u3000\r\n\x00\n".encode(), "The page is empty. Export it from the layout program again."),
        ("字\r".encode() * 10_001, "The file has more lines than a page can have (10000). Give one page a file."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is not a text file. Export the page as plain text."),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "This is not a text file. Export the page as plain text."),
        (bytes(range(256)) * 8, "The encoding of the file is not known. Save it as UTF-8 text."),
    ],
    ids=["empty", "blank", "long", "png", "elf", "bytes"],
)
def test_page_text_refuses_what_is_no_page(raw, error, in_english):
    assert error_of(page_text, raw) == error
