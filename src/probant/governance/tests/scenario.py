"""The two bodies and the act that the tests of this room (and of funding) stand on.

Names are invented; the counts are those of an act with 43 members, 34 present, 7 proxies.
"""

import datetime
from typing import Any

from probant.directory.models import House, Organisation
from probant.governance.actions import (
    AmountDraft,
    BallotDraft,
    DecisionDraft,
    DeliberationDraft,
    SittingDraft,
    create_body,
    record_deliberation,
)
from probant.governance.models import Body, Deliberation
from probant.journal.door import open_journal
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.kernel.text import fold

VOTE_DAY = datetime.date(2024, 3, 21)


def organisation(name: str, family: str = "association", **fields: Any) -> Organisation:
    return Organisation.objects.create(name=name, name_key=fold(name), family=family, **fields)


def house(name: str = "Pôle d’essai") -> House:
    made = House.objects.create(
        organisation=organisation(name), short_name=name, runs_programmes=True
    )
    open_journal(made.pk)
    return made


def member(of: House, *roles: Role, user_id: int = 1) -> Actor:
    return Actor(user_id, of.pk, of.pk, frozenset(roles or (Role.OFFICER,)), may_declare=True)


def funder(of: Organisation, role: Role = Role.FUNDER_OFFICER, user_id: int = 2) -> Actor:
    return Actor(user_id, of.pk, None, frozenset({role}))


def names(count: int, word: str) -> list[str]:
    return [f"Membre {word}{number:02d}" for number in range(1, count + 1)]


def bureau(actor: Actor, of: House, authority: Organisation) -> Body:
    return create_body(
        actor=actor, house=of, organisation=authority, kind="bureau", name="Bureau métropolitain"
    )


def sitting(body: Body, **changes: Any) -> SittingDraft:
    """34 present, 9 absent of whom 7 gave a proxy, 43 in office."""
    present, absent = names(34, "P"), names(2, "A")
    proxies = list(zip(names(7, "R"), present, strict=False))
    given: dict[str, Any] = {
        "body": body,
        "held_on": VOTE_DAY,
        "convened_on": datetime.date(2024, 3, 15),
        "president": present[0],
        "secretary": present[1],
        "members_in_office": 43,
        "present_declared": 34,
        "proxies_declared": 7,
        "present": present,
        "absent": absent,
        "excused": [giver for giver, _ in proxies],
        "proxies": proxies,
    }
    return SittingDraft(**{**given, **changes})


def grant(beneficiary: Organisation, **changes: Any) -> DeliberationDraft:
    """18 000 € in three parts, carried by 41 votes."""
    parts = [
        AmountDraft(cents, purpose=f"Action {number}", budget_year=2024)
        for number, cents in enumerate((900000, 300000, 600000), 1)
    ]
    whole = AmountDraft(1800000, beneficiary, "pôle d’essai", "Subvention 2024", 2024, parts=parts)
    given: dict[str, Any] = {
        "subject": "Convention pluriannuelle : subvention 2024",
        "decisions": [
            DecisionDraft("approuver le versement d’une subvention", "award", [whole]),
            DecisionDraft("prélever les crédits sur le budget 2024", "credits"),
        ],
        "ballot": BallotDraft(41, 0, 0, 0, proxies=7),
    }
    return DeliberationDraft(**{**given, **changes})


def recorded(
    actor: Actor,
    of: House,
    body: Body,
    beneficiary: Organisation,
    seen: SittingDraft | None = None,
) -> Deliberation:
    return record_deliberation(
        actor=actor, house=of, sitting=seen or sitting(body), deliberation=grant(beneficiary)
    )


def record_cited(actor: Actor, of: House, body: Body, day: datetime.date) -> Deliberation:
    """An act known because another cites it, with the decision that a convention rests on."""
    return record_deliberation(
        actor=actor,
        house=of,
        sitting=SittingDraft(body, day),
        deliberation=DeliberationDraft(
            f"Convention, {day.isoformat()}",
            cited_only=True,
            decisions=[DecisionDraft("approuver la convention", "convention")],
        ),
    )
