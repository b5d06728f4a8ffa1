"""An issue may be published at a set time; the queue's tabs have indexes of their own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_page_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="publish_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When publish_due publishes what is approved.",
                null=True,
                verbose_name="publish at",
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="publish_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="publishing set by",
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="publish_done_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="published by publish_due at"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["status", "changed_by"], name="article_by_changer"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("claimed_until__isnull", False)), fields=["claimed_until"], name="article_held"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("publish_at__isnull", False), ("publish_by__isnull", False)),
                    models.Q(
                        ("publish_at__isnull", True), ("publish_by__isnull", True), ("publish_done_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="issue_publish_at_by_somebody",
            ),
        ),
    ]
