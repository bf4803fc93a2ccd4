"""Tables of papers, proposals, roadmaps and restitutions."""

from probant.directory.models import Theme
from probant.gatherings.models import Output
from probant.gatherings.screens.outcome_words import AUDIENCE_TAGS, STATUS_TAGS
from probant.ui.tables import Column, Empty, Table, Tag

PROPOSALS = Table(
    name="propositions",
    caption="Propositions",
    noun="proposition",
    columns=(
        Column(
            "title",
            "Proposition",
            kind="link",
            route="gatherings:proposal",
            quiet="whose",
            sortable=True,
            blank="proposition effacée",
        ),
        Column(
            "theme",
            "Thème",
            kind="tag",
            tags={theme.value: Tag(str(theme.label)) for theme in Theme},
        ),
        Column("session_title", "Issue de"),
        Column("made_on", "Émise le", kind="date", sortable=True),
        Column("state", "État", kind="tag", tags=STATUS_TAGS),
    ),
    default_sort="-made_on",
    empty=Empty(
        "Aucune proposition ici",
        "Ce que les groupes, les structures et les rencontres proposent, et ce que la collectivité "
        "en fait : le taux de reprise en vient.",
        action="Noter une proposition",
        route="gatherings:proposal-create",
    ),
    cards=True,
)

OUTPUTS = Table(
    name="documents-issus",
    caption="Documents issus des rencontres",
    noun="document",
    columns=(
        Column(
            "title",
            "Document",
            kind="link",
            route="gatherings:output",
            quiet="source",
            sortable=True,
        ),
        Column(
            "kind",
            "Nature",
            kind="tag",
            tags={kind.value: Tag(str(kind.label)) for kind in Output.Kind},
        ),
        Column("dated_on", "Daté du", kind="date", sortable=True),
        Column("version", "Version", kind="number"),
        Column("audience", "Diffusion", kind="tag", tags=AUDIENCE_TAGS),
    ),
    default_sort="-dated_on",
    empty=Empty(
        "Aucun document ici",
        "Comptes rendus, synthèses et documents s’ajoutent depuis la page de la rencontre dont ils "
        "sortent.",
        action="Voir les rencontres",
        route="gatherings:sessions",
    ),
    cards=True,
)

ROADMAPS = Table(
    name="feuilles-de-route",
    caption="Feuilles de route",
    noun="feuille de route",
    columns=(
        Column(
            "title",
            "Feuille de route",
            kind="link",
            route="gatherings:roadmap",
            quiet="place_name",
            sortable=True,
        ),
        Column("programme_name", "Programme"),
        Column("starts_on", "Du", kind="date", sortable=True),
        Column("ends_on", "Au", kind="date"),
        Column("measures", "Mesures", kind="number"),
        Column("done", "Réalisées", kind="number"),
        Column(
            "is_public",
            "Diffusion",
            kind="tag",
            tags={True: Tag("la maison", "held"), False: Tag("l’équipe", "quiet")},
        ),
    ),
    default_sort="-starts_on",
    empty=Empty(
        "Aucune feuille de route",
        "Des axes, des mesures, qui les porte et où elles en sont : ce qu’un territoire et ses "
        "acteurs font des propositions.",
        action="Ouvrir une feuille de route",
        route="gatherings:roadmap-create",
    ),
    cards=True,
)

RESTITUTIONS = Table(
    name="restitutions",
    caption="Restitutions aux élus",
    noun="restitution",
    columns=(
        Column(
            "title",
            "Restitution",
            kind="link",
            route="gatherings:restitution",
            quiet="programme_name",
            sortable=True,
        ),
        Column("starts_on", "Du", kind="date", sortable=True),
        Column("ends_on", "Au", kind="date"),
        Column("published_on", "Publiée le", kind="date", blank="en préparation"),
    ),
    default_sort="-starts_on",
    empty=Empty(
        "Aucune restitution",
        "Rencontres tenues, participation, documents, propositions et leurs suites : le compte "
        "rendu fait aux élus, en PDF et sur une page publique.",
        action="Préparer une restitution",
        route="gatherings:restitution-create",
    ),
    cards=True,
)
