"""A first edition, so that pages are kept before anything changes."""

import secrets

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_first(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One that is there already stays."""
    apps.get_model("articles", "Edition").objects.get_or_create(pk=1, defaults={"stamp": secrets.token_hex(16)})


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_import_file_by_path")]

    operations = [migrations.RunPython(make_first, migrations.RunPython.noop)]
