"""Zip archives: read where they are, never unpacked; what could be meant to do harm is refused, in words."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import FileIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from articles.importing.errors import FileError
from articles.importing.files import in_words
from articles.importing.zip_checks import check

SUFFIX = ".zip"
MOST_TABLE = 8_000_000  # bytes of the table of contents; zipfile reads it whole
IN_UTF_8 = 0x800
_BROKEN = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error, zlib.error)


def names(path: Path) -> list[str]:
    """The files of an archive, without hidden ones; raises FileError if it is refused as a whole."""
    return [name for name in _opened(path)[1] if not _is_hidden(name)]


def read(path: Path, name: str, most: int) -> bytes:
    """A file's first bytes, ``most`` and one more at the most; raises FileError."""
    archive, entries = _opened(path)
    if name not in entries:
        raise FileError(_("There is no such file in the archive. Check the path."))
    try:
        with archive.open(entries[name]) as file:
            return file.read(most + 1)
    except (*_BROKEN, OSError) as error:
        raise FileError(_("The archive is damaged at this file. Pack it again.")) from error


def has(path: Path, name: str) -> bool:
    """Whether the archive has a file of this name; raises FileError."""
    return name in _opened(path)[1]


def _opened(path: Path) -> tuple[ZipFile, dict[str, ZipInfo]]:
    with in_words():
        status = path.stat()
        return _archive(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=2)  # the files of an archive are read one after the other
def _archive(path: Path, _changed: int, size: int) -> tuple[ZipFile, dict[str, ZipInfo]]:
    """The archive, held open, and its files by name; one that has changed since is another."""
    try:
        with _Table(path) as file, ZipFile(file) as archive:
            infos = archive.infolist()
        entries = [entry for entry in zip(_names(infos), infos, strict=True) if not entry[0].endswith("/")]
        check(entries, size)
        return ZipFile(path), dict(entries)
    except _BROKEN as error:
        raise FileError(_("The archive is damaged, or it is no ZIP. Pack it again.")) from error


class _Table(FileIO):
    """A file of which not much is read at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As a file does, but of a longer table of contents the beginning only, which zipfile refuses."""
        return super().read(MOST_TABLE if size is None or size < 0 else min(size, MOST_TABLE)) or b""


def _names(infos: Iterable[ZipInfo]) -> Iterator[str]:
    """Their names, with ``/`` between folders; without the sign of UTF-8 they are in whatever the packer's system has."""
    infos = list(infos)
    encoding = _encoding([_bytes_of(info) for info in infos if not info.flag_bits & IN_UTF_8])
    for info in infos:
        name = info.orig_filename if info.flag_bits & IN_UTF_8 else _bytes_of(info).decode(encoding)
        yield _plain(name.replace("\\", "/"))


def _bytes_of(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("cp437")  # as zipfile decoded it


def _encoding(named: Iterable[bytes]) -> str:
    names = b"\n".join(named)
    for encoding in ("utf-8", "gb18030", "cp950"):
        try:
            names.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "cp437"


def _plain(name: str) -> str:
    """``./a//b`` is ``a/b``."""
    return PurePosixPath(name).as_posix() + ("/" if name.endswith("/") else "")


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
