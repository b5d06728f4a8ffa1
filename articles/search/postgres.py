"""The index on PostgreSQL: each document's pairs and single characters as a tsvector under GIN.

A tsvector knows positions up to 16,383 only, so phrases are not left to it: GIN finds the documents with all the
pairs of a phrase, and the kept text settles whether they stand together. Trigrams, as on SQLite, would be half as many tokens
again, and GIN is dear to write. A token of one field stands there twice,
the second time behind a capital letter, which no folded text holds; weights would make PostgreSQL read every row.
Source: https://www.postgresql.org/docs/15/textsearch-limitations.html

GIN knows no order: of a common word it would bring up every document, only to throw away all but the newest. So each
document also holds tokens for the blocks of days that it lies in, of 32 to 8,192 days, and a search asks for the word in
the newest two blocks, then in the larger ones before them, until it has enough. Small posting lists are met with large
ones by skipping, so that a search costs about what it shows, at any number of documents. ``key + 0`` keeps the planner from
walking along the key instead, which is fine for a common word and endless for a rare one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from articles.models import SearchDocument
from articles.search.keys import DAY_BITS
from articles.search.query import ALL, Query, Term
from articles.search.tokens import FIELD_BREAK, FIELDS, ngrams

if TYPE_CHECKING:
    from articles.search.entry import Entry

_LENGTH = 2  # characters of a token
_CAPITALS = dict(zip(FIELDS, ["T", "A", "P", ""], strict=True))
_BLOCKS = (5, 7, 9, 11, 13)  # days of a block, as powers of two; migration 0017 has them too

Parameters = list[str | int]


@dataclass(frozen=True, slots=True)
class _Window:
    """Keys from ``low`` to under ``high``, all in documents that have one of the tokens of ``blocks``."""

    blocks: tuple[str, ...]
    low: int
    high: int


def tokens(document: SearchDocument) -> list[str]:
    """One text that PostgreSQL reads as a tsvector."""
    day = document.key >> DAY_BITS
    tokens = {ALL, *document.facets.split(), *(_block(shift, day >> shift) for shift in _BLOCKS)}
    for capital, field in zip(_CAPITALS.values(), document.text.split(FIELD_BREAK), strict=True):
        found = {beginning for token in ngrams(field, _LENGTH) for beginning in (token, token[0])}
        tokens.update(found, (capital + token for token in found))
    return [" ".join(f"'{token}'" for token in tokens)]


def write(entries: Sequence["Entry"]) -> None:
    """Set the tokens of saved documents; a row that has them is left alone, since GIN is dear to write."""
    articles = [entry.document.pk for entry in entries]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_searchdocument SET tokens = fresh.tokens::tsvector "
            "FROM unnest(%s::bigint[], %s::text[]) AS fresh (article_id, tokens) "
            "WHERE articles_searchdocument.article_id = fresh.article_id "
            "AND articles_searchdocument.tokens IS DISTINCT FROM fresh.tokens::tsvector",
            [articles, [entry.tokens[0] for entry in entries]],
        )


def erase(documents: Sequence[SearchDocument]) -> None:
    """Nothing to do: the tokens go with the row."""


def clear() -> None:
    """Nothing to do: there are no tokens without a row."""


def begin_refill() -> None:
    """Nothing to do: tokens are written over in their place."""


refill = write


def end_refill() -> None:
    """Nothing to do, as above."""


def merge() -> None:
    """Nothing to do: GIN is one tree."""


def newest(query: Query, *, before: int, limit: int) -> list[tuple[int, str]]:
    """The matches under ``before``, highest key first."""
    high = min(query.high, before)
    top = _newest_key(query.low, high) if high == query.high else high - 1
    if top is None:
        return []
    statements: list[str] = []
    parameters: Parameters = []
    for window in _windows(query.low, top + 1):
        condition, values = _condition(query, window)
        statements.append(
            f"(SELECT key, facets FROM articles_searchdocument WHERE {condition} ORDER BY key + 0 DESC LIMIT %s)"  # noqa: S608 – our own conditions, values as parameters
        )
        parameters += [*values, limit]
    with connection.cursor() as cursor:
        # One after the other, and none after the limit is reached.
        windows = " UNION ALL ".join(statements)
        cursor.execute(f"SELECT key, facets FROM ({windows}) AS windows LIMIT %s", [*parameters, limit])  # noqa: S608 – as above
        return sorted(cursor.fetchall(), reverse=True)


def found(queries: Sequence[Query]) -> set[int]:
    """The numbers of those queries that find anything."""
    statements: list[str] = []
    parameters: Parameters = []
    for number, query in enumerate(queries):
        condition, values = _condition(query, _Window((), query.low, query.high))
        statements.append(f"(SELECT %s FROM articles_searchdocument WHERE {condition} LIMIT 1)")  # noqa: S608 – as above
        parameters += [number, *values]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return {int(number) for (number,) in cursor.fetchall()}


def sharing(terms: Sequence[Term], *, newest: int) -> list[tuple[int, int]]:
    """(index of the term, key) for the ``newest`` documents of each term."""
    statements: list[str] = []
    parameters: Parameters = []
    for number, term in enumerate(terms):
        statements.append(
            f"(SELECT %s, key FROM articles_searchdocument WHERE tokens @@ %s::tsquery{_stands(term)} "  # noqa: S608 – as above
            "ORDER BY key DESC LIMIT %s)"
        )
        parameters += [number, " & ".join(_tokens(term)), *_texts([term]), newest]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), parameters)
        return list(cursor.fetchall())


def _newest_key(low: int, high: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(key) FROM articles_searchdocument WHERE key >= %s AND key < %s", [low, high])
        key: int | None = cursor.fetchone()[0]
        return key


def _windows(low: int, high: int) -> Iterator[_Window]:
    """``low`` to ``high`` from its end, in windows that grow: two blocks of each size, then all that is left."""
    for shift in _BLOCKS:
        last = (high - 1) >> DAY_BITS >> shift
        start = max(low, (last - 1) << shift << DAY_BITS)
        yield _Window((_block(shift, last), _block(shift, last - 1)), start, high)
        if start <= low:
            return
        high = start
    yield _Window((), low, high)


def _block(shift: int, number: int) -> str:
    return f"{ALL}{shift}．{number}"


def _condition(query: Query, window: _Window) -> tuple[str, Parameters]:
    tokens = [token for term in query.wanted for token in _tokens(term)]
    tokens += [f"'{token}'" for token in query.facets]
    tokens += [f"!{token}" for term in query.unwanted if _is_one_token(term) for token in _tokens(term)]
    if window.blocks:
        tokens.append("(" + " | ".join(f"'{token}'" for token in window.blocks) + ")")
    elif not query.wanted and not query.facets:
        tokens.append(f"'{ALL}'")
    unwanted = [term for term in query.unwanted if not _is_one_token(term)]
    condition = "tokens @@ %s::tsquery AND key + 0 >= %s AND key + 0 < %s"
    condition += "".join(map(_stands, query.wanted)) + "".join(_stands(term, "= 0") for term in unwanted)
    texts = [*_texts(query.wanted), *_texts(unwanted)]
    return condition, [" & ".join(dict.fromkeys(tokens)), window.low, window.high, *texts]


def _stands(term: Term, times: str = "> 0") -> str:
    """That the pairs of a term stand together, where they are more than one; see ``_texts`` for its parameter."""
    if _is_one_token(term):
        return ""
    if term.field is None:
        return f" AND strpos(text, %s) {times}"
    return f" AND strpos(split_part(text, chr(31), {FIELDS.index(term.field) + 1}), %s) {times}"


def _texts(terms: Sequence[Term]) -> list[str]:
    return [term.text for term in terms if not _is_one_token(term)]


def _is_one_token(term: Term) -> bool:
    return len(term.tokens(_LENGTH)) == 1


def _tokens(term: Term) -> list[str]:
    capital = _CAPITALS[term.field] if term.field else ""
    return [f"'{capital}{token}'" for token in term.tokens(_LENGTH)]
