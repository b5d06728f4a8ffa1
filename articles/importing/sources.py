"""Paths to what is to be imported, and each of it to its bytes."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from articles.importing import manifest, zips
from articles.importing.errors import FileError
from articles.importing.files import read_bytes
from articles.importing.identity import NOTHING, Identity, from_path, over, sort_key

TEXT, PDF = ".txt", ".pdf"
# A page holds some 12,000 characters, 36 KB; a larger file is no page.
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is to be imported, before it is opened; ``name`` is what the report calls it.

    ``path`` is the file, or the archive that has it as its ``member``. ``said`` and ``publication`` are what a manifest says
    of it. ``error`` is why it cannot be taken, in words.
    """

    name: str
    path: Path
    member: str = ""
    said: Identity = NOTHING
    publication: str = ""
    error: str = ""

    @property
    def place(self) -> Path:
        """What its date and page are read from: an archive counts as a folder."""
        return self.path.with_suffix("") / self.member if self.member else self.path

    @property
    def suffix(self) -> str:
        """Of its name, in small letters."""
        return Path(self.member or self.path).suffix.lower()

    @property
    def is_pdf(self) -> bool:
        """Whether the name says so."""
        return self.suffix == PDF

    def with_suffix(self, suffix: str) -> "Source":
        """The file beside it whose name ends so."""
        if self.member:
            return replace(self, member=os.fspath(Path(self.member).with_suffix(suffix)))
        return replace(self, path=self.path.with_suffix(suffix))


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file that was read: its bytes, and their SHA-256 by which it is known."""

    raw: bytes
    digest: str


def find(paths: Iterable[str | os.PathLike[str]]) -> list[Source]:
    """What there is to import under ``paths``: files, folders, archives and manifests, in the order given.

    Pages of a folder or an archive come by date and number, without hidden ones. What cannot be opened is a source all the
    same: reading it tells why. A text beside a PDF of the same name is not taken for itself.
    """
    found = [source for path in map(Path, paths) for source in _under(path)]
    pdfs = {source.with_suffix("") for source in map(_bare, found) if source.is_pdf}
    return [
        source for source in found if source.error or source.suffix != TEXT or _bare(source).with_suffix("") not in pdfs
    ]


def identity_of(source: Source) -> Identity:
    """What manifest and path say of its place; raises FileError where they say something that cannot be."""
    try:
        return over(from_path(source.place), source.said)
    except FileError:
        if source.said.date and source.said.page:
            return source.said
        raise


def is_there(source: Source) -> bool:
    """Whether there is such a file; raises FileError if its archive cannot be read."""
    return zips.has(source.path, source.member) if source.member else source.path.is_file()


def read(source: Source, most: int = MAX_BYTES) -> PageFile:
    """Its bytes; raises FileError where there are none to read, or more than ``most``."""
    if source.error:
        raise FileError(source.error)
    raw = zips.read(source.path, source.member, most) if source.member else read_bytes(source.path, most)
    if len(raw) > most:
        raise FileError(_too_large(source))
    return PageFile(raw, hashlib.sha256(raw).hexdigest())


def _too_large(source: Source) -> str:
    if source.is_pdf:
        return _("The PDF is larger than can be read (100 MB). Export each page as a file of its own.")
    return _("The file is larger than a page of text can be (1 MB). Give one page a file.")


def _bare(source: Source) -> Source:
    """Without what is said of it: which file it is."""
    return Source("", source.path, source.member)


def _under(path: Path) -> list[Source]:
    if path.is_dir():
        return _in_order(_in_folder(path)) or [_plain(path)]
    if path.suffix.lower() == zips.SUFFIX:
        return _in_order(_in_archive(path))
    if path.suffix.lower() in manifest.SUFFIXES:
        return list(_in_manifest(path))
    return [_plain(path)]


def _plain(path: Path, error: str = "") -> Source:
    return Source(os.fspath(path), path, error=error)


def _in_order(found: Iterable[Source]) -> list[Source]:
    return sorted(found, key=lambda source: sort_key(source.place))


def _in_folder(folder: Path) -> list[Source]:
    """Its pages, those in archives, and each folder below that cannot be listed, so that its error is told."""
    found: list[Source] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: found.append(_plain(Path(error.filename)))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if _is_page(name):
                found.append(_plain(path))
            elif name.lower().endswith(zips.SUFFIX) and not name.startswith("."):
                found.extend(_in_archive(path))
    return found


def _is_page(name: str) -> bool:
    return name.lower().endswith((TEXT, PDF)) and not name.startswith(".")


def _in_archive(path: Path) -> list[Source]:
    """Its pages; an archive in it is an error of its own."""
    try:
        names = zips.names(path)
    except FileError as error:
        return [_plain(path, str(error))]
    nested = _("This is an archive in an archive. Unpack the outer one, and import its folder.")
    found = [Source(f"{path}/{name}", path, name) for name in names if name.lower().endswith((TEXT, PDF))]
    found += [
        Source(f"{path}/{name}", path, name, error=nested) for name in names if name.lower().endswith(zips.SUFFIX)
    ]
    return found or [_plain(path, _("The archive holds no page (.txt, .pdf). Check that it is the right one."))]


def _in_manifest(path: Path) -> Iterator[Source]:
    """The files of its rows."""
    try:
        for row in manifest.rows(path, read_bytes(path, manifest.MAX_BYTES)):
            name = os.fspath(row.path / row.member)
            yield Source(name, row.path, row.member, row.said, row.publication, row.error)
    except FileError as error:
        yield _plain(path, str(error))
