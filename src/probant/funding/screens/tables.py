"""The list of conventions."""

from collections.abc import Sequence
from typing import Any

from probant.funding.models import Convention
from probant.funding.rules import Status
from probant.funding.rules.conventions import VOTED, VOTED_LABEL
from probant.kernel.dates import write_short_date
from probant.kernel.period import Period
from probant.ui.tables import Column, Empty, Table, Tag
from probant.ui.tables.columns import Tone

TONES: dict[Status, Tone] = {
    Status.DRAFT: "quiet",
    Status.SUBMITTED: "due",
    Status.SIGNED: "held",
    Status.CLOSED: "plain",
    Status.DENOUNCED: "late",
    Status.DROPPED: "quiet",
}
KINDS = {value: str(label) for value, label in Convention.Kind.choices}


def _table(*, for_funder: bool) -> Table:
    tags = {
        one.value: Tag(one.funder_label if for_funder else one.label, TONES[one]) for one in Status
    }
    tags[VOTED] = Tag(VOTED_LABEL, "due")
    return Table(
        name="conventions",
        caption="Conventions",
        noun="convention",
        columns=(
            Column("title", "Convention", kind="link", route="funding:convention", quiet="kind"),
            Column("other", "Bénéficiaire" if for_funder else "Financeur"),
            Column("when", "Période", sortable=True, sort="begins_on"),
            Column("status", "État", kind="tag", tags=tags),
            Column("awarded_cents", "Attribué", kind="money"),
        ),
        default_sort="-when",
        cards=True,
        empty=Empty(
            "Aucune convention ici",
            "Une convention réunit ce qui est promis, voté, attribué et versé, et ce qui est dû. "
            "Déposez le document signé : il est lu, vous relisez, elle est enregistrée."
            if not for_funder
            else "Les conventions dans lesquelles votre collectivité est partie paraîtront ici.",
        ),
    )


OWN, FUNDER = _table(for_funder=False), _table(for_funder=True)


def words(rows: Sequence[dict[str, Any]], *, for_funder: bool) -> Sequence[dict[str, Any]]:
    """Add to each row its words: kind, period, the other party."""
    for row in rows:
        row["kind"] = KINDS[row["kind"]]
        row["status"] = row.pop("stands")
        row["when"] = _period(row)
        row["other"] = row["beneficiary"] if for_funder else row["funder"]
    return rows


def _period(row: dict[str, Any]) -> str:
    start, end = row["starts_on"], row["ends_on"]
    if start and end:
        period = Period(start, end)
        if period.is_civil_years:
            return period.label
        return f"{write_short_date(start)} – {write_short_date(end)}"
    return f"depuis le {write_short_date(start)}" if start else "non datée"
