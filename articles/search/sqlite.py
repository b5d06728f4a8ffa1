"""The index on SQLite: a contentless FTS5 table whose rowid is the date-ordered key.

SQLite before 3.43 cannot delete from a contentless table by rowid: FTS5's ``delete`` command is given the old
tokens, which come from the document's kept text. Source: https://www.sqlite.org/fts5.html#the_delete_command
"""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from articles.models import SearchDocument
from articles.search.query import Query, Term
from articles.search.tokens import FIELD_BREAK, pairs

_INSERT = "INSERT INTO articles_searchindex (rowid, title, author, place, body) VALUES (%s, %s, %s, %s, %s)"
_DELETE = (
    "INSERT INTO articles_searchindex (articles_searchindex, rowid, title, author, place, body) "
    "VALUES ('delete', %s, %s, %s, %s, %s)"
)


def write(document: SearchDocument) -> None:
    """Add a document that is not in the index."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, _row(document))


def erase(document: SearchDocument) -> None:
    """Take a document out, as it was written."""
    with connection.cursor() as cursor:
        cursor.execute(_DELETE, _row(document))


@transaction.atomic
def refill(documents: Iterable[SearchDocument]) -> None:
    """Empty the index and write these documents; until it is done, readers search the old one."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_searchindex (articles_searchindex) VALUES ('delete-all')")
        for document in documents:
            cursor.execute(_INSERT, _row(document))


def newest(query: Query, *, before: int, limit: int) -> list[int]:
    """The keys of matches under ``before``, highest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s AND rowid < %s "
            "ORDER BY rowid DESC LIMIT %s",
            [_expression(query), before, limit],
        )
        return [key for (key,) in cursor.fetchall()]


def count(query: Query, *, cap: int) -> int:
    """How many match, counted no further than ``cap``."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM "
            "(SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s LIMIT %s) AS counted",
            [_expression(query), cap],
        )
        return int(cursor.fetchone()[0])


def sharing(terms: Sequence[Term], *, newest: int) -> list[tuple[int, int]]:
    """(index of the term, key) for the ``newest`` documents of each term."""
    one = (
        "SELECT %s, rowid FROM (SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s "
        "ORDER BY rowid DESC LIMIT %s)"
    )
    parameters = [value for number, term in enumerate(terms) for value in (number, _phrase(term), newest)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(terms)), parameters)
        return list(cursor.fetchall())


def _row(document: SearchDocument) -> list[int | str]:
    return [document.key, *(" ".join(pairs(field)) for field in document.text.split(FIELD_BREAK))]


def _expression(query: Query) -> str:
    wanted = " AND ".join(map(_phrase, query.wanted))
    unwanted = " OR ".join(map(_phrase, query.unwanted))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _phrase(term: Term) -> str:
    column = f"{term.field} : " if term.field else ""
    return f'({column}"{" ".join(term.tokens)}"{"*" if term.is_open else ""})'
