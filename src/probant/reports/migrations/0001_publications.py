import django.db.models.deletion
import probant.journal.tables
import probant.reports.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0009_ess_list'),
        ('documents', '0001_initial'),
        ('support', '0011_case_version'),
    ]

    operations = [
        probant.journal.tables.CreateTables(
            tables=[
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outline', models.CharField(blank=True, max_length=32, verbose_name='modèle')),
                ('title', models.CharField(max_length=160, verbose_name='titre')),
                ('year', models.SmallIntegerField(verbose_name='année')),
                ('known_on', models.DateField(blank=True, null=True, verbose_name='telle que connue le')),
                ('state', models.CharField(choices=[('draft', 'brouillon'), ('review', 'en relecture'), ('published', 'publiée')], default='draft', max_length=12, verbose_name='état')),
                ('changed_on', models.DateField(verbose_name='modifiée le')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='directory.house')),
            ],
            options={
                'indexes': [models.Index(fields=['house', '-year', '-id'], name='publication_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='publication_titled', violation_error_message='Une publication a un titre.')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='édition')),
                ('published_on', models.DateField(verbose_name='publiée le')),
                ('published_by_id', models.BigIntegerField(null=True)),
                ('title', models.CharField(max_length=160, verbose_name='titre')),
                ('year', models.SmallIntegerField(verbose_name='année')),
                ('known_on', models.DateField(null=True, verbose_name='telle que connue le')),
                ('seq', models.BigIntegerField()),
                ('head', models.CharField(max_length=64)),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('reason', models.TextField(blank=True, verbose_name='motif')),
                ('contradictions', models.JSONField(default=list)),
                ('audience', models.CharField(choices=[('house', 'la maison seulement'), ('link', 'qui en a le lien'), ('public', 'tout le monde')], max_length=8, verbose_name='lisible par')),
                ('token', models.CharField(default=probant.reports.models.new_token, max_length=32, unique=True)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='reports.publication')),
            ],
            options={
                'ordering': ['publication', '-number'],
                'constraints': [models.UniqueConstraint(fields=('publication', 'number'), name='edition_once'), models.CheckConstraint(condition=models.Q(('contradictions', []), models.Q(('reason', ''), _negated=True), _connector='OR'), name='edition_contradicted_with_reason', violation_error_message='Publier avec des contradictions demande un motif.')],
            },
        ),
        migrations.CreateModel(
            name='PublicationBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('kind', models.CharField(max_length=12, verbose_name='nature')),
                ('title', models.CharField(blank=True, max_length=160, verbose_name='titre')),
                ('level', models.PositiveSmallIntegerField(default=1, verbose_name='rang du titre')),
                ('content', models.JSONField(default=dict, verbose_name='contenu')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='reports.publication')),
                ('testimony', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.testimony')),
            ],
            options={
                'ordering': ['publication', 'position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 2)), name='publication_block_level')],
            },
        ),
        migrations.CreateModel(
            name='EditionFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=64, verbose_name='indicateur')),
                ('label', models.CharField(max_length=200, verbose_name='libellé')),
                ('unit', models.CharField(blank=True, max_length=60, verbose_name='unité')),
                ('written', models.CharField(blank=True, max_length=12)),
                ('definition', models.TextField(verbose_name='définition')),
                ('year', models.SmallIntegerField(verbose_name='année')),
                ('value', models.BigIntegerField(null=True, verbose_name='valeur')),
                ('records', models.IntegerField(verbose_name='faits')),
                ('keys', models.JSONField(default=list)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='reports.edition')),
            ],
            options={
                'ordering': ['edition', 'position'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'code', 'year'), name='edition_figure_once')],
            },
        ),
            ],
        ),
    ]
