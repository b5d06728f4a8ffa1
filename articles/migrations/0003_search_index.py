"""Make what the search engine of each database walks: an FTS5 table on SQLite, a tsvector under GIN on PostgreSQL."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# ``ascii`` leaves everything beyond ASCII alone; the tokens are folded already. ``prefix`` is for a search of one
# character. Source: https://www.sqlite.org/fts5.html#contentless_tables
SQLITE = """
CREATE VIRTUAL TABLE articles_searchindex
USING fts5(title, author, place, body, content='', tokenize='ascii', prefix='1')
"""

# ``fastupdate=off``: the clean-up of its pending list stalls a save for up to two seconds.
# Common tokens must be known as such, or a rare word is looked for by walking the whole key.
POSTGRESQL = [
    "ALTER TABLE articles_searchdocument ADD COLUMN tokens tsvector",
    "ALTER TABLE articles_searchdocument ALTER COLUMN tokens SET STATISTICS 1000",
    "CREATE INDEX searchdocument_tokens ON articles_searchdocument USING gin (tokens) WITH (fastupdate = off)",
]


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of this database."""
    for statement in [SQLITE] if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE articles_searchindex")
    else:
        schema_editor.execute("ALTER TABLE articles_searchdocument DROP COLUMN tokens")


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_groups")]

    operations = [
        migrations.RenameField("searchdocument", "tokens", "text"),
        migrations.AddField("searchdocument", "keywords", models.JSONField(default=list)),
        migrations.AlterField(
            "searchdocument",
            "article",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                primary_key=True,
                related_name="search_document",
                serialize=False,
                to="articles.article",
            ),
        ),
        migrations.RunPython(make, drop),
    ]
