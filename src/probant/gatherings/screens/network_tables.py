"""Tables of networks."""

from probant.ui.tables import Column, Empty, Table, Tag

NETWORKS = Table(
    name="reseaux",
    caption="Réseaux animés par la maison",
    noun="réseau",
    nouns="réseaux",
    columns=(
        Column("name", "Réseau", kind="link", route="gatherings:network"),
        Column("programme__name", "Ses rencontres"),
        Column("count", "Membres", kind="number"),
        Column(
            "is_open",
            "État",
            kind="tag",
            tags={True: Tag("ouvert", "held"), False: Tag("fermé", "quiet")},
        ),
    ),
    empty=Empty(
        "Aucun réseau",
        "Un réseau réunit les structures que vous animez : les acteurs de l’ESS d’un territoire, "
        "un club. Ses membres font les taux de participation.",
        action="Ouvrir un réseau",
        route="gatherings:network-create",
    ),
    cards=True,
)

MEMBERS = Table(
    name="membres",
    caption="Membres du réseau",
    noun="membre",
    columns=(
        Column(
            "name",
            "Structure",
            kind="link",
            route="gatherings:network-member",
            sortable=True,
            sort="name_key",
        ),
        Column("family_name", "Famille"),
        Column("college", "Collège"),
        Column("place_name", "Commune"),
        Column("joined_on", "Depuis", kind="date", sortable=True),
    ),
    default_sort="name",
    empty=Empty(
        "Aucun membre ici",
        "Ajoutez des structures de votre annuaire : cochez-les, choisissez leur famille.",
        action="Ajouter des membres",
        route="gatherings:network-add",
    ),
    cards=True,
)

CANDIDATES = Table(
    name="annuaire",
    caption="Structures de l’annuaire",
    noun="structure",
    columns=(
        Column(
            "name",
            "Structure",
            kind="link",
            route="directory:sheet",
            arguments=("organisation_id",),
            sortable=True,
            sort="name_key",
        ),
        Column("place_name", "Commune"),
        Column("networks", "Déjà membre de"),
    ),
    default_sort="name",
    empty=Empty(
        "Aucune structure ne répond",
        "Essayez une partie du nom, sans vous soucier des accents.",
        action="Ajouter une structure à l’annuaire",
        route="directory:create",
    ),
    cards=True,
)

ACTIVITY = Table(
    name="activite",
    caption="Ce que chaque membre a fait",
    noun="membre",
    columns=(
        Column("name", "Structure", kind="link", href="member_href"),
        Column("family", "Famille"),
        Column("invited", "Invitée", kind="figure", href="invited_href"),
        Column("present", "Présente", kind="figure", href="present_href"),
        Column("organised", "Co-organise", kind="figure", href="organised_href"),
    ),
    empty=Empty("Aucun membre dans la période", "Les membres sont ceux de l’année choisie."),
    cards=True,
)

MAILINGS = Table(
    name="messages",
    caption="Messages envoyés",
    noun="message",
    columns=(
        Column("subject", "Objet", kind="link", route="gatherings:mailing"),
        Column("network__name", "Réseau"),
        Column("sent", "Envoyé à", kind="number"),
        Column("left", "Laissés de côté", kind="number"),
        Column("sent_at", "Parti le", kind="date", sortable=True),
    ),
    default_sort="-sent_at",
    empty=Empty(
        "Aucun message",
        "Écrivez aux membres d’un réseau, à une famille, à un domaine : chacun peut se désabonner.",
        action="Écrire un message",
        route="gatherings:mailing-create",
    ),
    cards=True,
)
