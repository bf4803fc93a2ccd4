import django.db.models.deletion
import probant.journal.digest
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('directory', '0003_branches'),
        ('documents', '0001_initial'),
        ('governance', '0001_initial'),
        ('programmes', '0001_initial'),
        ('support', '0002_branches'),
    ]

    operations = [
        migrations.CreateModel(
            name='CommitteeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('words', models.TextField(blank=True, verbose_name='avis en quelques mots')),
                ('erased_on', models.DateField(editable=False, null=True)),
            ],
            options={
                'ordering': ['meeting', 'position'],
            },
        ),
        migrations.CreateModel(
            name='CommitteeMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('planned_on', models.DateField(verbose_name='prévu le')),
                ('place', models.CharField(blank=True, max_length=160, verbose_name='lieu')),
                ('cancelled_on', models.DateField(editable=False, null=True, verbose_name='annulé le')),
            ],
        ),
        migrations.CreateModel(
            name='CommitteeOpinion',
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
                ('opinion', models.CharField(choices=[('favourable', 'favorable'), ('reserved', 'favorable avec réserves'), ('unfavourable', 'défavorable'), ('postponed', 'reporté')], max_length=16, verbose_name='avis')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'seq'], name='committee_opinion_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='committee_opinion_void')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='committeeopinion_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='committeeopinion_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='committeeopinion_void_whole')],
            },
        ),
        migrations.CreateModel(
            name='ConsultationRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_force_from', models.DateField(verbose_name='à compter du')),
                ('providers_at_least', models.SmallIntegerField(verbose_name='prestataires à consulter')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('providers_at_least__gte', 0), ('providers_at_least__lte', 20)), name='consultation_rule_count', violation_error_message='De 0 à 20 prestataires.')],
            },
        ),
        migrations.CreateModel(
            name='Diagnosis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.TextField(blank=True, verbose_name='Identité de la structure')),
                ('project', models.TextField(blank=True, verbose_name='Projet')),
                ('governance', models.TextField(blank=True, verbose_name='Gouvernance')),
                ('jobs', models.TextField(blank=True, verbose_name='Emplois')),
                ('economy', models.TextField(blank=True, verbose_name='Modèle économique')),
                ('strengths', models.TextField(blank=True, verbose_name='Forces')),
                ('weaknesses', models.TextField(blank=True, verbose_name='Fragilités')),
                ('needs', models.TextField(blank=True, verbose_name='Besoins')),
                ('plan', models.TextField(blank=True, verbose_name='Pistes pour le plan d’accompagnement')),
                ('headcount', models.IntegerField(blank=True, null=True, verbose_name='emplois')),
                ('fte_hundredths', models.IntegerField(blank=True, null=True, verbose_name='équivalent temps plein')),
                ('stated_on', models.DateField(blank=True, null=True, verbose_name='situation au')),
                ('saved_at', models.DateTimeField(editable=False, verbose_name='enregistré le')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('headcount__isnull', True), ('headcount__gte', 0), _connector='OR'), models.Q(('fte_hundredths__isnull', True), ('fte_hundredths__gte', 0), _connector='OR')), name='diagnosis_quantities', violation_error_message='Emplois et équivalents temps plein ne sont pas négatifs.')],
            },
        ),
        migrations.CreateModel(
            name='DiagnosisSigned',
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
                ('number', models.SmallIntegerField(verbose_name='version')),
                ('headcount', models.IntegerField(blank=True, null=True, verbose_name='emplois')),
                ('fte_hundredths', models.IntegerField(blank=True, null=True, verbose_name='équivalent temps plein')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'seq'], name='diagnosis_signed_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='diagnosis_signed_void')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='diagnosissigned_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='diagnosissigned_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='diagnosissigned_void_whole')],
            },
        ),
        migrations.CreateModel(
            name='DiagnosisVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.TextField(blank=True, verbose_name='Identité de la structure')),
                ('project', models.TextField(blank=True, verbose_name='Projet')),
                ('governance', models.TextField(blank=True, verbose_name='Gouvernance')),
                ('jobs', models.TextField(blank=True, verbose_name='Emplois')),
                ('economy', models.TextField(blank=True, verbose_name='Modèle économique')),
                ('strengths', models.TextField(blank=True, verbose_name='Forces')),
                ('weaknesses', models.TextField(blank=True, verbose_name='Fragilités')),
                ('needs', models.TextField(blank=True, verbose_name='Besoins')),
                ('plan', models.TextField(blank=True, verbose_name='Pistes pour le plan d’accompagnement')),
                ('number', models.SmallIntegerField(verbose_name='version')),
                ('headcount', models.IntegerField(null=True, verbose_name='emplois')),
                ('fte_hundredths', models.IntegerField(null=True, verbose_name='équivalent temps plein')),
                ('stated_on', models.DateField(null=True, verbose_name='situation au')),
                ('years', models.JSONField(default=list, verbose_name='modèle économique')),
                ('signed_on', models.DateField(verbose_name='signée le')),
                ('signed_by', models.CharField(blank=True, max_length=120, verbose_name='signée par')),
                ('capacity', models.CharField(blank=True, max_length=120, verbose_name='en qualité de')),
                ('erased_on', models.DateField(editable=False, null=True)),
            ],
            options={
                'ordering': ['diagnosis', 'number'],
            },
        ),
        migrations.CreateModel(
            name='DiagnosisYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField(verbose_name='exercice')),
                ('charges_cents', models.BigIntegerField(blank=True, null=True, verbose_name='charges')),
                ('products_cents', models.BigIntegerField(blank=True, null=True, verbose_name='produits')),
                ('own_funds_cents', models.BigIntegerField(blank=True, null=True, verbose_name='fonds propres')),
            ],
            options={
                'ordering': ['diagnosis', 'year'],
            },
        ),
        migrations.CreateModel(
            name='EvaluationWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(max_length=12)),
                ('words', models.TextField(blank=True, verbose_name='en quelques mots')),
                ('written_on', models.DateField(verbose_name='écrit le')),
                ('erased_on', models.DateField(editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='FindingTaken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=48)),
                ('gap_cents', models.BigIntegerField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, verbose_name='motif')),
                ('taken_on', models.DateField(verbose_name='prise en charge le')),
            ],
        ),
        migrations.CreateModel(
            name='MissionAttended',
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
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MissionDeliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='livrable')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='attendu le')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='reçu le')),
            ],
            options={
                'ordering': ['mission', 'due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MissionEnded',
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
                ('kind', models.CharField(choices=[('individual', 'individuelle'), ('collective', 'collective')], max_length=12, verbose_name='type')),
                ('days_hundredths', models.IntegerField(blank=True, null=True, verbose_name='jours réalisés')),
                ('cost_cents', models.BigIntegerField(blank=True, null=True, verbose_name='coût réalisé')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MissionEvaluated',
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
                ('kind', models.CharField(choices=[('individual', 'individuelle'), ('collective', 'collective')], max_length=12, verbose_name='type')),
                ('by', models.CharField(choices=[('structure', 'la structure'), ('officer', 'la personne chargée de mission')], max_length=12, verbose_name='par')),
                ('mark', models.SmallIntegerField(verbose_name='note sur 5')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MissionSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('planned_on', models.DateField(verbose_name='jour')),
                ('title', models.CharField(blank=True, max_length=160, verbose_name='objet')),
                ('minutes', models.IntegerField(blank=True, null=True, verbose_name='durée en minutes')),
                ('place_label', models.CharField(blank=True, max_length=160, verbose_name='lieu')),
                ('held_on', models.DateField(editable=False, null=True, verbose_name='tenue le')),
                ('cancelled_on', models.DateField(editable=False, null=True, verbose_name='annulée le')),
            ],
            options={
                'ordering': ['mission', 'planned_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='OfferReceived',
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
                ('kind', models.CharField(choices=[('individual', 'individuelle'), ('collective', 'collective')], max_length=12, verbose_name='type')),
                ('answer', models.CharField(choices=[('offer', 'offre'), ('declined', 'a décliné')], default='offer', max_length=8, verbose_name='réponse')),
                ('amount_cents', models.BigIntegerField(blank=True, null=True, verbose_name='montant')),
                ('days_hundredths', models.IntegerField(blank=True, null=True, verbose_name='jours')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['house_id', 'seq'], name='offer_received_seq'), models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='offer_received_void')],
                'constraints': [models.UniqueConstraint(fields=('house_id', 'key'), name='offerreceived_key'), models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='offerreceived_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'), models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='offerreceived_void_whole'), models.CheckConstraint(condition=models.Q(models.Q(('amount_cents__isnull', True), ('amount_cents__gte', 0), _connector='OR'), models.Q(('days_hundredths__isnull', True), ('days_hundredths__gt', 0), _connector='OR')), name='offer_received_quantities', violation_error_message='Jours et montant ne sont pas négatifs.')],
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('nature', models.CharField(choices=[('internal', 'action interne à la structure'), ('support', 'appui de l’équipe'), ('individual', 'ingénierie individuelle'), ('collective', 'ingénierie collective'), ('referral', 'orientation')], max_length=12, verbose_name='moyen')),
                ('title', models.CharField(max_length=200, verbose_name='objet')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='échéance')),
                ('state', models.CharField(choices=[('waiting', 'à faire'), ('done', 'fait'), ('dropped', 'abandonné')], default='waiting', max_length=8, verbose_name='état')),
                ('settled_on', models.DateField(editable=False, null=True)),
            ],
            options={
                'ordering': ['case', 'position'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_on__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='plan_item_settled_whole')],
            },
        ),
        migrations.CreateModel(
            name='Provider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day_rate_cents', models.BigIntegerField(blank=True, null=True, verbose_name='tarif journalier')),
                ('presentation', models.TextField(blank=True, verbose_name='présentation')),
                ('is_listed', models.BooleanField(default=True, verbose_name='consultable pour une mission')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('day_rate_cents__isnull', True), ('day_rate_cents__gte', 0), _connector='OR'), name='provider_rate', violation_error_message='Un tarif n’est pas négatif.')],
            },
        ),
        migrations.CreateModel(
            name='ProviderConsulted',
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
                ('kind', models.CharField(choices=[('individual', 'individuelle'), ('collective', 'collective')], max_length=12, verbose_name='type')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProviderPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(max_length=9, verbose_name='territoire (code)')),
                ('place_name', models.CharField(max_length=120, verbose_name='territoire')),
            ],
            options={
                'ordering': ['provider', 'place_name'],
            },
        ),
        migrations.CreateModel(
            name='ProviderSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('skill', models.CharField(choices=[('economy', 'modèle économique'), ('project', 'projet associatif ou d’entreprise'), ('governance', 'gouvernance'), ('employer', 'fonction employeur'), ('organisation', 'organisation interne'), ('finance', 'gestion financière'), ('markets', 'développement commercial et marchés'), ('cooperation', 'coopération et mutualisation'), ('impact', 'utilité sociale'), ('communication', 'communication'), ('law', 'droit et statuts'), ('digital', 'numérique'), ('ecology', 'transition écologique')], max_length=16, verbose_name='compétence')),
            ],
            options={
                'ordering': ['provider', 'skill'],
            },
        ),
        migrations.AddField(
            model_name='mission',
            name='budget_cents',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='budget prévu'),
        ),
        migrations.AddField(
            model_name='mission',
            name='capacity',
            field=models.SmallIntegerField(blank=True, null=True, verbose_name='places'),
        ),
        migrations.AddField(
            model_name='mission',
            name='choice_reasons',
            field=models.TextField(blank=True, default='', verbose_name='raisons du choix'),
        ),
        migrations.AddField(
            model_name='mission',
            name='chosen_on',
            field=models.DateField(editable=False, null=True, verbose_name='prestataire choisi le'),
        ),
        migrations.AddField(
            model_name='mission',
            name='ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='fin prévue'),
        ),
        migrations.AddField(
            model_name='mission',
            name='skill',
            field=models.CharField(blank=True, choices=[('economy', 'modèle économique'), ('project', 'projet associatif ou d’entreprise'), ('governance', 'gouvernance'), ('employer', 'fonction employeur'), ('organisation', 'organisation interne'), ('finance', 'gestion financière'), ('markets', 'développement commercial et marchés'), ('cooperation', 'coopération et mutualisation'), ('impact', 'utilité sociale'), ('communication', 'communication'), ('law', 'droit et statuts'), ('digital', 'numérique'), ('ecology', 'transition écologique')], default='', max_length=16, verbose_name='besoin'),
        ),
        migrations.AddField(
            model_name='mission',
            name='terms',
            field=models.TextField(blank=True, default='', verbose_name='cahier des charges'),
        ),
        migrations.AddField(
            model_name='mission',
            name='terms_document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddConstraint(
            model_name='mission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('capacity__isnull', True), ('capacity__gt', 0), _connector='OR'), models.Q(('budget_cents__isnull', True), ('budget_cents__gte', 0), _connector='OR')), name='mission_places', violation_error_message='Places et budget ne sont pas négatifs.'),
        ),
        migrations.AddConstraint(
            model_name='mission',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='mission_dates', violation_error_message='La fin d’une mission ne précède pas son début.'),
        ),
        migrations.AddField(
            model_name='committeeitem',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_items', to='support.case'),
        ),
        migrations.AddField(
            model_name='committeemeeting',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_meetings', to='governance.body'),
        ),
        migrations.AddField(
            model_name='committeemeeting',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_meetings', to='directory.house'),
        ),
        migrations.AddField(
            model_name='committeemeeting',
            name='sitting',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='committee_meeting', to='governance.sitting'),
        ),
        migrations.AddField(
            model_name='committeeitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='support.committeemeeting'),
        ),
        migrations.AddField(
            model_name='committeeopinion',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='committeeopinion',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='committeeopinion',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='committeeopinion',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='committeeopinion',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='support.committeeopinion'),
        ),
        migrations.AddField(
            model_name='committeeopinion',
            name='sitting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_opinions', to='governance.sitting'),
        ),
        migrations.AddField(
            model_name='consultationrule',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultation_rules', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='diagnosis',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='diagnosis', to='support.case'),
        ),
        migrations.AddField(
            model_name='diagnosis',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='fichier'),
        ),
        migrations.AddField(
            model_name='diagnosis',
            name='saved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='diagnosissigned',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='diagnosissigned',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='diagnosissigned',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='diagnosissigned',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='diagnosissigned',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='support.diagnosissigned'),
        ),
        migrations.AddField(
            model_name='diagnosisversion',
            name='diagnosis',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='support.diagnosis'),
        ),
        migrations.AddField(
            model_name='diagnosisversion',
            name='document',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='diagnosisversion',
            name='signer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='diagnosissigned',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='support.diagnosisversion'),
        ),
        migrations.AddField(
            model_name='diagnosisyear',
            name='diagnosis',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='years', to='support.diagnosis'),
        ),
        migrations.AddField(
            model_name='evaluationwords',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='evaluationwords',
            name='mission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation_words', to='support.mission'),
        ),
        migrations.AddField(
            model_name='findingtaken',
            name='mission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings_taken', to='support.mission'),
        ),
        migrations.AddField(
            model_name='findingtaken',
            name='taken_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='missionattended',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='missionattended',
            name='mission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.mission'),
        ),
        migrations.AddField(
            model_name='missionattended',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='missionattended',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='missionattended',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='missionattended',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='support.missionattended'),
        ),
        migrations.AddField(
            model_name='missiondeliverable',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='missiondeliverable',
            name='mission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliverables', to='support.mission'),
        ),
        migrations.AddField(
            model_name='missionended',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='missionended',
            name='mission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.mission'),
        ),
        migrations.AddField(
            model_name='missionended',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='missionended',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='missionended',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='missionended',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='support.missionended'),
        ),
        migrations.AddField(
            model_name='missionevaluated',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='missionevaluated',
            name='mission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.mission'),
        ),
        migrations.AddField(
            model_name='missionevaluated',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='missionevaluated',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='missionevaluated',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='missionevaluated',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='support.missionevaluated'),
        ),
        migrations.AddField(
            model_name='missionsession',
            name='mission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='support.mission'),
        ),
        migrations.AddField(
            model_name='missionattended',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attended', to='support.missionsession'),
        ),
        migrations.AddField(
            model_name='offerreceived',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='offerreceived',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document', verbose_name='fichier'),
        ),
        migrations.AddField(
            model_name='offerreceived',
            name='mission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.mission'),
        ),
        migrations.AddField(
            model_name='offerreceived',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='offerreceived',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='offerreceived',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='offerreceived',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='prestataire'),
        ),
        migrations.AddField(
            model_name='offerreceived',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='support.offerreceived'),
        ),
        migrations.AddField(
            model_name='planitem',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_items', to='support.case'),
        ),
        migrations.AddField(
            model_name='planitem',
            name='mission',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_items', to='support.mission'),
        ),
        migrations.AddField(
            model_name='provider',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='providers', to='directory.house'),
        ),
        migrations.AddField(
            model_name='provider',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='provider_of', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='providerconsulted',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.case'),
        ),
        migrations.AddField(
            model_name='providerconsulted',
            name='mission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.mission'),
        ),
        migrations.AddField(
            model_name='providerconsulted',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='providerconsulted',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='providerconsulted',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='providerconsulted',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='prestataire'),
        ),
        migrations.AddField(
            model_name='providerconsulted',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='support.providerconsulted'),
        ),
        migrations.AddField(
            model_name='providerplace',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='support.provider'),
        ),
        migrations.AddField(
            model_name='providerskill',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='support.provider'),
        ),
        migrations.AddIndex(
            model_name='committeemeeting',
            index=models.Index(fields=['house', 'planned_on', 'id'], name='committee_list'),
        ),
        migrations.AddConstraint(
            model_name='committeemeeting',
            constraint=models.CheckConstraint(condition=models.Q(('cancelled_on__isnull', True), ('sitting__isnull', True), _connector='OR'), name='committee_held_or_cancelled', violation_error_message='Un comité tenu n’est pas annulé.'),
        ),
        migrations.AddConstraint(
            model_name='committeeitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'case'), name='committee_item_once', violation_error_message='Ce dossier est déjà à l’ordre du jour.'),
        ),
        migrations.AddConstraint(
            model_name='committeeitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'position'), name='committee_item_position'),
        ),
        migrations.AddIndex(
            model_name='committeeopinion',
            index=models.Index(fields=['house_id', 'programme_code', 'opinion', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'organisation', 'case', 'sitting'], name='committee_opinion_figure'),
        ),
        migrations.AddConstraint(
            model_name='committeeopinion',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('case', 'sitting'), name='committee_opinion_once', violation_error_message='L’avis de ce comité sur ce dossier est déjà noté.'),
        ),
        migrations.AddConstraint(
            model_name='consultationrule',
            constraint=models.UniqueConstraint(fields=('programme', 'in_force_from'), name='consultation_rule_day', violation_error_message='Une règle de ce programme commence déjà ce jour-là.'),
        ),
        migrations.AddConstraint(
            model_name='diagnosisversion',
            constraint=models.UniqueConstraint(fields=('diagnosis', 'number'), name='diagnosis_version_once'),
        ),
        migrations.AddConstraint(
            model_name='diagnosisversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('headcount__isnull', True), ('headcount__gte', 0), _connector='OR'), models.Q(('fte_hundredths__isnull', True), ('fte_hundredths__gte', 0), _connector='OR')), name='diagnosis_version_quantities'),
        ),
        migrations.AddIndex(
            model_name='diagnosissigned',
            index=models.Index(fields=['house_id', 'programme_code', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'organisation', 'case', 'headcount', 'fte_hundredths'], name='diagnosis_signed_figure'),
        ),
        migrations.AddConstraint(
            model_name='diagnosissigned',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('version',), name='diagnosis_signed_once', violation_error_message='Cette version est déjà signée.'),
        ),
        migrations.AddConstraint(
            model_name='diagnosisyear',
            constraint=models.UniqueConstraint(fields=('diagnosis', 'year'), name='diagnosis_year_once'),
        ),
        migrations.AddConstraint(
            model_name='diagnosisyear',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('charges_cents__isnull', True), ('charges_cents__gte', 0), _connector='OR'), models.Q(('products_cents__isnull', True), ('products_cents__gte', 0), _connector='OR')), name='diagnosis_year_amounts', violation_error_message='Charges et produits ne sont pas négatifs.'),
        ),
        migrations.AddIndex(
            model_name='evaluationwords',
            index=models.Index(fields=['mission', 'by'], name='evaluation_words_list'),
        ),
        migrations.AddIndex(
            model_name='findingtaken',
            index=models.Index(fields=['mission', 'code'], name='finding_taken_list'),
        ),
        migrations.AddIndex(
            model_name='missionended',
            index=models.Index(fields=['house_id', 'programme_code', 'kind', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'organisation', 'mission', 'days_hundredths', 'cost_cents'], name='mission_ended_figure'),
        ),
        migrations.AddIndex(
            model_name='missionended',
            index=models.Index(fields=['house_id', 'seq'], name='mission_ended_seq'),
        ),
        migrations.AddIndex(
            model_name='missionended',
            index=models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='mission_ended_void'),
        ),
        migrations.AddConstraint(
            model_name='missionended',
            constraint=models.UniqueConstraint(fields=('house_id', 'key'), name='missionended_key'),
        ),
        migrations.AddConstraint(
            model_name='missionended',
            constraint=models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='missionended_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'),
        ),
        migrations.AddConstraint(
            model_name='missionended',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='missionended_void_whole'),
        ),
        migrations.AddConstraint(
            model_name='missionended',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('mission',), name='mission_ended_once', violation_error_message='La fin de cette mission est déjà notée.'),
        ),
        migrations.AddConstraint(
            model_name='missionended',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cost_cents__isnull', True), ('cost_cents__gte', 0), _connector='OR'), models.Q(('days_hundredths__isnull', True), ('days_hundredths__gte', 0), _connector='OR')), name='mission_ended_quantities', violation_error_message='Jours et coût ne sont pas négatifs.'),
        ),
        migrations.AddIndex(
            model_name='missionevaluated',
            index=models.Index(fields=['house_id', 'programme_code', 'by', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'mission', 'mark', 'organisation'], name='mission_evaluated_figure'),
        ),
        migrations.AddIndex(
            model_name='missionevaluated',
            index=models.Index(fields=['house_id', 'seq'], name='mission_evaluated_seq'),
        ),
        migrations.AddIndex(
            model_name='missionevaluated',
            index=models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='mission_evaluated_void'),
        ),
        migrations.AddConstraint(
            model_name='missionevaluated',
            constraint=models.UniqueConstraint(fields=('house_id', 'key'), name='missionevaluated_key'),
        ),
        migrations.AddConstraint(
            model_name='missionevaluated',
            constraint=models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='missionevaluated_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'),
        ),
        migrations.AddConstraint(
            model_name='missionevaluated',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='missionevaluated_void_whole'),
        ),
        migrations.AddConstraint(
            model_name='missionevaluated',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True), ('organisation__isnull', False)), fields=('mission', 'organisation', 'by'), name='mission_evaluated_once', violation_error_message='Cette évaluation est déjà notée.'),
        ),
        migrations.AddConstraint(
            model_name='missionevaluated',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True), ('organisation__isnull', True)), fields=('mission', 'by'), name='mission_evaluated_whole_once', violation_error_message='Cette évaluation est déjà notée.'),
        ),
        migrations.AddConstraint(
            model_name='missionevaluated',
            constraint=models.CheckConstraint(condition=models.Q(('mark__gte', 1), ('mark__lte', 5)), name='mission_evaluated_mark', violation_error_message='Une note va de 1 à 5.'),
        ),
        migrations.AddConstraint(
            model_name='missionsession',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__isnull', True), ('minutes__gt', 0), _connector='OR'), name='mission_session_minutes', violation_error_message='Une durée est positive.'),
        ),
        migrations.AddConstraint(
            model_name='missionsession',
            constraint=models.CheckConstraint(condition=models.Q(('held_on__isnull', True), ('cancelled_on__isnull', True), _connector='OR'), name='mission_session_held_or_cancelled'),
        ),
        migrations.AddIndex(
            model_name='missionattended',
            index=models.Index(fields=['house_id', 'programme_code', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'organisation', 'mission', 'session'], name='mission_attended_figure'),
        ),
        migrations.AddIndex(
            model_name='missionattended',
            index=models.Index(fields=['house_id', 'seq'], name='mission_attended_seq'),
        ),
        migrations.AddIndex(
            model_name='missionattended',
            index=models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='mission_attended_void'),
        ),
        migrations.AddConstraint(
            model_name='missionattended',
            constraint=models.UniqueConstraint(fields=('house_id', 'key'), name='missionattended_key'),
        ),
        migrations.AddConstraint(
            model_name='missionattended',
            constraint=models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='missionattended_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'),
        ),
        migrations.AddConstraint(
            model_name='missionattended',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='missionattended_void_whole'),
        ),
        migrations.AddConstraint(
            model_name='missionattended',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('session', 'case'), name='mission_attended_once', violation_error_message='La présence de cette structure est déjà notée.'),
        ),
        migrations.AddIndex(
            model_name='offerreceived',
            index=models.Index(fields=['house_id', 'programme_code', 'answer', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'mission', 'provider', 'amount_cents', 'days_hundredths'], name='offer_received_figure'),
        ),
        migrations.AddConstraint(
            model_name='offerreceived',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('mission', 'provider'), name='offer_received_once', violation_error_message='La réponse de ce prestataire est déjà notée.'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.UniqueConstraint(fields=('case', 'position'), name='plan_item_position'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.UniqueConstraint(fields=('house', 'organisation'), name='provider_once', violation_error_message='Cette structure est déjà dans vos prestataires.'),
        ),
        migrations.AddIndex(
            model_name='providerconsulted',
            index=models.Index(fields=['house_id', 'programme_code', 'kind', 'occurred_on', 'known_on', 'void_on', 'void_seq', 'mission', 'provider'], name='provider_consulted_figure'),
        ),
        migrations.AddIndex(
            model_name='providerconsulted',
            index=models.Index(fields=['house_id', 'seq'], name='provider_consulted_seq'),
        ),
        migrations.AddIndex(
            model_name='providerconsulted',
            index=models.Index(condition=models.Q(('void_seq__isnull', False)), fields=['house_id', 'void_seq'], name='provider_consulted_void'),
        ),
        migrations.AddConstraint(
            model_name='providerconsulted',
            constraint=models.UniqueConstraint(fields=('house_id', 'key'), name='providerconsulted_key'),
        ),
        migrations.AddConstraint(
            model_name='providerconsulted',
            constraint=models.CheckConstraint(condition=models.Q(('occurred_on__lte', models.F('known_on'))), name='providerconsulted_occurred_before_known', violation_error_message='Un fait ne peut pas être daté après le jour de sa saisie.'),
        ),
        migrations.AddConstraint(
            model_name='providerconsulted',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_code', ''), ('void_on__isnull', True), ('void_seq__isnull', True)), models.Q(('void_on__gte', models.F('known_on')), ('void_seq__gt', models.F('seq')), models.Q(('void_code', ''), _negated=True)), _connector='OR'), name='providerconsulted_void_whole'),
        ),
        migrations.AddConstraint(
            model_name='providerconsulted',
            constraint=models.UniqueConstraint(condition=models.Q(('void_seq__isnull', True)), fields=('mission', 'provider'), name='provider_consulted_once', violation_error_message='Ce prestataire est déjà consulté pour cette mission.'),
        ),
        migrations.AddConstraint(
            model_name='providerplace',
            constraint=models.UniqueConstraint(fields=('provider', 'place_code'), name='provider_place_once'),
        ),
        migrations.AddConstraint(
            model_name='providerskill',
            constraint=models.UniqueConstraint(fields=('provider', 'skill'), name='provider_skill_once'),
        ),
    ]
