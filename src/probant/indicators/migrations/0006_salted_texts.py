"""What is written of an appraisal gets a salt: a publication keeps the digest of the two."""

from typing import Any

from django.db import migrations, models

import probant.indicators.models.appraisals


def salt_texts(apps: Any, schema_editor: Any) -> None:
    """Each text that stands gets a salt of its own; one that was erased keeps none."""
    texts = apps.get_model("indicators", "AppraisalText")
    for row in texts.objects.filter(erased_on__isnull=True).iterator():
        texts.objects.filter(pk=row.pk).update(
            salt=probant.indicators.models.appraisals.new_salt()
        )


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0005_named_support"),
    ]

    operations = [
        migrations.AddField(
            model_name="appraisaltext",
            name="salt",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
        ),
        migrations.RunPython(salt_texts, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="appraisaltext",
            name="salt",
            field=models.CharField(
                blank=True,
                default=probant.indicators.models.appraisals.new_salt,
                editable=False,
                max_length=32,
            ),
        ),
    ]
