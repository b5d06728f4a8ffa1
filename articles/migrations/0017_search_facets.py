"""What a search can be narrowed to, how far a rebuild has come, and on PostgreSQL the blocks of days; ``rebuild_search`` fills in the facets."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# As articles/search/postgres.py writes them: without these a document would not be found.
BLOCKS = """
UPDATE articles_searchdocument
SET tokens = tokens || array_to_tsvector(ARRAY['Ｄ', {blocks}])
WHERE tokens IS NOT NULL
""".format(blocks=", ".join(f"'Ｄ{shift}．' || (key >> 13 >> {shift})" for shift in (5, 7, 9, 11, 13)))


def add_blocks(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each document the tokens of the blocks of days that it lies in."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BLOCKS)


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_page_layout")]

    operations = [
        migrations.AddField("searchdocument", "facets", models.TextField(default="")),
        migrations.CreateModel(
            name="SearchRebuild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("after", models.BigIntegerField(default=0)),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(pk=1), name="search_rebuild_is_one")]},
        ),
        migrations.RunPython(add_blocks, migrations.RunPython.noop),
    ]
