"""Tables of people and sections for spreadsheets: CSV, XLSX and JSON.

A value that a spreadsheet would take for a formula gets an apostrophe before it, as does one that has one already, so
that taking one apostrophe away always gives the value back (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import tablib
from django.db.models import Model, QuerySet
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget

from articles.models import Correspondent, Publication, Section, Unit

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_FORMULA_OPENINGS = tuple("=+-@\t\r\n'")


class CorrespondentResource(ModelResource):  # type: ignore[misc]  # import-export has no types
    """Correspondents with the name of their unit."""

    unit = Field(attribute="unit", column_name="unit", widget=ForeignKeyWidget(Unit, field="name"))

    class Meta:
        model = Correspondent
        fields = ("id", "name", "unit")


class UnitResource(ModelResource):  # type: ignore[misc]  # import-export has no types
    """Units."""

    class Meta:
        model = Unit
        fields = ("id", "name")


class SectionResource(ModelResource):  # type: ignore[misc]  # import-export has no types
    """Sections with the name of their publication."""

    publication = Field(
        attribute="publication", column_name="publication", widget=ForeignKeyWidget(Publication, field="name")
    )

    class Meta:
        model = Section
        fields = ("id", "name", "slug", "publication")


def export(resource: type[ModelResource], rows: QuerySet[Model], kind: str) -> bytes:
    """The rows as a file of ``kind`` (a key of FORMATS); CSV with a mark that makes spreadsheets read it as UTF-8."""
    table = resource().export(rows)
    if kind == "json":
        return str(table.export("json")).encode()
    escaped = tablib.Dataset(*([escape(value) for value in row] for row in table), headers=table.headers, title="1")
    written = escaped.export(kind)
    return written if isinstance(written, bytes) else b"\xef\xbb\xbf" + written.encode()


def escape(value: object) -> str:
    """The value as a spreadsheet takes it for text."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_FORMULA_OPENINGS) else text


def unescape(text: str) -> str:
    """The value that ``escape`` was given."""
    return text.removeprefix("'")
