"""Batches know what they are at, can be taken up again and undone; those that have ended are done."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def end(apps: Any, schema_editor: Any) -> None:
    apps.get_model("articles", "ImportBatch").objects.exclude(finished_at=None).update(stage="done")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_conflicts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="importfile",
            name="import_file_state_in_list",
        ),
        migrations.AddField(
            model_name="importbatch",
            name="alive_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="last sign of life"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="folder",
            field=models.CharField(blank=True, max_length=40, verbose_name="folder of the upload"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="options",
            field=models.JSONField(blank=True, default=dict, verbose_name="options"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="outcomes",
            field=models.JSONField(blank=True, default=list, verbose_name="preview"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="stage",
            field=models.CharField(
                choices=[
                    ("previewing", "being looked through"),
                    ("previewed", "waits to be confirmed"),
                    ("importing", "being imported"),
                    ("undoing", "being undone"),
                    ("done", "done"),
                ],
                default="importing",
                max_length=10,
                verbose_name="stage",
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="trouble",
            field=models.TextField(blank=True, verbose_name="why it stopped"),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="articles.importbatch",
                verbose_name="undoes",
            ),
        ),
        migrations.AddField(
            model_name="importfile",
            name="before",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="the page before"),
        ),
        migrations.AlterField(
            model_name="importfile",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "new"),
                    ("changed", "changed"),
                    ("unchanged", "unchanged"),
                    ("failed", "failed"),
                    ("waiting", "waiting"),
                    ("removed", "removed"),
                    ("kept", "kept"),
                ],
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["previewing", "previewed", "importing", "undoing", "done"])),
                name="import_batch_stage_in_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["new", "changed", "unchanged", "failed", "waiting", "removed", "kept"])
                ),
                name="import_file_state_in_list",
            ),
        ),
        migrations.RunPython(end, migrations.RunPython.noop),
    ]
