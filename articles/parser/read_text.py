"""Bytes of a text file to text: the encodings that layout programs and archives leave behind."""

import codecs
import re
from enum import StrEnum

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Files that are known by their first bytes and hold no page text.
MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
)
SAMPLE = 65_536
MOST_CONTROLS = 0.02
MOST_READABLE = 0.9
READABLE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2027\x20-\x7e\r\n\t]")


class Unreadable(StrEnum):
    """Why bytes are no page of text."""

    BINARY = "binary"
    UNKNOWN_ENCODING = "unknown-encoding"


class UnreadableText(ValueError):
    """The bytes are no text that can be read; ``reason`` is for whoever words it for the user."""

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(reason.value)
        self.reason = reason


def decode(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16, with or without a byte-order mark, or in GB18030.

    Raises UnreadableText for a binary file, and for an encoding that is none of these.
    """
    if content.startswith(MAGIC):
        raise UnreadableText(Unreadable.BINARY)
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return strict(content, encoding).removeprefix("\ufeff")
    return unmarked(content)


def unmarked(content: bytes) -> str:
    """The text of bytes without a byte-order mark."""
    for encoding in (wide_encoding(content), "utf-8", "gb18030"):
        try:
            text = content.decode(encoding) if encoding else ""
        except UnicodeDecodeError:
            continue
        if encoding and is_printed(text):
            return text
    raise UnreadableText(
        Unreadable.BINARY if content.count(0) > len(content) * MOST_CONTROLS else Unreadable.UNKNOWN_ENCODING
    )


def strict(content: bytes, encoding: str) -> str:
    """The text in the encoding that its mark names."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableText(Unreadable.UNKNOWN_ENCODING) from error
    if not is_printed(text):
        raise UnreadableText(Unreadable.BINARY)
    return text


def wide_encoding(content: bytes) -> str:
    """UTF-16 of one byte order if the bytes read as Chinese that way, else nothing; line ends and digits leave NULs in it."""
    sample = content[: SAMPLE - SAMPLE % 2]
    if len(content) % 2 or b"\0" not in sample:
        return ""
    shares = {encoding: readable_share(sample.decode(encoding, "ignore")) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] > MOST_READABLE else ""


def readable_share(text: str) -> float:
    """Which share of the text is Chinese, its marks, and printed ASCII."""
    return len(READABLE.findall(text)) / max(1, len(text))


def is_printed(text: str) -> bool:
    """Whether a text has few enough control characters to be one; single NULs are left by extractors."""
    sample = text[:SAMPLE]
    controls = sum(character < " " and character not in "\t\n\r\f\v" for character in sample)
    return controls <= max(8, len(sample) * MOST_CONTROLS)
