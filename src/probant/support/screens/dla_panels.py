"""What the DLA shows on the page of a case, and what it declares when the application starts."""

from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.journal.prepared import Prepared, PreparedModels
from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.roles import HOUSE, TEAM
from probant.search import kinds
from probant.support.access import may_open_cases, may_write_case
from probant.support.models import (
    Case,
    CommitteeItem,
    CommitteeOpinion,
    Diagnosis,
    DiagnosisVersion,
    Mission,
    MissionContracted,
    PlanItem,
)
from probant.support.queries import dla_days
from probant.support.queries.dla_words import tell_dla
from probant.support.retention import expire_dla, expire_engineering, forget_signer
from probant.support.screens import consultation
from probant.support.screens.dla_words import VERBS
from probant.ui import panels
from probant.ui.request import Request

DLA = "dla"


def register() -> None:
    """Declare slots, panels, words, texts that end."""
    panels.slot("mission.main", "ce que les pièces supérieures savent d’une mission")
    panels.slot("mission.side", "repères brefs à côté d’une mission : qui paie, l’enveloppe")
    panels.slot("mission.papers", "les pièces que l’on tire d’une mission")
    panels.slot("missions.more", "au pied de la liste des missions")
    panels.slot("diagnosis.papers", "les pièces que l’on tire d’un diagnostic")
    panels.slot("committee.papers", "le compte rendu d’un comité")
    panels.register(
        "programme.main",
        "consultation",
        order=20,
        can=consultation.can_see,
        render=consultation.panel,
    )
    panels.register("case.main", "dla", order=20, can=can_see_dla, render=dla_panel)
    kinds.offer(
        "prepare_mission",
        "Préparer une mission collective",
        "support:mission-prepare",
        roles=TEAM,
        words="ingénierie prestataire cahier des charges",
        order=50,
    )
    kinds.offer(
        "providers",
        "Chercher un prestataire",
        "support:providers",
        roles=TEAM,
        words="consultant intervenant registre",
        order=51,
    )
    kinds.offer(
        "plan_committee",
        "Prévoir un comité d’appui",
        "support:committee-plan",
        roles=TEAM,
        words="comité appui avis dla",
        order=52,
    )
    RETAINED.register(
        "support.diagnosis",
        Retained("Diagnostics et avis de comité", "retention.supported_persons", expire_dla),
    )
    RETAINED.register(
        "support.engineering",
        Retained(
            "Raisons et évaluations des missions",
            "retention.supported_persons",
            expire_engineering,
        ),
    )
    ERASERS.register("support.diagnosis", forget_signer)
    verbs.register(VERBS)
    tell_dla()
    dla_days.register()


def can_see_dla(actor: Actor, case: Case) -> bool:
    """People of the house, on a case of the DLA."""
    return actor.has(*HOUSE) and case.programme.official_code == DLA


def dla_panel(request: Request, case: Case) -> SafeString:
    """Diagnosis, committee, plan and missions of a case. Seven queries at most."""
    actor = request.actor
    drafts = _DRAFTS.all(case=case.pk)
    versions = _VERSIONS.all(case=case.pk) if drafts else []
    opinions = {fact.sitting_id: fact for fact in _OPINIONS.all(case=case.pk)}
    context = {
        "case": case,
        "draft": drafts[0] if drafts else None,
        "version": versions[0] if versions else None,
        "plan": _PLAN.all(case=case.pk),
        "hearings": [
            {"meeting": item.meeting, "opinion": opinions.get(item.meeting.sitting_id or 0)}
            for item in _HEARINGS.all(case=case.pk)
        ],
        "missions": _MISSIONS.all(case=case.pk),
        "signed": {row["mission_id"] for row in _SIGNED.rows(case=case.pk)},
        "reads": actor.has(*TEAM) or may_write_case(actor, case).allowed,
        "writes": may_write_case(actor, case).allowed,
        "runs": may_open_cases(actor, case.house_id).allowed,
        "is_team": actor.has(*TEAM),
    }
    return render_to_string("support/_dla_panel.html", context, request=request)


def _hearings(case: int) -> QuerySet[CommitteeItem]:
    items = CommitteeItem.objects.filter(case_id=case, meeting__cancelled_on__isnull=True)
    return items.select_related("meeting__sitting").order_by("-meeting__planned_on")


def _versions(case: int) -> QuerySet[DiagnosisVersion]:
    return DiagnosisVersion.objects.filter(diagnosis__case_id=case).order_by("-number")[:1]


def _plan(case: int) -> QuerySet[PlanItem]:
    items = PlanItem.objects.filter(case_id=case)
    return items.select_related("mission").order_by("position")


def _missions(case: int) -> QuerySet[Mission]:
    return Mission.objects.filter(case_id=case).select_related("provider").order_by("pk")


def _signed(case: int) -> QuerySet[Any, Any]:
    return MissionContracted.objects.now().filter(case_id=case).values("mission_id")


_DRAFTS: PreparedModels[Diagnosis] = PreparedModels(
    lambda case: Diagnosis.objects.filter(case_id=case)[:1], "case"
)
_OPINIONS: PreparedModels[CommitteeOpinion] = PreparedModels(
    lambda case: CommitteeOpinion.objects.now().filter(case_id=case), "case"
)
_VERSIONS: PreparedModels[DiagnosisVersion] = PreparedModels(_versions, "case")
_HEARINGS: PreparedModels[CommitteeItem] = PreparedModels(_hearings, "case")
_PLAN: PreparedModels[PlanItem] = PreparedModels(_plan, "case")
_MISSIONS: PreparedModels[Mission] = PreparedModels(_missions, "case")
_SIGNED = Prepared(_signed, "case")
