"""The index on SQLite: a contentless FTS5 table whose rowid is the date-ordered key.

It keeps each token's first character and first two beside it, for words of one and two. Tokens of two would make an index of
little more than half the size, but a rare phrase of common pairs be looked for in thousands of documents.

SQLite before 3.43 cannot delete from a contentless table by rowid: FTS5's ``delete`` command is given the old
tokens, which come from the kept document. Source: https://www.sqlite.org/fts5.html#the_delete_command
A rebuild fills a second table, in short transactions, and puts it in the place of the first at its end; what is
published or withdrawn meanwhile is written to both.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection

from articles.models import SearchDocument, SearchRebuild
from articles.models.statistics import ROWS
from articles.search.query import ALL, Query, Term
from articles.search.tokens import FIELD_BREAK, FIELDS, ngrams

if TYPE_CHECKING:
    from articles.search.entry import Entry

_LENGTH = 3  # characters of a token
_LIVE, _NEXT, _FORMER = "articles_searchindex", "articles_searchindex_next", "articles_searchindex_former"
# As in migration 0024.
_CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS {table}
USING fts5(title, author, place, body, content='', tokenize='ascii', prefix='1 2')
"""
_MERGED_AT_ONCE = 1000  # pages of 4 kB: a transaction of a fifth of a second
_INSERT = "INSERT INTO {table} (rowid, title, author, place, body) VALUES (%s, %s, %s, %s, %s)"
_DELETE = "INSERT INTO {table} ({table}, rowid, title, author, place, body) VALUES ('delete', %s, %s, %s, %s, %s)"

Row = tuple[int, int, list[str]]  # the article, the key, the tokens of each column


def tokens(document: SearchDocument) -> list[str]:
    """The four columns: trigrams; the facets' tokens, which no word is like, stand behind the place."""
    columns = [" ".join(ngrams(field, _LENGTH)) for field in document.text.split(FIELD_BREAK)]
    if document.facets:  # none stand in what was indexed before there were any
        columns[FIELDS.index("place")] += f" {ALL} {document.facets}"
    return columns


def write(entries: Sequence["Entry"]) -> None:
    """Add documents that are not in the index."""
    _run(_INSERT, _rows(entries))


def erase(documents: Sequence[SearchDocument]) -> None:
    """Take documents out, as they were written."""
    _run(_DELETE, [(document.pk, document.key, tokens(document)) for document in documents])


def clear() -> None:
    """Leave nothing in the index."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_LIVE} ({_LIVE}) VALUES ('delete-all')")  # noqa: S608 – our own name


def begin_refill() -> None:
    """Make the second table. Of a first one that is lost nothing can be taken out: its documents are written anew."""
    with connection.cursor() as cursor:
        for name in (_NEXT, _FORMER):
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
        for name in (_NEXT, _LIVE):
            cursor.execute(_CREATE.format(table=name))
        cursor.execute(f"SELECT rowid FROM {_LIVE} LIMIT 1")  # noqa: S608 – as above
        if cursor.fetchone() is None:
            SearchDocument.objects.all().delete()


def refill(entries: Sequence["Entry"]) -> None:
    """Write documents to the second table."""
    _insert(_NEXT, _INSERT, _rows(entries))


def end_refill() -> None:
    """Put the second table in the place of the first, and let SQLite see how the other tables have grown."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {_LIVE} RENAME TO {_FORMER}")
        cursor.execute(f"ALTER TABLE {_NEXT} RENAME TO {_LIVE}")
        cursor.execute(f"DROP TABLE {_FORMER}")
        cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
        cursor.execute("ANALYZE")


def merge() -> None:
    """Bring the table's segments together in short transactions: each is looked into by each search, which takes three times as long in fifteen.

    Source: https://www.sqlite.org/fts5.html#the_merge_command
    """
    command = f"INSERT INTO {_LIVE} ({_LIVE}, rank) VALUES ('merge', %s)"  # noqa: S608 – our own name
    _written(command, -_MERGED_AT_ONCE)  # below zero: all segments, however few
    while _written(command, _MERGED_AT_ONCE) > 1:
        pass


def _written(command: str, pages: int) -> int:
    """How many rows the command has written; it always counts for one itself."""
    with connection.cursor() as cursor:
        before = connection.connection.total_changes
        cursor.execute(command, [pages])
        return int(connection.connection.total_changes - before)


def newest(query: Query, *, before: int, limit: int) -> list[tuple[int, str]]:
    """The matches under ``before``, highest key first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document.key, document.facets FROM (SELECT rowid FROM articles_searchindex "
            "WHERE articles_searchindex MATCH %s AND rowid >= %s AND rowid < %s ORDER BY rowid DESC LIMIT %s) AS found "
            "CROSS JOIN articles_searchdocument AS document ON document.key = found.rowid",  # CROSS: in this order
            [_expression(query), query.low, min(query.high, before), limit],
        )
        return list(cursor.fetchall())


def found(queries: Sequence[Query]) -> set[int]:
    """The numbers of those queries that find anything."""
    one = (
        "SELECT * FROM (SELECT %s FROM articles_searchindex "
        "WHERE articles_searchindex MATCH %s AND rowid >= %s AND rowid < %s LIMIT 1)"
    )
    parameters = [value for n, query in enumerate(queries) for value in (n, _expression(query), query.low, query.high)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(queries)), parameters)
        return {number for (number,) in cursor.fetchall()}


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


def _rows(entries: Iterable["Entry"]) -> list[Row]:
    return [(entry.document.pk, entry.document.key, entry.tokens) for entry in entries]


def _run(command: str, rows: Sequence[Row]) -> None:
    """Give the rows to the index, and to the next one where a rebuild has come past their articles already."""
    after = SearchRebuild.objects.values_list("after", flat=True).first() or 0
    _insert(_LIVE, command, rows)
    _insert(_NEXT, command, [row for row in rows if row[0] <= after])


def _insert(table: str, command: str, rows: Sequence[Row]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(command.format(table=table), [(key, *columns) for _, key, columns in rows])


def _expression(query: Query) -> str:
    facets = [f'"{token}"' for token in query.facets]
    wanted = " AND ".join([*map(_phrase, query.wanted), *facets] or [f'"{ALL}"'])
    unwanted = " OR ".join(map(_phrase, query.unwanted))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _phrase(term: Term) -> str:
    column = f"{term.field} : " if term.field else ""
    return f'({column}"{" ".join(term.tokens(_LENGTH))}"{"*" if term.is_beginning(_LENGTH) else ""})'
