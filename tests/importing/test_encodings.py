"""FAULTS 6: pages of our own text in each encoding, whole and short, cut off and damaged; they are read, or refused in words."""

import random

import pytest
from charset_normalizer import from_bytes
from opencc import OpenCC

from articles.demo.play import PAGES
from articles.importing.errors import FileError
from articles.importing.run import import_paths
from articles.importing.sources import MAX_BYTES, find, read
from articles.importing.texts import page_text
from articles.models import Page
from articles.parser.read_text import encoding_of
from tests.generator.page import generate_page
from tests.importing.plain import parse_plain

DEMO = [path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*/*.txt"))]
SIMPLIFIED = [*DEMO, *(generate_page(seed).text for seed in range(6))]
TRADITIONAL = [OpenCC("s2t").convert(text) for text in SIMPLIFIED]
BOTH = SIMPLIFIED + TRADITIONAL
CANTONESE = "啲後生仔喺度睇緊報紙，佢哋話今日嘅新聞好有睇頭。"

# Python's codec, and the pages that can be written in it.
ENCODINGS = [
    ("utf-8", BOTH),
    ("utf-8-sig", BOTH),
    ("gb2312", SIMPLIFIED),
    ("gbk", BOTH),
    ("gb18030", BOTH),
    ("big5", TRADITIONAL),
    ("cp950", TRADITIONAL),
    ("big5hkscs", TRADITIONAL),
    ("utf-16", BOTH),
    ("utf-16-le", BOTH),
    ("utf-16-be", BOTH),
    ("utf-32", BOTH),
]
REFUSALS = (
    "The encoding of the file is not known. Save it as UTF-8 text.",
    "This is not a text file. Export the page as plain text.",
)
encodings = pytest.mark.parametrize(("encoding", "pages"), ENCODINGS, ids=[encoding for encoding, _pages in ENCODINGS])


def written(text, encoding):
    """Its bytes, and the text that they hold: what the encoding has no character for is left out."""
    raw = text.encode(encoding, "ignore")
    return raw, raw.decode(encoding)


def pieces(pages, length):
    """Stretches of the pages with at least half Chinese characters."""
    chance = random.Random(length)
    for page in pages:
        for _ in range(8):
            start = chance.randrange(max(1, len(page) - length))
            piece = page[start : start + length]
            if sum("\u4e00" <= character <= "\u9fff" for character in piece) * 2 >= length:
                yield piece


def read_or_refused(raw):
    try:
        return page_text(raw)[0]
    except FileError as error:
        return str(error)


@encodings
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_fault_6_page_is_read_in_each_encoding(encoding, pages, line_end):
    for page in pages:
        raw, text = written(page.replace("\r\n", "\n").replace("\n", line_end), encoding)
        assert page_text(raw) == (text.replace(line_end, "\n"), 0)


@encodings
@pytest.mark.parametrize("length", [12, 24, 60])
def test_fault_6_a_few_characters_tell_the_encoding(encoding, pages, length):
    for piece in pieces(pages, length):
        raw, text = written(piece, encoding)
        assert page_text(raw)[0] == text.replace("\r\n", "\n")


@encodings
def test_fault_6_page_cut_off_anywhere_keeps_what_is_left(encoding, pages):
    chance = random.Random(6)
    for page in pages:
        raw, text = written(page, encoding)
        left = page_text(raw[: chance.randrange(60, len(raw))])[0]
        whole = left.removesuffix("\ufffd")
        assert (text.startswith(whole), len(left) - len(whole) <= 1) == (True, True)


@encodings
def test_fault_6_damaged_page_is_read_or_refused_in_words(encoding, pages, in_english):
    chance = random.Random(7)
    for page in pages:
        raw, text = written(page, encoding)
        at = chance.randrange(4, len(raw))
        damaged = raw[:at] + chance.randbytes(chance.randrange(1, 4)) + raw[at + 1 :]
        left = read_or_refused(damaged)
        assert left in REFUSALS or left[: at // 4 - 1] == text[: at // 4 - 1]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("春耕", "gb18030"),
        ("水库", "utf-16-le"),
        ("第03版：要闻\r\n", "gb18030"),
        ("第03版：要聞\r\n", "cp950"),
        (CANTONESE, "big5hkscs"),
        ("12345\r\n", "utf-16-le"),
        ("plain words", "utf-8"),
        ("囧囍", "utf-8"),
    ],
)
def test_fault_6_short_text_is_told_from_what_else_it_could_be(text, encoding):
    assert encoding_of(text.encode(encoding)) == encoding


@encodings
def test_page_is_read_as_charset_normalizer_reads_it(encoding, pages):
    """A second opinion; of a dozen characters it misreads one page in ten in GB18030 and Big5."""
    for page in pages[:8]:
        raw, _text = written(page, encoding)
        assert page_text(raw)[0] == str(from_bytes(raw).best()).removeprefix("\ufeff").replace("\r\n", "\n")


def test_fault_6_names_alone_are_read():
    names = "陆润荷 蔺丽行 徐瑞 萧静 封柏雨 石忠仁 康挚实 靳国莲 施梅伟 贺文乐 冉振实 纪鑫学 郝竹秀"
    for encoding in ("gb18030", "utf-16-le"):
        assert page_text(names.encode(encoding)) == (names, 0)


def test_fault_6_nul_and_what_is_cut_off_are_replaced_and_counted():
    assert page_text(f"{DEMO[0]}\0".encode("gb18030"))[1] == 1
    assert page_text(DEMO[0].strip().encode()[:-1])[1] == 1


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", "The page is empty. Export it from the layout program again."),
        (b"\xef\xbb\xbf \r\n\0", "The page is empty. Export it from the layout program again."),
        (b"MZ\x90\x00\x03" + bytes(64), "This is not a text file. Export the page as plain text."),
        (bytes(2000), "This is not a text file. Export the page as plain text."),
        (random.Random(1).randbytes(4000), "The encoding of the file is not known. Save it as UTF-8 text."),
        (
            "水库\ud800".encode("utf-8", "surrogatepass"),
            "The encoding of the file is not known. Save it as UTF-8 text.",
        ),
        (
            b"\xff\xfe" + "水库\ud800开闸".encode("utf-16-le", "surrogatepass"),
            "The encoding of the file is not known. Save it as UTF-8 text.",
        ),
        (
            "Où est-elle passée, la forêt ?".encode("latin-1"),
            "The encoding of the file is not known. Save it as UTF-8 text.",
        ),
    ],
    ids=["empty", "blank", "exe", "nul", "random", "surrogate", "wide surrogate", "latin"],
)
def test_fault_6_what_is_no_page_is_refused_in_words(raw, error, in_english):
    with pytest.raises(FileError) as refused:
        page_text(raw)
    assert str(refused.value) == error


def test_fault_6_page_of_50_mb_is_refused_and_not_read_whole(write, in_english):
    path = write("01.txt", b"x")
    with path.open("r+b") as file:
        file.truncate(50_000_000)
    with pytest.raises(FileError, match="The file is larger than a page of text can be"):
        read(find([path])[0])


@pytest.mark.django_db
def test_fault_6_bad_pages_fail_alone_and_good_ones_of_each_encoding_come_in(write, tmp_path):
    bad = [
        b"",
        b"MZ\x90\x00" + bytes(64),
        bytes(2000),
        b"x" * (MAX_BYTES + 1),
        "水库\ud800".encode("utf-8", "surrogatepass"),
    ]
    for number, raw in enumerate(bad, start=1):
        write(f"2024-07-22/{number}.txt", raw)
    for number, (encoding, pages) in enumerate(ENCODINGS, start=1):
        write(f"2024-07-23/{number}.txt", written(pages[0], encoding)[0])
    report = import_paths([tmp_path], publication="青川日报", parse=parse_plain)
    assert [file.state for file in report.files] == ["failed"] * len(bad) + ["new"] * len(ENCODINGS)
    for page, (encoding, pages) in zip(Page.objects.order_by("number"), ENCODINGS, strict=True):
        assert page.raw == written(pages[0], encoding)[1].replace("\r\n", "\n")
