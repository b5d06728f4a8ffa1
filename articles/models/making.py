"""Rows that somebody else may be making at this moment, too."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

Made = TypeVar("Made", bound=Model)


def make_new(model: type[Made], rows: Sequence[Mapping[str, Any]]) -> list[Made]:
    """Insert the rows (values by columns, the same in each) that meet no unique constraint, and return those, unordered.

    One query, after which the transaction goes on whoever was quicker; Django's would need a savepoint, or not tell the keys.
    """
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(column) for column in rows[0])
    values = ", ".join([f"({', '.join(['%s'] * len(rows[0]))})"] * len(rows))
    insert = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES {values}"  # noqa: S608 – our own names, values as parameters
    parameters = [value for row in rows for value in row.values()]
    return list(model._base_manager.raw(f"{insert} ON CONFLICT DO NOTHING RETURNING *", parameters))
