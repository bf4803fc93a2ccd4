import django.db.models.deletion
import probant.journal.digest
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('directory', '0008_centres'),
        ('documents', '0001_initial'),
        ('engagement', '0002_branches'),
        ('programmes', '0001_squashed_0003_first_versions'),
        ('support', '0011_case_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_on', models.DateField(verbose_name='proposé le')),
                ('points', models.SmallIntegerField(default=0)),
                ('reasons', models.JSONField(default=list, verbose_name='raisons')),
                ('words', models.TextField(blank=True, verbose_name='ce qui en est dit au bénévole')),
                ('state', models.CharField(choices=[('waiting', 'attend une réponse'), ('accepted', 'acceptée'), ('declined', 'déclinée'), ('withdrawn', 'retirée')], default='waiting', max_length=12)),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='répondu le')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='réponse')),
            ],
        ),
        migrations.CreateModel(
            name='DeclaredHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occurred_on', models.DateField(verbose_name='jour')),
                ('minutes', models.IntegerField(verbose_name='durée')),
                ('task', models.CharField(choices=[('accueil', 'accueil de projets en amont'), ('co_accompagnement', 'co-accompagnement'), ('post_accompagnement', 'post-accompagnement'), ('vie_associative', 'vie associative')], max_length=20, verbose_name='mission')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='quoi')),
                ('state', models.CharField(choices=[('waiting', 'à valider'), ('validated', 'validées'), ('refused', 'non retenues'), ('withdrawn', 'retirées')], default='waiting', max_length=12)),
                ('declared_on', models.DateField(verbose_name='déclarées le')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='répondu le')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='motif')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gt', 0), ('minutes__lte', 1440)), name='declared_hours_minutes', violation_error_message='Une durée est comprise entre une minute et une journée.')],
            },
        ),
        migrations.CreateModel(
            name='HourRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.CharField(blank=True, choices=[('accueil', 'accueil de projets en amont'), ('co_accompagnement', 'co-accompagnement'), ('post_accompagnement', 'post-accompagnement'), ('vie_associative', 'vie associative')], default='', max_length=20, verbose_name='mission')),
                ('level', models.CharField(choices=[('base', 'exécution'), ('skilled', 'qualifié'), ('expert', 'expert')], default='base', max_length=8, verbose_name='niveau')),
                ('coefficient_hundredths', models.IntegerField(blank=True, null=True, verbose_name='coefficient')),
                ('hourly_cents', models.IntegerField(blank=True, null=True, verbose_name='euros de l’heure')),
                ('starts_on', models.DateField(verbose_name='à partir du')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('decided_on', models.DateField(verbose_name='décidé le')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('coefficient_hundredths__gt', 0), ('hourly_cents__isnull', True)), models.Q(('coefficient_hundredths__isnull', True), ('hourly_cents__gt', 0)), _connector='OR'), name='hour_rate_one_basis', violation_error_message='Donnez un coefficient, ou un montant, pas les deux.'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='hour_rate_sourced', violation_error_message='Dites d’où vient ce taux.')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entered_on', models.DateField(verbose_name='entrée le')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='sortie le')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('entered_on')), _connector='OR'), name='participant_days', violation_error_message='La sortie précède l’entrée.')],
            },
        ),
        migrations.CreateModel(
            name='ParticipantAnswers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('born_in', models.SmallIntegerField(blank=True, null=True, verbose_name='année de naissance')),
                ('gender', models.CharField(blank=True, choices=[('femme', 'femme'), ('homme', 'homme'), ('autre', 'autre ou non binaire')], max_length=8, verbose_name='sexe')),
                ('schooling', models.CharField(blank=True, choices=[('cite_0_2', 'collège ou moins (CITE 0 à 2)'), ('cite_3_4', 'lycée, CAP, BEP, bac (CITE 3 et 4)'), ('cite_5_8', 'études supérieures (CITE 5 à 8)')], max_length=8, verbose_name='niveau d’études')),
                ('housing', models.CharField(blank=True, max_length=5, verbose_name='sans domicile ou mal logée')),
                ('disability', models.CharField(blank=True, max_length=5, verbose_name='handicap reconnu')),
                ('third_country', models.CharField(blank=True, max_length=5, verbose_name='nationalité d’un pays hors Union européenne')),
                ('foreign_origin', models.CharField(blank=True, max_length=5, verbose_name='d’origine étrangère')),
                ('minority', models.CharField(blank=True, max_length=5, verbose_name='appartient à une minorité')),
                ('consented_on', models.DateField(blank=True, null=True, verbose_name='accord donné le')),
            ],
        ),
        migrations.CreateModel(
            name='ParticipantEntered',
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
                ('status', models.CharField(choices=[('chomage_long', 'au chômage depuis un an ou plus'), ('chomage', 'au chômage depuis moins d’un an'), ('inactif', 'sans emploi et sans en chercher'), ('emploi', 'en emploi, y compris à son compte')], max_length=16, verbose_name='situation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ParticipantLeft',
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
                ('status', models.CharField(choices=[('emploi', 'en emploi, y compris à son compte'), ('recherche', 'en recherche d’emploi'), ('formation', 'en formation ou en études'), ('qualification', 'a obtenu une qualification'), ('autre', 'autre situation')], max_length=16, verbose_name='situation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=32, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='compétence')),
                ('need_code', models.CharField(blank=True, default='', max_length=32, verbose_name='répond au besoin')),
                ('theme', models.CharField(blank=True, choices=[('social', 'action sociale et santé'), ('education', 'éducation populaire et jeunesse'), ('culture', 'culture'), ('sport', 'sport et plein air'), ('insertion', "insertion par l'activité économique"), ('reemploi', 'réemploi et déchets'), ('alimentation', 'agriculture et alimentation'), ('habitat', 'habitat'), ('services', 'services de proximité'), ('territoire', 'développement local'), ('appui', 'appui et têtes de réseau'), ('autre', 'autre')], default='', max_length=16, verbose_name='domaine')),
                ('is_open', models.BooleanField(default=True, verbose_name='proposée')),
            ],
        ),
        migrations.CreateModel(
            name='VolunteerAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('drawn_on', models.DateField(verbose_name='établie le')),
                ('starts_on', models.DateField(verbose_name='à partir du')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signée le')),
                ('house_commits', models.TextField(blank=True, verbose_name='la structure s’engage à')),
                ('volunteer_commits', models.TextField(blank=True, verbose_name='le bénévole s’engage à')),
                ('signed_by', models.CharField(blank=True, max_length=120, verbose_name='signée pour la structure par')),
                ('capacity', models.CharField(blank=True, max_length=120, verbose_name='qualité')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agreement_days', violation_error_message='La fin de la convention précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='VolunteerPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('certificate', 'attestation de bénévolat'), ('letter', 'lettre annuelle')], max_length=12)),
                ('starts_on', models.DateField(verbose_name='du')),
                ('ends_on', models.DateField(verbose_name='au')),
                ('code', models.CharField(max_length=16, unique=True, verbose_name='numéro')),
                ('issued_on', models.DateField(verbose_name='établie le')),
                ('signed_by', models.CharField(max_length=120, verbose_name='signataire')),
                ('capacity', models.CharField(blank=True, max_length=120, verbose_name='qualité')),
                ('seq', models.BigIntegerField(editable=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='volunteer_paper_days', violation_error_message='La fin de la période précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='VolunteerProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('other_skills', models.CharField(blank=True, max_length=300, verbose_name='autres compétences')),
                ('networks', models.CharField(blank=True, max_length=300, verbose_name='réseaux')),
                ('half_days', models.IntegerField(default=0, verbose_name='disponibilités')),
                ('available_from', models.DateField(blank=True, null=True, verbose_name='disponible du')),
                ('available_to', models.DateField(blank=True, null=True, verbose_name='au')),
                ('availability_note', models.CharField(blank=True, max_length=200, verbose_name='précisions')),
                ('cases_at_once', models.SmallIntegerField(default=2, verbose_name='dossiers à la fois')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('available_from__isnull', True), ('available_to__isnull', True), ('available_to__gte', models.F('available_from')), _connector='OR'), name='volunteer_profile_days', violation_error_message='La fin de la disponibilité précède son début.'), models.CheckConstraint(condition=models.Q(('half_days__gte', 0), ('half_days__lt', 16384)), name='volunteer_profile_half_days'), models.CheckConstraint(condition=models.Q(('cases_at_once__gte', 0), ('cases_at_once__lte', 50)), name='volunteer_profile_cases', violation_error_message='Un nombre de dossiers entre 0 et 50.')],
            },
        ),
        migrations.CreateModel(
            name='VolunteerTrait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('skill', 'compétence'), ('theme', 'domaine'), ('branch', 'filière'), ('place', 'territoire')], max_length=8)),
                ('code', models.CharField(max_length=32)),
                ('name', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'code'], name='volunteer_trait_code')],
            },
        ),
        migrations.RemoveIndex(
            model_name='volunteerhours',
            name='volunteer_hours_figure',
        ),
        migrations.AddField(
            model_name='volunteerhours',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='volunteer_hours', to='support.case'),
        ),
        migrations.AddField(
            model_name='volunteerhours',
            name='level',
            field=models.CharField(blank=True, choices=[('base', 'exécution'), ('skilled', 'qualifié'), ('expert', 'expert')], default='', max_length=8, verbose_name='niveau'),
        ),
        migrations.AddField(
            model_name='volunteerhours',
            name='task',
            field=models.CharField(blank=True, choices=[('accueil', 'accueil de projets en amont'), ('co_accompagnement', 'co-accompagnement'), ('post_accompagnement', 'post-accompagnement'), ('vie_associative', 'vie associative')], default='', max_length=20, verbose_name='mission'),
        ),
        migrations.AddField(
            model_name='volunteerhours',
            name='value_cents',
            field=models.IntegerField(blank=True, null=True, verbose_name='valeur'),
        ),
        migrations.AddField(
            model_name='volunteering',
            name='level',
            field=models.CharField(choices=[('base', 'exécution'), ('skilled', 'qualifié'), ('expert', 'expert')], default='base', max_length=8, verbose_name='niveau'),
        ),
        migrations.AddField(
            model_name='caseproposal',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseproposal',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='support.case'),
        ),
        migrations.AddField(
            model_name='caseproposal',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='caseproposal',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_proposals', to='directory.person'),
        ),
        migrations.AddField(
            model_name='caseproposal',
            name='proposed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='declaredhours',
            name='action',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.action'),
        ),
        migrations.AddField(
            model_name='declaredhours',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='declaredhours',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='declaredhours',
            name='fact',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='declared', to='engagement.volunteerhours'),
        ),
        migrations.AddField(
            model_name='declaredhours',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='declaredhours',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declared_hours', to='directory.person'),
        ),
        migrations.AddField(
            model_name='declaredhours',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='hourrate',
            name='house',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='hour_rates', to='directory.house'),
        ),
        migrations.AddField(
            model_name='volunteerhours',
            name='rate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagement.hourrate'),
        ),
        migrations.AddIndex(
            model_name='volunteerhours',
            index=models.Index(fields=['house_id', 'programme_code', 'task', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'minutes', 'value_cents', 'person', 'action'], name='volunteer_hours_figure'),
        ),
        migrations.AddField(
            model_name='participant',
            name='action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.action', verbose_name='opération'),
        ),
        migrations.AddField(
            model_name='participant',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='participant',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='participant',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='directory.person'),
        ),
        migrations.AddField(
            model_name='participantanswers',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='participantanswers',
            name='participant',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='engagement.participant'),
        ),
        migrations.AddField(
            model_name='participantentered',
            name='action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.action'),
        ),
        migrations.AddField(
            model_name='participantentered',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='participantentered',
            name='participant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagement.participant'),
        ),
        migrations.AddField(
            model_name='participantentered',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='participantentered',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='participantentered',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='engagement.participantentered'),
        ),
        migrations.AddField(
            model_name='participantleft',
            name='action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.action'),
        ),
        migrations.AddField(
            model_name='participantleft',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='participantleft',
            name='participant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagement.participant'),
        ),
        migrations.AddField(
            model_name='participantleft',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='participantleft',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='participantleft',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='engagement.participantleft'),
        ),
        migrations.AddField(
            model_name='skill',
            name='house',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='skills', to='directory.house'),
        ),
        migrations.AddField(
            model_name='volunteeragreement',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='copie'),
        ),
        migrations.AddField(
            model_name='volunteeragreement',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='volunteeragreement',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='volunteer_agreements', to='directory.person'),
        ),
        migrations.AddField(
            model_name='volunteerpaper',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='volunteerpaper',
            name='issued_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='volunteerpaper',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='volunteer_papers', to='directory.person'),
        ),
        migrations.AddField(
            model_name='volunteerprofile',
            name='house',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='volunteerprofile',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='volunteer_profile', to='directory.person'),
        ),
        migrations.AddField(
            model_name='volunteertrait',
            name='profile',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traits', to='engagement.volunteerprofile'),
        ),
        migrations.AddConstraint(
            model_name='caseproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('case', 'person'), name='case_proposal_once', violation_error_message='Ce dossier est déjà proposé à cette personne.'),
        ),
        migrations.AddConstraint(
            model_name='caseproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='case_proposal_answered_whole'),
        ),
        migrations.AddIndex(
            model_name='declaredhours',
            index=models.Index(fields=['house', 'state', 'occurred_on', 'id'], name='declared_hours_list'),
        ),
        migrations.AddConstraint(
            model_name='declaredhours',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fact__isnull', False), ('state', 'validated')), models.Q(models.Q(('state', 'validated'), _negated=True), ('fact__isnull', True)), _connector='OR'), name='declared_hours_validated_whole'),
        ),
        migrations.AddConstraint(
            model_name='hourrate',
            constraint=models.UniqueConstraint(fields=('house', 'task', 'level', 'starts_on'), name='hour_rate_once', violation_error_message='Un taux commence déjà ce jour-là pour ce niveau.'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('person', 'action'), name='participant_once', violation_error_message='Cette personne participe déjà à cette opération.'),
        ),
        migrations.AddConstraint(
            model_name='participantanswers',
            constraint=models.CheckConstraint(condition=models.Q(('consented_on__isnull', False), models.Q(models.Q(('housing__in', ['oui', 'non']), _negated=True), models.Q(('disability__in', ['oui', 'non']), _negated=True), models.Q(('third_country__in', ['oui', 'non']), _negated=True), models.Q(('foreign_origin__in', ['oui', 'non']), _negated=True), models.Q(('minority__in', ['oui', 'non']), _negated=True)), _connector='OR'), name='participant_answers_consented', violation_error_message='Sans accord, ces réponses ne sont pas gardées.'),
        ),
        migrations.AddIndex(
            model_name='participantentered',
            index=models.Index(fields=['house_id', 'programme_code', 'status', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'person', 'action'], name='participant_entered_figure'),
        ),
        migrations.AddIndex(
            model_name='participantentered',
            index=models.Index(fields=['house_id', 'seq'], name='participant_entered_seq'),
        ),
        migrations.AddIndex(
            model_name='participantentered',
            index=models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='participant_entered_void'),
        ),
        migrations.AddConstraint(
            model_name='participantentered',
            constraint=models.UniqueConstraint(fields=('house_id', 'key'), name='participantentered_key'),
        ),
        migrations.AddConstraint(
            model_name='participantentered',
            constraint=models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='participantentered_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'),
        ),
        migrations.AddConstraint(
            model_name='participantentered',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='participantentered_void_whole'),
        ),
        migrations.AddConstraint(
            model_name='participantentered',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('participant',), name='participant_entered_once'),
        ),
        migrations.AddIndex(
            model_name='participantleft',
            index=models.Index(fields=['house_id', 'programme_code', 'status', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'person', 'action'], name='participant_left_figure'),
        ),
        migrations.AddIndex(
            model_name='participantleft',
            index=models.Index(fields=['house_id', 'seq'], name='participant_left_seq'),
        ),
        migrations.AddIndex(
            model_name='participantleft',
            index=models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='participant_left_void'),
        ),
        migrations.AddConstraint(
            model_name='participantleft',
            constraint=models.UniqueConstraint(fields=('house_id', 'key'), name='participantleft_key'),
        ),
        migrations.AddConstraint(
            model_name='participantleft',
            constraint=models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='participantleft_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'),
        ),
        migrations.AddConstraint(
            model_name='participantleft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='participantleft_void_whole'),
        ),
        migrations.AddConstraint(
            model_name='participantleft',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('participant',), name='participant_left_once'),
        ),
        migrations.AddConstraint(
            model_name='skill',
            constraint=models.UniqueConstraint(fields=('house', 'code'), name='skill_once', violation_error_message='Cette compétence est déjà dans la liste.'),
        ),
        migrations.AddIndex(
            model_name='volunteeragreement',
            index=models.Index(fields=['house', 'starts_on'], name='agreement_list'),
        ),
        migrations.AddIndex(
            model_name='volunteerprofile',
            index=models.Index(fields=['house', 'person'], name='volunteer_profile_list'),
        ),
        migrations.AddConstraint(
            model_name='volunteertrait',
            constraint=models.UniqueConstraint(fields=('profile', 'kind', 'code'), name='volunteer_trait_once'),
        ),
    ]
