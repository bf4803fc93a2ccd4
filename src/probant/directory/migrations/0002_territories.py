"""Load the communes and intercommunalités of Côte-d'Or, vintage 2026."""

from typing import Any

from django.db import migrations

from probant.directory.territories import load


def load_territories(apps: Any, schema_editor: Any) -> None:
    load(apps.get_model("directory", "Territory"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(load_territories, migrations.RunPython.noop)]
