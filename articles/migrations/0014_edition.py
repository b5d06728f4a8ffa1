"""The stamp by which kept pages are known to be old."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_publish_at")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("stamp", models.CharField(max_length=32)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="edition_only_one")],
            },
        ),
    ]
