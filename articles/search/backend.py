"""Which engine searches: the one of the database in use."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from django.db import connection

from articles.models import SearchDocument
from articles.search import postgres, sqlite
from articles.search.query import Query, Term

if TYPE_CHECKING:
    from articles.search.entry import Entry

Match = tuple[int, str]  # the key of a document and the tokens of its facets


class Backend(Protocol):
    """What ``sqlite`` and ``postgres`` both do."""

    def tokens(self, document: SearchDocument) -> list[str]: ...
    def write(self, entries: Sequence["Entry"]) -> None: ...
    def erase(self, documents: Sequence[SearchDocument]) -> None: ...
    def clear(self) -> None: ...
    def begin_refill(self) -> None: ...
    def refill(self, entries: Sequence["Entry"]) -> None: ...
    def end_refill(self) -> None: ...
    def newest(self, query: Query, *, before: int, limit: int) -> list[Match]: ...
    def found(self, queries: Sequence[Query]) -> set[int]: ...
    def sharing(self, terms: Sequence[Term], *, newest: int) -> list[tuple[int, int]]: ...


def backend() -> Backend:
    """The engine of the default database."""
    return sqlite if connection.vendor == "sqlite" else postgres
