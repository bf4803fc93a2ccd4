"""The CPOM 2023-2025 between the Métropole and the PES 21, the acts that approve it and fund it.

What was printed with errors is recorded as it was printed; the findings stay open.
"""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from probant.demo.names import data
from probant.demo.stage import OPENED_ON, Stage
from probant.directory.models import House
from probant.funding.actions import (
    SheetDraft,
    add_action_sheet,
    make_award,
    record_convention,
    set_budget,
    update_sheet,
)
from probant.funding.actions.drafts import LineDraft, PartyDraft
from probant.funding.models import ActionSheet, Convention
from probant.funding.rules.layouts import layouts
from probant.funding.rules.sheet_text import (
    TargetLine,
    read_means,
    read_partners,
    read_phases,
)
from probant.governance.actions import create_body, record_deliberation
from probant.governance.actions.drafts import (
    AmountDraft,
    BallotDraft,
    DecisionDraft,
    DeliberationDraft,
    SittingDraft,
)
from probant.governance.models import Body, Decision, Deliberation
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.programmes.actions import create_action

Day = datetime.date
APPROVED_ON = Day(2023, 6, 20)
VOTED_ON = Day(2024, 3, 21)
REQUESTED = 3  # the sheet that has a budget, and so could be asked for


def play(stage: Stage) -> None:
    """Record the convention, its sheets and its vote as their documents print them."""
    approvals = _cited(stage)
    convention = _cpom(stage, approvals)
    vote = record_vote(stage, data("deliberation_2024"), stage.house, approvals)
    _awards(stage, convention, vote)


def _body(stage: Stage, house: House, actor: Actor, authority: str, kind: str, name: str) -> Body:
    found = Body.objects.filter(
        house=house, organisation=stage.organisations[authority], name=name
    ).first()
    return found or create_body(
        actor=actor,
        house=house,
        organisation=stage.organisations[authority],
        kind=kind,
        name=name,
        declared_on=OPENED_ON,
    )


def _cited(stage: Stage) -> list[Deliberation]:
    """The two decisions of June 2023, known only because the act of 2024 cites them."""
    cited = (
        ("ville-dijon", "council", "Conseil municipal", Day(2023, 6, 15)),
        ("dijon-metropole", "bureau", "Bureau métropolitain", Day(2023, 6, 19)),
    )
    return [
        record_deliberation(
            actor=stage.actor,
            house=stage.house,
            sitting=SittingDraft(
                body=_body(stage, stage.house, stage.actor, authority, kind, name), held_on=day
            ),
            deliberation=DeliberationDraft(
                subject="Approbation de la convention pluriannuelle d'objectifs et de moyens "
                "2023-2025 avec le Pôle d'économie solidaire 21",
                decisions=[
                    DecisionDraft(
                        text="approuve la signature de la convention", enables="convention"
                    )
                ],
                cited_only=True,
            ),
            declared_on=APPROVED_ON,
        )
        for authority, kind, name, day in cited
    ]


def record_vote(
    stage: Stage, act: dict[str, Any], house: House, follows: Sequence[Deliberation] = ()
) -> Deliberation:
    """An act of the seeds: presence, proxies, ballot and decisions as printed."""
    actor = stage.actor if house == stage.house else clerk_of(house)
    kind = "bureau" if act["body"].startswith("Bureau") else "council"
    ballot = act.get("ballot", {})
    return record_deliberation(
        actor=actor,
        house=house,
        sitting=SittingDraft(
            body=_body(stage, house, actor, act["authority"], kind, act["body"]),
            held_on=act["held_on"],
            convened_on=act.get("convened_on"),
            president=act["president"],
            secretary=act["secretary"],
            members_in_office=act.get("members_in_office"),
            present_declared=act.get("declared_present"),
            proxies_declared=act.get("declared_proxies"),
            present=act["present"],
            absent=act["absent"],
            proxies=[(giver, holder) for giver, holder in act["proxies"]],
        ),
        deliberation=DeliberationDraft(
            subject=act["subject"],
            rapporteur=act.get("rapporteur", ""),
            transmitted_on=act.get("transmitted_on"),
            published_on=act.get("published_on"),
            decisions=[_decision(stage, row) for row in act["decisions"]],
            ballot=BallotDraft(
                votes_for=ballot.get("for"),
                votes_against=ballot.get("against"),
                abstentions=ballot.get("abstain"),
                not_voting=ballot.get("not_voting"),
                proxies=ballot.get("proxies"),
                declared="unanimous" if act.get("unanimous") else "",
            ),
            follows=list(follows),
        ),
        declared_on=act["known_on"],
    )


def _decision(stage: Stage, row: dict[str, Any]) -> DecisionDraft:
    if "amount_cents" not in row:
        return DecisionDraft(text=row["text"], enables="credits" if "year" in row else "")
    amount = AmountDraft(
        amount_cents=row["amount_cents"],
        beneficiary=stage.organisations[row["beneficiary"]],
        budget_year=row["year"],
        parts=_parts(stage) if row["beneficiary"] == "pes21" else (),
    )
    return DecisionDraft(text=row["text"], enables="award", amounts=[amount])


def _parts(stage: Stage) -> list[AmountDraft]:
    """The split by action, given in the act's recitals."""
    return [
        AmountDraft(
            amount_cents=row["award_2024_cents"],
            beneficiary=stage.organisations["pes21"],
            purpose=f"Action {row['number']} : {row['name']}",
            budget_year=2024,
        )
        for row in data("cpom")["actions"]
    ]


def _cpom(stage: Stage, approvals: list[Deliberation]) -> Convention:
    cpom = data("cpom")
    decisions = [Decision.objects.get(deliberation=act) for act in approvals]
    named = stage.organisations
    convention = record_convention(
        actor=stage.actor,
        house=stage.house,
        kind="cpom",
        title=cpom["title"],
        starts_on=cpom["starts_on"],
        ends_on=cpom["ends_on"],
        parties=[
            PartyDraft(named["dijon-metropole"], "funder", empowered_by=decisions[1]),
            PartyDraft(named["ville-dijon"], "funder", empowered_by=decisions[0]),
            PartyDraft(named["pes21"], "beneficiary"),
        ],
        approvals=decisions,
        declared_on=APPROVED_ON,
    )
    for row in cpom["actions"]:
        _sheet(stage, convention, row)
    return convention


def _sheet(stage: Stage, convention: Convention, row: dict[str, Any]) -> None:
    action = create_action(
        actor=stage.actor,
        house_id=stage.house.pk,
        name=row["name"],
        programmes=[stage.programmes[code] for code in row["programmes"]],
        declared_on=APPROVED_ON,
    )
    sheet = add_action_sheet(
        actor=stage.actor,
        convention=convention,
        action=action,
        number=row["number"],
        first_year=2023,
        last_year=2025,
        headings=list(layouts()["cpom"].headings),
        layout=layouts()["cpom"].name,
        declared_on=APPROVED_ON,
    )
    parts = row.get("parts", {})
    write_sheet(
        stage.actor,
        sheet,
        row.get("headings", {}),
        promised={2023: Decimal(row["fte_2023"])} if "fte_2023" in row else {},
        targets=[TargetLine(label) for label in row.get("criteria", [])],
        phases=read_phases(parts.get("phases", "")),
        partners=read_partners(parts.get("partners", "")),
        means={kind: read_means(parts.get(kind, "")) for kind in ("human", "material")},
    )
    if "stated_cost_cents" not in row:
        return
    budget = data("cpom")["budget"]
    for year in (2023, 2024, 2025):
        set_budget(
            actor=stage.actor,
            convention=convention,
            sheet=sheet,
            year=year,
            lines=[_line(stage, line, budget, year) for line in budget["lines"]],
            printed_expense_cents=budget["printed_total_cents"],
            printed_income_cents=budget["printed_total_cents"],
            stated_cost_cents=row["stated_cost_cents"],
            stated_grant_cents=row["stated_grant_cents"],
            in_kind_expected=True,
            declared_on=APPROVED_ON,
        )


def write_sheet(actor: Actor, sheet: ActionSheet, texts: Mapping[str, str], **parts: Any) -> None:
    """The sheet as its document says it, under the headings of its layout."""
    places = dict(sheet.headings.values_list("title", "pk"))
    draft = SheetDraft(
        title=sheet.title,
        number=sheet.number,
        first_year=sheet.first_year,
        last_year=sheet.last_year,
        headings={places[title]: text for title, text in texts.items()},
        **parts,
    )
    update_sheet(actor=actor, sheet=sheet, draft=draft)


def _line(stage: Stage, line: dict[str, Any], budget: dict[str, Any], year: int) -> LineDraft:
    amount = line.get("amount_cents")
    if line.get("staff_heading"):
        amount = budget["staff_heading_cents"][str(year)]
    return LineDraft(
        account=line["account"],
        label=line["label"],
        side=line["side"],
        amount_cents=amount,
        level=line.get("level", "line"),
        funder=stage.organisations[line["funder"]] if "funder" in line else None,
    )


def _awards(stage: Stage, convention: Convention, vote: Deliberation) -> None:
    """9 000 and 3 000 € for 2024, resting on the first decision of the act.

    The 6 000 € of the third action answer a request: see `demo.requests`.
    """
    decision = vote.decisions.order_by("number").first()
    awarded = {row["number"]: row["award_2024_cents"] for row in data("cpom")["actions"]}
    for sheet in convention.sheets.exclude(number=REQUESTED).order_by("number"):
        make_award(
            actor=stage.actor,
            convention=convention,
            action=sheet.action,
            year=2024,
            amount_cents=awarded[sheet.number],
            decision=decision,
            funder=stage.organisations["dijon-metropole"],
            beneficiary=stage.organisations["pes21"],
            occurred_on=VOTED_ON,
            declared_on=VOTED_ON,
        )


def clerk_of(house: House) -> Actor:
    """Whoever keeps the books of a house in the demonstration."""
    return Actor.system(house.pk, "demonstration", roles=TEAM, may_declare=True)
