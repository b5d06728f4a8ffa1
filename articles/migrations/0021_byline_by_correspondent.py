"""A person's articles are found, and looked for among those of a day, in the index alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_first_edition"),
    ]

    operations = [
        migrations.AlterField(
            model_name="byline",
            name="correspondent",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bylines",
                to="articles.correspondent",
                verbose_name="correspondent",
            ),
        ),
        migrations.AddIndex(
            model_name="byline",
            index=models.Index(fields=["correspondent", "article"], name="byline_by_correspondent"),
        ),
    ]
