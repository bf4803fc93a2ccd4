"""Cases opened before follow the first version of their programme."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def follow_first_version(apps, schema_editor):
    Case = apps.get_model("support", "Case")
    versions = apps.get_model("programmes", "ProgrammeVersion").objects
    first = versions.filter(programme_id=OuterRef("programme_id")).order_by("number")
    Case.objects.filter(version__isnull=True).update(version_id=Subquery(first.values("pk")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ("programmes", "0003_first_versions"),
        ("support", "0005_path"),
    ]

    operations = [
        migrations.RunPython(follow_first_version, migrations.RunPython.noop, elidable=True),
    ]
