"""Lists of requests and of calls."""

from collections.abc import Iterable
from typing import Any

from probant.funding.models import Call
from probant.funding.rules.calls import CallStage
from probant.funding.rules.requests import RequestState
from probant.funding.screens.request_words import TONES
from probant.ui.tables import Column, Empty, Table, Tag

KINDS = {value: str(label) for value, label in Call.Kind.choices}
MANNERS = {value: str(label) for value, label in Call.Manner.choices}
CALL_TONES = {
    CallStage.WATCHED: "due",
    CallStage.ANSWERING: "due",
    CallStage.DECLINED: "quiet",
    CallStage.ANSWERED: "plain",
    CallStage.WON: "held",
    CallStage.LOST: "quiet",
}


def _requests(*, for_funder: bool) -> Table:
    tags: dict[Any, Any] = {
        one.value: Tag(one.funder_label if for_funder else one.label, tone)  # type: ignore[arg-type]
        for one, tone in TONES.items()
    }
    return Table(
        name="demandes",
        caption="Demandes de subvention",
        noun="demande",
        columns=(
            Column("title", "Demande", kind="link", route="funding:request", quiet="when"),
            Column("other", "Association" if for_funder else "Financeur"),
            Column("year", "Exercice", sortable=True),
            Column("standing", "État", kind="tag", tags=tags),
            Column("asked_cents", "Demandé", kind="money"),
            Column("granted_cents", "Accordé", kind="money"),
        ),
        default_sort="-year",
        cards=True,
        empty=Empty(
            "Aucune demande ici",
            "Les demandes déposées auprès de votre collectivité paraîtront ici."
            if for_funder
            else "Une demande reprend les fiches, les budgets et le dossier permanent : rien n’est "
            "retapé. Elle attend tant qu’une pièce manque.",
            action="" if for_funder else "Préparer une demande",
            route="" if for_funder else "funding:request-prepare",
        ),
    )


OWN_REQUESTS, FUNDER_REQUESTS = _requests(for_funder=False), _requests(for_funder=True)

CALLS = Table(
    name="appels",
    caption="Appels et consultations",
    noun="appel",
    columns=(
        Column("title", "Appel", kind="link", route="funding:call", quiet="what"),
        Column("due_on", "Date limite", kind="date", sortable=True, sort="until"),
        Column(
            "stage",
            "État",
            kind="tag",
            tags={
                one.value: Tag(one.label, tone)  # type: ignore[arg-type]
                for one, tone in CALL_TONES.items()
            },
        ),
        Column("answers", "Réponse"),
        Column("amount_cents", "Demandé", kind="money"),
        Column("won_cents", "Obtenu", kind="money"),
    ),
    default_sort="-due_on",
    cards=True,
    empty=Empty(
        "Aucun appel en veille",
        "Mettez en veille un appel à projets ou une consultation : sa date limite entre dans ce "
        "qui est à faire, et les acteurs concernés peuvent être prévenus.",
        action="Mettre un appel en veille",
        route="funding:call-watch",
    ),
)


def request_words(rows: Iterable[dict[str, Any]], *, for_funder: bool) -> list[dict[str, Any]]:
    """Add to each row the other side and the years."""
    held = list(rows)
    for row in held:
        state: RequestState = row["standing"]
        row["standing"] = state.value
        row["other"] = row["house_name"] if for_funder else row["funder_name"]
        last, first = row["last_year"], row["year"]
        row["when"] = f"de {first} à {last}" if last > first else ""
    return held


def call_words(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add to each row its kind, who launched it, how the house answers."""
    held = list(rows)
    for row in held:
        who = row["organiser_known"] or row["organiser_name"]
        row["what"] = ", ".join(filter(None, (KINDS[row["kind"]], who)))
        row["answers"] = MANNERS[row["manner"]]
        if row["stage"] != CallStage.WON:
            row["won_cents"] = None
    return held
