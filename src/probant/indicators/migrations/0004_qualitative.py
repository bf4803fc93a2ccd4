import django.db.models.deletion
import probant.journal.digest
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0009_squashed_0010_unsaid_publisher'),
        ('documents', '0001_initial'),
        ('gatherings', '0009_squashed_0012_rooms_lent'),
        ('indicators', '0003_matched_claims'),
        ('programmes', '0001_squashed_0003_first_versions'),
        ('support', '0012_course_of_a_case'),
    ]

    operations = [
        migrations.CreateModel(
            name='QualitativeIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, verbose_name='code')),
                ('closed_on', models.DateField(editable=False, null=True, verbose_name='retiré le')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='qualitative_indicators', to='directory.house')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('house', 'code'), name='qualitative_indicator_code'), models.CheckConstraint(condition=models.Q(('code__startswith', 'appreciation.')), name='qualitative_indicator_prefix')],
            },
        ),
        migrations.CreateModel(
            name='QualitativeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.SmallIntegerField(verbose_name='version')),
                ('seq', models.BigIntegerField(editable=False)),
                ('since', models.DateField(editable=False, verbose_name='depuis le')),
                ('written_by_id', models.BigIntegerField(editable=False, null=True)),
                ('label', models.CharField(max_length=120, verbose_name='intitulé')),
                ('question', models.TextField(verbose_name='question')),
                ('proof', models.TextField(verbose_name='ce qui vaut preuve')),
                ('scale', models.JSONField(default=list, verbose_name='échelle')),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.action')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='indicators.qualitativeindicator')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'ordering': ['indicator', 'number'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'number'), name='qualitative_version_number'), models.CheckConstraint(condition=models.Q(models.Q(('label', ''), _negated=True), models.Q(('question', ''), _negated=True), models.Q(('proof', ''), _negated=True)), name='qualitative_version_said', violation_error_message='Un indicateur qualitatif a un intitulé, une question et ce qui vaut preuve.'), models.CheckConstraint(condition=models.Q(('action__isnull', True), ('programme__isnull', True), _connector='OR'), name='qualitative_version_scope', violation_error_message='Une action a déjà son périmètre : choisissez l’une ou l’autre.')],
            },
        ),
        migrations.CreateModel(
            name='Appraised',
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
                ('year', models.SmallIntegerField(verbose_name='année')),
                ('grade', models.SmallIntegerField(null=True, verbose_name='degré')),
                ('written_by_id', models.BigIntegerField(editable=False, null=True)),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='indicators.appraised')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraisals', to='indicators.qualitativeindicator')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.qualitativeversion')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['indicator', 'year', 'known_on'], name='appraised_years'), models.Index(fields=['house_id', 'seq'], name='appraised_seq')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='appraised_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='appraised_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='appraised_void_whole'), models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('indicator', 'year'), name='appraised_once_a_year', violation_error_message='Cette année a déjà son appréciation : corrigez-la.'), models.CheckConstraint(condition=models.Q(('grade__isnull', True), models.Q(('grade__gte', 1), ('grade__lte', 7)), _connector='OR'), name='appraised_grade')],
            },
        ),
        migrations.CreateModel(
            name='AppraisalText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='appréciation')),
                ('erased_on', models.DateField(editable=False, null=True)),
                ('appraisal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='written', to='indicators.appraised')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('erased_on__isnull', True), ('text', ''), _connector='OR'), name='appraisal_text_erased')],
            },
        ),
        migrations.CreateModel(
            name='ProofGiven',
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
                ('kind', models.CharField(choices=[('document', 'document'), ('testimony', 'témoignage'), ('opinions', 'avis de participants'), ('figure', 'chiffre'), ('session', 'rencontre'), ('case', 'dossier')], max_length=12, verbose_name='nature')),
                ('code', models.CharField(blank=True, default='', max_length=64, verbose_name='chiffre')),
                ('year', models.SmallIntegerField(null=True, verbose_name='année du chiffre')),
                ('appraisal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='indicators.appraised')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='indicators.proofgiven')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.session')),
                ('testimony', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.testimony')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'seq'], name='proof_given_seq')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='proofgiven_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='proofgiven_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='proofgiven_void_whole'), models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('code', ''), ('document__isnull', False), ('kind', 'document'), ('session__isnull', True), ('testimony__isnull', True), ('year__isnull', True)), models.Q(('case__isnull', True), ('code', ''), ('document__isnull', True), ('kind', 'testimony'), ('session__isnull', True), ('testimony__isnull', False), ('year__isnull', True)), models.Q(('case__isnull', True), ('code', ''), ('document__isnull', True), ('kind__in', ('opinions', 'session')), ('session__isnull', False), ('testimony__isnull', True), ('year__isnull', True)), models.Q(('case__isnull', False), ('code', ''), ('document__isnull', True), ('kind', 'case'), ('session__isnull', True), ('testimony__isnull', True), ('year__isnull', True)), models.Q(('case__isnull', True), ('document__isnull', True), ('kind', 'figure'), ('session__isnull', True), ('testimony__isnull', True), ('year__isnull', False), models.Q(('code', ''), _negated=True)), _connector='OR'), name='proof_given_one_thing')],
            },
        ),
    ]
