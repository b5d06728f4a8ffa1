"""Pictures of pages and of articles, and where each article stands on its page."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_search_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("digest", models.CharField(db_index=True, max_length=64, verbose_name="digest")),
                ("width", models.PositiveIntegerField(verbose_name="width in pixels")),
                ("height", models.PositiveIntegerField(verbose_name="height in pixels")),
                ("left", models.FloatField(verbose_name="left edge")),
                ("top", models.FloatField(verbose_name="top edge")),
                ("right", models.FloatField(verbose_name="right edge")),
                ("bottom", models.FloatField(verbose_name="bottom edge")),
                ("caption", models.TextField(blank=True, verbose_name="caption")),
                ("credit", models.CharField(blank=True, max_length=200, verbose_name="credit")),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["order"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="zones",
            field=models.JSONField(
                default=list,
                editable=False,
                help_text="Where it stands on the page: polygons of [x, y] in per-cent of width and height.",
                verbose_name="zones",
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="picture",
            field=models.CharField(
                blank=True, db_index=True, editable=False, max_length=64, verbose_name="digest of the picture"
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="picture_height",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="height of the picture"),
        ),
        migrations.AddField(
            model_name="page",
            name="picture_width",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="width of the picture"),
        ),
        migrations.AddField(
            model_name="page",
            name="small_picture",
            field=models.CharField(
                blank=True, db_index=True, editable=False, max_length=64, verbose_name="digest of the small picture"
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("picture", ""), ("picture_height", 0), ("picture_width", 0), ("small_picture", "")),
                    models.Q(
                        models.Q(("picture", ""), _negated=True),
                        models.Q(("small_picture", ""), _negated=True),
                        ("picture_height__gt", 0),
                        ("picture_width__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="page_picture_whole_or_none",
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pictures",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.UniqueConstraint(fields=("article", "order"), name="picture_order_once_an_article"),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest", ""), _negated=True), name="picture_has_a_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(("height__gt", 0), ("width__gt", 0)), name="picture_has_a_size"
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left__gte", 0),
                    ("left__lt", models.F("right")),
                    ("right__lte", 100),
                    ("bottom__lte", 100),
                    ("top__gte", 0),
                    ("top__lt", models.F("bottom")),
                ),
                name="picture_lies_on_its_page",
            ),
        ),
    ]
