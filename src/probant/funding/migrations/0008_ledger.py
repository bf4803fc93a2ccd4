import django.db.models.deletion
import probant.journal.digest
import probant.journal.tables
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0008_centres'),
        ('funding', '0007_money'),
        ('gatherings', '0001_squashed_0008_outcomes'),
        ('governance', '0001_initial'),
        ('programmes', '0001_squashed_0003_first_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportStep',
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
                ('step', models.CharField(choices=[('handed_in', 'remis'), ('handed_back', 'renvoyé'), ('examined', 'examiné'), ('closed', 'clos')], max_length=12, verbose_name='étape')),
                ('told_by', models.CharField(choices=[('house', 'noté par l’association'), ('funder', 'par le financeur')], max_length=8, verbose_name='par')),
                ('spent_cents', models.BigIntegerField(blank=True, null=True, verbose_name='coût')),
                ('awarded_cents', models.BigIntegerField(blank=True, null=True, verbose_name='subvention')),
                ('clawback_cents', models.BigIntegerField(blank=True, null=True, verbose_name='à reverser')),
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='référence')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_steps', to='funding.convention')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.reportstep')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='costshare',
            name='account',
            field=models.CharField(blank=True, default='', max_length=20, verbose_name='comptes commençant par'),
        ),
        migrations.AddField(
            model_name='costshare',
            name='piece',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='pièce'),
        ),
        probant.journal.tables.CreateTables(
            tables=[migrations.CreateModel(
                name='CommitteeHeld',
                fields=[
                    ('met', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='committee', serialize=False, to='funding.obligationmet')),
                    ('opinion', models.CharField(blank=True, choices=[('', 'ne se prononce pas'), ('renew', 'favorable à la reconduction'), ('reserves', 'favorable avec réserves'), ('against', 'défavorable')], default='', max_length=10, verbose_name='avis')),
                    ('remarks', models.TextField(blank=True, verbose_name='relevé de décisions')),
                    ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committees', to='funding.convention')),
                    ('sitting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='committees', to='governance.sitting')),
                ],
            ), migrations.CreateModel(
                name='FinancialReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.SmallIntegerField(verbose_name='exercice')),
                    ('summary', models.TextField(blank=True, verbose_name='bilan de l’action')),
                    ('allocation', models.TextField(blank=True, verbose_name='règles de répartition des charges indirectes')),
                    ('in_kind', models.TextField(blank=True, verbose_name='contributions volontaires')),
                    ('signatory', models.CharField(blank=True, max_length=120, verbose_name='signataire')),
                    ('capacity', models.CharField(blank=True, max_length=160, verbose_name='qualité')),
                    ('prepared_on', models.DateField(verbose_name='préparé le')),
                    ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='financial_reports', to='funding.convention')),
                    ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='financial_reports', to='directory.house')),
                    ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='financial_reports', to='funding.actionsheet')),
                ],
                options={
                    'ordering': ['convention', '-year', 'sheet__number', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('sheet__isnull', False)), fields=('sheet', 'year'), name='financial_report_of_sheet'), models.UniqueConstraint(condition=models.Q(('sheet__isnull', True)), fields=('convention', 'year'), name='financial_report_of_convention')],
                },
            ), migrations.CreateModel(
                name='LedgerFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.SmallIntegerField(verbose_name='exercice')),
                    ('starts_on', models.DateField(verbose_name='début de l’exercice')),
                    ('ends_on', models.DateField(verbose_name='fin de l’exercice')),
                    ('kind', models.CharField(choices=[('ledger', 'grand livre'), ('balance', 'balance'), ('fec', 'fichier des écritures comptables')], max_length=8, verbose_name='nature')),
                    ('name', models.CharField(max_length=200, verbose_name='fichier')),
                    ('received_on', models.DateField(verbose_name='importé le')),
                    ('seq', models.BigIntegerField(verbose_name='écriture du journal')),
                    ('debit_cents', models.BigIntegerField(verbose_name='total des débits')),
                    ('credit_cents', models.BigIntegerField(verbose_name='total des crédits')),
                    ('aside_count', models.IntegerField(default=0, verbose_name='lignes de bilan')),
                    ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ledger_files', to='directory.house')),
                    ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='funding.ledgerfile')),
                ],
                options={
                    'ordering': ['house', '-year', '-id'],
                    'indexes': [models.Index(fields=['house', 'year', 'replaced_by'], name='ledger_file_year')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='ledger_file_days')],
                },
            ), migrations.CreateModel(
                name='LedgerEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=120, verbose_name='clé')),
                    ('position', models.IntegerField(verbose_name='ligne du fichier')),
                    ('account', models.CharField(max_length=20, verbose_name='compte')),
                    ('account_label', models.CharField(blank=True, max_length=120, verbose_name='intitulé du compte')),
                    ('section', models.CharField(blank=True, max_length=60, verbose_name='section analytique')),
                    ('section_label', models.CharField(blank=True, max_length=120, verbose_name='intitulé de la section')),
                    ('day', models.DateField(blank=True, null=True, verbose_name='date')),
                    ('journal', models.CharField(blank=True, max_length=20, verbose_name='journal')),
                    ('piece', models.CharField(blank=True, max_length=60, verbose_name='pièce')),
                    ('label', models.CharField(blank=True, max_length=300, verbose_name='libellé')),
                    ('debit_cents', models.BigIntegerField(default=0, verbose_name='débit')),
                    ('credit_cents', models.BigIntegerField(default=0, verbose_name='crédit')),
                    ('ledger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='funding.ledgerfile')),
                ],
                options={
                    'ordering': ['ledger', 'position'],
                    'indexes': [models.Index(fields=['ledger', 'section', 'account'], name='ledger_entry_section'), models.Index(fields=['ledger', 'account', 'position'], name='ledger_entry_account')],
                    'constraints': [models.UniqueConstraint(fields=('ledger', 'key'), name='ledger_entry_key')],
                },
            ), migrations.CreateModel(
                name='PaidService',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('label', models.CharField(max_length=200, verbose_name='prestation')),
                    ('account', models.CharField(default='706', max_length=8, verbose_name='compte')),
                    ('amount_cents', models.BigIntegerField(verbose_name='montant')),
                    ('quoted_on', models.DateField(blank=True, null=True, verbose_name='devis du')),
                    ('quote_reference', models.CharField(blank=True, max_length=60, verbose_name='devis n°')),
                    ('ordered_on', models.DateField(blank=True, null=True, verbose_name='commandée le')),
                    ('order_reference', models.CharField(blank=True, max_length=60, verbose_name='commande n°')),
                    ('invoiced_on', models.DateField(blank=True, null=True, verbose_name='facturée le')),
                    ('invoice_reference', models.CharField(blank=True, max_length=60, verbose_name='facture n°')),
                    ('paid_on', models.DateField(blank=True, null=True, verbose_name='payée le')),
                    ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paid_services', to='programmes.action')),
                    ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paid_services', to='directory.house')),
                    ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paid_services', to='gatherings.session')),
                ],
                options={
                    'ordering': ['house', '-id'],
                    'indexes': [models.Index(fields=['house', 'invoiced_on'], name='paid_service_list')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='paid_service_positive', violation_error_message='Un prix est supérieur à 0 €.'), models.CheckConstraint(condition=models.Q(('account__startswith', '70')), name='paid_service_account', violation_error_message='Une prestation vendue est un produit du compte 70.'), models.CheckConstraint(condition=models.Q(('paid_on__isnull', True), ('invoiced_on__isnull', False), _connector='OR'), name='paid_service_invoiced', violation_error_message='Une prestation payée a été facturée : notez la facture.'), models.UniqueConstraint(condition=models.Q(('invoice_reference', ''), _negated=True), fields=('house', 'invoice_reference'), name='paid_service_invoice', violation_error_message='Une prestation porte déjà ce numéro de facture.')],
                },
            ), migrations.CreateModel(
                name='ReportLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.SmallIntegerField(verbose_name='ordre')),
                    ('code', models.CharField(max_length=20, verbose_name='ligne')),
                    ('label', models.CharField(max_length=200, verbose_name='libellé')),
                    ('planned_cents', models.BigIntegerField(blank=True, null=True, verbose_name='prévu')),
                    ('actual_cents', models.BigIntegerField(blank=True, null=True, verbose_name='réalisé')),
                    ('comment', models.TextField(blank=True, verbose_name='commentaire')),
                    ('admitted_cents', models.BigIntegerField(blank=True, null=True, verbose_name='admis')),
                    ('remark', models.TextField(blank=True, verbose_name='remarque du financeur')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='funding.financialreport')),
                ],
                options={
                    'ordering': ['report', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('report', 'code'), name='report_line_once')],
                },
            ), migrations.CreateModel(
                name='ReportReason',
                fields=[
                    ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='reason', serialize=False, to='funding.reportstep')),
                    ('text', models.TextField(blank=True, verbose_name='motif')),
                ],
            )],
        ),
        migrations.AddField(
            model_name='reportstep',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='funding.financialreport'),
        ),
        probant.journal.tables.CreateTables(
            tables=[migrations.CreateModel(
                name='ReportRule',
                fields=[
                    ('house', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='report_rule', serialize=False, to='directory.house')),
                    ('gap_hundredths', models.SmallIntegerField(default=1000, verbose_name='écart en %')),
                    ('gap_cents', models.BigIntegerField(default=10000, verbose_name='et en euros')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('gap_cents__gte', 0), ('gap_hundredths__gte', 0)), name='report_rule_positive')],
                },
            ), migrations.CreateModel(
                name='ShareKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, verbose_name='clé de répartition')),
                    ('rule', models.TextField(verbose_name='règle écrite')),
                    ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='share_keys', to='directory.house')),
                ],
                options={
                    'ordering': ['house', 'name'],
                    'constraints': [models.UniqueConstraint(fields=('house', 'name'), name='share_key_name', violation_error_message='Une clé de répartition porte déjà ce nom.'), models.CheckConstraint(condition=models.Q(('rule', ''), _negated=True), name='share_key_written', violation_error_message='Écrivez la règle : elle est jointe au compte rendu.')],
                },
            ), migrations.CreateModel(
                name='AccountMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section', models.CharField(blank=True, max_length=60, verbose_name='section analytique')),
                    ('account', models.CharField(blank=True, max_length=20, verbose_name='compte commençant par')),
                    ('heading', models.CharField(blank=True, max_length=8, verbose_name='à présenter au compte')),
                    ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='account_mappings', to='programmes.action')),
                    ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_mappings', to='directory.house')),
                    ('share_key', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mappings', to='funding.sharekey')),
                ],
                options={
                    'ordering': ['house', 'section', 'account'],
                    'constraints': [models.UniqueConstraint(fields=('house', 'section', 'account'), name='account_mapping_once', violation_error_message='Cette section et ce compte ont déjà leur affectation.'), models.CheckConstraint(condition=models.Q(('action__isnull', True), ('share_key__isnull', True), _connector='OR'), name='account_mapping_target', violation_error_message='Choisissez une action ou une clé, pas les deux.'), models.CheckConstraint(condition=models.Q(('account', ''), ('section', ''), _negated=True), name='account_mapping_of', violation_error_message='Dites quelle section ou quel compte est affecté.')],
                },
            ), migrations.CreateModel(
                name='ShareKeyPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.SmallIntegerField(verbose_name='exercice')),
                    ('share_hundredths', models.SmallIntegerField(verbose_name='part')),
                    ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.action')),
                    ('share_key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='funding.sharekey')),
                ],
                options={
                    'ordering': ['share_key', 'year', 'action'],
                    'constraints': [models.UniqueConstraint(fields=('share_key', 'year', 'action'), name='share_key_part_once'), models.CheckConstraint(condition=models.Q(('share_hundredths__gt', 0), ('share_hundredths__lte', 10000)), name='share_key_part_range', violation_error_message='Une part va de plus de 0 % à 100 %.')],
                },
            )],
        ),
        migrations.AddIndex(
            model_name='reportstep',
            index=models.Index(fields=['report', 'seq'], name='report_step_report'),
        ),
        migrations.AddIndex(
            model_name='reportstep',
            index=models.Index(fields=['house_id', 'seq'], name='report_step_seq'),
        ),
        migrations.AddIndex(
            model_name='reportstep',
            index=models.Index(fields=['convention', 'budget_year'], name='report_step_convention'),
        ),
        migrations.AddConstraint(
            model_name='reportstep',
            constraint=models.UniqueConstraint(fields=('house_id', 'key'), name='reportstep_key'),
        ),
        migrations.AddConstraint(
            model_name='reportstep',
            constraint=models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='reportstep_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'),
        ),
        migrations.AddConstraint(
            model_name='reportstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='reportstep_void_whole'),
        ),
    ]
