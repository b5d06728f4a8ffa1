"""Chiefs may correct what is published, and what was withdrawn before has its notice."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from articles.roles import CHIEF


def permit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Permissions are usually made after all migrations; the group needs it now."""
    config = apps.get_app_config("articles")
    config.models_module = True  # type: ignore[assignment]  # what create_permissions asks for
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename="correct_article"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name=CHIEF):
        group.permissions.add(*permission)


def announce(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The reason that readers were given stands in the history."""
    notices = apps.get_model("articles", "Correction").objects
    withdrawals = apps.get_model("articles", "Revision").objects.filter(action="withdrawn", article__status="withdrawn")
    for entry in withdrawals.exclude(reason="").defer("text").iterator(chunk_size=500):
        made = {"made_by_id": entry.actor_id, "made_at": entry.created_at, "kind": "withdrawal", "note": entry.reason}
        notices.get_or_create(article_id=entry.article_id, version=entry.version, defaults=made)


class Migration(migrations.Migration):
    """Of one purpose: corrections where there were none."""

    dependencies = [("articles", "0010_corrections"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.RunPython(permit, migrations.RunPython.noop),
        migrations.RunPython(announce, migrations.RunPython.noop),
    ]
