"""Deliberations out of a document: body, sitting, decisions, ballot, then the awards they make."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from probant.funding.actions import make_award
from probant.governance.actions import (
    AmountDraft,
    BallotDraft,
    DecisionDraft,
    DeliberationDraft,
    SittingDraft,
    create_body,
    record_deliberation,
)
from probant.governance.models import Body, Decision, Deliberation
from probant.ingestion.actions.plans import ActPlan, BodyPlan
from probant.ingestion.document import Document
from probant.ingestion.reading.recitals import purposes_of, read_recitals
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.kernel.money import find_amounts, write_euros
from probant.kernel.text import fold

if TYPE_CHECKING:
    from probant.ingestion.actions.accepting import Acceptance


def write(work: Acceptance) -> None:
    """Record the deliberation, or each voted point of minutes; or take the one already there."""
    plan = work.plan.act
    if plan is None:
        return
    if plan.existing is not None:
        _hold(work, plan.existing)
        words = f"{plan.existing.subject} (déjà dans les livres)"
        work.note("deliberation", plan.existing.pk, words)
        return
    body = _body(work, plan)
    sitting = _sitting(work.record, body)
    acts = _items(work, plan) if work.record["items"] else [_act(work, plan)]
    if not acts:
        raise Refused("Ce procès-verbal ne donne aucun point voté à enregistrer.")
    for act in acts:
        made = record_deliberation(
            actor=work.actor, house=work.house, sitting=sitting, deliberation=act
        )
        _hold(work, made)
        work.note(
            "deliberation",
            made.pk,
            f"Délibération du {write_date(sitting.held_on)} : {act.subject}",
        )


def _hold(work: Acceptance, made: Deliberation) -> None:
    work.deliberations.append(made)
    work.decisions += list(
        Decision.objects.filter(deliberation=made)
        .select_related("deliberation__sitting__body")
        .order_by("number")
    )
    work.concerned.setdefault("act", ("deliberation", made.pk))


def award(work: Acceptance) -> None:
    """Make the awards that the plan ties to a convention; each rests on the decision of its sum."""
    plan = work.plan.act
    if plan is None or not work.decisions:
        return
    for one in plan.awards:
        convention = one.convention or work.convention
        if convention is None:
            raise Refused("Choisissez la convention à laquelle la subvention se rattache.")
        action = one.action
        if one.sheet_number is not None:
            if one.sheet_number not in work.sheets:
                raise Refused(
                    f"Enregistrez aussi l’action {one.sheet_number} que cite le document."
                )
            action = work.sheets[one.sheet_number].action
        made = make_award(
            actor=work.actor,
            convention=convention,
            action=action,
            year=one.year,
            amount_cents=one.amount_cents,
            decision=_granting(work, one.amount_index),
            occurred_on=work.deliberations[0].sitting.held_on,
            beneficiary=_beneficiary(work, plan, one.amount_index),
        )
        words = f"Subvention de {write_euros(one.amount_cents)} pour {one.year}"
        work.note("award", made.pk, words)
        work.note("convention", convention.pk, convention.title)


def _granting(work: Acceptance, place: int) -> Decision:
    """The decision that grants the amount at a place of the record, else the first."""
    items = work.record["items"]
    amounts = [one for item in items for one in item["amounts"]] or work.record["amounts"]
    cents = amounts[place]["amount_cents"] if place < len(amounts) else None
    for decision in work.decisions:
        if cents and decision.amounts.filter(amount_cents=cents, part_of__isnull=True).exists():
            return decision
    return work.decisions[0]


def _beneficiary(work: Acceptance, plan: ActPlan, place: int) -> Any:
    chosen = plan.beneficiaries.get(place)
    return work.structure(chosen) if chosen is not None else None


def _body(work: Acceptance, plan: ActPlan) -> Body:
    if isinstance(plan.body, Body):
        return plan.body
    if not isinstance(plan.body, BodyPlan):
        raise Refused("Choisissez l’instance qui a délibéré.")
    made = create_body(
        actor=work.actor,
        house=work.house,
        organisation=work.structure(plan.body.organisation),
        kind=plan.body.kind,
        name=plan.body.name,
    )
    work.note("body", made.pk, made.name)
    return made


def _sitting(record: Mapping[str, Any], body: Body) -> SittingDraft:
    held_on = day_of(record["session_date"])
    if held_on is None:
        raise Refused("La date de la séance n’a pas été lue : écrivez-la parmi les valeurs.")
    return SittingDraft(
        body=body,
        held_on=held_on,
        convened_on=day_of(record["convened_on"]),
        president=(record["president"] or "")[:120],
        secretary=(record["secretary"] or "")[:120],
        members_in_office=record["members_in_office"],
        present_declared=record["present_count_declared"],
        proxies_declared=record["proxies_declared"],
        present=record["present_names"] or (),
        absent=record["absent_names"] or (),
        proxies=[(one["from"], one["to"]) for one in record["proxies"] or ()],
    )


def _act(work: Acceptance, plan: ActPlan) -> DeliberationDraft:
    record = work.record
    if not record["subject"]:
        raise Refused("L’objet de la délibération n’a pas été lu : écrivez-le parmi les valeurs.")
    said = read_recitals(Document.from_text(work.reading.text))
    return DeliberationDraft(
        subject=record["subject"],
        number=(record["number"] or "")[:40],
        rapporteur=(record["rapporteur"] or "")[:120],
        advice=said.advice,
        visas=said.visas,
        recitals=said.recitals,
        document_reference=work.reading.name[:200],
        transmitted_on=day_of(record["transmitted_on"]),
        published_on=day_of(record["published_on"]),
        decisions=_decisions(work, plan),
        ballot=_ballot(record["vote"]),
    )


def _items(work: Acceptance, plan: ActPlan) -> list[DeliberationDraft]:
    """One act for each point that was voted or that grants money."""
    acts = []
    place = 0
    for item in work.record["items"]:
        amounts = [
            _amount(work, plan, place + rank, one) for rank, one in enumerate(item["amounts"])
        ]
        place += len(item["amounts"])
        if item["subject"] and (item["vote"] or amounts):
            text = DecisionDraft(item["subject"], "award" if amounts else "", amounts)
            acts.append(
                DeliberationDraft(
                    subject=item["subject"],
                    number=(item["number"] or "")[:40],
                    document_reference=work.reading.name[:200],
                    decisions=[text],
                    ballot=_ballot(item["vote"]),
                )
            )
    return acts


def _decisions(work: Acceptance, plan: ActPlan) -> list[DecisionDraft]:
    """The decisions, each with the amounts that its text names; what is left goes to the first."""
    record = work.record
    texts = [one["text"] for one in record["decisions"]] or [record["subject"]]
    given: dict[int, list[AmountDraft]] = {}
    for place, one in enumerate(record["amounts"]):
        given.setdefault(_speaks_of(texts, one["amount_cents"]), []).append(
            _amount(work, plan, place, one)
        )
    return [
        DecisionDraft(text, _enables(text, bool(given.get(place))), given.get(place, []))
        for place, text in enumerate(texts)
    ]


def _speaks_of(texts: list[str], cents: int) -> int:
    for place, text in enumerate(texts):
        if any(found.cents == cents for found in find_amounts(text)):
            return place
    return 0


def _enables(text: str, grants: bool) -> str:
    folded = fold(text)
    if grants:
        return "award"
    if "signer" in folded:
        return "signature"
    if "convention" in folded and ("approuve" in folded or "projet de convention" in folded):
        return "convention"
    return "credits" if "credits" in folded else ""


def _amount(work: Acceptance, plan: ActPlan, place: int, one: Mapping[str, Any]) -> AmountDraft:
    beneficiary = _beneficiary(work, plan, place)
    shares = list(one.get("parts_cents") or ())
    purpose, purposes = purposes_of(one["purpose"] or "", shares)
    parts = [
        AmountDraft(cents, beneficiary, purpose=words[:200], budget_year=plan.year)
        for cents, words in zip(shares, purposes, strict=True)
    ]
    return AmountDraft(
        one["amount_cents"],
        beneficiary,
        (one["recipient"] or "")[:200],
        purpose[:200],
        plan.year,
        parts=parts,
    )


def _ballot(vote: Mapping[str, Any] | None) -> BallotDraft | None:
    if not vote or all(count is None for count in vote.values()):
        return None
    return BallotDraft(
        votes_for=vote["for"],
        votes_against=vote["against"],
        abstentions=vote["abstain"],
        not_voting=vote["not_voting"],
        proxies=vote["proxies"],
        declared="unanimous" if vote["unanimous"] else "",
    )


def day_of(text: str | None) -> datetime.date | None:
    """A day of the record (ISO), or None. Raises `Refused` where it is no day."""
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Refused(f"« {text} » n’est pas une date : corrigez-la parmi les valeurs.") from None
