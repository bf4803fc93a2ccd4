import django.db.models.deletion
import probant.journal.digest
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('directory', '0008_centres'),
        ('gatherings', '0006_revision'),
        ('post', '0001_initial'),
        ('programmes', '0001_squashed_0003_first_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Network',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('purpose', models.TextField(blank=True, verbose_name='à quoi il sert')),
                ('is_open', models.BooleanField(default=True, verbose_name='actif')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='networks', to='directory.house')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='networks', to='programmes.programme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('house', 'name'), name='network_once', violation_error_message='Un réseau porte déjà ce nom.')],
            },
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=200, verbose_name='objet')),
                ('text', models.TextField(verbose_name='message')),
                ('chosen', models.JSONField(default=dict)),
                ('sent_at', models.DateTimeField(verbose_name='parti le')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mailings', to='directory.house')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mailings', to='gatherings.network')),
            ],
            options={
                'indexes': [models.Index(fields=['house', '-sent_at', '-id'], name='mailing_list')],
            },
        ),
        migrations.CreateModel(
            name='NetworkFamily',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(editable=False, max_length=32)),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('position', models.SmallIntegerField(default=0, verbose_name='rang')),
                ('since', models.DateField(verbose_name='en usage depuis')),
                ('is_open', models.BooleanField(default=True, verbose_name='proposée')),
                ('house', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='network_families', to='directory.house')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('house', 'code'), name='network_family_once', violation_error_message='Cette famille existe déjà.')],
            },
        ),
        migrations.CreateModel(
            name='NetworkMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('college', models.CharField(blank=True, max_length=60, verbose_name='collège')),
                ('joined_on', models.DateField(verbose_name='membre depuis')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                ('is_struck', models.BooleanField(default=False, verbose_name='noté par erreur')),
                ('family', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='gatherings.networkfamily')),
                ('house', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='gatherings.network')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='network_memberships', to='directory.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['house', 'network', 'id'], name='network_member_list')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_struck', False), ('left_on__isnull', True)), fields=('network', 'organisation'), name='network_member_once', violation_error_message='Cette structure est déjà membre de ce réseau.'), models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='network_member_dates', violation_error_message='La sortie précède l’entrée.')],
            },
        ),
        migrations.CreateModel(
            name='MemberLeft',
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
                ('programme_code', models.CharField(blank=True, default='', editable=False, max_length=32)),
                ('heading', models.CharField(blank=True, default='', max_length=32, verbose_name='famille de partenaires')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='gatherings.memberleft')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.network')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.networkmember')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'programme_code', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'organisation', 'member', 'heading'], name='member_left_figure'), models.Index(fields=['house_id', 'seq'], name='member_left_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='member_left_void')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='memberleft_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='memberleft_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='memberleft_void_whole'), models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('member',), name='member_left_once', violation_error_message='Cette sortie est déjà notée.')],
            },
        ),
        migrations.CreateModel(
            name='MemberJoined',
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
                ('programme_code', models.CharField(blank=True, default='', editable=False, max_length=32)),
                ('heading', models.CharField(blank=True, default='', max_length=32, verbose_name='famille de partenaires')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='gatherings.memberjoined')),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.network')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.networkmember')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'programme_code', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'organisation', 'member', 'heading'], name='member_joined_figure'), models.Index(fields=['house_id', 'seq'], name='member_joined_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='member_joined_void'), models.Index(fields=['organisation'], name='member_joined_who')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='memberjoined_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='memberjoined_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='memberjoined_void_whole'), models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('member',), name='member_joined_once', violation_error_message='Cette entrée est déjà notée.')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('member', 'adhésion'), ('seat', 'mandat')], default='member', max_length=8, verbose_name='nature')),
                ('role', models.CharField(blank=True, max_length=120, verbose_name='à quel titre')),
                ('starts_on', models.DateField(verbose_name='depuis')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='directory.house')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='affiliation_dates', violation_error_message='La fin précède le début.')],
            },
        ),
        migrations.CreateModel(
            name='MailingReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('left_out', models.CharField(blank=True, choices=[('', 'envoyé'), ('no_address', 'sans adresse de courriel'), ('unsubscribed', 'ne veut plus de ces messages'), ('returned', 'un courriel est revenu de cette adresse'), ('same_address', 'même adresse qu’un autre destinataire')], default='', max_length=16)),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='post.letter')),
                ('mailing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='gatherings.mailing')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('left_out', ''), ('letter__isnull', False)), models.Q(('letter__isnull', True), models.Q(('left_out', ''), _negated=True)), _connector='OR'), name='mailing_reader_sent_or_not'), models.CheckConstraint(condition=models.Q(('person__isnull', False), ('organisation__isnull', False), _connector='OR'), name='mailing_reader_somebody')],
            },
        ),
    ]
