"""A file of a batch is found by its path among a hundred thousand."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_article_by_change"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importfile",
            name="batch",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="articles.importbatch",
                verbose_name="batch",
            ),
        ),
        migrations.AddIndex(
            model_name="importfile",
            index=models.Index(fields=["batch", "path"], name="import_file_by_path"),
        ),
    ]
