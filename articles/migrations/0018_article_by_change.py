"""Articles in the order of their changes, as harvesters ask for them (``articles.oai``)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_search_facets")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["changed_at", "id"], name="article_by_change"),
        ),
    ]
