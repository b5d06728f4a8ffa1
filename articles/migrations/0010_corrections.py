"""Public notices of corrections and withdrawals, and the step that makes a correction."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_take_over"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("correction", "correction"), ("withdrawal", "withdrawal")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("note", models.TextField(help_text="As readers see it.", verbose_name="notice")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("made_at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections and withdrawals",
                "ordering": ["-made_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["page", "position"],
                "permissions": [
                    ("submit_article", "Can submit articles"),
                    ("sign_article", "Can sign articles"),
                    ("send_back_article", "Can send articles back"),
                    ("publish_article", "Can publish articles"),
                    ("withdraw_article", "Can withdraw articles"),
                    ("correct_article", "Can correct published articles"),
                    ("take_over_article", "Can take over what somebody else has claimed"),
                ],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.RemoveConstraint(
            model_name="revision",
            name="revision_action_in_list",
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
                ],
                max_length=10,
                verbose_name="action",
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
                        ],
                    )
                ),
                name="revision_action_in_list",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="corrections",
                to="articles.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty when it was the program.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["-made_at", "-id"], name="correction_newest"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(fields=("article", "version"), name="correction_once_a_version"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "withdrawal")), fields=("article",), name="correction_one_withdrawal"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["correction", "withdrawal"])), name="correction_kind_in_list"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="correction_says_something"
            ),
        ),
    ]
