"""A chief may take over what somebody else has claimed."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.roles import CHIEF


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Permissions are usually made after all migrations; the group needs it now."""
    config = apps.get_app_config("articles")
    config.models_module = True  # type: ignore[assignment]  # what create_permissions asks for
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="articles", codename="take_over_article"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name=CHIEF):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_batches")]

    operations = [
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
                    ("take_over_article", "Can take over what somebody else has claimed"),
                ],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
