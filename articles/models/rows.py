"""The rows of a subquery beside a row of a query."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, JSONField, Model, Subquery
from django.db.models.functions import JSONObject


class Rows(Subquery):
    """What a queryset finds for each row, as a list of dictionaries of ``fields``: no query of its own, as prefetching is."""

    output_field = JSONField()
    template = "(SELECT COALESCE(JSONB_AGG(found), '[]') FROM (%(subquery)s) AS rows)"

    def __init__(self, queryset: Any, *fields: str) -> None:
        super().__init__(
            queryset.values(found=JSONObject(**{field: _value(queryset.model, field) for field in fields}))
        )

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        """JSON is text there, which would be quoted once more."""
        template = "(SELECT JSON_GROUP_ARRAY(JSON(found)) FROM (%(subquery)s) AS rows)"
        return super().as_sql(compiler, connection, template=template)  # type: ignore[call-arg]  # of Subquery's own as_sql


class _Json(Func):
    """A column of JSON inside JSON: the same on SQLite."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **_context: Any) -> Any:
        return super().as_sql(compiler, connection, template="JSON(%(expressions)s)")


def _value(model: type[Model], field: str) -> F | Func:
    is_json = "__" not in field and isinstance(model._meta.get_field(field), JSONField)
    return _Json(F(field)) if is_json else F(field)


def give(one: Model, relation: str, found: Iterable[Model]) -> None:
    """Let ``one.<relation>.all()`` tell these and ask nothing, as if they had been prefetched; a copy of ``one`` keeps what it had."""
    cache = {**getattr(one, "_prefetched_objects_cache", {})}
    cache.pop(relation, None)
    one._prefetched_objects_cache = cache  # type: ignore[attr-defined]  # Django's own
    rows: Any = getattr(one, relation).all()
    rows._result_cache, rows._prefetch_done = list(found), True
    cache[relation] = rows
