import django.db.models.deletion
import probant.journal.digest
import probant.support.models.testimonies
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("directory", "0001_squashed_0006_reference"),
        ("programmes", "0001_squashed_0003_first_versions"),
        ("support", "0001_squashed_0008_mails"),
    ]

    operations = [
        migrations.AlterField(
            model_name="doorchoice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("need", "besoins"),
                    ("origin", "comment on nous a connus"),
                    ("reason", "motifs d’orientation"),
                    ("question", "questions posées"),
                    ("use", "usages d’un témoignage"),
                ],
                max_length=8,
                verbose_name="liste",
            ),
        ),
        migrations.AlterField(
            model_name="doorchoice",
            name="name",
            field=models.CharField(max_length=200, verbose_name="libellé"),
        ),
        migrations.CreateModel(
            name="SupportCertificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="numéro")),
                ("issued_on", models.DateField(verbose_name="établie le")),
                ("seq", models.BigIntegerField(editable=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="support.case",
                    ),
                ),
                (
                    "house",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.house",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Testimony",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "demandé"),
                            ("received", "à relire"),
                            ("kept", "retenu"),
                            ("aside", "écarté"),
                        ],
                        max_length=8,
                        verbose_name="état",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("link", "par un lien"),
                            ("interview", "en entretien"),
                            ("space", "depuis son espace"),
                        ],
                        max_length=12,
                        verbose_name="recueilli",
                    ),
                ),
                ("asked_on", models.DateField(null=True, verbose_name="demandé le")),
                ("received_on", models.DateField(null=True, verbose_name="recueilli le")),
                ("quote", models.TextField(blank=True, verbose_name="extrait retenu")),
                ("link_digest", models.CharField(blank=True, default="", max_length=64)),
                ("link_until", models.DateTimeField(null=True)),
                (
                    "nonce",
                    models.CharField(
                        default=probant.support.models.testimonies.new_nonce,
                        editable=False,
                        max_length=32,
                    ),
                ),
                ("seq", models.BigIntegerField(editable=False)),
                ("erased_on", models.DateField(editable=False, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="testimonies",
                        to="support.case",
                    ),
                ),
                (
                    "collected_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "house",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="testimonies",
                        to="directory.house",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="testimonies",
                        to="directory.person",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="testimonies",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["house", "state", "-received_on", "-id"], name="testimony_list"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("case", "person"),
                        name="testimony_asked_once",
                        violation_error_message="Un témoignage lui est déjà demandé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("asked_on__isnull", False),
                                ("received_on__isnull", True),
                                ("state", "asked"),
                            ),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                ("received_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="testimony_received_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_on__isnull", True), ("quote", ""), _connector="OR"
                        ),
                        name="testimony_erased_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentSaid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("house_id", models.BigIntegerField(editable=False)),
                ("seq", models.BigIntegerField(editable=False)),
                ("occurred_on", models.DateField(verbose_name="date")),
                ("known_on", models.DateField(editable=False, verbose_name="connu le")),
                (
                    "is_declared",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="date déclarée"
                    ),
                ),
                ("void_seq", models.BigIntegerField(editable=False, null=True)),
                ("void_on", models.DateField(editable=False, null=True)),
                (
                    "void_code",
                    models.CharField(blank=True, default="", editable=False, max_length=24),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "digest_version",
                    models.SmallIntegerField(
                        default=probant.journal.digest.current_version, editable=False
                    ),
                ),
                (
                    "place_code",
                    models.CharField(blank=True, default="", max_length=9, verbose_name="commune"),
                ),
                ("place_vintage", models.SmallIntegerField(blank=True, null=True)),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "association"),
                            ("cooperative", "coopérative"),
                            ("mutuelle", "mutuelle"),
                            ("fondation", "fondation"),
                            ("societe_ess", "société commerciale de l'ESS"),
                            ("collectivite", "collectivité"),
                            ("etat", "État ou établissement public"),
                            ("entreprise", "entreprise hors ESS"),
                            ("projet", "projet non encore créé"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="famille juridique",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("social", "action sociale et santé"),
                            ("education", "éducation populaire et jeunesse"),
                            ("culture", "culture"),
                            ("sport", "sport et plein air"),
                            ("insertion", "insertion par l'activité économique"),
                            ("reemploi", "réemploi et déchets"),
                            ("alimentation", "agriculture et alimentation"),
                            ("habitat", "habitat"),
                            ("services", "services de proximité"),
                            ("territoire", "développement local"),
                            ("appui", "appui et têtes de réseau"),
                            ("autre", "autre"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="domaine",
                    ),
                ),
                (
                    "branch",
                    models.CharField(blank=True, default="", max_length=32, verbose_name="filière"),
                ),
                (
                    "qpv_code",
                    models.CharField(
                        blank=True, default="", max_length=32, verbose_name="quartier prioritaire"
                    ),
                ),
                (
                    "programme_code",
                    models.CharField(blank=True, default="", editable=False, max_length=32),
                ),
                ("use_code", models.SlugField(max_length=32, verbose_name="usage")),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("named", "avec mon nom"),
                            ("first_name", "avec mon prénom seul"),
                            ("anonymous", "sans mon nom"),
                        ],
                        max_length=12,
                        verbose_name="signature",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.person",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="support.consentsaid",
                    ),
                ),
                (
                    "testimony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="support.testimony",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=[
                            "house_id",
                            "programme_code",
                            "use_code",
                            "scope",
                            "occurred_on",
                            "known_on",
                            "void_on",
                            "void_seq",
                            "testimony",
                        ],
                        name="consent_said_figure",
                    ),
                    models.Index(fields=["house_id", "seq"], name="consent_said_seq"),
                    models.Index(
                        condition=models.Q(("void_seq__isnull", False)),
                        fields=["house_id", "void_seq"],
                        name="consent_said_void",
                    ),
                    models.Index(
                        fields=["testimony", "use_code", "occurred_on", "seq"],
                        name="consent_said_last",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("house_id", "key"), name="consentsaid_key"),
                    models.CheckConstraint(
                        condition=models.Q(("occurred_on__lte", models.F("known_on"))),
                        name="consentsaid_occurred_before_known",
                        violation_error_message="Un fait ne peut pas être daté après le jour de sa saisie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("void_code", ""),
                                ("void_on__isnull", True),
                                ("void_seq__isnull", True),
                            ),
                            models.Q(
                                ("void_on__gte", models.F("known_on")),
                                ("void_seq__gt", models.F("seq")),
                                models.Q(("void_code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consentsaid_void_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ("", "named", "first_name", "anonymous"))),
                        name="consent_said_scope",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TestimonyAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("question", models.CharField(max_length=200, verbose_name="question")),
                ("text", models.TextField(blank=True, verbose_name="réponse")),
                (
                    "testimony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="support.testimony",
                    ),
                ),
            ],
            options={
                "ordering": ["testimony", "position"],
            },
        ),
        migrations.CreateModel(
            name="TestimonyGiven",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("house_id", models.BigIntegerField(editable=False)),
                ("seq", models.BigIntegerField(editable=False)),
                ("occurred_on", models.DateField(verbose_name="date")),
                ("known_on", models.DateField(editable=False, verbose_name="connu le")),
                (
                    "is_declared",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="date déclarée"
                    ),
                ),
                ("void_seq", models.BigIntegerField(editable=False, null=True)),
                ("void_on", models.DateField(editable=False, null=True)),
                (
                    "void_code",
                    models.CharField(blank=True, default="", editable=False, max_length=24),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "digest_version",
                    models.SmallIntegerField(
                        default=probant.journal.digest.current_version, editable=False
                    ),
                ),
                (
                    "place_code",
                    models.CharField(blank=True, default="", max_length=9, verbose_name="commune"),
                ),
                ("place_vintage", models.SmallIntegerField(blank=True, null=True)),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "association"),
                            ("cooperative", "coopérative"),
                            ("mutuelle", "mutuelle"),
                            ("fondation", "fondation"),
                            ("societe_ess", "société commerciale de l'ESS"),
                            ("collectivite", "collectivité"),
                            ("etat", "État ou établissement public"),
                            ("entreprise", "entreprise hors ESS"),
                            ("projet", "projet non encore créé"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="famille juridique",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("social", "action sociale et santé"),
                            ("education", "éducation populaire et jeunesse"),
                            ("culture", "culture"),
                            ("sport", "sport et plein air"),
                            ("insertion", "insertion par l'activité économique"),
                            ("reemploi", "réemploi et déchets"),
                            ("alimentation", "agriculture et alimentation"),
                            ("habitat", "habitat"),
                            ("services", "services de proximité"),
                            ("territoire", "développement local"),
                            ("appui", "appui et têtes de réseau"),
                            ("autre", "autre"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="domaine",
                    ),
                ),
                (
                    "branch",
                    models.CharField(blank=True, default="", max_length=32, verbose_name="filière"),
                ),
                (
                    "qpv_code",
                    models.CharField(
                        blank=True, default="", max_length=32, verbose_name="quartier prioritaire"
                    ),
                ),
                (
                    "programme_code",
                    models.CharField(blank=True, default="", editable=False, max_length=32),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("link", "par un lien"),
                            ("interview", "en entretien"),
                            ("space", "depuis son espace"),
                        ],
                        max_length=12,
                        verbose_name="recueilli",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.person",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="support.testimonygiven",
                    ),
                ),
                (
                    "testimony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.testimony",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=[
                            "house_id",
                            "programme_code",
                            "way",
                            "occurred_on",
                            "known_on",
                            "void_on",
                            "void_seq",
                            "testimony",
                            "case",
                            "person",
                        ],
                        name="testimony_given_figure",
                    ),
                    models.Index(fields=["house_id", "seq"], name="testimony_given_seq"),
                    models.Index(
                        condition=models.Q(("void_seq__isnull", False)),
                        fields=["house_id", "void_seq"],
                        name="testimony_given_void",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("house_id", "key"), name="testimonygiven_key"),
                    models.CheckConstraint(
                        condition=models.Q(("occurred_on__lte", models.F("known_on"))),
                        name="testimonygiven_occurred_before_known",
                        violation_error_message="Un fait ne peut pas être daté après le jour de sa saisie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("void_code", ""),
                                ("void_on__isnull", True),
                                ("void_seq__isnull", True),
                            ),
                            models.Q(
                                ("void_on__gte", models.F("known_on")),
                                ("void_seq__gt", models.F("seq")),
                                models.Q(("void_code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="testimonygiven_void_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("void_seq__isnull", True)),
                        fields=("testimony",),
                        name="testimony_given_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TestimonyPublished",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("house_id", models.BigIntegerField(editable=False)),
                ("seq", models.BigIntegerField(editable=False)),
                ("occurred_on", models.DateField(verbose_name="date")),
                ("known_on", models.DateField(editable=False, verbose_name="connu le")),
                (
                    "is_declared",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="date déclarée"
                    ),
                ),
                ("void_seq", models.BigIntegerField(editable=False, null=True)),
                ("void_on", models.DateField(editable=False, null=True)),
                (
                    "void_code",
                    models.CharField(blank=True, default="", editable=False, max_length=24),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "digest_version",
                    models.SmallIntegerField(
                        default=probant.journal.digest.current_version, editable=False
                    ),
                ),
                (
                    "place_code",
                    models.CharField(blank=True, default="", max_length=9, verbose_name="commune"),
                ),
                ("place_vintage", models.SmallIntegerField(blank=True, null=True)),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("association", "association"),
                            ("cooperative", "coopérative"),
                            ("mutuelle", "mutuelle"),
                            ("fondation", "fondation"),
                            ("societe_ess", "société commerciale de l'ESS"),
                            ("collectivite", "collectivité"),
                            ("etat", "État ou établissement public"),
                            ("entreprise", "entreprise hors ESS"),
                            ("projet", "projet non encore créé"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="famille juridique",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("social", "action sociale et santé"),
                            ("education", "éducation populaire et jeunesse"),
                            ("culture", "culture"),
                            ("sport", "sport et plein air"),
                            ("insertion", "insertion par l'activité économique"),
                            ("reemploi", "réemploi et déchets"),
                            ("alimentation", "agriculture et alimentation"),
                            ("habitat", "habitat"),
                            ("services", "services de proximité"),
                            ("territoire", "développement local"),
                            ("appui", "appui et têtes de réseau"),
                            ("autre", "autre"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="domaine",
                    ),
                ),
                (
                    "branch",
                    models.CharField(blank=True, default="", max_length=32, verbose_name="filière"),
                ),
                (
                    "qpv_code",
                    models.CharField(
                        blank=True, default="", max_length=32, verbose_name="quartier prioritaire"
                    ),
                ),
                (
                    "programme_code",
                    models.CharField(blank=True, default="", editable=False, max_length=32),
                ),
                ("use_code", models.SlugField(max_length=32, verbose_name="usage")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.person",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="support.testimonypublished",
                    ),
                ),
                (
                    "testimony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="support.testimony",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=[
                            "house_id",
                            "programme_code",
                            "use_code",
                            "occurred_on",
                            "known_on",
                            "void_on",
                            "void_seq",
                            "testimony",
                        ],
                        name="testimony_published_figure",
                    ),
                    models.Index(fields=["house_id", "seq"], name="testimony_published_seq"),
                    models.Index(
                        condition=models.Q(("void_seq__isnull", False)),
                        fields=["house_id", "void_seq"],
                        name="testimony_published_void",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("house_id", "key"), name="testimonypublished_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occurred_on__lte", models.F("known_on"))),
                        name="testimonypublished_occurred_before_known",
                        violation_error_message="Un fait ne peut pas être daté après le jour de sa saisie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("void_code", ""),
                                ("void_on__isnull", True),
                                ("void_seq__isnull", True),
                            ),
                            models.Q(
                                ("void_on__gte", models.F("known_on")),
                                ("void_seq__gt", models.F("seq")),
                                models.Q(("void_code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="testimonypublished_void_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("void_seq__isnull", True)),
                        fields=("testimony", "use_code", "occurred_on"),
                        name="testimony_published_once",
                        violation_error_message="Cette publication est déjà notée à ce jour.",
                    ),
                ],
            },
        ),
    ]
