"""A mission before its contract: terms of reference, providers consulted, offers, choice."""

import datetime
import uuid
from typing import Any

from probant.directory.models import Organisation
from probant.directory.writing import write_card
from probant.documents.models import Document
from probant.journal.digest import digest_of
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.access import may_edit_offer
from probant.programmes.models import Programme
from probant.support.access import may_open_cases
from probant.support.models import (
    Case,
    ConsultationRule,
    Mission,
    MissionFact,
    OfferReceived,
    ProviderConsulted,
)
from probant.support.writing import MISSION, mention, settle

TERMS = (
    "title",
    "skill",
    "terms",
    "terms_document",
    "budget_cents",
    "days_hundredths",
    "capacity",
    "starts_on",
    "ends_on",
)


def prepare_mission(
    actor: Actor,
    *,
    programme: Programme,
    title: str,
    kind: str,
    case: Case | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **terms: Any,
) -> Mission:
    """Write the terms of reference of a mission that is not contracted yet.

    `terms` are those of `TERMS`. Raises `Refused`, `AlreadyDone`. Effects: the mission; one entry.
    """
    require(may_open_cases(actor, programme.house_id))
    if (kind == Mission.Kind.INDIVIDUAL) != (case is not None):
        raise Refused("Une mission individuelle est celle d’un dossier ; une collective, non.")
    if case is not None and case.programme_id != programme.pk:
        raise Refused("Ce dossier est celui d’un autre programme.")
    check_terms(terms | {"title": title})
    with change(
        actor,
        verb="support.prepare_mission",
        houses=[programme.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        mission = Mission.objects.create(
            house_id=entry.house_id,
            programme=programme,
            kind=kind,
            case=case,
            title=" ".join(title.split()),
            **terms,
        )
        tell_mission(entry, mission)
    return mission


def edit_terms(
    actor: Actor,
    *,
    mission: Mission,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
    **terms: Any,
) -> Mission:
    """Write the terms of reference again; days only until the contract says them.

    Raises `Refused`, `Stale`, `AlreadyDone`. Effects: the mission; one entry.
    """
    require(may_open_cases(actor, mission.house_id))
    check_terms(terms)
    with change(actor, verb="support.edit_terms", houses=[mission.house_id], key=key) as entry:
        entry.guard(MISSION, mission.pk, read_at=read_at)
        mission.refresh_from_db()
        if mission.contracted.filter(void_seq__isnull=True).exists():
            terms.pop("days_hundredths", None)
        for name, value in terms.items():
            setattr(mission, name, value)
        mission.save()
        tell_mission(entry, mission)
    return mission


def check_terms(terms: dict[str, Any]) -> None:
    """Refuse terms that no row can hold."""
    unknown = set(terms) - set(TERMS)
    if unknown:
        raise TypeError(f"terms of reference have no {sorted(unknown)}")
    if "title" in terms and not str(terms["title"]).strip():
        raise Refused("Dites en quelques mots l’objet de la mission.")
    if (terms.get("capacity") or 1) < 1 or (terms.get("budget_cents") or 0) < 0:
        raise Refused("Places et budget ne sont pas négatifs.")
    starts, ends = terms.get("starts_on"), terms.get("ends_on")
    if starts is not None and ends is not None and ends < starts:
        raise Refused("La fin d’une mission ne précède pas son début.")


def tell_mission(entry: Entry, mission: Mission) -> None:
    """Put an entry on the timelines of a mission and of its case, and settle the case."""
    entry.mention(MISSION, mission.pk)
    if mission.case is not None:
        mention(entry, mission.case)
        settle(mission.case)


def record_of(entry: Entry, mission: Mission, fact: MissionFact, day: datetime.date) -> None:
    """Record a fact about a mission inside an open entry."""
    fact.of_mission(mission, day)
    entry.record(fact)
    tell_mission(entry, mission)


def consult_provider(
    actor: Actor,
    *,
    mission: Mission,
    provider: Organisation,
    asked_on: datetime.date,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> ProviderConsulted:
    """Note that a provider was asked for an offer, once a mission.

    Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: the fact, its card; one entry.
    """
    require(may_open_cases(actor, mission.house_id))
    with change(
        actor,
        verb="support.consult_provider",
        houses=[mission.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        asked = ProviderConsulted.objects.now().filter(mission=mission, provider=provider)
        if asked.exists():
            raise Refused("Ce prestataire est déjà consulté pour cette mission.")
        write_card(entry, provider)
        fact = ProviderConsulted(provider=provider)
        record_of(entry, mission, fact, asked_on)
    return fact


def record_offer(
    actor: Actor,
    *,
    mission: Mission,
    provider: Organisation,
    received_on: datetime.date,
    answer: str = OfferReceived.Answer.OFFER,
    amount_cents: int | None = None,
    days_hundredths: int | None = None,
    document: Document | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> OfferReceived:
    """Note the answer of a provider: an offer, or that it declines.

    A provider that answers without having been noted as consulted is consulted on that day, in
    the same entry. Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: facts; one entry.
    """
    require(may_open_cases(actor, mission.house_id))
    if answer not in OfferReceived.Answer.values:
        raise Refused("Dites si le prestataire fait une offre ou décline.")
    if (amount_cents or 0) < 0 or (days_hundredths is not None and days_hundredths < 1):
        raise Refused("Jours et montant ne sont pas négatifs.")
    with change(
        actor,
        verb="support.record_offer",
        houses=[mission.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if OfferReceived.objects.now().filter(mission=mission, provider=provider).exists():
            raise Refused("La réponse de ce prestataire est déjà notée.")
        asked = ProviderConsulted.objects.now().filter(mission=mission, provider=provider)
        if not asked.exists():
            write_card(entry, provider)
            record_of(entry, mission, ProviderConsulted(provider=provider), received_on)
        is_offer = answer == OfferReceived.Answer.OFFER
        fact = OfferReceived(
            provider=provider,
            answer=answer,
            amount_cents=amount_cents if is_offer else None,
            days_hundredths=days_hundredths if is_offer else None,
            document=document,
        )
        record_of(entry, mission, fact, received_on)
    return fact


def choose_provider(
    actor: Actor,
    *,
    mission: Mission,
    provider: Organisation,
    chosen_on: datetime.date,
    reasons: str,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Mission:
    """Choose the provider of a mission, with the reasons. Its offer gives days and cost.

    Raises `Refused` (no reason, already contracted), `Stale`, `AlreadyDone`. Effects: the mission;
    one entry that holds a digest of the reasons.
    """
    require(may_open_cases(actor, mission.house_id))
    if not reasons.strip():
        raise Refused("Dites pourquoi ce prestataire est choisi : la raison reste avec la mission.")
    with change(
        actor,
        verb="support.choose_provider",
        houses=[mission.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard(MISSION, mission.pk, read_at=read_at)
        mission.refresh_from_db()
        if mission.contracted.filter(void_seq__isnull=True).exists():
            raise Refused("Cette mission est signée : remplacez son contrat pour en changer.")
        write_card(entry, provider)
        mission.provider, mission.chosen_on = provider, chosen_on
        mission.choice_reasons = reasons.strip()
        offer = OfferReceived.objects.now().filter(mission=mission, provider=provider).first()
        if offer is not None:
            mission.cost_cents = offer.amount_cents
            mission.days_hundredths = offer.days_hundredths or mission.days_hundredths
        mission.save()
        entry.detail(
            category="support.engineering",
            mission=mission.pk,
            text_digest=digest_of([mission.choice_reasons]),
        )
        tell_mission(entry, mission)
    return mission


def set_consultation_rule(
    actor: Actor,
    *,
    programme: Programme,
    providers_at_least: int,
    in_force_from: datetime.date,
    key: uuid.UUID | None = None,
) -> ConsultationRule:
    """Say how many providers a programme consults at least, from a day on. Direction only."""
    require(may_edit_offer(actor, programme.house_id))
    if not 0 <= providers_at_least <= 20:
        raise Refused("De 0 à 20 prestataires.")
    with change(
        actor, verb="support.set_consultation_rule", houses=[programme.house_id], key=key
    ) as entry:
        rule, _ = ConsultationRule.objects.update_or_create(
            programme=programme,
            in_force_from=in_force_from,
            defaults={"providers_at_least": providers_at_least},
        )
        entry.mention("programme", programme.pk)
    return rule
