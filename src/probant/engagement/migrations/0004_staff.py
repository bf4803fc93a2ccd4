import django.db.models.deletion
import probant.journal.digest
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0008_centres'),
        ('documents', '0001_initial'),
        ('engagement', '0003_volunteers'),
        ('programmes', '0001_squashed_0003_first_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='jour')),
                ('half', models.CharField(choices=[('am', 'matin'), ('pm', 'après-midi')], max_length=2, verbose_name='demi-journée')),
            ],
            options={
                'ordering': ['person', 'day', 'half'],
            },
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='au')),
                ('share_hundredths', models.SmallIntegerField(verbose_name='part du temps plein')),
            ],
            options={
                'ordering': ['post', 'starts_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='contract_dates', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(('share_hundredths__gt', 0), ('share_hundredths__lte', 10000)), name='contract_share', violation_error_message='Une part de temps plein va de plus de 0 % à 100 %.')],
            },
        ),
        migrations.CreateModel(
            name='FullTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='à partir du')),
                ('yearly_hours', models.SmallIntegerField(verbose_name='heures par an')),
                ('weekly_minutes', models.SmallIntegerField(verbose_name='durée de la semaine')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
            ],
            options={
                'ordering': ['house', 'starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('yearly_hours__gte', 1000), ('yearly_hours__lte', 2500), ('weekly_minutes__gte', 1200), ('weekly_minutes__lte', 2880)), name='full_time_range', violation_error_message='Une année à temps plein compte de 1 000 à 2 500 heures, une semaine de 20 à 48 heures.')],
            },
        ),
        migrations.CreateModel(
            name='MissionLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share_hundredths', models.SmallIntegerField(verbose_name='part du temps travaillé')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(verbose_name='au')),
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='référence de la lettre')),
            ],
            options={
                'ordering': ['person', 'starts_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='mission_letter_dates', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(('share_hundredths__gt', 0), ('share_hundredths__lte', 10000)), name='mission_letter_share', violation_error_message='Un pourcentage va de plus de 0 % à 100 %.')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='intitulé')),
                ('is_open', models.BooleanField(default=True, verbose_name='ouvert')),
            ],
            options={
                'ordering': ['title', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='post_titled', violation_error_message='Un poste a un intitulé.')],
            },
        ),
        migrations.CreateModel(
            name='PostCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='à partir du')),
                ('yearly_cents', models.BigIntegerField(verbose_name='coût d’une année à temps plein')),
                ('source', models.CharField(max_length=200, verbose_name='d’où vient ce coût')),
            ],
            options={
                'ordering': ['post', 'starts_on'],
            },
        ),
        migrations.CreateModel(
            name='SheetSigned',
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
                ('year', models.SmallIntegerField(verbose_name='année')),
                ('month', models.SmallIntegerField(verbose_name='mois')),
                ('part', models.CharField(choices=[('employee', 'salarié·e'), ('manager', 'responsable')], max_length=8, verbose_name='signature')),
                ('minutes', models.IntegerField(verbose_name='durée')),
                ('content', models.CharField(max_length=64)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'seq'], name='sheet_signed_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='sheet_signed_void')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='sheetsigned_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='sheetsigned_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='sheetsigned_void_whole')],
            },
        ),
        migrations.RemoveIndex(
            model_name='stafftime',
            name='staff_time_figure',
        ),
        migrations.AddField(
            model_name='stafftime',
            name='full_time_minutes',
            field=models.IntegerField(default=96420, verbose_name='année à temps plein'),
        ),
        migrations.AddField(
            model_name='stafftime',
            name='origin',
            field=models.CharField(blank=True, choices=[('', 'saisi'), ('appointment', 'rendez-vous'), ('session', 'rencontre'), ('sitting', 'séance'), ('phase', 'étape d’un dossier'), ('letter', 'lettre de mission')], default='', max_length=12, verbose_name='trace'),
        ),
        migrations.AddField(
            model_name='stafftime',
            name='origin_id',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='stafftime',
            index=models.Index(fields=['house_id', 'programme_code', 'action', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'minutes', 'full_time_minutes', 'person'], name='staff_time_figure'),
        ),
        migrations.AddIndex(
            model_name='stafftime',
            index=models.Index(fields=['person', 'occurred_on'], name='staff_time_person'),
        ),
        migrations.AddConstraint(
            model_name='stafftime',
            constraint=models.UniqueConstraint(condition=models.Q(('origin_id__isnull', False), ('void_seq__isnull', True)), fields=('person', 'origin', 'origin_id', 'occurred_on'), name='staff_time_trace_once', violation_error_message='Ce temps est déjà noté.'),
        ),
        migrations.AddConstraint(
            model_name='stafftime',
            constraint=models.CheckConstraint(condition=models.Q(('full_time_minutes__gt', 0)), name='staff_time_full_time'),
        ),
        migrations.AddField(
            model_name='absence',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='directory.house'),
        ),
        migrations.AddField(
            model_name='absence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='directory.person'),
        ),
        migrations.AddField(
            model_name='contract',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='directory.house'),
        ),
        migrations.AddField(
            model_name='contract',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='directory.person'),
        ),
        migrations.AddField(
            model_name='contract',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='engagement.contract'),
        ),
        migrations.AddField(
            model_name='fulltime',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='full_times', to='directory.house'),
        ),
        migrations.AddField(
            model_name='missionletter',
            name='action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mission_letters', to='programmes.action'),
        ),
        migrations.AddField(
            model_name='missionletter',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='missionletter',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mission_letters', to='directory.house'),
        ),
        migrations.AddField(
            model_name='missionletter',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mission_letters', to='directory.person'),
        ),
        migrations.AddField(
            model_name='post',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='directory.house'),
        ),
        migrations.AddField(
            model_name='contract',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='engagement.post'),
        ),
        migrations.AddField(
            model_name='postcost',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='post_costs', to='directory.house'),
        ),
        migrations.AddField(
            model_name='postcost',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='engagement.post'),
        ),
        migrations.AddField(
            model_name='sheetsigned',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='sheetsigned',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='sheetsigned',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='engagement.sheetsigned'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.UniqueConstraint(fields=('person', 'day', 'half'), name='absence_once'),
        ),
        migrations.AddConstraint(
            model_name='fulltime',
            constraint=models.UniqueConstraint(fields=('house', 'starts_on'), name='full_time_from', violation_error_message='Une base horaire commence déjà ce jour-là.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('house', 'title'), name='post_title', violation_error_message='Un poste porte déjà cet intitulé.'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=models.Index(fields=['house', 'person', 'starts_on'], name='contract_person'),
        ),
        migrations.AddConstraint(
            model_name='postcost',
            constraint=models.UniqueConstraint(fields=('post', 'starts_on'), name='post_cost_from', violation_error_message='Un coût de ce poste commence déjà ce jour-là.'),
        ),
        migrations.AddConstraint(
            model_name='postcost',
            constraint=models.CheckConstraint(condition=models.Q(('yearly_cents__gt', 0)), name='post_cost_positive', violation_error_message='Un coût est supérieur à 0 €.'),
        ),
        migrations.AddIndex(
            model_name='sheetsigned',
            index=models.Index(fields=['house_id', 'year', 'month', 'part', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'person'], name='sheet_signed_figure'),
        ),
        migrations.AddConstraint(
            model_name='sheetsigned',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('house_id', 'person', 'year', 'month', 'part'), name='sheet_signed_once', violation_error_message='Cette feuille est déjà signée.'),
        ),
        migrations.AddConstraint(
            model_name='sheetsigned',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 0), ('month__gte', 1), ('month__lte', 12), ('person__isnull', False)), name='sheet_signed_month'),
        ),
    ]
