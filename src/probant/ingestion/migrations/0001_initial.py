import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0002_territories'),
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('kind', models.CharField(choices=[('deliberation', 'délibération'), ('minutes', 'procès-verbal'), ('convention', 'convention'), ('action_sheet', 'fiche action'), ('activity_report', 'rapport d’activité'), ('article', 'article de presse'), ('unknown', 'genre inconnu')], default='unknown', max_length=16, verbose_name='genre')),
                ('score', models.FloatField(default=0, verbose_name='reconnaissance')),
                ('status', models.CharField(choices=[('new', 'à lire'), ('read', 'à relire'), ('unreadable', 'illisible'), ('partly', 'relecture commencée'), ('accepted', 'enregistré'), ('aside', 'mis de côté')], default='new', max_length=12, verbose_name='état')),
                ('unreadable_because', models.CharField(blank=True, max_length=400, verbose_name='pourquoi')),
                ('record', models.JSONField(default=dict)),
                ('error_count', models.IntegerField(default=0, verbose_name='erreurs relevées')),
                ('finding_count', models.IntegerField(default=0, verbose_name='constats')),
                ('text', models.TextField(blank=True)),
                ('pages', models.JSONField(default=list)),
                ('made', models.JSONField(default=list)),
                ('received_at', models.DateTimeField(verbose_name='reçu le')),
                ('received_by_id', models.BigIntegerField(null=True)),
                ('read_at', models.DateTimeField(null=True, verbose_name='lu le')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='réglé le')),
                ('settled_by_id', models.BigIntegerField(null=True)),
                ('aside_reason', models.CharField(blank=True, max_length=300, verbose_name='motif')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reading', to='documents.document')),
                ('house', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='directory.house')),
            ],
            options={
                'indexes': [models.Index(fields=['house', '-received_at', 'id'], name='reading_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'unreadable'), _negated=True), models.Q(('unreadable_because', ''), _negated=True), _connector='OR'), name='reading_unreadable_says_why', violation_error_message='Un document illisible dit pourquoi.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'aside'), _negated=True), models.Q(('aside_reason', ''), _negated=True), _connector='OR'), name='reading_aside_says_why', violation_error_message='Un document mis de côté dit pourquoi.')],
            },
        ),
        migrations.CreateModel(
            name='Value',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.IntegerField(verbose_name='ordre')),
                ('path', models.CharField(max_length=120, verbose_name='chemin')),
                ('group', models.CharField(max_length=120, verbose_name='rubrique')),
                ('label', models.CharField(max_length=300, verbose_name='libellé')),
                ('nature', models.CharField(max_length=12)),
                ('read', models.JSONField(null=True, verbose_name='lu')),
                ('places', models.JSONField(default=list, verbose_name='où')),
                ('verdict', models.CharField(choices=[('pending', 'à relire'), ('accepted', 'acceptée'), ('corrected', 'corrigée'), ('refused', 'écartée')], default='pending', max_length=9, verbose_name='décision')),
                ('corrected', models.JSONField(null=True, verbose_name='corrigé')),
                ('decided_by_id', models.BigIntegerField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='ingestion.reading')),
            ],
            options={
                'ordering': ['reading', 'position'],
                'constraints': [models.UniqueConstraint(fields=('reading', 'path'), name='value_path'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('verdict', 'pending')), models.Q(models.Q(('verdict', 'pending'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='value_decided_whole')],
            },
        ),
    ]
