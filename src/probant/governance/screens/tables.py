"""The register as a table."""

from collections.abc import Sequence
from typing import Any

from probant.governance.models import Ballot, Body, BodyRule
from probant.governance.queries.rules import own_rules, with_own
from probant.governance.rules import BodyRules, Count, Life, Status, outcome, status_of
from probant.ui.tables import Column, Empty, Table, Tag
from probant.ui.tables.columns import Tone

RESULTS = {
    "unanimous": Tag("à l’unanimité", "held"),
    "adopted": Tag("adoptée", "held"),
    "rejected": Tag("rejetée", "late"),
    "none": Tag("sans décision", "due"),
    "cited": Tag("citée", "quiet"),
    "election": Tag("élection", "plain"),
    "weighed": Tag("par collège", "plain"),
    "unknown": Tag("non indiqué", "quiet"),
}

TONES: dict[Status, Tone] = {
    Status.EXECUTORY: "held",
    Status.NOTIFIED: "held",
    Status.WITHDRAWN: "late",
    Status.ANNULLED: "late",
    Status.REJECTED: "late",
    Status.TRANSMITTED: "due",
}
STATUSES = {one.value: Tag(one.label, TONES.get(one, "quiet")) for one in Status}

REGISTER = Table(
    name="deliberations",
    caption="Délibérations",
    noun="délibération",
    columns=(
        Column("subject", "Objet", kind="link", route="governance:deliberation", quiet="where"),
        Column(
            "sitting__held_on", "Séance du", kind="date", sortable=True, sort="sitting__held_on"
        ),
        Column("number", "Numéro"),
        Column("result", "Scrutin", kind="tag", tags=RESULTS),
        Column("status", "État", kind="tag", tags=STATUSES),
        Column("granted_cents", "Accordé", kind="money"),
    ),
    default_sort="-sitting__held_on",
    cards=True,
    empty=Empty(
        "Aucune délibération ici",
        "Une subvention repose sur un vote : enregistrez l’extrait du registre, ses présents, ses "
        "pouvoirs et son scrutin sont vérifiés, et la convention y renvoie.",
        action="Enregistrer une délibération",
        route="governance:record",
    ),
)
REGISTER_READ = Table(
    name="deliberations",
    caption="Délibérations",
    noun="délibération",
    columns=REGISTER.columns,
    default_sort=REGISTER.default_sort,
    cards=True,
    empty=Empty(
        "Aucune délibération ici",
        "Les votes de vos instances qui concernent une convention paraîtront ici.",
    ),
)


def words(rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Add to each row where it was voted and how, under the rules of its body that day."""
    rules = own_rules({row["sitting__body_id"] for row in rows})
    for row in rows:
        body, organisation = row["sitting__body__name"], row["sitting__body__organisation__name"]
        row["where"] = f"{body}, {organisation}"
        row["result"] = _result(row, _rules(rules.get(row["sitting__body_id"], []), row))
        row["status"] = _status(row)
    return rows


def _status(row: dict[str, Any]) -> str:
    days = ("transmitted_on", "published_on", "notified_on", "withdrawn_on", "annulled_on")
    life = Life(
        row["sitting__held_on"],
        is_public=row["sitting__body__kind"] in (Body.Kind.COUNCIL, Body.Kind.BUREAU),
        adopted=row["result"] != "rejected",
        cited_only=row["cited_only"],
        **{name: row[name] for name in days},
    )
    return status_of(life).value


def _rules(own: Sequence[BodyRule], row: dict[str, Any]) -> BodyRules:
    standing = (one for one in own if one.in_force_from <= row["sitting__held_on"])
    first = next(standing, None)
    return BodyRules() if first is None else with_own(BodyRules(), first)


def _result(row: dict[str, Any], rules: BodyRules) -> str:
    if row["cited_only"]:
        return "cited"
    if row["ballot_kind"] == Ballot.Kind.ELECTION:
        return "election"
    if row["weighing"] == BodyRule.Weighing.COLLEGES:
        return "weighed"
    if row["votes_for"] is None and not row["declared"]:
        return "unknown"
    count = Count(
        row["votes_for"],
        row["votes_against"],
        row["abstentions"],
        row["not_voting"],
        declared=row["declared"] or "",
        president_vote=row["president_vote"] or "",
    )
    found = outcome(count, rules, row["sitting__members_in_office"])
    if found.adopted is None:
        return "none"
    if not found.adopted:
        return "rejected"
    return "unanimous" if found.unanimous else "adopted"
