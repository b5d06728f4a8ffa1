"""A manifest: a table of files, for names that say nothing; each row says which page of which newspaper a file is.

Columns, in any order: the path, and whichever is known of date, page, page name and publication. Paths are relative to the
manifest's folder and stay in it; they may go on into an archive: ``scans.zip/0001.txt``. What a row leaves open the path, the page's folio or the options say.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from articles.importing import identity, tables, zips
from articles.importing.errors import FileError
from articles.importing.identity import NOTHING, Identity

SUFFIXES = (".csv", tables.XLSX)
MAX_BYTES = 20_000_000
HEADINGS = {
    "path": ("path", "file", "file name", "路径", "文件", "文件名", "文件路径", "路徑"),
    "date": ("date", "日期", "出版日期", "见报日期"),
    "page": ("page", "page number", "版", "版次", "版号", "版面"),
    "page_name": ("page name", "版名", "版面名称"),
    "publication": ("publication", "newspaper", "报纸", "报名", "报纸名称", "報紙"),
}
_FIELDS = {heading: field for field, headings in HEADINGS.items() for heading in headings}


@dataclass(frozen=True, slots=True)
class Row:
    """A file, or the ``member`` of an archive, and what is said of it; or, in words, why it cannot be taken."""

    path: Path
    member: str = ""
    said: Identity = NOTHING
    publication: str = ""
    error: str = ""


def rows(path: Path, raw: bytes) -> Iterator[Row]:
    """The rows of the manifest at ``path``; raises FileError if none of them can be understood."""
    if len(raw) > MAX_BYTES:
        raise FileError(_("The manifest is larger than 20 MB. Split it."))
    lines = tables.table(path, raw)
    if not lines:
        raise FileError(
            _("The manifest is empty. Its first row names the columns: path, date, page, page name, publication.")
        )
    fields = _fields(lines[0][1])
    taken: dict[str, int] = {}
    for number, cells in lines[1:]:
        yield _row(path, number, cells, fields, taken)


def _row(manifest: Path, number: int, cells: list[str], fields: list[str], taken: dict[str, int]) -> Row:
    values = dict(zip(fields, cells, strict=False))
    path = manifest.parent / values.get("path", "").replace("\\", "/")
    try:
        if any(cells[len(fields) :]):
            raise FileError(_("It has more cells than there are columns. Look for a comma too many."))
        file, member = _located(path)
        _check_path(manifest.parent, file, member, number, taken)
        date, page, page_name = (values.get(name, "") for name in ("date", "page", "page_name"))
        said = identity.from_row(date, page, page_name, number)
    except FileError as error:
        words = _("Row %(row)d of %(manifest)s: %(error)s")
        return Row(path, error=words % {"row": number, "manifest": manifest.name, "error": error})
    return Row(file, member, said, values.get("publication", ""))


def _located(path: Path) -> tuple[Path, str]:
    """The file; or the archive that it is in, and its name there."""
    if "\0" in os.fspath(path):
        raise FileError(_("There is no such file. Check the path."))
    archive = next(
        (parent for parent in path.parents if parent.suffix.lower() == zips.SUFFIX and parent.is_file()), None
    )
    return (archive, path.relative_to(archive).as_posix()) if archive else (path, "")


def _check_path(folder: Path, file: Path, member: str, number: int, taken: dict[str, int]) -> None:
    """Raises FileError for what is no file of its own in the folder."""
    real = os.path.realpath(file)
    if file == folder:
        raise FileError(_("It has no path. Name the file."))
    if not Path(real).is_relative_to(os.path.realpath(folder)):
        raise FileError(_("The path leads out of the manifest's folder. Put the file beside the manifest."))
    if not (zips.has(file, member) if member else file.is_file()):
        raise FileError(_("There is no such file. Check the path."))
    first = taken.setdefault(f"{real}/{member}", number)
    if first != number:
        raise FileError(_("Row %(row)d has the same file. Take one of them out.") % {"row": first})


def _fields(headings: list[str]) -> list[str]:
    """What each column is; raises FileError if one is not known or comes twice, or if there are no paths."""
    known = [heading for heading in headings if heading]
    fields = [_FIELDS.get(" ".join(heading.casefold().replace("_", " ").split()), "") for heading in known]
    _refuse(known, fields)
    named = iter(fields)
    return [next(named) if heading else "" for heading in headings]


def _refuse(headings: Iterable[str], fields: list[str]) -> None:
    for heading, field in zip(headings, fields, strict=True):
        if not field:
            raise FileError(
                _(
                    "“%(heading)s” is no column of a manifest. Name it path, date, page, page name or publication, or take it out."
                )
                % {"heading": heading}
            )
        if fields.count(field) > 1:
            raise FileError(
                _("The manifest has the column “%(heading)s” more than once. Take one out.") % {"heading": heading}
            )
    if "path" not in fields:
        raise FileError(_("The manifest has no column of paths. Name it path in the first row."))
