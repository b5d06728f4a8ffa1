"""Which engine searches: the one of the database in use."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.db import connection

from articles.models import SearchDocument
from articles.search import postgres, sqlite
from articles.search.query import Query, Term


class Backend(Protocol):
    """What ``sqlite`` and ``postgres`` both do."""

    def write(self, document: SearchDocument) -> None: ...
    def erase(self, document: SearchDocument) -> None: ...
    def refill(self, documents: Iterable[SearchDocument]) -> None: ...
    def newest(self, query: Query, *, before: int, limit: int) -> list[int]: ...
    def count(self, query: Query, *, cap: int) -> int: ...
    def sharing(self, terms: Sequence[Term], *, newest: int) -> list[tuple[int, int]]: ...


def backend() -> Backend:
    """The engine of the default database."""
    return sqlite if connection.vendor == "sqlite" else postgres
