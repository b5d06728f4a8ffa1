"""The rows of a subquery beside a row of a query."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import JSONField, Subquery
from django.db.models.functions import JSONObject


class Rows(Subquery):
    """What a queryset finds for each row, as a list of dictionaries of ``fields``: no query of its own, as prefetching is."""

    output_field = JSONField()
    template = "(SELECT COALESCE(JSONB_AGG(found), '[]') FROM (%(subquery)s) AS rows)"

    def __init__(self, queryset: Any, *fields: str) -> None:
        super().__init__(queryset.values(found=JSONObject(**{field: field for field in fields})))

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        """JSON is text there, which would be quoted once more."""
        template = "(SELECT JSON_GROUP_ARRAY(JSON(found)) FROM (%(subquery)s) AS rows)"
        return super().as_sql(compiler, connection, template=template)  # type: ignore[call-arg]  # of Subquery's own as_sql
