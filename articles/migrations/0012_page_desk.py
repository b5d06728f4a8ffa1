"""Steps at the page desk, to be undone; articles that are discarded there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_who_corrects"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("action", models.CharField(max_length=20, verbose_name="action")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("before", models.JSONField(verbose_name="before")),
                ("after", models.JSONField(verbose_name="after")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone at")),
            ],
            options={
                "verbose_name": "step at the page desk",
                "verbose_name_plural": "steps at the page desk",
                "ordering": ["page", "number"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_status_in_list",
        ),
        migrations.RemoveConstraint(
            model_name="revision",
            name="revision_action_in_list",
        ),
        migrations.AlterField(
            model_name="article",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("submitted", "submitted"),
                    ("reviewed", "reviewed"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("withdrawn", "withdrawn"),
                    ("discarded", "discarded"),
                ],
                default="draft",
                editable=False,
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="action",
            field=models.CharField(
                choices=[
                    ("parsed", "parsed"),
                    ("edited", "edited"),
                    ("submitted", "submitted"),
                    ("signed", "signed"),
                    ("sent-back", "sent back"),
                    ("published", "published"),
                    ("withdrawn", "withdrawn"),
                    ("moved", "moved on the page"),
                    ("kept", "kept as it is"),
                    ("corrected", "corrected"),
                    ("discarded", "discarded"),
                    ("restored", "restored"),
                ],
                max_length=10,
                verbose_name="action",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["draft", "submitted", "reviewed", "approved", "published", "withdrawn", "discarded"],
                    )
                ),
                name="article_status_in_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "action__in",
                        [
                            "parsed",
                            "edited",
                            "submitted",
                            "signed",
                            "sent-back",
                            "published",
                            "withdrawn",
                            "moved",
                            "kept",
                            "corrected",
                            "discarded",
                            "restored",
                        ],
                    )
                ),
                name="revision_action_in_list",
            ),
        ),
        migrations.AddField(
            model_name="deskstep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="deskstep",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="desk_steps",
                to="articles.page",
                verbose_name="page",
            ),
        ),
        migrations.AddConstraint(
            model_name="deskstep",
            constraint=models.UniqueConstraint(fields=("page", "number"), name="desk_step_once_a_number"),
        ),
    ]
