"""Bodies, sittings, members and items as tables."""

from collections.abc import Sequence
from typing import Any

from probant.governance.models import AgendaItem, Ballot, Body, Mandate, Sitting
from probant.governance.queries import SittingFile
from probant.governance.rules import names_elected
from probant.kernel.dates import write_date
from probant.ui.tables import Column, Empty, Table, Tag

STATES = {
    Sitting.Status.PLANNED: Tag("prévue", "plain"),
    Sitting.Status.CONVENED: Tag("convoquée", "due"),
    Sitting.Status.OPEN: Tag("en cours", "proof"),
    Sitting.Status.HELD: Tag("tenue", "held"),
    Sitting.Status.CANCELLED: Tag("annulée", "quiet"),
}
KINDS = dict(Body.Kind.choices)

BODIES = Table(
    name="bodies",
    caption="Instances",
    noun="instance",
    columns=(
        Column("name", "Instance", kind="link", route="governance:body_sheet", quiet="where"),
        Column("nature", "Nature"),
        Column("members", "Membres en exercice", kind="number"),
        Column("last_on", "Dernière séance", kind="date"),
    ),
    cards=True,
    empty=Empty(
        "Aucune instance ici",
        "Une instance délibère : assemblée générale, conseil d’administration, comité, conseil "
        "d’une collectivité. Ses règles et ses mandats sont datés.",
        action="Ajouter une instance",
        route="governance:body",
    ),
)

SITTINGS = Table(
    name="sittings",
    caption="Séances",
    noun="séance",
    columns=(
        Column(
            "day",
            "Séance du",
            kind="link",
            route="governance:sitting",
            quiet="where",
            sortable=True,
            sort="held_on",
        ),
        Column("status", "État", kind="tag", tags=STATES),
        Column("item_count", "Points", kind="number"),
        Column("members_in_office", "En exercice", kind="number"),
        Column("place", "Lieu"),
    ),
    default_sort="-day",
    cards=True,
    empty=Empty(
        "Aucune séance ici",
        "Ouvrez une instance pour prévoir sa prochaine séance : convocation, pouvoirs, présence, "
        "votes et procès-verbal s’y suivent.",
        action="Voir les instances",
        route="governance:bodies",
    ),
)

MEMBERS = Table(
    name="members",
    caption="Membres en exercice",
    noun="membre",
    columns=(
        Column("name", "Membre", kind="link", route="governance:mandate", quiet="detail"),
        Column("role", "Fonction"),
        Column("begins_on", "Depuis le", kind="date"),
        Column("ends_on", "Jusqu’au", kind="date"),
    ),
    cards=True,
    empty=Empty(
        "Aucun membre en exercice",
        "Notez les mandats : qui siège, depuis quand. La convocation et le quorum en dépendent.",
    ),
)

RESULTS = {
    "": Tag("à traiter", "plain"),
    "information": Tag("information", "quiet"),
    "unanimous": Tag("adopté à l’unanimité", "held"),
    "adopted": Tag("adopté", "held"),
    "rejected": Tag("rejeté", "late"),
    "none": Tag("sans décision", "due"),
    "elected": Tag("élection acquise", "held"),
    "open": Tag("tour suivant", "due"),
}

ITEMS = Table(
    name="items",
    caption="Ordre du jour",
    noun="point",
    columns=(
        Column("title", "Point", kind="link", route="governance:item"),
        Column("floor", "Voix"),
        Column(
            "quorum",
            "Quorum",
            kind="tag",
            tags={
                "yes": Tag("atteint", "held"),
                "no": Tag("manque", "late"),
                "unknown": Tag("règle inconnue", "quiet"),
                "": Tag("—", "quiet"),
            },
        ),
        Column("result", "Résultat", kind="tag", tags=RESULTS),
        Column("votes", "Pour, contre, abst."),
    ),
    cards=True,
    empty=Empty("L’ordre du jour est vide", "Écrivez ses points : la convocation les porte."),
)


def body_words(rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Add where a body sits and its nature in words."""
    for row in rows:
        row["where"] = row["organisation__name"]
        row["nature"] = KINDS[row["kind"]]
    return rows


def sitting_words(rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Add the body to each sitting, and its day as one reads it."""
    for row in rows:
        row["day"] = write_date(row["held_on"])
        row["where"] = f"{row['body__name']}, {row['body__organisation__name']}"
    return rows


def member_rows(mandates: Sequence[Mandate]) -> list[dict[str, Any]]:
    """Mandates as rows."""
    return [
        {
            "id": one.pk,
            "name": one.name,
            "role": one.get_role_display() + (" par intérim" if one.interim else ""),
            "detail": one.college.name if one.college else "",
            "begins_on": one.begins_on,
            "ends_on": one.ends_on,
        }
        for one in mandates
    ]


def item_rows(file: SittingFile) -> list[dict[str, Any]]:
    """The items of a sitting, each with its floor, quorum and result."""
    taken = file.sitting.status in (Sitting.Status.OPEN, Sitting.Status.HELD)
    rows, quorums = [], {}
    for item in file.items:
        floor = file.floors[item.number]
        if id(floor) not in quorums:
            quorums[id(floor)] = file.quorum_of(floor)
        reached = quorums[id(floor)].reached
        ballot = file.ballot(item)
        rows.append(
            {
                "id": item.pk,
                "title": f"{item.number}. {item.title}",
                "floor": f"{floor.voters}" if taken and file.seats else "",
                "quorum": _quorum_word(reached) if taken and file.seats else "",
                "result": result_of(file, item, ballot),
                "votes": _votes(ballot),
            }
        )
    return rows


def _quorum_word(reached: bool | None) -> str:
    return {True: "yes", False: "no", None: "unknown"}[reached]


def result_of(file: SittingFile, item: AgendaItem, ballot: Ballot | None) -> str:
    """The code of an item's result in `RESULTS`."""
    if ballot is None:
        return "information" if item.kind == AgendaItem.Kind.INFORMATION else ""
    if ballot.kind == Ballot.Kind.ELECTION:
        elected = names_elected(file.round(ballot), file.rules)
        return "elected" if len(elected) >= (ballot.to_elect or 1) else "open"
    found = file.outcome(ballot)
    if found.adopted is None:
        return "none"
    if not found.adopted:
        return "rejected"
    return "unanimous" if found.unanimous else "adopted"


def _votes(ballot: Ballot | None) -> str:
    if ballot is None or ballot.kind == Ballot.Kind.ELECTION:
        return ""
    return f"{ballot.votes_for}, {ballot.votes_against or 0}, {ballot.abstentions or 0}"
