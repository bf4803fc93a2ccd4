import django.db.models.deletion
from django.db import migrations, models

from probant.journal.tables import CreateTables


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0009_ess_list'),
        ('indicators', '0001_initial'),
        ('programmes', '0001_squashed_0003_first_versions'),
    ]

    operations = [
        CreateTables(tables=[
        migrations.CreateModel(
            name='Attestation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('definition', models.TextField(verbose_name='définition attestée')),
                ('attested_by_id', models.BigIntegerField(null=True)),
                ('attested_on', models.DateField(verbose_name='attestée le')),
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='attestation', to='indicators.claim')),
            ],
        ),
        migrations.CreateModel(
            name='Board',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='intitulé')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boards', to='directory.house')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('house', 'name'), name='board_name', violation_error_message='Un tableau porte déjà cet intitulé.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='board_named', violation_error_message='Un tableau a un intitulé.')],
            },
        ),
        migrations.CreateModel(
            name='BoardFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, verbose_name='chiffre')),
                ('place_code', models.CharField(blank=True, default='', max_length=9, verbose_name='territoire')),
                ('position', models.SmallIntegerField(default=0, verbose_name='ordre')),
                ('note', models.TextField(blank=True, default='', max_length=600, verbose_name='remarque')),
                ('noted_by_id', models.BigIntegerField(editable=False, null=True)),
                ('noted_on', models.DateField(editable=False, null=True)),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.action')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='indicators.board')),
                ('funder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'ordering': ['board', 'position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('action__isnull', True), models.Q(('funder__isnull', True), ('place_code', ''), ('programme__isnull', True)), _connector='OR'), name='board_figure_scope', violation_error_message='Une action a déjà son périmètre : choisissez l’une ou l’autre.')],
            },
        ),
        migrations.CreateModel(
            name='OwnIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, verbose_name='code')),
                ('closed_on', models.DateField(editable=False, null=True, verbose_name='retiré le')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_indicators', to='directory.house')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('house', 'code'), name='own_indicator_code'), models.CheckConstraint(condition=models.Q(('code__startswith', 'maison.')), name='own_indicator_prefix')],
            },
        ),
        migrations.CreateModel(
            name='OwnVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.SmallIntegerField(verbose_name='version')),
                ('seq', models.BigIntegerField(editable=False)),
                ('since', models.DateField(editable=False, verbose_name='depuis le')),
                ('written_by_id', models.BigIntegerField(editable=False, null=True)),
                ('base', models.CharField(max_length=64, verbose_name='liste')),
                ('filters', models.JSONField(default=dict, verbose_name='filtres')),
                ('counted', models.CharField(max_length=48, verbose_name='ce que l’on compte')),
                ('span', models.CharField(choices=[('within', 'ce qui s’est passé dans la période'), ('until', 'tout ce qui s’est passé jusqu’à la fin de la période')], default='within', max_length=8, verbose_name='période')),
                ('label', models.CharField(max_length=120, verbose_name='libellé')),
                ('unit', models.CharField(max_length=40, verbose_name='unité')),
                ('definition', models.TextField(verbose_name='définition')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='indicators.ownindicator')),
            ],
            options={
                'ordering': ['indicator', 'number'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'number'), name='own_version_number'), models.CheckConstraint(condition=models.Q(models.Q(('label', ''), _negated=True), models.Q(('definition', ''), _negated=True), models.Q(('unit', ''), _negated=True)), name='own_version_said', violation_error_message='Un chiffre a un libellé, une unité et une définition.')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField(verbose_name='année')),
                ('value', models.BigIntegerField(verbose_name='objectif')),
                ('figure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='indicators.boardfigure')),
            ],
            options={
                'ordering': ['year'],
                'constraints': [models.UniqueConstraint(fields=('figure', 'year'), name='target_year', violation_error_message='Cette année a déjà son objectif.')],
            },
        ),
        ]),
    ]
