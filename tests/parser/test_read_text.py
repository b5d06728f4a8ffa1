"""Bytes to text: the encodings that raw pages come in, and what is refused."""

import random

import pytest

from articles.parser.read_text import Unreadable, UnreadableText, decode

TEXT = "本报河湾讯（通讯员林青松）3月12日，河湾县在柳林镇召开春季植树造林现场会。\n河湾县部署春季造林任务\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_decode_reads_the_encodings_of_layout_programs(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_decode_reads_an_empty_file() -> None:
    assert decode(b"") == ""


def test_decode_keeps_single_nul_characters_that_extractors_leave() -> None:
    assert decode(f"\0{TEXT}".encode()) == f"\0{TEXT}"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n...", b"PK\x03\x04rest", bytes(1000), random.Random(7).randbytes(4000)],
    ids=["pdf", "zip", "nul", "random"],
)
def test_decode_refuses_what_is_no_text(content: bytes) -> None:
    with pytest.raises(UnreadableText) as caught:
        decode(content)

    assert caught.value.reason in (Unreadable.BINARY, Unreadable.UNKNOWN_ENCODING)


def test_decode_refuses_a_torn_encoding() -> None:
    with pytest.raises(UnreadableText):
        decode(b"\xef\xbb\xbf\xff\xfe\xff")
