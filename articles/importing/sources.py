"""Paths to files, and files to text."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from articles.importing.errors import FileError
from articles.importing.identity import sort_key
from articles.parser.read_text import Unreadable, UnreadableText, decode

TEXT, PDF = ".txt", ".pdf"
# A page holds some 12,000 characters, 36 KB; a larger file is no page.
MAX_BYTES = 1024 * 1024
MAX_LINES = 10_000  # a full broadsheet page has some 1,500, blank ones counted
REPLACEMENT = "\ufffd"
# PostgreSQL takes neither; a lone surrogate is half a character that some extractor cut.
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is to be imported, before it is opened; ``name`` is what the report calls it."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file that was read: its bytes, and their SHA-256 by which it is known."""

    raw: bytes
    digest: str


def find(paths: Iterable[str | os.PathLike[str]]) -> list[Source]:
    """What there is to import under ``paths``."""
    return [Source(os.fspath(path), path) for path in walk(paths)]


def walk(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """The files of ``paths``, in the order given; those of a folder by date and page, without hidden ones.

    A path that is no folder with pages in it stays as it is: reading it tells why. A text beside a PDF of the same name
    is not taken for itself.
    """
    files = [file for path in map(Path, paths) for file in _files_of(path)]
    pdfs = {file.with_suffix("") for file in files if is_pdf(file)}
    return (file for file in files if is_pdf(file) or file.suffix.lower() != TEXT or file.with_suffix("") not in pdfs)


def is_pdf(path: Path) -> bool:
    """Whether the name says so."""
    return path.suffix.lower() == PDF


def read(path: Path, most: int = MAX_BYTES) -> PageFile:
    """The file's bytes; raises FileError where there are none to read, or more than ``most``."""
    try:
        raw = _read_bytes(path, most)
    except FileNotFoundError:
        raise FileError(_("There is no such file. Check the path.")) from None
    except PermissionError:
        raise FileError(
            _("The file may not be read. Give the user who runs the import the right to read it.")
        ) from None
    except OSError as error:
        raise FileError(_("The file could not be read: %(reason)s. Try again.") % {"reason": error.strerror}) from error
    if len(raw) > most:
        raise FileError(_too_large(path))
    return PageFile(raw, hashlib.sha256(raw).hexdigest())


def text_of(file: PageFile) -> tuple[str, int]:
    """The text with ``\\n`` at line ends, and how many impossible characters were replaced by U+FFFD in it."""
    try:
        text = decode(file.raw)
    except UnreadableText as error:
        raise FileError(_words(error.reason)) from error
    if not text.strip("\ufeff\x00 \t\r\n\f\v\u3000"):
        raise FileError(_("The page is empty. Export it from the layout program again."))
    text = _LINE_END.sub("\n", text)
    if text.count("\n") > MAX_LINES:
        raise FileError(
            _("The file has more lines than a page can have (%(most)d). Give one page a file.") % {"most": MAX_LINES}
        )
    return possible(text)


def possible(text: str) -> tuple[str, int]:
    """The text with U+FFFD for each character that no database keeps, and how many those were."""
    return _IMPOSSIBLE.subn(REPLACEMENT, text)


def _too_large(path: Path) -> str:
    if is_pdf(path):
        return _("The PDF is larger than can be read (100 MB). Export each page as a file of its own.")
    return _("The file is larger than a page of text can be (1 MB). Give one page a file.")


def _words(reason: Unreadable) -> str:
    if reason == Unreadable.BINARY:
        return _("This is not a text file. Export the page as plain text.")
    return _("The encoding of the file is not known. Save it as UTF-8 text.")


def _read_bytes(path: Path, most: int) -> bytes:
    if path.is_dir():
        raise FileError(_("The folder holds no .txt or .pdf file that can be read. Check the path and its rights."))
    if path.exists() and not path.is_file():  # a pipe or a device never ends
        raise FileError(_("This is not a file. Give a text file, a PDF or a folder."))
    with path.open("rb") as file:
        return file.read(most + 1)


def _files_of(path: Path) -> list[Path]:
    return (_files_in(path) or [path]) if path.is_dir() else [path]


def _files_in(folder: Path) -> list[Path]:
    """Its text files and PDFs, and each folder below that cannot be listed, so that its error is told."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: found.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(parent, name) for name in names if _is_page(name))
    return sorted(found, key=sort_key)


def _is_page(name: str) -> bool:
    return name.lower().endswith((TEXT, PDF)) and not name.startswith(".")
