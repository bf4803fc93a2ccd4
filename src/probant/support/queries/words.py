"""How the facts of a case are told: openings, phases, missions, jobs, births, ends."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from probant.kernel.actor import Actor
from probant.kernel.money import write_euros
from probant.programmes.rules import write_hundredths
from probant.support.models import (
    Case,
    CaseClosed,
    CaseOpened,
    JobFact,
    Mission,
    MissionContracted,
    MissionJoined,
    Note,
    OrganisationBorn,
    PhaseReached,
)
from probant.support.queries.happenings import Kind, register
from probant.ui.hrefs import href_pattern
from probant.ui.write import write_count

OPENINGS, PHASES, MISSIONS, JOBS, NOTES = (
    "ouverture et clôture",
    "étapes",
    "missions",
    "emplois et créations",
    "notes",
)


def _mission(fact: Any) -> str:
    days = f"{write_hundredths(fact.days_hundredths)} jours" if fact.days_hundredths else ""
    cost = write_euros(fact.cost_cents) if fact.cost_cents is not None else ""
    provider = fact.provider.name if fact.provider else ""
    return ", ".join(part for part in (fact.mission.title, provider, days, cost) if part)


def _mission_page(fact: Any) -> str:
    return href_pattern("support:mission") % fact.mission_id


def _jobs(fact: Any) -> str:
    words = {
        JobFact.Kind.CONSOLIDATED: ("emploi consolidé", "emplois consolidés"),
        JobFact.Kind.CREATED: ("emploi créé", "emplois créés"),
        JobFact.Kind.KEPT: ("emploi toujours là", "emplois toujours là"),
    }
    return write_count(fact.headcount, *words[JobFact.Kind(fact.kind)])


def _fte(fact: Any) -> str:
    if fact.fte_hundredths is None:
        return ""
    return f"{write_hundredths(fact.fte_hundredths)} ETP"


def _notes(actor: Actor, case: Case) -> QuerySet[Any]:
    """Notes stand on the day of their appointment, where they are of one."""
    told_on = Coalesce("appointment__planned_on", "written_on")
    return Note.objects.visible_to(actor).filter(case=case).annotate(told_on=told_on)


def _note(note: Any) -> str:
    if note.erased_on:
        return "Note effacée"
    return "Note" if note.audience == Note.Audience.TEAM else f"Note {note.get_audience_display()}"


def tell_all() -> None:
    """Register the kinds that this room began with."""
    for kind in (
        Kind("ouverture", OPENINGS, CaseOpened, tell=lambda _: "Ouverture du dossier", order=10),
        Kind(
            "etape",
            PHASES,
            PhaseReached,
            tell=lambda fact: str(fact.phase.name),
            related=("phase",),
            order=20,
        ),
        Kind(
            "mission",
            MISSIONS,
            MissionContracted,
            tell=lambda fact: f"Ingénierie {Mission.Kind(fact.kind).label} signée",
            detail=_mission,
            href=_mission_page,
            related=("mission", "provider"),
            order=30,
        ),
        Kind(
            "participation",
            MISSIONS,
            MissionJoined,
            tell=lambda _: "Ingénierie collective rejointe",
            detail=lambda fact: str(fact.mission.title),
            href=_mission_page,
            related=("mission",),
            order=31,
        ),
        Kind("emplois", JOBS, JobFact, tell=_jobs, detail=_fte, order=50),
        Kind(
            "creation",
            JOBS,
            OrganisationBorn,
            tell=lambda _: "Création de la structure",
            detail=lambda fact: fact.organisation.name if fact.organisation else "",
            related=("organisation",),
            order=60,
        ),
        Kind(
            "note",
            NOTES,
            Note,
            tell=_note,
            text=lambda note: str(note.text),
            rows=_notes,
            on="told_on",
            voidable=False,
            order=15,
        ),
        Kind(
            "cloture",
            OPENINGS,
            CaseClosed,
            tell=lambda _: "Clôture du dossier",
            detail=lambda fact: str(Case.Outcome(fact.outcome).label),
            order=90,
        ),
    ):
        register(kind)
