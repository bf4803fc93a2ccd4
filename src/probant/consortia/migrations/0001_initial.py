import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0009_squashed_0010_unsaid_publisher'),
        ('gatherings', '0009_squashed_0012_rooms_lent'),
        ('indicators', '0003_matched_claims'),
    ]

    operations = [
        migrations.CreateModel(
            name='Consortium',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('purpose', models.CharField(blank=True, default='', max_length=300, verbose_name='ce qui réunit ses membres')),
                ('founded_on', models.DateField(verbose_name='créé le')),
                ('closed_on', models.DateField(editable=False, null=True, verbose_name='clos le')),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kept_consortia', to='directory.house')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('keeper', 'name'), name='consortium_name', violation_error_message='Votre maison tient déjà un collectif de ce nom.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='consortium_named', violation_error_message='Un collectif a un nom.')],
            },
        ),
        migrations.CreateModel(
            name='MemberHouse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invited_on', models.DateField(verbose_name='invitée le')),
                ('invited_by_id', models.BigIntegerField(editable=False, null=True)),
                ('accepted_on', models.DateField(null=True, verbose_name='membre depuis le')),
                ('declined_on', models.DateField(null=True, verbose_name='a décliné le')),
                ('left_on', models.DateField(null=True, verbose_name='partie le')),
                ('answered_by_id', models.BigIntegerField(editable=False, null=True)),
                ('counts_from', models.DateField(null=True, verbose_name='apporte ses faits depuis le')),
                ('consortium', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='consortia.consortium')),
                ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consortia', to='directory.house')),
            ],
            options={
                'ordering': ['consortium', 'accepted_on', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('declined_on__isnull', True), ('left_on__isnull', True)), fields=('consortium', 'house'), name='member_house_once', violation_error_message='Cette maison est déjà membre, ou déjà invitée.'), models.CheckConstraint(condition=models.Q(('declined_on__isnull', True), ('accepted_on__isnull', True), _connector='OR'), name='member_house_answer', violation_error_message='Une maison accepte ou décline.'), models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('accepted_on')), _connector='OR'), name='member_house_left', violation_error_message='Une maison part après être entrée.')],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('added_on', models.DateField(verbose_name='noté le')),
                ('gone_on', models.DateField(null=True, verbose_name='retiré le')),
                ('consortium', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='consortia.consortium')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
            options={
                'ordering': ['consortium', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('gone_on__isnull', True)), fields=('consortium', 'name'), name='partner_once', violation_error_message='Ce partenaire est déjà noté.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='partner_named', violation_error_message='Un partenaire a un nom.')],
            },
        ),
        migrations.CreateModel(
            name='SessionMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_on', models.DateField(verbose_name='proposé le')),
                ('proposed_by_id', models.BigIntegerField(editable=False, null=True)),
                ('answered_on', models.DateField(null=True, verbose_name='répondu le')),
                ('answered_by_id', models.BigIntegerField(editable=False, null=True)),
                ('is_same', models.BooleanField(null=True, verbose_name='c’est la même')),
                ('undone_on', models.DateField(null=True, verbose_name='défait le')),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house')),
                ('consortium', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='consortia.consortium')),
                ('of_asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.session')),
                ('of_proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.session')),
                ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_on__isnull', True)), fields=('consortium', 'of_proposer', 'of_asked'), name='sessionmatch_once', violation_error_message='Ce rapprochement est déjà proposé.'), models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('is_same__isnull', True)), models.Q(('answered_on__isnull', False), ('is_same__isnull', False)), _connector='OR'), name='sessionmatch_answer', violation_error_message='Une réponse a son jour.'), models.CheckConstraint(condition=models.Q(('proposer', models.F('asked')), _negated=True), name='sessionmatch_of_two_houses', violation_error_message='Un rapprochement se fait entre deux maisons.')],
            },
        ),
        migrations.CreateModel(
            name='SharedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=64, verbose_name='chiffre')),
                ('programme_code', models.CharField(blank=True, default='', max_length=32, verbose_name='dispositif')),
                ('theme', models.CharField(blank=True, choices=[('social', 'action sociale et santé'), ('education', 'éducation populaire et jeunesse'), ('culture', 'culture'), ('sport', 'sport et plein air'), ('insertion', "insertion par l'activité économique"), ('reemploi', 'réemploi et déchets'), ('alimentation', 'agriculture et alimentation'), ('habitat', 'habitat'), ('services', 'services de proximité'), ('territoire', 'développement local'), ('appui', 'appui et têtes de réseau'), ('autre', 'autre')], default='', max_length=16, verbose_name='domaine')),
                ('position', models.SmallIntegerField(default=0, verbose_name='ordre')),
                ('added_on', models.DateField(verbose_name='demandé le')),
                ('dropped_on', models.DateField(null=True, verbose_name='retiré le')),
                ('consortium', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='consortia.consortium')),
            ],
            options={
                'ordering': ['consortium', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('dropped_on__isnull', True)), fields=('consortium', 'code', 'programme_code', 'theme'), name='shared_figure_once', violation_error_message='Ce chiffre est déjà demandé, dans le même périmètre.')],
            },
        ),
        migrations.CreateModel(
            name='Said',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='retiré le')),
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='said_of_consortium', to='indicators.claim')),
                ('consortium', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='said', to='consortia.consortium')),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='said', to='consortia.partner')),
                ('figure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='said', to='consortia.sharedfigure')),
            ],
            options={
                'ordering': ['consortium', 'claim__said_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Sharing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_on', models.DateField(verbose_name='partagé le')),
                ('agreed_by_id', models.BigIntegerField(editable=False, null=True)),
                ('withdrawn_on', models.DateField(null=True, verbose_name='repris le')),
                ('figure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharings', to='consortia.sharedfigure')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharings', to='consortia.memberhouse')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('member', 'figure'), name='sharing_once', violation_error_message='Ce chiffre est déjà partagé.')],
            },
        ),
        migrations.CreateModel(
            name='StructureMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_on', models.DateField(verbose_name='proposé le')),
                ('proposed_by_id', models.BigIntegerField(editable=False, null=True)),
                ('answered_on', models.DateField(null=True, verbose_name='répondu le')),
                ('answered_by_id', models.BigIntegerField(editable=False, null=True)),
                ('is_same', models.BooleanField(null=True, verbose_name='c’est la même')),
                ('undone_on', models.DateField(null=True, verbose_name='défait le')),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house')),
                ('consortium', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='consortia.consortium')),
                ('of_asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('of_proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.house')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_on__isnull', True)), fields=('consortium', 'of_proposer', 'of_asked'), name='structurematch_once', violation_error_message='Ce rapprochement est déjà proposé.'), models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('is_same__isnull', True)), models.Q(('answered_on__isnull', False), ('is_same__isnull', False)), _connector='OR'), name='structurematch_answer', violation_error_message='Une réponse a son jour.'), models.CheckConstraint(condition=models.Q(('proposer', models.F('asked')), _negated=True), name='structurematch_of_two_houses', violation_error_message='Un rapprochement se fait entre deux maisons.')],
            },
        ),
    ]
