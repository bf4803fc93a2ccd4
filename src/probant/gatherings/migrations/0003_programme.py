import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0008_centres'),
        ('documents', '0001_initial'),
        ('gatherings', '0002_branches'),
        ('programmes', '0001_squashed_0003_first_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='CollectiveClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.SmallIntegerField(verbose_name='année')),
                ('collective', models.CharField(max_length=200, verbose_name='collectif')),
                ('total', models.IntegerField(verbose_name='rencontres du collectif')),
                ('source', models.CharField(max_length=300, verbose_name="d'où vient ce nombre")),
            ],
            options={
                'ordering': ['-year', 'collective', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('total__gt', 0)), name='collective_claim_total', violation_error_message='Un nombre de rencontres est positif.')],
            },
        ),
        migrations.CreateModel(
            name='EventPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(default=0, verbose_name='ordre')),
                ('alternative', models.CharField(blank=True, max_length=200, verbose_name='texte du logo')),
            ],
            options={
                'ordering': ['event', 'position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SessionRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('speaker', 'intervenant'), ('animator', 'animateur'), ('pitcher', 'porteur de pitch'), ('stand_holder', 'tient un stand'), ('visit_host', 'accueille la visite')], max_length=16, verbose_name='rôle')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name='à quel sujet')),
                ('is_named', models.BooleanField(default=False, verbose_name="nommé à l'agenda public")),
            ],
            options={
                'ordering': ['session', 'part', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Stand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aisle', models.CharField(max_length=3, verbose_name='allée')),
                ('number', models.SmallIntegerField(verbose_name='numéro')),
                ('subject', models.CharField(blank=True, max_length=200, verbose_name="ce qu'on y montre")),
            ],
            options={
                'ordering': ['session', 'aisle', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='stand_number_positive')],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='gatherings.event'),
        ),
        migrations.AddField(
            model_name='event',
            name='is_announced',
            field=models.BooleanField(default=False, verbose_name="annoncé à l'agenda public"),
        ),
        migrations.AddField(
            model_name='event',
            name='nature',
            field=models.CharField(choices=[('series', 'cycle de la maison'), ('season', 'temps fort à plusieurs organisateurs')], default='series', max_length=12, verbose_name='nature'),
        ),
        migrations.AddField(
            model_name='event',
            name='organiser',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='session',
            name='audience',
            field=models.CharField(blank=True, default='', max_length=200, verbose_name='public visé'),
        ),
        migrations.AddField(
            model_name='session',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='gatherings.session'),
        ),
        migrations.AddField(
            model_name='session',
            name='first_planned_on',
            field=models.DateField(blank=True, null=True, verbose_name="prévue d'abord le"),
        ),
        migrations.AddField(
            model_name='session',
            name='house_part',
            field=models.CharField(choices=[('organiser', 'organisatrice'), ('co_organiser', 'co-organisatrice'), ('speaker', 'intervenante'), ('guest', 'invitée'), ('relay', "relais de l'annonce")], default='organiser', max_length=12, verbose_name='part de la maison'),
        ),
        migrations.AddField(
            model_name='session',
            name='is_announced',
            field=models.BooleanField(default=False, verbose_name="annoncée à l'agenda public"),
        ),
        migrations.AddField(
            model_name='session',
            name='lender',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='salle prêtée par'),
        ),
        migrations.AddField(
            model_name='session',
            name='lent_value_cents',
            field=models.BigIntegerField(blank=True, null=True, verbose_name='valeur du prêt'),
        ),
        migrations.AddField(
            model_name='session',
            name='openness',
            field=models.CharField(choices=[('invitation', 'sur invitation'), ('public', 'ouverte à tout public')], default='invitation', max_length=12, verbose_name='qui peut venir'),
        ),
        migrations.AddField(
            model_name='session',
            name='organiser',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation', verbose_name='organisateur'),
        ),
        migrations.AddField(
            model_name='session',
            name='presentation',
            field=models.TextField(blank=True, default='', verbose_name='présentation'),
        ),
        migrations.AddField(
            model_name='session',
            name='price_cents',
            field=models.IntegerField(default=0, verbose_name='prix'),
        ),
        migrations.AddField(
            model_name='session',
            name='qpv_code',
            field=models.CharField(blank=True, default='', max_length=32, verbose_name='quartier prioritaire'),
        ),
        migrations.AddField(
            model_name='session',
            name='registration_closes_on',
            field=models.DateField(blank=True, null=True, verbose_name="inscriptions jusqu'au"),
        ),
        migrations.AddField(
            model_name='session',
            name='theme',
            field=models.CharField(blank=True, choices=[('social', 'action sociale et santé'), ('education', 'éducation populaire et jeunesse'), ('culture', 'culture'), ('sport', 'sport et plein air'), ('insertion', "insertion par l'activité économique"), ('reemploi', 'réemploi et déchets'), ('alimentation', 'agriculture et alimentation'), ('habitat', 'habitat'), ('services', 'services de proximité'), ('territoire', 'développement local'), ('appui', 'appui et têtes de réseau'), ('autre', 'autre')], default='', max_length=16, verbose_name='thème'),
        ),
        migrations.AlterField(
            model_name='session',
            name='state',
            field=models.CharField(choices=[('planned', 'prévue'), ('held', 'tenue'), ('postponed', 'reportée'), ('cancelled', 'annulée')], default='planned', max_length=12),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(condition=models.Q(('is_announced', True), ('openness', 'public')), fields=['house', 'starts_on', 'id'], name='session_agenda'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('price_cents__gte', 0)), name='session_price', violation_error_message="Un prix n'est pas négatif."),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('lent_value_cents__isnull', True), ('lent_value_cents__gte', 0), _connector='OR'), name='session_lent_value', violation_error_message="La valeur d'un prêt n'est pas négative."),
        ),
        migrations.AddField(
            model_name='collectiveclaim',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='collectiveclaim',
            name='kind',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.sessionkind'),
        ),
        migrations.AddField(
            model_name='collectiveclaim',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='eventpartner',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='gatherings.event'),
        ),
        migrations.AddField(
            model_name='eventpartner',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='eventpartner',
            name='logo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='eventpartner',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='sessionrole',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='sessionrole',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='sessionrole',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='sessionrole',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='gatherings.session'),
        ),
        migrations.AddField(
            model_name='stand',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house'),
        ),
        migrations.AddField(
            model_name='stand',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='stand',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stands', to='gatherings.session'),
        ),
        migrations.AddConstraint(
            model_name='eventpartner',
            constraint=models.UniqueConstraint(fields=('event', 'organisation'), name='event_partner_once', violation_error_message='Cette structure est déjà partenaire.'),
        ),
        migrations.AddConstraint(
            model_name='sessionrole',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('organisation__isnull', False), _connector='OR'), name='session_role_of_somebody', violation_error_message="Un rôle est celui d'une personne ou d'une structure."),
        ),
        migrations.AddConstraint(
            model_name='sessionrole',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('session', 'part', 'person'), name='session_role_person', violation_error_message='Cette personne a déjà ce rôle.'),
        ),
        migrations.AddConstraint(
            model_name='sessionrole',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('session', 'part', 'organisation'), name='session_role_organisation', violation_error_message='Cette structure a déjà ce rôle.'),
        ),
        migrations.AddConstraint(
            model_name='stand',
            constraint=models.UniqueConstraint(fields=('session', 'aisle', 'number'), name='stand_number', violation_error_message='Un stand porte déjà ce numéro.'),
        ),
    ]
