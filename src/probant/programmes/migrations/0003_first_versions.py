"""Each programme gets its first version: its phases as they stand, no condition.

It is in force from the day the house began to offer it, as the journal tells.
"""

from django.db import migrations
from django.utils import timezone


def lay_first_versions(apps, schema_editor):
    Programme = apps.get_model("programmes", "Programme")
    ProgrammeVersion = apps.get_model("programmes", "ProgrammeVersion")
    VersionPhase = apps.get_model("programmes", "VersionPhase")
    for programme in Programme.objects.filter(versions__isnull=True):
        version = ProgrammeVersion.objects.create(
            programme=programme,
            number=1,
            in_force_from=_offered_on(apps, programme),
            lasts_from_months=programme.lasts_from_months,
            lasts_to_months=programme.lasts_to_months,
        )
        VersionPhase.objects.bulk_create(
            VersionPhase(
                version=version,
                phase=phase,
                position=phase.position,
                name=phase.name,
                advice=phase.advice,
            )
            for phase in programme.phases.filter(is_open=True).order_by("position")
        )


def _offered_on(apps, programme):
    mentions = apps.get_model("journal", "JournalMention").objects.filter(
        house_id=programme.house_id, kind="programme", object_id=programme.pk
    )
    entries = apps.get_model("journal", "JournalEntry").objects.filter(
        house_id=programme.house_id, seq__in=mentions.values("seq")
    )
    first = entries.order_by("seq").first()
    return timezone.localdate(first.at) if first else timezone.localdate()


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0001_initial"),
        ("programmes", "0002_case"),
    ]

    operations = [
        migrations.RunPython(lay_first_versions, migrations.RunPython.noop, elidable=True),
    ]
