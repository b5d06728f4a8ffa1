"""Search: substrings, newest first, on SQLite and PostgreSQL alike.

``index`` and ``remove`` are called by ``articles.review`` in its transaction, ``search`` and ``related`` by the views.
"""

from articles.search.documents import index, remove
from articles.search.near import near
from articles.search.query import Query, parse
from articles.search.rebuilding import Overtaken, rebuild
from articles.search.results import Cursor, Hit, Results, found, found_by, newest, related, search
from articles.search.words import keywords

__all__ = [
    "Cursor",
    "Hit",
    "Overtaken",
    "Query",
    "Results",
    "found",
    "found_by",
    "index",
    "keywords",
    "near",
    "newest",
    "parse",
    "rebuild",
    "related",
    "remove",
    "search",
]
