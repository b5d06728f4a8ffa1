"""Search: two-character tokens, newest first, on SQLite and PostgreSQL alike.

``index`` and ``remove`` are called by ``articles.review`` in its transaction, ``search`` and ``related`` by the views.
"""

from articles.search.documents import index, rebuild, remove
from articles.search.results import Hit, Results, related, search
from articles.search.words import keywords

__all__ = ["Hit", "Results", "index", "keywords", "rebuild", "related", "remove", "search"]
