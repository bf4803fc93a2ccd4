import uuid

import django.db.models.deletion
from django.db import migrations, models

import probant.journal.digest
from probant.journal.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ("funding", "0001_initial"),
        ("funding", "0002_branches"),
        ("funding", "0003_engineering"),
    ]

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('governance', '0001_initial'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        CreateTables([
        migrations.CreateModel(
            name='ActionSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.SmallIntegerField(verbose_name='numéro')),
                ('title', models.CharField(max_length=300, verbose_name='intitulé')),
                ('first_year', models.SmallIntegerField(verbose_name='première année')),
                ('last_year', models.SmallIntegerField(verbose_name='dernière année')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='programmes.action')),
            ],
            options={
                'ordering': ['convention', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_year__gte', models.F('first_year'))), name='action_sheet_years', violation_error_message='La dernière année précède la première.')],
            },
        ),
        migrations.CreateModel(
            name='Convention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('single', 'convention annuelle'), ('cpo', 'convention pluriannuelle d’objectifs'), ('cpom', 'convention pluriannuelle d’objectifs et de moyens'), ('partnership', 'convention de partenariat')], max_length=12, verbose_name='nature')),
                ('title', models.CharField(max_length=300, verbose_name='intitulé')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='référence')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='début')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='fin')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signée le')),
                ('status', models.CharField(choices=[('draft', 'en préparation'), ('submitted', 'déposée, en attente de vote'), ('signed', 'signée'), ('closed', 'soldée'), ('denounced', 'dénoncée'), ('dropped', 'sans suite')], max_length=12, verbose_name='état')),
                ('document_reference', models.CharField(blank=True, max_length=200, verbose_name='document')),
                ('amends', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='funding.convention')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conventions', to='directory.house')),
            ],
            options={
                'indexes': [models.Index(fields=['house', 'starts_on', 'id'], name='convention_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='convention_titled', violation_error_message='Une convention a un intitulé.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='convention_period', violation_error_message='La fin d’une convention ne peut précéder son début.')],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('kind', models.CharField(choices=[('payment', 'versement'), ('notice', 'dénonciation'), ('duration', 'durée'), ('committee', 'comité de pilotage'), ('evidence', 'pièces justificatives'), ('reporting', 'compte rendu'), ('renewal', 'reconduction'), ('mention', 'mention du partenaire'), ('commitment', 'engagement'), ('text', 'autre disposition')], max_length=12, verbose_name='nature')),
                ('article', models.CharField(blank=True, max_length=12, verbose_name='article')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='intitulé')),
                ('text', models.TextField(blank=True, verbose_name='texte')),
                ('terms', models.JSONField(blank=True, default=dict, verbose_name='termes')),
                ('bound', models.CharField(blank=True, choices=[('funder', 'financeur'), ('beneficiary', 'bénéficiaire'), ('partner', 'partenaire')], default='', max_length=12, verbose_name='engage')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='funding.convention')),
            ],
            options={
                'ordering': ['convention', 'position'],
                'constraints': [models.UniqueConstraint(fields=('convention', 'position'), name='clause_position')],
            },
        ),
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField(verbose_name='année')),
                ('nature', models.CharField(choices=[('planned', 'prévisionnel'), ('actual', 'réalisé')], default='planned', max_length=8, verbose_name='nature')),
                ('printed_expense_cents', models.BigIntegerField(blank=True, null=True, verbose_name='total imprimé, charges')),
                ('printed_income_cents', models.BigIntegerField(blank=True, null=True, verbose_name='total imprimé, produits')),
                ('stated_cost_cents', models.BigIntegerField(blank=True, null=True, verbose_name='coût écrit dans le texte')),
                ('stated_grant_cents', models.BigIntegerField(blank=True, null=True, verbose_name='aide écrite dans le texte')),
                ('in_kind_expected', models.BooleanField(default=False, verbose_name='apports en nature cités')),
                ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='funding.actionsheet')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='funding.convention')),
            ],
            options={
                'ordering': ['convention', 'sheet', 'year', 'nature'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('sheet__isnull', False)), fields=('sheet', 'year', 'nature'), name='budget_of_sheet'), models.UniqueConstraint(condition=models.Q(('sheet__isnull', True)), fields=('convention', 'year', 'nature'), name='budget_of_convention')],
            },
        ),
        migrations.CreateModel(
            name='AwardMade',
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
                ('place_code', models.CharField(blank=True, default='', max_length=9, verbose_name='commune')),
                ('place_vintage', models.SmallIntegerField(blank=True, null=True)),
                ('family', models.CharField(blank=True, choices=[('association', 'association'), ('cooperative', 'coopérative'), ('mutuelle', 'mutuelle'), ('fondation', 'fondation'), ('societe_ess', "société commerciale de l'ESS"), ('collectivite', 'collectivité'), ('etat', 'État ou établissement public'), ('entreprise', 'entreprise hors ESS'), ('projet', 'projet non encore créé')], default='', max_length=16, verbose_name='famille juridique')),
                ('theme', models.CharField(blank=True, choices=[('social', 'action sociale et santé'), ('education', 'éducation populaire et jeunesse'), ('culture', 'culture'), ('sport', 'sport et plein air'), ('insertion', "insertion par l'activité économique"), ('reemploi', 'réemploi et déchets'), ('alimentation', 'agriculture et alimentation'), ('habitat', 'habitat'), ('services', 'services de proximité'), ('territoire', 'développement local'), ('appui', 'appui et têtes de réseau'), ('autre', 'autre')], default='', max_length=16, verbose_name='domaine')),
                ('branch', models.CharField(blank=True, default='', max_length=32, verbose_name='filière')),
                ('qpv_code', models.CharField(blank=True, default='', max_length=32, verbose_name='quartier prioritaire')),
                ('budget_year', models.SmallIntegerField(verbose_name='exercice')),
                ('amount_cents', models.BigIntegerField(verbose_name='montant attribué')),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='programmes.action')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='governance.decision')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.awardmade')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='funding.convention')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'budget_year', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'amount_cents'], name='award_made_figure'), models.Index(fields=['house_id', 'seq'], name='award_made_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='award_made_void'), models.Index(fields=['convention', 'budget_year'], name='award_made_convention'), models.Index(fields=['funder', 'budget_year'], name='award_made_funder')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='awardmade_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='awardmade_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='awardmade_void_whole'), models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='awardmade_positive', violation_error_message='Une subvention est supérieure à 0 €.')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('approves', 'approuve la convention'), ('signature', 'autorise la signature'), ('renews', 'reconduit')], default='approves', max_length=12)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approves', to='governance.decision')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='funding.convention')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('convention', 'decision'), name='approval_once')],
            },
        ),
        ]),
        migrations.AddField(
            model_name='actionsheet',
            name='convention',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='funding.convention'),
        ),
        CreateTables([
        migrations.CreateModel(
            name='EngineeringFund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField(verbose_name='exercice')),
                ('label', models.CharField(max_length=120, verbose_name='origine')),
                ('amount_cents', models.BigIntegerField(verbose_name='montant')),
                ('convention', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='engineering_funds', to='funding.convention', verbose_name='convention')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engineering_funds', to='directory.house')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engineering_funds', to='programmes.programme')),
            ],
            options={
                'ordering': ['programme', 'year', 'label'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'year', 'label'), name='engineering_fund_once', violation_error_message='Cette enveloppe est déjà notée pour cet exercice.'), models.CheckConstraint(condition=models.Q(('amount_cents__gte', 0), models.Q(('label', ''), _negated=True)), name='engineering_fund_amount', violation_error_message='Une enveloppe a une origine et un montant positif.')],
            },
        ),
        migrations.CreateModel(
            name='ObligationMet',
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
                ('code', models.CharField(choices=[('evidence', 'pièces justificatives remises'), ('report', 'compte rendu financier remis'), ('committee', 'comité de pilotage tenu'), ('publication', 'données essentielles publiées')], max_length=24, verbose_name='obligation')),
                ('budget_year', models.SmallIntegerField(blank=True, null=True, verbose_name='exercice')),
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='preuve')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations_met', to='funding.convention')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.obligationmet')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['convention', 'code'], name='obligation_met_convention'), models.Index(fields=['house_id', 'seq'], name='obligation_met_seq')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='obligationmet_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='obligationmet_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='obligationmet_void_whole')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('funder', 'financeur'), ('beneficiary', 'bénéficiaire'), ('partner', 'partenaire')], max_length=12, verbose_name='rôle')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('printed_name', models.CharField(blank=True, max_length=200, verbose_name='nom (tel qu’écrit)')),
                ('signatory', models.CharField(blank=True, max_length=120, verbose_name='signataire')),
                ('capacity', models.CharField(blank=True, max_length=160, verbose_name='qualité')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='funding.convention')),
                ('empowered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.decision')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
            options={
                'ordering': ['convention', 'position'],
                'indexes': [models.Index(fields=['organisation', 'convention'], name='party_organisation')],
                'constraints': [models.UniqueConstraint(fields=('convention', 'organisation', 'role'), name='party_once', violation_error_message='Cette structure est déjà partie à la convention.')],
            },
        ),
        migrations.CreateModel(
            name='PaymentMade',
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
                ('budget_year', models.SmallIntegerField(verbose_name='exercice')),
                ('nature', models.CharField(choices=[('payment', 'versement'), ('repayment', 'reversement')], default='payment', max_length=10, verbose_name='nature')),
                ('amount_cents', models.BigIntegerField(verbose_name='montant')),
                ('instalment', models.SmallIntegerField(blank=True, null=True, verbose_name='échéance')),
                ('order_reference', models.CharField(blank=True, max_length=60, verbose_name='mandat')),
                ('bank_reference', models.CharField(blank=True, max_length=60, verbose_name='référence bancaire')),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='programmes.action')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='funding.awardmade')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='funding.convention')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.paymentmade')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'budget_year', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'amount_cents'], name='payment_made_figure'), models.Index(fields=['house_id', 'seq'], name='payment_made_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='payment_made_void'), models.Index(fields=['convention', 'budget_year'], name='payment_made_convention')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='paymentmade_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='paymentmade_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='paymentmade_void_whole'), models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='paymentmade_positive', violation_error_message='Un versement est supérieur à 0 €.')],
            },
        ),
        migrations.CreateModel(
            name='PromisedTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField(verbose_name='année')),
                ('fte', models.DecimalField(decimal_places=3, max_digits=6, verbose_name='ETP')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promised', to='funding.actionsheet')),
            ],
            options={
                'ordering': ['sheet', 'year'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'year'), name='promised_time_year'), models.CheckConstraint(condition=models.Q(('fte__gte', 0)), name='promised_time_positive', violation_error_message='Un temps de travail ne peut être négatif.')],
            },
        ),
        migrations.CreateModel(
            name='SheetHeading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('title', models.CharField(max_length=200, verbose_name='rubrique')),
                ('text', models.TextField(blank=True, verbose_name='texte')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='headings', to='funding.actionsheet')),
            ],
            options={
                'ordering': ['sheet', 'position'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'position'), name='sheet_heading_position')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('year', models.SmallIntegerField(blank=True, null=True, verbose_name='année')),
                ('indicator_code', models.CharField(blank=True, max_length=60, verbose_name='indicateur')),
                ('label', models.CharField(max_length=300, verbose_name='critère')),
                ('value', models.DecimalField(blank=True, decimal_places=3, max_digits=12, null=True, verbose_name='cible')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='funding.actionsheet')),
            ],
            options={
                'ordering': ['sheet', 'position'],
                'constraints': [models.UniqueConstraint(fields=('sheet', 'position'), name='target_position')],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('side', models.CharField(choices=[('expense', 'charges'), ('income', 'produits')], max_length=8, verbose_name='côté')),
                ('level', models.CharField(choices=[('heading', 'rubrique'), ('line', 'ligne')], default='line', max_length=8, verbose_name='niveau')),
                ('account', models.CharField(blank=True, max_length=8, verbose_name='compte')),
                ('label', models.CharField(max_length=200, verbose_name='libellé')),
                ('amount_cents', models.BigIntegerField(blank=True, null=True, verbose_name='montant')),
                ('printed_cents', models.BigIntegerField(blank=True, null=True, verbose_name='montant imprimé')),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='funding.budget')),
                ('funder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='funding.budgetline')),
            ],
            options={
                'ordering': ['budget', 'position'],
                'constraints': [models.UniqueConstraint(fields=('budget', 'position'), name='budget_line_position'), models.CheckConstraint(condition=models.Q(models.Q(('amount_cents__isnull', True), ('level', 'heading')), models.Q(('level', 'line'), ('printed_cents__isnull', True)), _connector='OR'), name='budget_line_level', violation_error_message='Le total d’une rubrique est calculé, jamais saisi.')],
            },
        ),
        ]),
        migrations.AddConstraint(
            model_name='actionsheet',
            constraint=models.UniqueConstraint(fields=('convention', 'number'), name='action_sheet_number', violation_error_message='Une fiche de cette convention porte déjà ce numéro.'),
        ),
        migrations.AddConstraint(
            model_name='actionsheet',
            constraint=models.UniqueConstraint(fields=('convention', 'action'), name='action_sheet_action', violation_error_message='Cette action a déjà sa fiche dans cette convention.'),
        ),
    ]
