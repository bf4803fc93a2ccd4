"""A convention of three funded actions, on the act of `governance.tests.scenario`.

Awa is of the support organisation, Bruno of the funder, Chloé of a funder that is no party.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from probant.directory.models import House, Organisation
from probant.funding.actions import (
    ClauseDraft,
    LineDraft,
    PartyDraft,
    add_action_sheet,
    make_award,
    record_convention,
    set_budget,
)
from probant.funding.models import ActionSheet, AwardMade, Budget, Convention
from probant.governance.models import Body, Decision, Deliberation
from probant.governance.tests import scenario as acts
from probant.kernel.actor import Actor
from probant.programmes.models import Action

ACTIONS = ("Accompagnement", "Sensibilisation", "Animation du réseau")
AWARDS = (900000, 300000, 600000)
LINES = (
    ("60", "Achats", "expense", 20000, "heading"),
    ("", "Achat matières et fournitures", "expense", 20000, "line"),
    ("62", "Autres services extérieurs", "expense", 40000, "heading"),
    ("", "Déplacements", "expense", 10000, "line"),
    ("", "Autres", "expense", 30000, "line"),
    ("64", "Charges de personnel", "expense", 540000, "heading"),
    ("", "Rémunération des personnels", "expense", 385600, "line"),
    ("", "Charges sociales", "expense", 148800, "line"),
    ("", "Autres charges", "expense", 5600, "line"),
    ("74", "Subventions d’exploitation", "income", 600000, "heading"),
    ("", "Métropole d’essai", "income", 600000, "line"),
)


def lines(**replaced: int) -> list[LineDraft]:
    """The rows of a budget of 6 000 € that holds; `h64=940000` replaces what heading 64 prints."""
    made = []
    for account, label, side, cents, level in LINES:
        kept = replaced.get(f"h{account}", cents) if level == "heading" else cents
        made.append(LineDraft(account, label, side, kept, level))
    return made


@dataclass
class World:
    house: House
    awa: Actor
    bruno: Actor
    chloe: Actor
    metropole: Organisation
    bureau: Body
    deliberation: Deliberation
    decision: Decision
    convention: Convention
    sheets: list[ActionSheet]

    def award(self, place: int = 0, **changes: Any) -> AwardMade:
        given: dict[str, Any] = {
            "actor": self.awa,
            "convention": self.convention,
            "action": self.sheets[place].action,
            "year": 2024,
            "amount_cents": AWARDS[place],
            "decision": self.decision,
            "occurred_on": acts.VOTE_DAY,
        }
        return make_award(**{**given, **changes})

    def budget(self, place: int = 2, **changes: Any) -> Budget:
        given: dict[str, Any] = {
            "actor": self.awa,
            "convention": self.convention,
            "sheet": self.sheets[place],
            "year": 2024,
            "lines": lines(),
        }
        return set_budget(**{**given, **changes})


def world(**changes: Any) -> World:
    """The convention with its sheets; awards and budgets are made by the tests that need them."""
    house = acts.house()
    awa = acts.member(house)
    metropole = acts.organisation("Métropole d’essai", "collectivite")
    region = acts.organisation("Région d’essai", "collectivite")
    bureau = acts.bureau(awa, house, metropole)
    deliberation = acts.recorded(awa, house, bureau, house.organisation)
    decision = deliberation.decisions.get(number=1)
    convention = convention_of(awa, house, metropole, **changes)
    return World(
        house,
        awa,
        acts.funder(metropole),
        acts.funder(region, user_id=3),
        metropole,
        bureau,
        deliberation,
        decision,
        convention,
        sheets_of(awa, house, convention),
    )


def convention_of(awa: Actor, house: House, metropole: Organisation, **changes: Any) -> Convention:
    given: dict[str, Any] = {
        "actor": awa,
        "house": house,
        "kind": "cpom",
        "title": "Convention pluriannuelle d’objectifs et de moyens 2023-2025",
        "parties": [
            PartyDraft(metropole, "funder", signatory="François UNTEL", capacity="président"),
            PartyDraft(house.organisation, "beneficiary"),
        ],
        "starts_on": datetime.date(2023, 1, 1),
        "ends_on": datetime.date(2025, 12, 31),
        "signed_on": datetime.date(2023, 7, 3),
        "clauses": [ClauseDraft("committee", "3", "Suivi", terms={"per_year": 1})],
    }
    return record_convention(**{**given, **changes})


def sheets_of(awa: Actor, house: House, convention: Convention) -> list[ActionSheet]:
    return [
        add_action_sheet(
            actor=awa,
            convention=convention,
            action=Action.objects.create(house=house, name=f"{name} ({convention.pk})"),
            number=number,
            title=name,
            first_year=2023,
            last_year=2025,
            headings=[("Contexte", "Ce qui est.")],
            promised_fte={2023: Decimal("0.13")},
        )
        for number, name in enumerate(ACTIONS, 1)
    ]
