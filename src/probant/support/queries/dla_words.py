"""How the facts of the DLA are told on the page of a case."""

from typing import Any

from probant.kernel.money import write_euros
from probant.programmes.rules import write_hundredths
from probant.support.models import (
    CommitteeOpinion,
    DiagnosisSigned,
    MissionAttended,
    MissionEnded,
    MissionEvaluated,
    OfferReceived,
    ProviderConsulted,
)
from probant.support.queries.happenings import Kind, register
from probant.ui.hrefs import href_pattern
from probant.ui.write import write_count

DIAGNOSES, MISSIONS = "diagnostics et comités", "missions"


def _mission_page(fact: Any) -> str:
    return href_pattern("support:mission") % fact.mission_id


def _quantities(fact: Any, cents: str = "cost_cents") -> str:
    """Days and amount of a fact, where they are known."""
    days, amount = fact.days_hundredths, getattr(fact, cents)
    told = [
        f"{write_hundredths(days)} jours" if days else "",
        write_euros(amount) if amount is not None else "",
    ]
    return ", ".join(part for part in told if part)


def _signed(fact: Any) -> str:
    told = [write_count(fact.headcount, "emploi")] if fact.headcount is not None else []
    if fact.fte_hundredths is not None:
        told.append(f"{write_hundredths(fact.fte_hundredths)} ETP")
    return ", ".join(told)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def tell_dla() -> None:
    """Register the kinds of the DLA."""
    for kind in (
        Kind(
            "diagnostic",
            DIAGNOSES,
            DiagnosisSigned,
            tell=lambda fact: f"Diagnostic partagé signé, version {fact.number}",
            detail=_signed,
            href=lambda fact: href_pattern("support:diagnosis") % fact.case_id,
            order=32,
        ),
        Kind(
            "avis",
            DIAGNOSES,
            CommitteeOpinion,
            tell=lambda fact: f"Comité d’appui : avis {fact.get_opinion_display()}",
            order=34,
        ),
        Kind(
            "consultation",
            MISSIONS,
            ProviderConsulted,
            tell=lambda fact: f"Prestataire consulté : {fact.provider.name}",
            detail=lambda fact: str(fact.mission.title),
            href=_mission_page,
            related=("mission", "provider"),
            order=36,
        ),
        Kind(
            "offre",
            MISSIONS,
            OfferReceived,
            tell=lambda fact: (
                f"Offre reçue de {fact.provider.name}"
                if fact.answer == OfferReceived.Answer.OFFER
                else f"{fact.provider.name} décline"
            ),
            detail=lambda fact: _joined(fact.mission.title, _quantities(fact, "amount_cents")),
            href=_mission_page,
            related=("mission", "provider"),
            order=37,
        ),
        Kind(
            "seance-mission",
            MISSIONS,
            MissionAttended,
            tell=lambda _: "Séance de mission suivie",
            detail=lambda fact: _joined(fact.mission.title, fact.session.title),
            href=_mission_page,
            related=("mission", "session"),
            order=46,
        ),
        Kind(
            "fin-mission",
            MISSIONS,
            MissionEnded,
            tell=lambda _: "Fin de mission",
            detail=lambda fact: _joined(fact.mission.title, _quantities(fact)),
            href=_mission_page,
            related=("mission",),
            order=47,
        ),
        Kind(
            "evaluation",
            MISSIONS,
            MissionEvaluated,
            tell=lambda fact: f"Mission évaluée par {fact.get_by_display()} : {fact.mark} sur 5",
            detail=lambda fact: str(fact.mission.title),
            href=_mission_page,
            related=("mission",),
            order=48,
        ),
    ):
        register(kind)
