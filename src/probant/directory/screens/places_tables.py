"""The tables of territories and branches."""

from probant.ui.tables import Column, Empty, Table, Tag

COLUMNS = (
    Column("name", "Territoire", kind="link", route="directory:territory", arguments=("code",)),
    Column("kind_label", "Nature"),
    Column("communes", "Communes connues", kind="number"),
    Column("population", "Habitants", kind="number"),
    Column("density_label", "Urbain ou rural"),
    Column("structures", "Dans l’annuaire", kind="number"),
)
TERRITORIES = Table(
    name="territoires",
    caption="Territoires",
    noun="territoire",
    columns=COLUMNS,
    cards=True,
    empty=Empty(
        "Aucun territoire ne répond",
        "Essayez une partie du nom, un code INSEE ou un code postal. Seuls sont connus les "
        "départements chargés par la commande « probant territories ».",
        action="Voir les intercommunalités",
        route="directory:territories",
    ),
)
INSIDE = Table(
    name="territoire-contenu",
    caption="Communes et intercommunalités de ce territoire",
    noun="territoire",
    columns=COLUMNS,
    cards=True,
    empty=Empty("Rien ici", "Ce territoire n’en contient pas d’autre."),
)
BRANCHES = Table(
    name="filieres",
    caption="Filières proposées",
    noun="filière",
    columns=(
        Column("name", "Filière"),
        Column(
            "origin",
            "D’où elle vient",
            kind="tag",
            tags={
                "shipped": Tag("catalogue", "quiet"),
                "own": Tag("ajoutée par la maison", "held"),
                "closed": Tag("n’est plus proposée", "quiet"),
            },
        ),
        Column("source", "Source"),
        Column("structures", "Structures", kind="number"),
        Column("act", "Proposer", kind="html", hidden_label=True, blank=""),
    ),
    cards=True,
    empty=Empty("Aucune filière", "Ajoutez celles que votre maison suit."),
)
