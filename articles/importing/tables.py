"""A table in a file to rows of texts: CSV in any encoding that pages come in, or XLSX, checked before it is opened."""

import csv
import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from articles.importing.errors import FileError
from articles.importing.texts import decoded
from articles.importing.zip_checks import METHODS

XLSX = ".xlsx"
MOST_ROWS = 200_000
MOST_COLUMNS = 26
MOST_ENTRIES = 500
MOST_UNPACKED = 64_000_000  # bytes
DELIMITERS = ",;\t"
WIDEST = 1  # letters of a column's name: Z is the 26th
_CELL = re.compile(rb"""<(?:\w+:)?(?:c|row)\s(?:[^>]*?\s)?r\s*=\s*["']([A-Z]*)(\d+)["']""")
UNREADABLE = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error)
Row = tuple[int, list[str]]


def table(path: Path, raw: bytes) -> list[Row]:
    """The rows of the file that are not blank, each with its number, from 1, and its cells; raises FileError."""
    rows = _from_xlsx(raw) if path.suffix.lower() == XLSX else _from_csv(raw)
    return [(number, cells) for number, cells in rows if any(cells)]


def _from_csv(raw: bytes) -> Iterator[Row]:
    text = decoded(raw)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    number = 0
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), start=1
        ):
            _check_extent(number, len(cells))
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        words = _("The table cannot be read beyond row %(row)d (%(error)s). Close each quotation mark that is opened.")
        raise FileError(words % {"row": number, "error": error}) from error


def _from_xlsx(raw: bytes) -> Iterator[Row]:
    _check_workbook(raw)
    from openpyxl import load_workbook  # noqa: PLC0415  # 0.2 s that only a workbook needs

    try:
        workbook = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its extent may be wrong
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_text(cell) for cell in cells]
    except Exception as error:  # a damaged workbook fails in any manner
        raise _no_workbook() from error


def _check_workbook(raw: bytes) -> None:
    """Raises FileError for what is no workbook, or one that would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > MOST_UNPACKED:
                raise FileError(
                    _("The workbook is too large for a table. Keep the one sheet with the table, or save it as CSV.")
                )
            if any(info.compress_type not in METHODS for info in infos):
                raise _no_workbook()
            for info in infos:
                if info.filename.startswith("xl/worksheets/"):
                    _check_cells(parts.read(info))
    except UNREADABLE as error:
        raise _no_workbook() from error


def _check_cells(sheet: bytes) -> None:
    """A single cell far away would make all the rows before it."""
    for match in _CELL.finditer(sheet):
        column, row = match[1], int(match[2])
        _check_extent(row, MOST_COLUMNS + 1 if len(column) > WIDEST else 0)


def _check_extent(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise FileError(
            _("The table has more than %(rows)d rows or %(columns)d columns. Take out what is far away, or split it.")
            % {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
        )


def _no_workbook() -> FileError:
    return FileError(_("This is no XLSX workbook that can be read. Save it anew, without a password, or as CSV."))


def _text(cell: object) -> str:
    """As it would be typed: days like 2024-07-23, whole numbers without a point."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
