"""Tables of the ledger: jobs, structures created, follow-ups to make."""

from probant.support.models import JobFact
from probant.support.queries.case_words import say_months
from probant.ui.tables import Column, Empty, Table, Tag

JOBS = Table(
    name="emplois",
    caption="Emplois créés et consolidés",
    noun="fait",
    columns=(
        Column(
            "name",
            "Structure",
            kind="link",
            route="support:case",
            arguments=("case_id",),
            quiet="programme_name",
            sortable=True,
            sort="name_key",
        ),
        Column("occurred_on", "Constatés le", kind="date", sortable=True),
        Column(
            "kind",
            "Nature",
            kind="tag",
            tags={
                JobFact.Kind.CREATED: Tag("créés", "held"),
                JobFact.Kind.CONSOLIDATED: Tag("consolidés", "plain"),
            },
        ),
        Column("contract_words", "Contrat"),
        Column("headcount", "Emplois", kind="number"),
        Column("fte", "ETP"),
        Column("then", "À 12 mois"),
    ),
    default_sort="-occurred_on",
    empty=Empty(
        "Aucun emploi noté",
        "Les emplois créés et consolidés se notent depuis le dossier de la structure ; leur état "
        "à 12 mois vient des suivis.",
        action="Voir les dossiers",
        route="support:cases",
    ),
    cards=True,
)


def births_table(months: list[int]) -> Table:
    """Structures created, with a column for each term at which one asks what they became."""
    terms = [Column(f"at_{one}", f"À {say_months(one)}") for one in months]
    return Table(
        name="creations",
        caption="Structures créées",
        noun="structure",
        columns=(
            Column(
                "name",
                "Structure",
                kind="link",
                route="support:case",
                arguments=("case_id",),
                quiet="place_name",
                sortable=True,
                sort="name_key",
            ),
            Column("programme_name", "Programme"),
            Column("occurred_on", "Créée le", kind="date", sortable=True),
            *terms,
        ),
        default_sort="-occurred_on",
        empty=Empty(
            "Aucune structure créée",
            "Une création se note depuis le dossier du projet ; la liste dit ensuite ce que la "
            "structure devient.",
            action="Voir les dossiers",
            route="support:cases",
        ),
        cards=True,
    )


FOLLOW_UPS = Table(
    name="suivis",
    caption="Suivis à faire",
    noun="suivi",
    columns=(
        Column(
            "name",
            "Structure ou projet",
            kind="link",
            route="support:follow-up",
            arguments=("case_id",),
            quiet="programme",
        ),
        Column("term", "Suivi"),
        Column("due_on", "Depuis le", kind="date"),
        Column("referent", "Référent"),
    ),
    empty=Empty(
        "Aucun suivi à faire",
        "Après la fin d’un accompagnement, et après la création d’une structure, on demande ce "
        "qu’elles deviennent ; la liste dit à qui, et depuis quand.",
        action="Voir les dossiers",
        route="support:cases",
    ),
    cards=True,
)
