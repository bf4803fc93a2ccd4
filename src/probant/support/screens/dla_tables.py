"""Tables of the DLA: committees, consultations, providers."""

from probant.ui.tables import Column, Empty, Table, Tag

COMMITTEES = Table(
    name="comites",
    caption="Comités d’appui",
    noun="comité",
    columns=(
        Column("planned_on", "Date", kind="date", sortable=True),
        Column("body_name", "Comité", kind="link", route="support:committee", quiet="place"),
        Column("cases", "Dossiers", kind="number"),
        Column(
            "state",
            "État",
            kind="tag",
            tags={
                "due": Tag("prévu", "due"),
                "held": Tag("tenu", "held"),
                "cancelled": Tag("annulé", "quiet"),
            },
        ),
    ),
    default_sort="-planned_on",
    empty=Empty(
        "Aucun comité d’appui",
        "Le comité d’appui donne un avis technique après le diagnostic, avant le cahier des "
        "charges.",
        action="Prévoir un comité",
        route="support:committee-plan",
    ),
    cards=True,
)

CONSULTED = Table(
    name="consultes",
    caption="Prestataires consultés",
    noun="prestataire",
    columns=(
        Column("name", "Prestataire", kind="link", route="support:provider", arguments=("id",)),
        Column("asked_on", "Consulté le", kind="date"),
        Column(
            "answer",
            "Réponse",
            kind="tag",
            tags={
                "": Tag("attendue", "due"),
                "offer": Tag("offre"),
                "declined": Tag("a décliné", "quiet"),
                "chosen": Tag("retenu", "held"),
            },
        ),
        Column("days", "Jours"),
        Column("amount_cents", "Montant", kind="money"),
        Column("file", "Fichier", kind="link", href="file_href"),
    ),
    empty=Empty(
        "Personne n’a encore été consulté",
        "Les prestataires sont choisis après une mise en concurrence (décret n° 2015-1103).",
    ),
    cards=True,
)

PROVIDERS = Table(
    name="prestataires",
    caption="Prestataires",
    noun="prestataire",
    columns=(
        Column(
            "name",
            "Prestataire",
            kind="link",
            route="support:provider",
            arguments=("organisation_id",),
            quiet="where",
            sortable=True,
            sort="name_key",
        ),
        Column("skills", "Compétences"),
        Column("places", "Territoires"),
        Column("day_rate_cents", "Tarif journalier", kind="money"),
        Column("missions", "Missions", kind="number"),
        Column("mark", "Note moyenne"),
    ),
    default_sort="name",
    empty=Empty(
        "Aucun prestataire ici",
        "Le registre garde les compétences, les territoires et les tarifs de ceux à qui l’on "
        "confie des missions ; missions et notes en sortent toutes seules.",
        action="Inscrire un prestataire",
        route="support:provider-create",
    ),
    cards=True,
)
