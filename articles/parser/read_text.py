"""Bytes of a text file to text: the encodings that layout programs and archives leave behind."""

import codecs
import re
from enum import StrEnum

from articles.parser.encodings import decoded, tell

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
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
MOST_CONTROLS = 0.02


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
    """The text of a file in UTF-8, UTF-16, UTF-32, GB18030 or Big5; U+FFFD stands for a last character that is cut off.

    Raises UnreadableText for a binary file, and for an encoding that is none of these.
    """
    encoding = encoding_of(content)
    try:
        text = decoded(content, encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableText(Unreadable.UNKNOWN_ENCODING) from error
    if not is_printed(text):
        raise UnreadableText(Unreadable.BINARY)
    return text


def encoding_of(content: bytes) -> str:
    """Python's name of the encoding: by the byte-order mark, else by what the text would be. Raises UnreadableText."""
    if content.startswith(MAGIC):
        raise UnreadableText(Unreadable.BINARY)
    encoding = next((encoding for mark, encoding in BOMS if content.startswith(mark)), "") or tell(content)
    if encoding:
        return encoding
    is_binary = content.count(0) > len(content) * MOST_CONTROLS
    raise UnreadableText(Unreadable.BINARY if is_binary else Unreadable.UNKNOWN_ENCODING)


def is_printed(text: str) -> bool:
    """Whether a text has few enough control characters to be one; single NULs are left by extractors."""
    sample = text[:SAMPLE]
    controls = len(CONTROLS.findall(sample))
    return controls <= max(8, len(sample) * MOST_CONTROLS)
