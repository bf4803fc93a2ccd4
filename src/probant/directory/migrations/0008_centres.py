"""Lay the shipped points of the communes of Côte-d'Or."""

from typing import Any

from django.db import migrations

from probant.directory.outlines import load_centres


def lay(apps: Any, schema_editor: Any) -> None:
    load_centres(apps.get_model("directory", "CommuneCentre"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_outlines")]

    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
