"""What the DLA shows on the page of a case, and what it declares when the application starts."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

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
    MissionContracted,
)
from probant.support.queries import dla_days
from probant.support.queries.dla_words import tell_dla
from probant.support.retention import expire_dla, expire_engineering, forget_signer
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
    draft = Diagnosis.objects.filter(case=case).first()
    versions = (
        list(DiagnosisVersion.objects.filter(diagnosis=draft).order_by("-number")[:1])
        if draft
        else []
    )
    opinions = {fact.sitting_id: fact for fact in CommitteeOpinion.objects.now().filter(case=case)}
    items = (
        CommitteeItem.objects.filter(case=case, meeting__cancelled_on__isnull=True)
        .select_related("meeting__sitting")
        .order_by("-meeting__planned_on")
    )
    signed = MissionContracted.objects.now().filter(case=case)
    context = {
        "case": case,
        "draft": draft,
        "version": versions[0] if versions else None,
        "plan": list(case.plan_items.select_related("mission").order_by("position")),
        "hearings": [
            {"meeting": item.meeting, "opinion": opinions.get(item.meeting.sitting_id)}
            for item in items
        ],
        "missions": list(case.missions.select_related("provider").order_by("pk")),
        "signed": set(signed.values_list("mission_id", flat=True)),
        "reads": actor.has(*TEAM) or may_write_case(actor, case).allowed,
        "writes": may_write_case(actor, case).allowed,
        "runs": may_open_cases(actor, case.house_id).allowed,
        "is_team": actor.has(*TEAM),
    }
    return render_to_string("support/_dla_panel.html", context, request=request)
