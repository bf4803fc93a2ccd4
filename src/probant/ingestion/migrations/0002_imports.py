import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_branches'),
        ('ingestion', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16, verbose_name='genre')),
                ('name', models.CharField(max_length=200, verbose_name='fichier')),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('draft', 'en préparation'), ('running', 'en cours'), ('applied', 'importé'), ('undone', 'annulé'), ('abandoned', 'abandonné')], default='draft', max_length=10, verbose_name='état')),
                ('sheet', models.CharField(blank=True, max_length=100, verbose_name='feuille')),
                ('layout', models.JSONField(default=dict)),
                ('columns', models.JSONField(default=dict, verbose_name='colonnes')),
                ('settings', models.JSONField(default=dict, verbose_name='choix')),
                ('doubles', models.CharField(blank=True, default='', max_length=6, verbose_name='doubles')),
                ('row_count', models.IntegerField(default=0, verbose_name='lignes')),
                ('counts', models.JSONField(default=dict, verbose_name='décompte')),
                ('notes', models.JSONField(default=list, verbose_name='remarques')),
                ('seq', models.BigIntegerField(null=True)),
                ('undone_seq', models.BigIntegerField(null=True)),
                ('made', models.JSONField(default=dict)),
                ('kept', models.JSONField(default=list)),
                ('job_id', models.BigIntegerField(null=True)),
                ('received_at', models.DateTimeField(verbose_name='reçu le')),
                ('received_by_id', models.BigIntegerField(null=True)),
                ('settled_at', models.DateTimeField(null=True, verbose_name='réglé le')),
                ('house', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='directory.house')),
            ],
            options={
                'indexes': [models.Index(fields=['house', '-received_at', 'id'], name='import_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('seq__isnull', True), ('state__in', ['draft', 'running', 'abandoned'])), ('state__in', ['applied', 'undone']), _connector='OR'), name='import_written_when_applied')],
            },
        ),
        migrations.CreateModel(
            name='ImportFile',
            fields=[
                ('owner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='file', serialize=False, to='ingestion.import')),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='ImportChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('object_id', models.BigIntegerField()),
                ('changed', models.JSONField(default=dict)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='ingestion.import')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'object_id'], name='import_change_of')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.IntegerField()),
                ('number', models.IntegerField(verbose_name='ligne')),
                ('sheet', models.CharField(blank=True, max_length=100)),
                ('state', models.CharField(max_length=8, verbose_name='ce qu’elle devient')),
                ('label', models.CharField(blank=True, max_length=300, verbose_name='ligne')),
                ('words', models.TextField(blank=True, verbose_name='pourquoi')),
                ('twin', models.CharField(blank=True, max_length=200, verbose_name='double')),
                ('twin_kind', models.CharField(blank=True, max_length=16)),
                ('twin_id', models.BigIntegerField(default=0)),
                ('decision', models.CharField(blank=True, default='', max_length=6, verbose_name='décision')),
                ('cells', models.JSONField(null=True)),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='ingestion.import')),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'state', 'place'], name='import_row_state')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'place'), name='import_row_place')],
            },
        ),
        migrations.CreateModel(
            name='ColumnMemory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('signature', models.CharField(max_length=32)),
                ('columns', models.JSONField(default=dict)),
                ('settings', models.JSONField(default=dict)),
                ('house', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.house')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('house', 'kind', 'signature'), name='column_memory_once')],
            },
        ),
    ]
