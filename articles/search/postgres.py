"""The index on PostgreSQL: each document's pairs and single characters as a tsvector under GIN.

A tsvector knows positions up to 16,383 only, so phrases are not left to it: GIN finds the documents with all the
pairs of a phrase, and the kept text settles whether they stand together. A token of one field stands there twice,
the second time behind a capital letter, which no folded text holds; weights would make PostgreSQL read every row.
Source: https://www.postgresql.org/docs/15/textsearch-limitations.html
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from articles.models import SearchDocument
from articles.search.query import Query, Term
from articles.search.tokens import FIELD_BREAK, FIELDS, pairs

_CAPITALS = dict(zip(FIELDS, ["T", "A", "P", ""], strict=True))


def write(document: SearchDocument) -> None:
    """Set the tokens of a saved document; a row that has them is left alone, since GIN is dear to write."""
    vector = _vector(document.text)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_searchdocument SET tokens = %s::tsvector "
            "WHERE article_id = %s AND tokens IS DISTINCT FROM %s::tsvector",
            [vector, document.article_id, vector],
        )


def erase(document: SearchDocument) -> None:
    """Nothing to do: the tokens go with the row, or are written over."""


def refill(documents: Iterable[SearchDocument]) -> None:
    """Write the tokens of these documents over, one by one, so that nobody waits for all."""
    for document in documents:
        write(document)


def newest(query: Query, *, before: int, limit: int) -> list[int]:
    """The keys of matches under ``before``, highest first."""
    condition, parameters = _condition(query)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key FROM articles_searchdocument WHERE {condition} AND key < %s ORDER BY key DESC LIMIT %s",  # noqa: S608 – our own conditions, values as parameters
            [*parameters, before, limit],
        )
        return [key for (key,) in cursor.fetchall()]


def count(query: Query, *, cap: int) -> int:
    """How many match, counted no further than ``cap``."""
    condition, parameters = _condition(query)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM articles_searchdocument WHERE {condition} LIMIT %s) AS counted",  # noqa: S608 – as above
            [*parameters, cap],
        )
        return int(cursor.fetchone()[0])


def sharing(terms: Sequence[Term], *, newest: int) -> list[tuple[int, int]]:
    """(index of the term, key) for the ``newest`` documents of each term."""
    queries: list[str] = []
    parameters: list[str | int] = []
    for number, term in enumerate(terms):
        condition, values = _holds(term)
        queries.append(
            f"(SELECT %s, key FROM articles_searchdocument WHERE {condition} ORDER BY key DESC LIMIT %s)"  # noqa: S608 – as above
        )
        parameters += [number, *values, newest]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(queries), parameters)
        return list(cursor.fetchall())


def _vector(text: str) -> str:
    tokens: set[str] = set()
    for capital, field in zip(_CAPITALS.values(), text.split(FIELD_BREAK), strict=True):
        found = {*pairs(field), *"".join(pairs(field))}
        tokens.update(found, (capital + token for token in found))
    return " ".join(f"'{token}'" for token in tokens)


def _condition(query: Query) -> tuple[str, list[str | int]]:
    conditions: list[str] = []
    parameters: list[str | int] = []
    for term, sign in [(term, "") for term in query.wanted] + [(term, "NOT ") for term in query.unwanted]:
        condition, values = _holds(term)
        conditions.append(f"{sign}({condition})")
        parameters += values
    return " AND ".join(conditions), parameters


def _holds(term: Term) -> tuple[str, list[str | int]]:
    condition = "tokens @@ %s::tsquery"
    parameters: list[str | int] = [_pairs_query(term)]
    if len(term.tokens) == 1:
        return condition, parameters
    if term.field is None:
        return f"{condition} AND strpos(text, %s) > 0", [*parameters, term.text]
    place = FIELDS.index(term.field) + 1
    return f"{condition} AND strpos(split_part(text, chr(31), {place}), %s) > 0", [*parameters, term.text]


def _pairs_query(term: Term) -> str:
    capital = _CAPITALS[term.field] if term.field else ""
    return " & ".join(f"'{capital}{token}'" for token in dict.fromkeys(term.tokens))
