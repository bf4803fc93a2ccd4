import django.db.models.deletion
import probant.journal.tables
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0008_centres'),
        ('governance', '0001_initial'),
    ]

    operations = [
        probant.journal.tables.CreateTables(
            tables=[migrations.CreateModel(
                name='College',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.SmallIntegerField(verbose_name='ordre')),
                    ('name', models.CharField(max_length=120, verbose_name='collège')),
                    ('weight', models.SmallIntegerField(default=1, verbose_name='poids')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='colleges', to='governance.body')),
                ],
                options={
                    'ordering': ['body', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('body', 'name'), name='college_name', violation_error_message='Cette instance a déjà un collège de ce nom.'), models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 1000)), name='college_weight', violation_error_message='Le poids d’un collège va de 1 à 1000.')],
                },
            ), migrations.CreateModel(
                name='Mandate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, verbose_name='nom')),
                    ('name_key', models.CharField(editable=False, max_length=120)),
                    ('role', models.CharField(choices=[('member', 'membre'), ('chair', 'présidence'), ('vice', 'vice-présidence'), ('treasurer', 'trésorerie'), ('secretary', 'secrétariat'), ('substitute', 'suppléance')], default='member', max_length=12, verbose_name='fonction')),
                    ('begins_on', models.DateField(verbose_name='depuis le')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                    ('interim', models.BooleanField(default=False, verbose_name='par intérim')),
                    ('body', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='governance.body')),
                    ('college', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='governance.college')),
                    ('house', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='directory.house')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='directory.person')),
                    ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='governance.mandate')),
                    ('represents', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ],
                options={
                    'indexes': [models.Index(fields=['body', 'name_key', 'id'], name='mandate_list'), models.Index(fields=['house', 'begins_on'], name='mandate_house')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='mandate_named', violation_error_message='Un mandat a un nom.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='mandate_dates', violation_error_message='La fin d’un mandat ne peut précéder son début.'), models.CheckConstraint(condition=models.Q(('replaces', models.F('id')), _negated=True), name='mandate_replaces_other', violation_error_message='Un mandat ne se remplace pas lui-même.')],
                },
            ), migrations.CreateModel(
                name='Interest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(max_length=120, verbose_name='fonction')),
                    ('by_law', models.BooleanField(default=False, verbose_name='désigné par la loi')),
                    ('begins_on', models.DateField(blank=True, null=True, verbose_name='depuis le')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                    ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='directory.house')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('mandate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='governance.mandate')),
                ],
                options={
                    'ordering': ['mandate', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('begins_on__isnull', True), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='interest_dates', violation_error_message='La fin d’un intérêt ne peut précéder son début.')],
                },
            ), migrations.CreateModel(
                name='AgendaItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.SmallIntegerField(verbose_name='numéro')),
                    ('title', models.CharField(max_length=300, verbose_name='objet')),
                    ('kind', models.CharField(choices=[('decision', 'décision'), ('election', 'élection'), ('information', 'information')], default='decision', max_length=12, verbose_name='nature')),
                    ('rapporteur', models.CharField(blank=True, max_length=120, verbose_name='rapporteur')),
                    ('beneficiary', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('deliberation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='item', to='governance.deliberation')),
                    ('sitting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='governance.sitting')),
                ],
                options={
                    'ordering': ['sitting', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('sitting', 'number'), name='agenda_item_number', violation_error_message='Un point de l’ordre du jour porte déjà ce numéro.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='agenda_item_titled', violation_error_message='Un point de l’ordre du jour a un objet.')],
                },
            ), migrations.CreateModel(
                name='Movement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('nature', models.CharField(choices=[('arrives', 'arrive'), ('leaves', 'part'), ('recused', 'se déporte'), ('stays', 'déclare ne pas être intéressé')], max_length=8, verbose_name='mouvement')),
                    ('at', models.TimeField(blank=True, null=True, verbose_name='heure')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='governance.agendaitem')),
                    ('seat', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='governance.seat')),
                ],
                options={
                    'ordering': ['item', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('seat', 'item'), name='movement_once', violation_error_message='Un mouvement de ce membre est déjà noté à ce point.')],
                },
            ), migrations.CreateModel(
                name='Vote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('choice', models.CharField(choices=[('for', 'pour'), ('against', 'contre'), ('abstain', 'abstention'), ('out', 'ne prend pas part au vote')], max_length=8, verbose_name='vote')),
                    ('ballot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='governance.ballot')),
                    ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.seat')),
                    ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='governance.seat')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('ballot', 'seat'), name='vote_once', violation_error_message='Ce membre a déjà voté à ce scrutin.')],
                },
            ), migrations.CreateModel(
                name='CollegeCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('votes_for', models.SmallIntegerField(default=0, verbose_name='pour')),
                    ('votes_against', models.SmallIntegerField(default=0, verbose_name='contre')),
                    ('abstentions', models.SmallIntegerField(default=0, verbose_name='abstentions')),
                    ('ballot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='colleges', to='governance.ballot')),
                    ('college', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.college')),
                ],
                options={
                    'ordering': ['ballot', 'college'],
                    'constraints': [models.UniqueConstraint(fields=('ballot', 'college'), name='college_count_once'), models.CheckConstraint(condition=models.Q(('abstentions__gte', 0), ('votes_against__gte', 0), ('votes_for__gte', 0)), name='college_count_counts', violation_error_message='Un nombre de voix ne peut être négatif.')],
                },
            ), migrations.CreateModel(
                name='Candidacy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.SmallIntegerField(verbose_name='ordre')),
                    ('name', models.CharField(max_length=120, verbose_name='candidat')),
                    ('votes', models.SmallIntegerField(default=0, verbose_name='voix')),
                    ('is_eldest', models.BooleanField(default=False, verbose_name='le plus âgé')),
                    ('ballot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='governance.ballot')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person')),
                ],
                options={
                    'ordering': ['ballot', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('ballot', 'position'), name='candidacy_position'), models.CheckConstraint(condition=models.Q(('votes__gte', 0)), name='candidacy_votes', violation_error_message='Un nombre de voix ne peut être négatif.')],
                },
            )],
        ),
        probant.journal.tables.AddColumns(
            columns=[migrations.AddField(
                model_name='ballot',
                name='asked_by',
                field=models.SmallIntegerField(blank=True, null=True, verbose_name='demandé par'),
            ), migrations.AddField(
                model_name='ballot',
                name='blank_votes',
                field=models.SmallIntegerField(blank=True, null=True, verbose_name='blancs et nuls'),
            ), migrations.AddField(
                model_name='ballot',
                name='kind',
                field=models.CharField(choices=[('question', 'vote'), ('election', 'élection')], db_default='question', default='question', max_length=12, verbose_name='nature'),
            ), migrations.AddField(
                model_name='ballot',
                name='to_elect',
                field=models.SmallIntegerField(blank=True, null=True, verbose_name='sièges à pourvoir'),
            ), migrations.AddField(
                model_name='ballot',
                name='weighing',
                field=models.CharField(blank=True, db_default='', default='', max_length=12, verbose_name='pesée des voix'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='absolute_rounds',
                field=models.SmallIntegerField(blank=True, null=True, verbose_name='tours à la majorité absolue'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='majority_base',
                field=models.CharField(blank=True, choices=[('', 'non précisé'), ('cast', 'des suffrages exprimés'), ('present', 'des présents et des représentés'), ('office', 'des membres en exercice')], db_default='', default='', max_length=12, verbose_name='majorité'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='majority_part',
                field=models.SmallIntegerField(blank=True, null=True, verbose_name='majorité, numérateur'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='majority_whole',
                field=models.SmallIntegerField(blank=True, null=True, verbose_name='majorité, dénominateur'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='quorum_base',
                field=models.CharField(blank=True, choices=[('', 'non précisé'), ('present', 'les présents'), ('represented', 'les présents et les représentés'), ('rights', 'les droits de vote présents et représentés')], db_default='', default='', max_length=12, verbose_name='le quorum compte'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='remote_counts',
                field=models.BooleanField(blank=True, null=True, verbose_name='présence à distance admise'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='second_call_days',
                field=models.SmallIntegerField(blank=True, null=True, verbose_name='jours avant la seconde convocation'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='second_call_free',
                field=models.BooleanField(blank=True, null=True, verbose_name='sans quorum à la seconde convocation'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='secret_for_persons',
                field=models.BooleanField(blank=True, null=True, verbose_name='scrutin secret pour élire'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='secret_part',
                field=models.SmallIntegerField(blank=True, null=True, verbose_name='demande du secret, numérateur'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='secret_whole',
                field=models.SmallIntegerField(blank=True, null=True, verbose_name='demande du secret, dénominateur'),
            ), migrations.AddField(
                model_name='bodyrule',
                name='weighing',
                field=models.CharField(blank=True, choices=[('', 'une voix par membre'), ('members', 'autant de voix par membre que le poids de son collège'), ('colleges', 'chaque collège pèse son poids, au prorata de ses voix')], db_default='', default='', max_length=12, verbose_name='pesée des voix'),
            ), migrations.AddField(
                model_name='proxy',
                name='received_on',
                field=models.DateField(blank=True, null=True, verbose_name='reçu le'),
            ), migrations.AddField(
                model_name='seat',
                name='is_remote',
                field=models.BooleanField(blank=True, null=True, verbose_name='à distance'),
            ), migrations.AddField(
                model_name='sitting',
                name='closes_at',
                field=models.TimeField(blank=True, null=True, verbose_name='levée à'),
            ), migrations.AddField(
                model_name='sitting',
                name='is_urgent',
                field=models.BooleanField(blank=True, null=True, verbose_name='convocation en urgence'),
            ), migrations.AddField(
                model_name='sitting',
                name='opens_at',
                field=models.TimeField(blank=True, null=True, verbose_name='heure'),
            ), migrations.AddField(
                model_name='sitting',
                name='remote_link',
                field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='lien à distance'),
            ), migrations.AddField(
                model_name='sitting',
                name='second_call_of',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='second_calls', to='governance.sitting', verbose_name='seconde convocation de'),
            ), migrations.AddField(
                model_name='sitting',
                name='status',
                field=models.CharField(choices=[('planned', 'prévue'), ('convened', 'convoquée'), ('open', 'ouverte'), ('held', 'tenue'), ('cancelled', 'annulée')], db_default='held', default='held', max_length=12, verbose_name='état'),
            ), migrations.AddField(
                model_name='proxy',
                name='from_item',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.agendaitem', verbose_name='à partir du point'),
            ), migrations.AddField(
                model_name='proxy',
                name='until_item',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.agendaitem', verbose_name='révoqué au point'),
            ), migrations.AddField(
                model_name='seat',
                name='college',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.college', verbose_name='collège'),
            ), migrations.AddField(
                model_name='seat',
                name='mandate',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='governance.mandate', verbose_name='mandat'),
            )],
        ),
    ]
