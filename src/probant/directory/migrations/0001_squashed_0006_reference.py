import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import probant.journal.digest
from probant.directory.neighbourhoods import load_neighbourhoods
from probant.directory.territories import SHIPPED, load_text
from probant.journal.tables import CreateTables


def load_reference(apps: Any, schema_editor: Any) -> None:
    load_text(
        SHIPPED.read_text("utf-8"),
        model=apps.get_model("directory", "Territory"),
        former=apps.get_model("directory", "FormerCode"),
    )
    load_neighbourhoods(apps.get_model("directory", "Neighbourhood"))


class Migration(migrations.Migration):

    replaces = [
        ("directory", "0001_initial"),
        ("directory", "0002_territories"),
        ("directory", "0003_branches"),
        ("directory", "0004_people"),
        ("directory", "0005_places"),
        ("directory", "0006_reference"),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
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
                ('branch', models.CharField(blank=True, default='', max_length=32, verbose_name='filière')),
                ('naf', models.CharField(blank=True, max_length=6, verbose_name='code NAF')),
                ('is_ess', models.BooleanField(blank=True, default=None, null=True, verbose_name='de l’ESS selon Sirene')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='adresse')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='code postal')),
                ('place_code', models.CharField(blank=True, max_length=9, verbose_name='commune (code INSEE)')),
                ('place_vintage', models.SmallIntegerField(blank=True, null=True)),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='commune')),
                ('qpv_code', models.CharField(blank=True, default='', max_length=32, verbose_name='quartier prioritaire')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='courriel')),
                ('telephone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('website', models.URLField(blank=True, verbose_name='site')),
                ('is_fictitious', models.BooleanField(default=False, verbose_name='structure fictive')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['name_key'], name='organisation_name'), models.Index(fields=['siren'], name='organisation_siren'), models.Index(fields=['email'], name='organisation_email'), models.Index(fields=['telephone'], name='organisation_telephone')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('siret', ''), _negated=True), fields=('siret',), name='organisation_siret', violation_error_message="Ce SIRET est déjà celui d'une structure de l'annuaire."), models.UniqueConstraint(condition=models.Q(('rna', ''), _negated=True), fields=('rna',), name='organisation_rna', violation_error_message="Ce RNA est déjà celui d'une structure de l'annuaire."), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_named', violation_error_message='Une structure a un nom.')],
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
            name='House',
            fields=[
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='house', serialize=False, to='directory.organisation')),
                ('short_name', models.CharField(max_length=60, verbose_name="nom d'usage")),
                ('runs_programmes', models.BooleanField(default=False, verbose_name='propose des programmes')),
                ('is_demonstration', models.BooleanField(default=False, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='MergeMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('house_id', models.BigIntegerField()),
                ('seq', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('moved', models.JSONField()),
                ('merged', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('house_id', 'seq', 'merged', 'kind'), name='merge_move_once')],
            },
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
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('merged', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='directory.organisationmerged')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'merged'], name='organisation_merged_from'), models.Index(fields=['house_id', 'kept'], name='organisation_merged_into'), models.Index(fields=['house_id', 'seq'], name='organisation_merged_seq')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='organisationmerged_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='organisationmerged_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='organisationmerged_void_whole'), models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('house_id', 'merged'), name='organisation_merged_once', violation_error_message='Cette fiche est déjà fusionnée dans une autre.'), models.CheckConstraint(condition=models.Q(('merged', models.F('kept')), _negated=True), name='organisation_merged_into_another', violation_error_message='Une fiche ne se fusionne pas dans elle-même.')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='fonction')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='depuis')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='directory.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='directory.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='position_dates', violation_error_message="La fin d'une fonction ne peut précéder son début.")],
            },
        ),
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('sirene', 'répertoire Sirene'), ('rna', 'répertoire national des associations')], max_length=8)),
                ('number', models.CharField(max_length=14)),
                ('dated_on', models.DateField(verbose_name='fichier du')),
                ('name', models.CharField(blank=True, max_length=200)),
                ('siren', models.CharField(blank=True, max_length=9)),
                ('siret', models.CharField(blank=True, max_length=14)),
                ('rna', models.CharField(blank=True, max_length=10)),
                ('is_head', models.BooleanField(default=False, verbose_name='siège')),
                ('legal_category', models.CharField(blank=True, max_length=4)),
                ('naf', models.CharField(blank=True, max_length=6)),
                ('is_ess', models.BooleanField(default=None, null=True)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('postcode', models.CharField(blank=True, max_length=5)),
                ('place_code', models.CharField(blank=True, max_length=5)),
                ('place_name', models.CharField(blank=True, max_length=120)),
                ('is_closed', models.BooleanField(default=False, verbose_name='cessée ou dissoute')),
            ],
            options={
                'indexes': [models.Index(fields=['siren'], name='register_siren'), models.Index(fields=['siret'], name='register_siret'), models.Index(fields=['rna'], name='register_rna')],
                'constraints': [models.UniqueConstraint(fields=('source', 'number'), name='register_entry_once')],
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
                ('region_code', models.CharField(blank=True, default='', max_length=3)),
                ('epci_code', models.CharField(blank=True, max_length=9)),
                ('population', models.IntegerField(null=True)),
                ('density', models.SmallIntegerField(default=None, null=True, verbose_name='classe de densité')),
                ('density_levels', models.SmallIntegerField(default=None, null=True, verbose_name='niveaux de la grille')),
                ('density_vintage', models.SmallIntegerField(default=None, null=True, verbose_name='millésime de la grille')),
            ],
            options={
                'indexes': [models.Index(fields=['name_key'], name='territory_name'), models.Index(fields=['epci_code', 'vintage'], name='territory_epci')],
                'constraints': [models.UniqueConstraint(fields=('code', 'vintage'), name='territory_code_vintage'), models.CheckConstraint(condition=models.Q(models.Q(('density__isnull', True), ('density_levels__isnull', True)), models.Q(('density__gte', 1), ('density__lte', 3), ('density_levels', 3)), models.Q(('density__gte', 1), ('density__lte', 7), ('density_levels', 7)), _connector='OR'), name='territory_density_in_its_grid')],
            },
        ),
        migrations.CreateModel(
            name='RetentionPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(max_length=32, verbose_name='catégorie')),
                ('months', models.PositiveSmallIntegerField(verbose_name='durée (mois)')),
                ('legal_basis', models.CharField(max_length=200, verbose_name='fondement')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retention_periods', to='directory.house')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('house', 'category'), name='retention_period_once', violation_error_message='Une durée est déjà fixée pour cette catégorie.'), models.CheckConstraint(condition=models.Q(('legal_basis', ''), _negated=True), name='retention_period_founded', violation_error_message='Dites sur quoi se fonde cette durée.')],
            },
        ),
        migrations.CreateModel(
            name='PrivacyNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_on', models.DateField(verbose_name='publiée le')),
                ('controller', models.CharField(max_length=200, verbose_name='responsable du traitement')),
                ('contact', models.CharField(max_length=200, verbose_name='à qui s’adresser')),
                ('officer', models.CharField(blank=True, max_length=200, verbose_name='délégué à la protection des données')),
                ('purposes', models.TextField(verbose_name='pourquoi ces données')),
                ('legal_basis', models.TextField(verbose_name='sur quel fondement')),
                ('recipients', models.TextField(verbose_name='qui les reçoit')),
                ('retention', models.TextField(verbose_name='combien de temps')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='privacy_notices', to='directory.house')),
            ],
            options={
                'indexes': [models.Index(fields=['house', '-id'], name='privacy_notice_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('controller', ''), _negated=True), models.Q(('contact', ''), _negated=True)), name='privacy_notice_says_who', violation_error_message='Dites qui est responsable et à qui s’adresser.')],
            },
        ),
        ]),
        migrations.AddField(
            model_name='person',
            name='house',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='directory.house'),
        ),
        CreateTables([
        migrations.CreateModel(
            name='NamingAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_on', models.DateField(verbose_name='accord donné le')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='accord retiré le')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='naming_agreements', to='directory.organisation')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='naming_agreements', to='directory.house')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('house', 'organisation', 'funder'), name='naming_agreement_once', violation_error_message='Cette structure a déjà donné son accord à ce financeur.'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__gte', models.F('agreed_on')), _connector='OR'), name='naming_agreement_dates')],
            },
        ),
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('access', 'recevoir ses données'), ('rectification', 'les faire corriger'), ('erasure', 'les faire effacer')], max_length=16, verbose_name='demande')),
                ('received_on', models.DateField(verbose_name='reçue le')),
                ('state', models.CharField(choices=[('open', 'à traiter'), ('done', 'satisfaite'), ('refused', 'refusée')], default='open', max_length=8, verbose_name='état')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='traitée le')),
                ('ground', models.CharField(blank=True, choices=[('law', 'une obligation légale impose de garder ces données (art. 17, § 3 b)'), ('archives', 'intérêt public, archives ou statistiques (art. 17, § 3 d)'), ('claims', 'un droit à constater ou défendre en justice (art. 17, § 3 e)'), ('excessive', 'demande manifestement infondée ou répétée (art. 12, § 5)'), ('unidentified', 'l’identité n’a pas pu être vérifiée (art. 12, § 6)')], max_length=16, verbose_name='motif')),
                ('reason', models.TextField(blank=True, verbose_name='explication donnée')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='data_requests', to='directory.person')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='data_requests', to='directory.house')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('person', 'kind'), name='data_request_once', violation_error_message='Cette demande est déjà notée et attend sa réponse.'), models.CheckConstraint(condition=models.Q(models.Q(('settled_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_on__gte', models.F('received_on'))), _connector='OR'), name='data_request_settled', violation_error_message='La réponse ne peut précéder la demande.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='data_request_ground', violation_error_message='Un refus dit son motif.')],
            },
        ),
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
                ('branch', models.CharField(blank=True, default='', max_length=32, verbose_name='filière')),
                ('qpv_code', models.CharField(blank=True, default='', max_length=32, verbose_name='quartier prioritaire')),
                ('is_member', models.BooleanField(default=False, verbose_name='membre du réseau')),
                ('created_on', models.DateField(verbose_name='ajoutée le')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='directory.organisation')),
                ('house', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='directory.house')),
            ],
            options={
                'indexes': [models.Index(fields=['house', 'name_key', 'id'], name='card_list'), models.Index(fields=['house', 'place_code', 'name_key', 'id'], name='card_place'), models.Index(fields=['house', 'family', 'name_key', 'id'], name='card_family'), models.Index(condition=models.Q(('is_member', True)), fields=['house', 'name_key', 'id'], name='card_member')],
                'constraints': [models.UniqueConstraint(fields=('house', 'organisation'), name='card_once', violation_error_message='Cette structure est déjà dans votre annuaire.')],
            },
        ),
        migrations.CreateModel(
            name='Branch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(editable=False, max_length=32)),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('is_open', models.BooleanField(default=True, verbose_name='proposée')),
                ('house', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='branches', to='directory.house')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('house', 'code'), name='branch_once', violation_error_message='Cette filière existe déjà.')],
            },
        ),
        ]),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['house', 'name_key', 'id'], name='person_list'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['house', 'email'], name='person_email'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['house', 'telephone'], name='person_telephone'),
        ),
        migrations.RunPython(load_reference, migrations.RunPython.noop),
    ]
