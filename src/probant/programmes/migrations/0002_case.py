import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProgrammeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.SmallIntegerField(verbose_name='numéro')),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='en vigueur à partir du')),
                ('lasts_from_months', models.SmallIntegerField(blank=True, null=True, verbose_name='durée minimale (mois)')),
                ('lasts_to_months', models.SmallIntegerField(blank=True, null=True, verbose_name='durée maximale (mois)')),
                ('quiet_months', models.SmallIntegerField(blank=True, null=True, verbose_name='sans nouvelles (mois)')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='pourquoi')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='programmes.programme')),
            ],
            options={
                'ordering': ['programme', 'number'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='version_number'), models.UniqueConstraint(condition=models.Q(('in_force_from__isnull', True)), fields=('programme',), name='version_one_draft', violation_error_message='Ce programme a déjà un brouillon.'), models.CheckConstraint(condition=models.Q(('lasts_from_months__isnull', True), ('lasts_to_months__isnull', True), ('lasts_to_months__gte', models.F('lasts_from_months')), _connector='OR'), name='version_durations', violation_error_message='La durée maximale est plus courte que la minimale.')],
            },
        ),
        migrations.CreateModel(
            name='ChecklistItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('label', models.CharField(max_length=200, verbose_name='à faire')),
                ('advice', models.TextField(blank=True, verbose_name='conseil')),
                ('phase', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.phase')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='programmes.programmeversion')),
            ],
            options={
                'ordering': ['version', 'position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='VersionPhase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('advice', models.TextField(blank=True, verbose_name="ce qu'on y fait")),
                ('entry', models.TextField(blank=True, verbose_name="condition d'entrée")),
                ('exit', models.TextField(blank=True, verbose_name='condition de sortie')),
                ('usual_days', models.SmallIntegerField(blank=True, null=True, verbose_name='délai habituel (jours)')),
                ('roles', models.JSONField(blank=True, default=list, verbose_name='qui la note')),
                ('pieces', models.JSONField(blank=True, default=list, verbose_name='pièces attendues')),
                ('phase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='laid', to='programmes.phase')),
                ('requires', models.ManyToManyField(blank=True, related_name='+', to='programmes.phase', verbose_name='étapes supposées')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='programmes.programmeversion')),
            ],
            options={
                'ordering': ['version', 'position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('version', 'phase'), name='version_phase_once'), models.UniqueConstraint(fields=('version', 'name'), name='version_phase_name', violation_error_message='Une étape de ce programme porte déjà ce nom.')],
            },
        ),
    ]
