import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from probant.journal.tables import CreateTables


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('directory', '0008_centres'),
        ('funding', '0004_shares'),
    ]

    operations = [
        migrations.AddField(
            model_name='actionsheet',
            name='layout',
            field=models.CharField(blank=True, default='', max_length=120, verbose_name='modèle'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='in_kind',
            field=models.CharField(blank=True, choices=[('volunteer', 'bénévolat'), ('premises', 'biens prêtés (locaux, matériel)'), ('service', 'prestations'), ('goods', 'dons en nature')], default='', max_length=12, verbose_name='nature de l’apport'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='marks',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='sheetheading',
            name='hint',
            field=models.CharField(blank=True, default='', max_length=400, verbose_name='consigne'),
        ),
        migrations.AddField(
            model_name='sheetheading',
            name='kind',
            field=models.CharField(choices=[('section', 'titre de partie'), ('text', 'texte'), ('human', 'moyens humains'), ('material', 'moyens matériels'), ('financial', 'moyens financiers'), ('phases', 'calendrier'), ('partners', 'partenaires'), ('targets', 'critères d’évaluation'), ('budget', 'budget')], default='text', max_length=12, verbose_name='contenu'),
        ),
        migrations.AddField(
            model_name='sheetheading',
            name='layer',
            field=models.CharField(choices=[('direction', 'direction'), ('finance', 'finances'), ('pilot', 'pilotage'), ('validation', 'validation')], default='pilot', max_length=12, verbose_name='volet'),
        ),
        CreateTables([
            migrations.CreateModel(
                name='SheetSettings',
                fields=[
                    ('house', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='sheet_settings', serialize=False, to='directory.house')),
                    ('layers', models.BooleanField(default=False, verbose_name='volets par responsable')),
                ],
            ),
            migrations.CreateModel(
                name='SheetTemplate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, verbose_name='nom du modèle')),
                    ('shipped', models.CharField(blank=True, max_length=40)),
                    ('funder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('house', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheet_templates', to='directory.house')),
                ],
                options={
                    'ordering': ['house', 'name'],
                    'constraints': [models.UniqueConstraint(fields=('house', 'name'), name='sheet_template_name', violation_error_message='Un modèle de fiche porte déjà ce nom.')],
                },
            ),
            migrations.CreateModel(
                name='TemplateHeading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.SmallIntegerField(verbose_name='ordre')),
                    ('title', models.CharField(max_length=200, verbose_name='rubrique')),
                    ('hint', models.CharField(blank=True, max_length=400, verbose_name='consigne')),
                    ('kind', models.CharField(choices=[('section', 'titre de partie'), ('text', 'texte'), ('human', 'moyens humains'), ('material', 'moyens matériels'), ('financial', 'moyens financiers'), ('phases', 'calendrier'), ('partners', 'partenaires'), ('targets', 'critères d’évaluation'), ('budget', 'budget')], default='text', max_length=12, verbose_name='contenu')),
                    ('layer', models.CharField(choices=[('direction', 'direction'), ('finance', 'finances'), ('pilot', 'pilotage'), ('validation', 'validation')], default='pilot', max_length=12, verbose_name='volet')),
                    ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='headings', to='funding.sheettemplate')),
                ],
                options={
                    'ordering': ['template', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('template', 'position'), name='template_heading_position')],
                },
            ),
            migrations.CreateModel(
                name='IndirectCost',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('direct', 'un taux des charges directes'), ('staff', 'un taux des charges de personnel'), ('key', 'une clé de répartition des charges fixes')], max_length=8, verbose_name='règle')),
                    ('share_hundredths', models.IntegerField(blank=True, null=True, verbose_name='taux')),
                    ('pool_cents', models.BigIntegerField(blank=True, null=True, verbose_name='charges fixes à répartir')),
                    ('part', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='part de l’action')),
                    ('whole', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='sur')),
                    ('text', models.CharField(max_length=400, verbose_name='règle écrite')),
                    ('budget', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='indirect', to='funding.budget')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['direct', 'staff']), ('part__isnull', True), ('pool_cents__isnull', True), ('share_hundredths__gt', 0), ('share_hundredths__lte', 10000), ('whole__isnull', True)), models.Q(('kind', 'key'), ('part__gte', 0), ('pool_cents__gte', 0), ('share_hundredths__isnull', True), ('whole__gt', 0), ('whole__gte', models.F('part'))), _connector='OR'), name='indirect_cost_rule', violation_error_message='La règle est un taux de 0 à 100 %, ou une part d’un tout.')],
                },
            ),
            migrations.CreateModel(
                name='SheetMeans',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.SmallIntegerField(verbose_name='ordre')),
                    ('kind', models.CharField(choices=[('human', 'moyens humains'), ('material', 'moyens matériels'), ('financial', 'moyens financiers')], max_length=12, verbose_name='nature')),
                    ('label', models.CharField(max_length=300, verbose_name='moyen')),
                    ('value_cents', models.BigIntegerField(blank=True, null=True, verbose_name='valeur dans l’année')),
                    ('lender', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='means', to='funding.actionsheet')),
                ],
                options={
                    'ordering': ['sheet', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'position'), name='sheet_means_position'), models.CheckConstraint(condition=models.Q(('value_cents__isnull', True), ('value_cents__gte', 0), _connector='OR'), name='sheet_means_value', violation_error_message='Une valeur n’est pas négative.')],
                },
            ),
            migrations.CreateModel(
                name='SheetOwner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('layer', models.CharField(choices=[('direction', 'direction'), ('finance', 'finances'), ('pilot', 'pilotage'), ('validation', 'validation')], max_length=12, verbose_name='volet')),
                    ('validated_on', models.DateField(blank=True, null=True, verbose_name='validée le')),
                    ('validated_seq', models.BigIntegerField(blank=True, editable=False, null=True)),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owners', to='funding.actionsheet')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['sheet', 'layer'],
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'layer'), name='sheet_owner_layer')],
                },
            ),
            migrations.CreateModel(
                name='SheetPartner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.SmallIntegerField(verbose_name='ordre')),
                    ('family', models.CharField(blank=True, max_length=120, verbose_name='famille')),
                    ('name', models.CharField(max_length=200, verbose_name='partenaire')),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='funding.actionsheet')),
                ],
                options={
                    'ordering': ['sheet', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'position'), name='sheet_partner_position')],
                },
            ),
            migrations.CreateModel(
                name='SheetPhase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.SmallIntegerField(verbose_name='ordre')),
                    ('year', models.SmallIntegerField(verbose_name='année')),
                    ('first_month', models.SmallIntegerField(blank=True, null=True, verbose_name='du mois')),
                    ('last_month', models.SmallIntegerField(blank=True, null=True, verbose_name='au mois')),
                    ('label', models.CharField(max_length=300, verbose_name='étape')),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phases', to='funding.actionsheet')),
                ],
                options={
                    'ordering': ['sheet', 'year', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'position'), name='sheet_phase_position'), models.CheckConstraint(condition=models.Q(models.Q(('first_month__isnull', True), ('last_month__isnull', True)), models.Q(('first_month__gte', 1), ('last_month__gte', models.F('first_month')), ('last_month__lte', 12)), _connector='OR'), name='sheet_phase_months', violation_error_message='Une étape va d’un mois de l’année à un mois qui suit.')],
                },
            ),
            migrations.CreateModel(
                name='SheetRemark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('said_on', models.DateField(verbose_name='dite le')),
                    ('text', models.TextField(verbose_name='remarque')),
                    ('resolved_on', models.DateField(blank=True, null=True, verbose_name='traitée le')),
                    ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('heading', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='remarks', to='funding.sheetheading')),
                    ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='funding.actionsheet')),
                ],
                options={
                    'ordering': ['sheet', 'said_on', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('resolved_on__isnull', True), ('resolved_on__gte', models.F('said_on')), _connector='OR'), name='sheet_remark_dates')],
                },
            ),
        ]),
    ]
