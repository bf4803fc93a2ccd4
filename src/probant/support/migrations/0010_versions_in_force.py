"""A case that follows no version yet follows the one in force on the day it was opened."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def follow_version_in_force(apps: Any, schema_editor: Any) -> None:
    versions = apps.get_model("programmes", "ProgrammeVersion").objects
    published = versions.filter(programme_id=OuterRef("programme_id"), in_force_from__isnull=False)
    then = published.filter(in_force_from__lte=OuterRef("opened_on")).order_by("-number")
    first = published.order_by("number")
    cases = apps.get_model("support", "Case").objects.filter(version__isnull=True)
    cases.update(
        version_id=Coalesce(Subquery(then.values("pk")[:1]), Subquery(first.values("pk")[:1]))
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0003_first_versions"),
        ("support", "0009_testimonies"),
    ]

    operations = [
        migrations.RunPython(follow_version_in_force, migrations.RunPython.noop, elidable=True),
    ]
