import django.db.models.deletion
import probant.journal.digest
import uuid
from django.conf import settings
from django.db import migrations, models

from probant.journal.tables import CreateTables


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('directory', '0008_centres'),
        ('documents', '0001_initial'),
        ('funding', '0006_amendments'),
        ('governance', '0001_initial'),
        ('programmes', '0001_squashed_0003_first_versions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='obligationmet',
            name='code',
            field=models.CharField(choices=[('evidence', 'pièces justificatives remises'), ('report', 'compte rendu financier remis'), ('committee', 'comité de pilotage tenu'), ('publication', 'données essentielles publiées'), ('request', 'demande de l’année déposée'), ('accounts', 'comptes certifiés et publiés'), ('deposit', 'budget, comptes et conventions déposés à la préfecture'), ('notice', 'dénonciation décidée ou écartée'), ('renewal', 'renouvellement décidé'), ('mention', 'soutien du financeur mentionné'), ('mention_funder', 'soutien de l’association mentionné'), ('invite', 'invitation faite'), ('rooms', 'salles prêtées'), ('commitment', 'engagement de l’association tenu'), ('commitment_funder', 'engagement du financeur tenu')], max_length=24, verbose_name='obligation'),
        ),
        CreateTables([
        migrations.CreateModel(
            name='AwardStep',
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
                ('stage', models.CharField(choices=[('called', 'appel de fonds'), ('committed', 'engagement'), ('certified', 'service fait'), ('ordered', 'mandat'), ('retained', 'retenue'), ('recovery', 'titre de recette')], max_length=10, verbose_name='étape')),
                ('amount_cents', models.BigIntegerField(verbose_name='montant')),
                ('instalment', models.SmallIntegerField(blank=True, null=True, verbose_name='échéance')),
                ('order_reference', models.CharField(blank=True, max_length=60, verbose_name='référence')),
                ('slip_reference', models.CharField(blank=True, max_length=60, verbose_name='bordereau')),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.action')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='funding.awardmade')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='award_steps', to='funding.convention')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.awardstep')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['convention', 'budget_year'], name='award_step_convention'), models.Index(fields=['house_id', 'seq'], name='award_step_seq')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='awardstep_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='awardstep_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='awardstep_void_whole'), models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='awardstep_positive', violation_error_message='Le montant est supérieur à 0 €.')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField(verbose_name='exercice')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('kind', models.CharField(choices=[('financial_report', 'compte rendu financier'), ('activity_report', 'rapport d’activité ou bilan qualitatif'), ('accounts', 'comptes annuels'), ('minutes', 'procès-verbal ou compte rendu de réunion'), ('invoices', 'factures et justificatifs de dépense'), ('time', 'relevé du temps passé'), ('bank_details', 'relevé d’identité bancaire'), ('other', 'autre pièce')], max_length=16, verbose_name='nature')),
                ('label', models.CharField(max_length=200, verbose_name='pièce')),
                ('origin', models.CharField(choices=[('clause', 'prévue par la convention'), ('law', 'demandée par la loi'), ('amendment', 'ajoutée par avenant'), ('added', 'jointe d’elle-même')], default='clause', max_length=12, verbose_name='origine')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='motif')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='funding.convention')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='directory.house')),
            ],
            options={
                'ordering': ['convention', 'year', 'position'],
                'constraints': [models.UniqueConstraint(fields=('convention', 'year', 'label'), name='evidence_once', violation_error_message='Cette pièce est déjà sur la liste de l’exercice.'), models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='evidence_named', violation_error_message='Une pièce a un nom.'), models.CheckConstraint(condition=models.Q(('origin__in', ('clause', 'added')), models.Q(('reason', ''), _negated=True), _connector='OR'), name='evidence_reason', violation_error_message='Dites pourquoi la liste est complétée.')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceGiven',
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
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='référence')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.convention')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence_given', to='documents.document')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='funding.evidence')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.evidencegiven')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['convention', 'budget_year'], name='evidence_given_convention'), models.Index(fields=['house_id', 'seq'], name='evidence_given_seq')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='evidencegiven_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='evidencegiven_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='evidencegiven_void_whole'), models.CheckConstraint(condition=models.Q(('document__isnull', False), models.Q(('reference', ''), _negated=True), _connector='OR'), name='evidence_given_what', violation_error_message='Déposez le fichier, ou dites comment il a été envoyé.')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceAccepted',
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
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.convention')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='funding.evidence')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.evidenceaccepted')),
                ('given', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accepted', to='funding.evidencegiven')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['convention', 'budget_year'], name='evidence_accepted_convention'), models.Index(fields=['house_id', 'seq'], name='evidence_accepted_seq')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='evidenceaccepted_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='evidenceaccepted_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='evidenceaccepted_void_whole')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceRefused',
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
                ('code', models.CharField(choices=[('incomplete', 'incomplète'), ('other_piece', 'ce n’est pas la pièce demandée'), ('other_year', 'ce n’est pas le bon exercice'), ('unsigned', 'ni datée ni signée'), ('unreadable', 'illisible'), ('amounts', 'les montants ne concordent pas'), ('other', 'autre motif')], max_length=12, verbose_name='motif')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.convention')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='funding.evidence')),
                ('given', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refused', to='funding.evidencegiven')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.evidencerefused')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['convention', 'budget_year'], name='evidence_refused_convention'), models.Index(fields=['house_id', 'seq'], name='evidence_refused_seq')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='evidencerefused_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='evidencerefused_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='evidencerefused_void_whole')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='précision')),
                ('refusal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='remark', to='funding.evidencerefused')),
            ],
        ),
        migrations.CreateModel(
            name='Keeper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, choices=[('payment', 'versement'), ('evidence', 'pièces justificatives'), ('report', 'compte rendu financier'), ('committee', 'comité de pilotage'), ('notice', 'dénonciation'), ('renewal', 'renouvellement'), ('publication', 'données essentielles'), ('request', 'demande de l’année suivante'), ('accounts', 'comptes certifiés et publiés'), ('deposit', 'dépôt à la préfecture'), ('recovery', 'somme à reverser'), ('mention', 'mention du financeur'), ('mention_funder', 'mention de l’association'), ('invite', 'invitation'), ('rooms', 'prêt de salles'), ('commitment', 'engagement de l’association'), ('commitment_funder', 'engagement du financeur')], default='', max_length=24, verbose_name='obligation')),
                ('convention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keepers', to='funding.convention')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['convention', 'code'],
                'constraints': [models.UniqueConstraint(fields=('convention', 'code'), name='keeper_once', violation_error_message='Quelqu’un en répond déjà.')],
            },
        ),
        migrations.CreateModel(
            name='MoneyLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('bank', 'relevé bancaire'), ('orders', 'liste de mandats')], max_length=8, verbose_name='origine')),
                ('occurred_on', models.DateField(verbose_name='date')),
                ('amount_cents', models.BigIntegerField(verbose_name='montant')),
                ('label', models.CharField(blank=True, max_length=200, verbose_name='libellé')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='référence')),
                ('digest', models.CharField(max_length=64)),
                ('is_set_aside', models.BooleanField(default=False, verbose_name='autre chose')),
                ('read_on', models.DateField(verbose_name='lue le')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='money_lines', to='directory.house')),
                ('payment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='money_lines', to='funding.paymentmade')),
                ('proposed', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='money_lines', to='funding.awardmade')),
            ],
            options={
                'ordering': ['-occurred_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('house', 'digest'), name='money_line_once')],
            },
        ),
        migrations.CreateModel(
            name='PaymentCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bank_details', models.CharField(blank=True, max_length=120, verbose_name='coordonnées bancaires')),
                ('signatory', models.CharField(blank=True, max_length=120, verbose_name='signataire')),
                ('capacity', models.CharField(blank=True, max_length=120, verbose_name='qualité')),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='call', to='funding.awardstep')),
            ],
        ),
        migrations.CreateModel(
            name='AwardBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_cents', models.BigIntegerField(blank=True, null=True, verbose_name='montant voté')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bases', to='funding.awardmade')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='award_bases', to='governance.decision')),
            ],
            options={
                'ordering': ['award', 'id'],
                'constraints': [models.UniqueConstraint(fields=('award', 'decision'), name='award_basis_once', violation_error_message='Cette décision est déjà liée à la subvention.'), models.CheckConstraint(condition=models.Q(('amount_cents__isnull', True), ('amount_cents__gt', 0), _connector='OR'), name='award_basis_positive', violation_error_message='Le montant voté est supérieur à 0 €.')],
            },
        ),
        ]),
    ]
