import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_branches'),
    ]

    operations = [
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('access', 'recevoir ses données'), ('rectification', 'les faire corriger'), ('erasure', 'les faire effacer')], max_length=16, verbose_name='demande')),
                ('received_on', models.DateField(verbose_name='reçue le')),
                ('state', models.CharField(choices=[('open', 'à traiter'), ('done', 'satisfaite'), ('refused', 'refusée')], default='open', max_length=8, verbose_name='état')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='traitée le')),
                ('ground', models.CharField(blank=True, choices=[('law', 'une obligation légale impose de garder ces données (art. 17, § 3 b)'), ('archives', 'intérêt public, archives ou statistiques (art. 17, § 3 d)'), ('claims', 'un droit à constater ou défendre en justice (art. 17, § 3 e)'), ('excessive', 'demande manifestement infondée ou répétée (art. 12, § 5)'), ('unidentified', 'l’identité n’a pas pu être vérifiée (art. 12, § 6)')], max_length=16, verbose_name='motif')),
                ('reason', models.TextField(blank=True, verbose_name='explication donnée')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_on__gte', models.F('received_on'))), _connector='OR'), name='data_request_settled', violation_error_message='La réponse ne peut précéder la demande.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('ground', ''), _negated=True), _connector='OR'), name='data_request_ground', violation_error_message='Un refus dit son motif.')],
            },
        ),
        migrations.CreateModel(
            name='PrivacyNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_on', models.DateField(verbose_name='publiée le')),
                ('controller', models.CharField(max_length=200, verbose_name='responsable du traitement')),
                ('contact', models.CharField(max_length=200, verbose_name='à qui s’adresser')),
                ('officer', models.CharField(blank=True, max_length=200, verbose_name='délégué à la protection des données')),
                ('purposes', models.TextField(verbose_name='pourquoi ces données')),
                ('legal_basis', models.TextField(verbose_name='sur quel fondement')),
                ('recipients', models.TextField(verbose_name='qui les reçoit')),
                ('retention', models.TextField(verbose_name='combien de temps')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('controller', ''), _negated=True), models.Q(('contact', ''), _negated=True)), name='privacy_notice_says_who', violation_error_message='Dites qui est responsable et à qui s’adresser.')],
            },
        ),
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('sirene', 'répertoire Sirene'), ('rna', 'répertoire national des associations')], max_length=8)),
                ('number', models.CharField(max_length=14)),
                ('dated_on', models.DateField(verbose_name='fichier du')),
                ('name', models.CharField(blank=True, max_length=200)),
                ('siren', models.CharField(blank=True, max_length=9)),
                ('siret', models.CharField(blank=True, max_length=14)),
                ('rna', models.CharField(blank=True, max_length=10)),
                ('is_head', models.BooleanField(default=False, verbose_name='siège')),
                ('legal_category', models.CharField(blank=True, max_length=4)),
                ('naf', models.CharField(blank=True, max_length=6)),
                ('is_ess', models.BooleanField(default=None, null=True)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('postcode', models.CharField(blank=True, max_length=5)),
                ('place_code', models.CharField(blank=True, max_length=5)),
                ('place_name', models.CharField(blank=True, max_length=120)),
                ('is_closed', models.BooleanField(default=False, verbose_name='cessée ou dissoute')),
            ],
            options={
                'indexes': [models.Index(fields=['siren'], name='register_siren'), models.Index(fields=['siret'], name='register_siret'), models.Index(fields=['rna'], name='register_rna')],
                'constraints': [models.UniqueConstraint(fields=('source', 'number'), name='register_entry_once')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='is_ess',
            field=models.BooleanField(blank=True, default=None, null=True, verbose_name='de l’ESS selon Sirene'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['house', 'email'], name='person_email'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['house', 'telephone'], name='person_telephone'),
        ),
        migrations.AddField(
            model_name='datarequest',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='data_requests', to='directory.house'),
        ),
        migrations.AddField(
            model_name='datarequest',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='data_requests', to='directory.person'),
        ),
        migrations.AddField(
            model_name='privacynotice',
            name='house',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='privacy_notices', to='directory.house'),
        ),
        migrations.AddConstraint(
            model_name='datarequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('person', 'kind'), name='data_request_once', violation_error_message='Cette demande est déjà notée et attend sa réponse.'),
        ),
        migrations.AddIndex(
            model_name='privacynotice',
            index=models.Index(fields=['house', '-id'], name='privacy_notice_latest'),
        ),
    ]
