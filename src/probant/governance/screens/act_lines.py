"""An act as the form of an act shows it again: its fields, and a line for each amount."""

from typing import Any

from probant.governance.models import DecisionAmount, Seat
from probant.governance.queries import Register
from probant.kernel.money import write_euros

SITTING = (
    "held_on",
    "convened_on",
    "president",
    "secretary",
    "place",
    "members_in_office",
    "present_declared",
    "proxies_declared",
)
ACT = (
    "subject",
    "number",
    "rapporteur",
    "advice",
    "visas",
    "recitals",
    "matter",
    "signatory",
    "prefecture_id",
    "document_reference",
    "transmitted_on",
    "published_on",
    "notified_on",
)
BALLOT = (
    "votes_for",
    "votes_against",
    "abstentions",
    "not_voting",
    "declared",
    "method",
    "president_vote",
)


def initial_of(register: Register) -> dict[str, Any]:
    """The fields of the form."""
    sitting, act, ballot = register.sitting, register.deliberation, register.ballot
    found: dict[str, Any] = {"body": register.body.pk}
    found |= {name: getattr(sitting, name) for name in SITTING}
    found |= {name: getattr(act, name) for name in ACT}
    if ballot is not None:
        found |= {name: getattr(ballot, name) for name in BALLOT}
        found["ballot_proxies"] = ballot.proxies
    for presence, name in (
        (Seat.Presence.PRESENT, "present"),
        (Seat.Presence.ABSENT, "absent"),
        (Seat.Presence.EXCUSED, "excused"),
    ):
        found[name] = [seat.name for seat in register.seats if seat.presence == presence]
    found["proxies"] = [f"{one.giver_name} → {one.holder_name}" for one in register.proxies]
    for link in register.earlier:
        found.setdefault(link.nature, []).append(link.earlier_id)
    return found


def lines_of(register: Register) -> list[dict[str, Any]]:
    """The lines of the form: a decision with its first amount, then its further amounts."""
    lines: list[dict[str, Any]] = []
    for decision in register.decisions:
        amounts = list(decision.amounts.all())
        wholes = [one for one in amounts if one.part_of_id is None]
        lines.append({"text": decision.text, "enables": decision.enables})
        for place, whole in enumerate(wholes):
            if place:
                lines.append({})
            lines[-1] |= _amount(whole, [one for one in amounts if one.part_of_id == whole.pk])
    return lines


def _amount(whole: DecisionAmount, parts: list[DecisionAmount]) -> dict[str, Any]:
    return {
        "amount": whole.amount_cents,
        "beneficiary": whole.beneficiary or whole.beneficiary_name,
        "budget_year": whole.budget_year,
        "budget_line": whole.budget_line,
        "parts": "\n".join(f"{write_euros(one.amount_cents)} {one.purpose}" for one in parts),
    }
