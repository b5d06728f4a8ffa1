"""Articles are listed by the place of their dateline, and counted by place and by section."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_edition"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["place", "status", "page"], name="article_by_place"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["section", "status", "page"], name="article_by_section"),
        ),
    ]
