"""Load the codes of communes that are no more, the départements’ regions, the QPV of Dijon."""

from typing import Any

from django.db import migrations

from probant.directory.neighbourhoods import load_neighbourhoods
from probant.directory.territories import SHIPPED, load_text


def load_reference(apps: Any, schema_editor: Any) -> None:
    load_text(
        SHIPPED.read_text("utf-8"),
        model=apps.get_model("directory", "Territory"),
        former=apps.get_model("directory", "FormerCode"),
    )
    load_neighbourhoods(apps.get_model("directory", "Neighbourhood"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_places")]

    operations = [migrations.RunPython(load_reference, migrations.RunPython.noop)]
