import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('name_key', models.CharField(editable=False, max_length=200)),
                ('family', models.CharField(max_length=16, verbose_name='famille juridique')),
                ('theme', models.CharField(max_length=16, verbose_name='domaine')),
                ('place_code', models.CharField(blank=True, max_length=9, verbose_name='commune (code INSEE)')),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='commune')),
                ('is_member', models.BooleanField(default=False, verbose_name='membre du réseau')),
                ('created_on', models.DateField(verbose_name='ajoutée le')),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('name_key', models.CharField(editable=False, max_length=200)),
                ('siren', models.CharField(blank=True, max_length=9, verbose_name='SIREN')),
                ('siret', models.CharField(blank=True, max_length=14, verbose_name='SIRET')),
                ('rna', models.CharField(blank=True, max_length=10, verbose_name='RNA')),
                ('legal_category', models.CharField(blank=True, max_length=4, verbose_name='catégorie juridique')),
                ('family', models.CharField(choices=[('association', 'association'), ('cooperative', 'coopérative'), ('mutuelle', 'mutuelle'), ('fondation', 'fondation'), ('societe_ess', "société commerciale de l'ESS"), ('collectivite', 'collectivité'), ('etat', 'État ou établissement public'), ('entreprise', 'entreprise hors ESS'), ('projet', 'projet non encore créé')], max_length=16, verbose_name='famille juridique')),
                ('theme', models.CharField(choices=[('social', 'action sociale et santé'), ('education', 'éducation populaire et jeunesse'), ('culture', 'culture'), ('sport', 'sport et plein air'), ('insertion', "insertion par l'activité économique"), ('reemploi', 'réemploi et déchets'), ('alimentation', 'agriculture et alimentation'), ('habitat', 'habitat'), ('services', 'services de proximité'), ('territoire', 'développement local'), ('appui', 'appui et têtes de réseau'), ('autre', 'autre')], default='autre', max_length=16, verbose_name='domaine')),
                ('naf', models.CharField(blank=True, max_length=6, verbose_name='code NAF')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='adresse')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='code postal')),
                ('place_code', models.CharField(blank=True, max_length=9, verbose_name='commune (code INSEE)')),
                ('place_vintage', models.SmallIntegerField(blank=True, null=True)),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='commune')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='courriel')),
                ('telephone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('website', models.URLField(blank=True, verbose_name='site')),
                ('is_fictitious', models.BooleanField(default=False, verbose_name='structure fictive')),
            ],
            options={
                'indexes': [models.Index(fields=['name_key'], name='organisation_name'), models.Index(fields=['siren'], name='organisation_siren'), models.Index(fields=['email'], name='organisation_email'), models.Index(fields=['telephone'], name='organisation_telephone')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('siret', ''), _negated=True), fields=('siret',), name='organisation_siret', violation_error_message="Ce SIRET est déjà celui d'une structure de l'annuaire."), models.UniqueConstraint(condition=models.Q(('rna', ''), _negated=True), fields=('rna',), name='organisation_rna', violation_error_message="Ce RNA est déjà celui d'une structure de l'annuaire."), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_named', violation_error_message='Une structure a un nom.')],
            },
        ),
        migrations.CreateModel(
            name='NamingAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_on', models.DateField(verbose_name='accord donné le')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='accord retiré le')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__gte', models.F('agreed_on')), _connector='OR'), name='naming_agreement_dates')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_name', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('family_name', models.CharField(blank=True, max_length=80, verbose_name='nom')),
                ('name_key', models.CharField(blank=True, editable=False, max_length=170)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='courriel')),
                ('telephone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('is_fictitious', models.BooleanField(default=False, verbose_name='personne fictive')),
                ('erased_on', models.DateField(editable=False, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('erased_on__isnull', True), models.Q(('email', ''), ('family_name', ''), ('given_name', ''), ('name_key', ''), ('telephone', '')), _connector='OR'), name='person_erased_whole')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='fonction')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='depuis')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='position_dates', violation_error_message="La fin d'une fonction ne peut précéder son début.")],
            },
        ),
        migrations.CreateModel(
            name='RetentionPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(max_length=32, verbose_name='catégorie')),
                ('months', models.PositiveSmallIntegerField(verbose_name='durée (mois)')),
                ('legal_basis', models.CharField(max_length=200, verbose_name='fondement')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('legal_basis', ''), _negated=True), name='retention_period_founded', violation_error_message='Dites sur quoi se fonde cette durée.')],
            },
        ),
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=9)),
                ('vintage', models.SmallIntegerField(verbose_name='millésime')),
                ('kind', models.CharField(choices=[('commune', 'commune'), ('epci', 'intercommunalité'), ('departement', 'département'), ('region', 'région')], max_length=12)),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('name_key', models.CharField(max_length=120)),
                ('postcodes', models.CharField(blank=True, max_length=200)),
                ('department_code', models.CharField(blank=True, max_length=3)),
                ('epci_code', models.CharField(blank=True, max_length=9)),
                ('population', models.IntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['name_key'], name='territory_name')],
                'constraints': [models.UniqueConstraint(fields=('code', 'vintage'), name='territory_code_vintage')],
            },
        ),
        migrations.CreateModel(
            name='House',
            fields=[
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='house', serialize=False, to='directory.organisation')),
                ('short_name', models.CharField(max_length=60, verbose_name="nom d'usage")),
                ('runs_programmes', models.BooleanField(default=False, verbose_name='propose des programmes')),
                ('is_demonstration', models.BooleanField(default=False, editable=False)),
            ],
        ),
        migrations.AddField(
            model_name='card',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='namingagreement',
            name='funder',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='namingagreement',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='naming_agreements', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='position',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='position',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='directory.person'),
        ),
        migrations.AddField(
            model_name='retentionperiod',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retention_periods', to='directory.house'),
        ),
        migrations.AddField(
            model_name='person',
            name='house',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='directory.house'),
        ),
        migrations.AddField(
            model_name='namingagreement',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='naming_agreements', to='directory.house'),
        ),
        migrations.AddField(
            model_name='card',
            name='house',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='directory.house'),
        ),
        migrations.AddConstraint(
            model_name='retentionperiod',
            constraint=models.UniqueConstraint(fields=('house', 'category'), name='retention_period_once', violation_error_message='Une durée est déjà fixée pour cette catégorie.'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['house', 'name_key', 'id'], name='person_list'),
        ),
        migrations.AddConstraint(
            model_name='namingagreement',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('house', 'organisation', 'funder'), name='naming_agreement_once', violation_error_message='Cette structure a déjà donné son accord à ce financeur.'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(fields=['house', 'name_key', 'id'], name='card_list'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(fields=['house', 'place_code', 'name_key', 'id'], name='card_place'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(fields=['house', 'family', 'name_key', 'id'], name='card_family'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(condition=models.Q(('is_member', True)), fields=['house', 'name_key', 'id'], name='card_member'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(fields=('house', 'organisation'), name='card_once', violation_error_message='Cette structure est déjà dans votre annuaire.'),
        ),
    ]
