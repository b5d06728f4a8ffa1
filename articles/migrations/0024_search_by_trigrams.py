"""On SQLite the search index has three characters a token instead of two, on both a space between Latin words is part of one.

It is filled anew from the kept texts, some 2,000 articles a second.
"""

from itertools import islice

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from articles.search.backend import backend
from articles.search.entry import Entry

CHUNK = 2000  # documents
SQLITE = [
    "DROP TABLE IF EXISTS articles_searchindex_next",  # of a rebuild that was broken off
    "DROP TABLE IF EXISTS articles_searchindex",
    """
    CREATE VIRTUAL TABLE articles_searchindex
    USING fts5(title, author, place, body, content='', tokenize='ascii', prefix='1 2')
    """,
]


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A rebuild that was broken off begins at the first article again."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement)
    apps.get_model("articles", "SearchRebuild").objects.all().delete()
    documents = apps.get_model("articles", "SearchDocument").objects.order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(documents, CHUNK)):
        backend().write([Entry(document, backend().tokens(document), 0) for document in chunk])


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_sessions_know_their_user")]

    operations = [migrations.RunPython(fill)]
