"""Tables of support."""

from probant.support.models import Case
from probant.ui.tables import Column, Empty, Table, Tag

#: What a list calls a case, and where it is: of rows of `queries.cases.named`.
CASE_NAME = Column(
    "name",
    "Structure ou projet",
    kind="link",
    route="support:case",
    quiet="where",
    sortable=True,
    sort="name_key",
)
CASES = Table(
    name="dossiers",
    caption="Dossiers",
    noun="dossier",
    columns=(
        CASE_NAME,
        Column("programme_name", "Programme"),
        Column("phase_name", "Étape"),
        Column("referent_name", "Référent"),
        Column("touched_on", "Dernières nouvelles", kind="date", sortable=True),
        Column(
            "state",
            "État",
            kind="tag",
            tags={Case.State.OPEN: Tag("ouvert", "held"), Case.State.CLOSED: Tag("clos", "quiet")},
        ),
    ),
    default_sort="-touched_on",
    empty=Empty(
        "Aucun dossier ici",
        "Un dossier garde ce qui se passe avec une structure ou un projet, du premier appel au "
        "suivi ; les chiffres de l’année en sortent.",
        action="Noter un accueil",
        route="support:accueil",
    ),
    cards=True,
)

MISSIONS = Table(
    name="missions",
    caption="Missions d’ingénierie",
    noun="mission",
    columns=(
        Column(
            "title",
            "Objet",
            kind="link",
            route="support:mission",
            arguments=("mission_id",),
            quiet="provider_name",
        ),
        Column("programme_name", "Programme"),
        Column(
            "kind",
            "Type",
            kind="tag",
            tags={"individual": Tag("individuelle"), "collective": Tag("collective", "proof")},
        ),
        Column("day", "Signée le", kind="date", sortable=True, sort="day"),
        Column("cost_cents", "Coût", kind="money"),
    ),
    default_sort="-day",
    empty=Empty(
        "Aucune mission",
        "Une mission d’ingénierie est confiée à un prestataire, pour une structure ou pour "
        "plusieurs ensemble.",
        action="Noter une mission collective",
        route="support:mission-create",
    ),
    cards=True,
)

PARTICIPANTS = Table(
    name="participants",
    caption="Structures participantes",
    noun="structure",
    columns=(
        Column("name", "Structure", kind="link", route="support:case", arguments=("case_id",)),
        Column("place_name", "Commune"),
        Column("occurred_on", "Depuis le", kind="date"),
    ),
    empty=Empty(
        "Personne n’a encore rejoint cette mission",
        "Une structure la rejoint depuis son dossier.",
        action="Choisir un dossier",
        route="support:cases",
    ),
)
