import uuid

import django.db.models.deletion
from django.db import migrations, models

import probant.journal.digest
from probant.journal.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ("gatherings", "0001_initial"),
        ("gatherings", "0002_branches"),
    ]

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        CreateTables([
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='titre')),
                ('presentation', models.TextField(blank=True, verbose_name='présentation')),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(verbose_name='au')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='directory.house')),
            ],
            options={
                'indexes': [models.Index(fields=['house', 'starts_on', 'id'], name='event_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='event_dates', violation_error_message='La fin précède le début.')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='titre')),
                ('starts_on', models.DateField(verbose_name='jour')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
                ('starts_time', models.TimeField(blank=True, null=True, verbose_name='de')),
                ('ends_time', models.TimeField(blank=True, null=True, verbose_name='à')),
                ('place_code', models.CharField(blank=True, max_length=9, verbose_name='commune (code INSEE)')),
                ('place_vintage', models.SmallIntegerField(blank=True, null=True)),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='commune')),
                ('place_label', models.CharField(blank=True, max_length=200, verbose_name='lieu')),
                ('branch', models.CharField(blank=True, default='', max_length=32, verbose_name='filière')),
                ('capacity', models.IntegerField(blank=True, null=True, verbose_name='places')),
                ('state', models.CharField(choices=[('planned', 'prévue'), ('held', 'tenue'), ('cancelled', 'annulée')], default='planned', max_length=12)),
                ('co_organisers', models.ManyToManyField(blank=True, related_name='co_organised', to='directory.organisation', verbose_name='co-organisateurs')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='gatherings.event')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='directory.house')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='programmes.sessionkind')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='programmes.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['house', 'starts_on', 'id'], name='session_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='session_dates', violation_error_message='La fin précède le début.'), models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('capacity__gt', 0), _connector='OR'), name='session_capacity', violation_error_message='Un nombre de places est positif.')],
            },
        ),
        migrations.CreateModel(
            name='HeadcountTaken',
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
                ('kind_code', models.CharField(blank=True, default='', editable=False, max_length=32)),
                ('headcount', models.IntegerField(verbose_name='nombre de personnes')),
                ('method', models.CharField(choices=[('counted', 'compté'), ('estimated', 'estimé')], max_length=12, verbose_name='méthode')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.sessionkind')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='gatherings.headcounttaken')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.session')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'programme_code', 'kind_code', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'headcount', 'session'], name='headcount_figure'), models.Index(fields=['house_id', 'seq'], name='headcount_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='headcount_void')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='headcounttaken_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='headcounttaken_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='headcounttaken_void_whole'), models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('session',), name='headcount_taken_once', violation_error_message='Le nombre de personnes est déjà noté.'), models.CheckConstraint(condition=models.Q(('headcount__gte', 0)), name='headcount_positive', violation_error_message="Un nombre de personnes n'est pas négatif.")],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
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
                ('kind_code', models.CharField(blank=True, default='', editable=False, max_length=32)),
                ('own_staff', models.BooleanField(default=False, verbose_name='de la maison')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.sessionkind')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='gatherings.attendance')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.session')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'programme_code', 'kind_code', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'own_staff', 'session', 'person', 'organisation'], name='attendance_figure'), models.Index(fields=['house_id', 'seq'], name='attendance_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='attendance_void')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='attendance_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='attendance_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='attendance_void_whole'), models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True), ('person__isnull', False)), fields=('session', 'person'), name='attendance_person_once', violation_error_message='Cette personne est déjà notée présente.'), models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True), ('person__isnull', True)), fields=('session', 'organisation'), name='attendance_organisation_once', violation_error_message='Cette structure est déjà notée présente.'), models.CheckConstraint(condition=models.Q(('person__isnull', False), ('organisation__isnull', False), _connector='OR'), name='attendance_of_somebody', violation_error_message="Une présence est celle d'une personne ou d'une structure.")],
            },
        ),
        migrations.CreateModel(
            name='SessionHeld',
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
                ('kind_code', models.CharField(blank=True, default='', editable=False, max_length=32)),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.sessionkind')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='gatherings.sessionheld')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.session')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'programme_code', 'kind_code', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'session', 'place_code'], name='session_held_figure'), models.Index(fields=['house_id', 'seq'], name='session_held_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='session_held_void')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='sessionheld_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='sessionheld_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='sessionheld_void_whole'), models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('session',), name='session_held_once', violation_error_message='Cette rencontre est déjà notée comme tenue.')],
            },
        ),
        ]),
    ]
