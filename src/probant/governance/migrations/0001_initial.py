import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0002_territories'),
    ]

    operations = [
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.SmallIntegerField(verbose_name='numéro')),
                ('text', models.TextField(verbose_name='texte')),
                ('enables', models.CharField(blank=True, choices=[('', '—'), ('convention', 'la convention'), ('award', 'une subvention'), ('signature', 'la signature'), ('credits', 'les crédits')], default='', max_length=12, verbose_name='permet')),
            ],
            options={
                'ordering': ['deliberation', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('council', 'conseil (collectivité)'), ('bureau', 'bureau (collectivité, par délégation)'), ('commission', 'commission'), ('assembly', 'assemblée générale'), ('extraordinary', 'assemblée générale extraordinaire'), ('board', 'conseil d’administration'), ('officers', 'bureau (association)'), ('committee', 'comité')], max_length=16, verbose_name='nature')),
                ('name', models.CharField(max_length=160, verbose_name='nom')),
                ('delegation', models.CharField(blank=True, max_length=200, verbose_name='délégation reçue')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='directory.house')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='directory.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('house', 'organisation', 'name'), name='body_name', violation_error_message='Cette structure a déjà une instance de ce nom.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='body_named', violation_error_message='Une instance a un nom.')],
            },
        ),
        migrations.CreateModel(
            name='BodyRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_force_from', models.DateField(verbose_name='à compter du')),
                ('quorum_part', models.SmallIntegerField(blank=True, null=True, verbose_name='quorum, numérateur')),
                ('quorum_whole', models.SmallIntegerField(blank=True, null=True, verbose_name='quorum, dénominateur')),
                ('quorum_exceeds', models.BooleanField(blank=True, null=True, verbose_name='part à dépasser')),
                ('proxies_count', models.BooleanField(blank=True, null=True, verbose_name='les pouvoirs comptent')),
                ('proxies_per_holder', models.SmallIntegerField(blank=True, null=True, verbose_name='pouvoirs par porteur')),
                ('notice_clear_days', models.SmallIntegerField(blank=True, null=True, verbose_name='jours francs')),
                ('casting_vote', models.BooleanField(blank=True, null=True, verbose_name='voix prépondérante')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='texte')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='governance.body')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('body', 'in_force_from'), name='body_rule_day', violation_error_message='Une règle de cette instance commence déjà ce jour-là.'), models.CheckConstraint(condition=models.Q(models.Q(('quorum_part__isnull', True), ('quorum_whole__isnull', True)), models.Q(('quorum_part__gte', 0), ('quorum_whole__gt', 0), ('quorum_whole__gte', models.F('quorum_part'))), _connector='OR'), name='body_rule_quorum', violation_error_message='Le quorum est une part, de 0 à 1.'), models.CheckConstraint(condition=models.Q(models.Q(('proxies_per_holder__isnull', True), ('proxies_per_holder__gte', 0), _connector='OR'), models.Q(('notice_clear_days__isnull', True), ('notice_clear_days__gte', 0), _connector='OR')), name='body_rule_counts', violation_error_message='Un nombre ne peut être négatif.')],
            },
        ),
        migrations.CreateModel(
            name='DecisionAmount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('amount_cents', models.BigIntegerField(verbose_name='montant')),
                ('beneficiary_name', models.CharField(blank=True, max_length=200, verbose_name='bénéficiaire (tel qu’écrit)')),
                ('purpose', models.CharField(blank=True, max_length=300, verbose_name='objet')),
                ('budget_year', models.SmallIntegerField(blank=True, null=True, verbose_name='exercice')),
                ('budget_line', models.CharField(blank=True, max_length=120, verbose_name='chapitre, article')),
                ('beneficiary', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amounts', to='governance.decision')),
                ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='governance.decisionamount')),
            ],
            options={
                'ordering': ['decision', 'position'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'position'), name='decision_amount_place')],
            },
        ),
        migrations.CreateModel(
            name='Deliberation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='numéro')),
                ('subject', models.TextField(verbose_name='objet')),
                ('rapporteur', models.CharField(blank=True, max_length=120, verbose_name='rapporteur')),
                ('advice', models.CharField(blank=True, max_length=300, verbose_name='avis des commissions')),
                ('visas', models.TextField(blank=True, verbose_name='visas')),
                ('document_reference', models.CharField(blank=True, max_length=200, verbose_name='document')),
                ('transmitted_on', models.DateField(blank=True, null=True, verbose_name='transmise le')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='publiée le')),
                ('notified_on', models.DateField(blank=True, null=True, verbose_name='notifiée le')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='retirée le')),
                ('cited_only', models.BooleanField(default=False, verbose_name='connue par citation')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliberations', to='directory.house')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('subject', ''), _negated=True), name='deliberation_subject', violation_error_message='Une délibération a un objet.')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='deliberation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='governance.deliberation'),
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.SmallIntegerField(default=1, verbose_name='tour')),
                ('method', models.CharField(blank=True, choices=[('hands', 'à main levée'), ('public', 'scrutin public'), ('secret', 'scrutin secret'), ('', 'non précisé')], default='', max_length=8, verbose_name='mode')),
                ('votes_for', models.SmallIntegerField(blank=True, null=True, verbose_name='pour')),
                ('votes_against', models.SmallIntegerField(blank=True, null=True, verbose_name='contre')),
                ('abstentions', models.SmallIntegerField(blank=True, null=True, verbose_name='abstentions')),
                ('not_voting', models.SmallIntegerField(blank=True, null=True, verbose_name='ne prennent pas part au vote')),
                ('proxies', models.SmallIntegerField(blank=True, null=True, verbose_name='dont procurations')),
                ('declared', models.CharField(blank=True, choices=[('', 'rien'), ('adopted', 'adopté'), ('unanimous', 'adopté à l’unanimité'), ('rejected', 'rejeté')], default='', max_length=12, verbose_name='résultat écrit')),
                ('president_vote', models.CharField(blank=True, choices=[('', 'non précisé'), ('for', 'pour'), ('against', 'contre')], default='', max_length=8, verbose_name='vote du président')),
                ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='governance.deliberation')),
            ],
            options={
                'ordering': ['deliberation', 'round'],
                'constraints': [models.UniqueConstraint(fields=('deliberation', 'round'), name='ballot_round'), models.CheckConstraint(condition=models.Q(models.Q(('votes_for__isnull', True), ('votes_for__gte', 0), _connector='OR'), models.Q(('votes_against__isnull', True), ('votes_against__gte', 0), _connector='OR'), models.Q(('abstentions__isnull', True), ('abstentions__gte', 0), _connector='OR'), models.Q(('not_voting__isnull', True), ('not_voting__gte', 0), _connector='OR'), models.Q(('proxies__isnull', True), ('proxies__gte', 0), _connector='OR')), name='ballot_counts', violation_error_message='Un nombre de voix ne peut être négatif.')],
            },
        ),
        migrations.CreateModel(
            name='DeliberationLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('follows', 'fait suite à'), ('amends', 'modifie'), ('withdraws', 'retire')], default='follows', max_length=12)),
                ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier', to='governance.deliberation')),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='later', to='governance.deliberation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('deliberation', 'earlier', 'nature'), name='deliberation_link_once'), models.CheckConstraint(condition=models.Q(('deliberation', models.F('earlier')), _negated=True), name='deliberation_link_other', violation_error_message='Une délibération ne fait pas suite à elle-même.')],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='séance du')),
                ('convened_on', models.DateField(blank=True, null=True, verbose_name='convocation du')),
                ('president', models.CharField(blank=True, max_length=120, verbose_name='présidence')),
                ('secretary', models.CharField(blank=True, max_length=120, verbose_name='secrétaire de séance')),
                ('members_in_office', models.SmallIntegerField(blank=True, null=True, verbose_name='membres en exercice')),
                ('present_declared', models.SmallIntegerField(blank=True, null=True, verbose_name='présents annoncés')),
                ('proxies_declared', models.SmallIntegerField(blank=True, null=True, verbose_name='procurations annoncées')),
                ('place', models.CharField(blank=True, max_length=160, verbose_name='lieu')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sittings', to='governance.body')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sittings', to='directory.house')),
            ],
            options={
                'indexes': [models.Index(fields=['house', 'held_on', 'id'], name='sitting_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('members_in_office__isnull', True), ('members_in_office__gte', 0), _connector='OR'), models.Q(('present_declared__isnull', True), ('present_declared__gte', 0), _connector='OR'), models.Q(('proxies_declared__isnull', True), ('proxies_declared__gte', 0), _connector='OR')), name='sitting_counts', violation_error_message='Un nombre de membres ne peut être négatif.')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('presence', models.CharField(choices=[('present', 'présent'), ('absent', 'absent'), ('excused', 'excusé')], max_length=8, verbose_name='présence')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person', verbose_name='personne')),
                ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='governance.sitting')),
            ],
            options={
                'ordering': ['sitting', 'position'],
                'constraints': [models.UniqueConstraint(fields=('sitting', 'position'), name='seat_position')],
            },
        ),
        migrations.CreateModel(
            name='Proxy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField(verbose_name='ordre')),
                ('giver_name', models.CharField(max_length=120, verbose_name='donné par')),
                ('holder_name', models.CharField(max_length=120, verbose_name='porté par')),
                ('giver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='given', to='governance.seat')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='held', to='governance.seat')),
                ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies', to='governance.sitting')),
            ],
            options={
                'ordering': ['sitting', 'position'],
                'constraints': [models.UniqueConstraint(fields=('sitting', 'position'), name='proxy_position')],
            },
        ),
        migrations.AddField(
            model_name='deliberation',
            name='sitting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliberations', to='governance.sitting'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('deliberation', 'number'), name='decision_number'),
        ),
        migrations.AddIndex(
            model_name='deliberation',
            index=models.Index(fields=['house', 'sitting'], name='deliberation_list'),
        ),
    ]
