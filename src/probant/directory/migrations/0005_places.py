import django.db.models.deletion
import probant.journal.digest
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0004_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Branch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(editable=False, max_length=32)),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('is_open', models.BooleanField(default=True, verbose_name='proposée')),
            ],
        ),
        migrations.CreateModel(
            name='FormerCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=5)),
                ('vintage', models.SmallIntegerField(verbose_name='millésime')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='nom')),
                ('successor', models.CharField(max_length=5, verbose_name='commune actuelle')),
            ],
            options={
                'indexes': [models.Index(fields=['successor'], name='former_code_successor')],
                'constraints': [models.UniqueConstraint(fields=('code', 'vintage'), name='former_code_vintage')],
            },
        ),
        migrations.CreateModel(
            name='MergeMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('house_id', models.BigIntegerField()),
                ('seq', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('moved', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='Neighbourhood',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=32, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('place_code', models.CharField(max_length=5, verbose_name='commune (code INSEE)')),
                ('official_code', models.CharField(blank=True, max_length=10, verbose_name='code officiel')),
                ('starts_on', models.DateField(verbose_name='depuis le')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
                ('source', models.CharField(max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['place_code', 'name'], name='neighbourhood_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='neighbourhood_dates')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationMerged',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('house_id', models.BigIntegerField(editable=False)),
                ('seq', models.BigIntegerField(editable=False)),
                ('occurred_on', models.DateField(verbose_name='date')),
                ('known_on', models.DateField(editable=False, verbose_name='connu le')),
                ('is_declared', models.BooleanField(default=False, editable=False, verbose_name='date déclarée')),
                ('void_seq', models.BigIntegerField(editable=False, null=True)),
                ('void_on', models.DateField(editable=False, null=True)),
                ('void_code', models.CharField(blank=True, default='', editable=False, max_length=24)),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('digest_version', models.SmallIntegerField(default=probant.journal.digest.current_version, editable=False)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'seq'], name='organisation_merged_seq')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='organisationmerged_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='organisationmerged_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='organisationmerged_void_whole')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='territory',
            name='density',
            field=models.SmallIntegerField(default=None, null=True, verbose_name='classe de densité'),
        ),
        migrations.AddField(
            model_name='territory',
            name='density_levels',
            field=models.SmallIntegerField(default=None, null=True, verbose_name='niveaux de la grille'),
        ),
        migrations.AddField(
            model_name='territory',
            name='density_vintage',
            field=models.SmallIntegerField(default=None, null=True, verbose_name='millésime de la grille'),
        ),
        migrations.AddField(
            model_name='territory',
            name='region_code',
            field=models.CharField(blank=True, default='', max_length=3),
        ),
        migrations.AddIndex(
            model_name='territory',
            index=models.Index(fields=['epci_code', 'vintage'], name='territory_epci'),
        ),
        migrations.AddConstraint(
            model_name='territory',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('density__isnull', True), ('density_levels__isnull', True)), models.Q(('density__gte', 1), ('density__lte', 3), ('density_levels', 3)), models.Q(('density__gte', 1), ('density__lte', 7), ('density_levels', 7)), _connector='OR'), name='territory_density_in_its_grid'),
        ),
        migrations.AddField(
            model_name='branch',
            name='house',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='branches', to='directory.house'),
        ),
        migrations.AddField(
            model_name='mergemove',
            name='merged',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='organisationmerged',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='organisationmerged',
            name='merged',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='organisationmerged',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='directory.organisationmerged'),
        ),
        migrations.AddConstraint(
            model_name='branch',
            constraint=models.UniqueConstraint(fields=('house', 'code'), name='branch_once', violation_error_message='Cette filière existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='mergemove',
            constraint=models.UniqueConstraint(fields=('house_id', 'seq', 'merged', 'kind'), name='merge_move_once'),
        ),
        migrations.AddIndex(
            model_name='organisationmerged',
            index=models.Index(fields=['house_id', 'merged'], name='organisation_merged_from'),
        ),
        migrations.AddIndex(
            model_name='organisationmerged',
            index=models.Index(fields=['house_id', 'kept'], name='organisation_merged_into'),
        ),
        migrations.AddConstraint(
            model_name='organisationmerged',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('house_id', 'merged'), name='organisation_merged_once', violation_error_message='Cette fiche est déjà fusionnée dans une autre.'),
        ),
        migrations.AddConstraint(
            model_name='organisationmerged',
            constraint=models.CheckConstraint(condition=models.Q(('merged', models.F('kept')), _negated=True), name='organisation_merged_into_another', violation_error_message='Une fiche ne se fusionne pas dans elle-même.'),
        ),
    ]
