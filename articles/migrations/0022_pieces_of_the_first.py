"""Of a story over several pages each piece is tied to the first article, not to the piece before it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROUNDS = 5  # each halves the way to the first; a ring of pieces, which has none, stays


def tie_to_the_first(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing that a revision holds."""
    articles = apps.get_model("articles", "Article").objects
    chained = articles.filter(continued_from__continued_from__isnull=False)
    for _round in range(ROUNDS):
        for key, earlier in list(chained.values_list("pk", "continued_from__continued_from")):
            articles.filter(pk=key).exclude(pk=earlier).update(continued_from=earlier)


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_byline_by_correspondent")]

    operations = [migrations.RunPython(tie_to_the_first, migrations.RunPython.noop)]
