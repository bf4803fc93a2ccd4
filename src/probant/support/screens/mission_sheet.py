"""What the page of a mission shows of its file: tables, findings, words that the team reads."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.kernel.actor import Actor
from probant.kernel.finding import Severity
from probant.kernel.roles import TEAM, Role
from probant.programmes.rules import write_hundredths
from probant.support.models import Mission, OfferReceived
from probant.support.queries.engineering import MissionFile
from probant.support.queries.holding import still_held
from probant.support.rules import HOLDING
from probant.support.screens.dla_tables import CONSULTED
from probant.support.screens.tables import PARTICIPANTS
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import FindingCard, draw_finding


def joined_rows(file: MissionFile) -> Q:
    """The cases that joined a mission."""
    return Q(pk__in=[fact.case_id for fact in file.joined])


def mission_tables(file: MissionFile, actor: Actor, visible: set[int]) -> dict[str, Any]:
    """Participants among the cases that the actor sees, providers, sessions, marks, findings."""
    is_team = actor.has(*TEAM)
    joined = [fact for fact in file.joined if fact.case_id in visible]
    collective = file.mission.kind == Mission.Kind.COLLECTIVE
    return {
        # a volunteer reads the participants among the cases entrusted to them; no list where none
        "is_collective": collective and (bool(joined) or actor.has(*TEAM, Role.BOARD)),
        "table": PARTICIPANTS.render(
            [
                {
                    "name": fact.organisation.name,
                    "place_name": fact.organisation.place_name,
                    "occurred_on": fact.occurred_on,
                    "case_id": fact.case_id,
                }
                for fact in joined
                if fact.organisation is not None
            ]
        ),
        "consulted": CONSULTED.render(_consulted(file, is_team)),
        "sessions": [
            {
                "session": session,
                "names": [
                    fact.organisation.name
                    for fact in file.attended_by(session)
                    if fact.organisation and (fact.case_id in visible or not collective)
                ],
                "count": len(file.attended_by(session)),
            }
            for session in file.sessions
        ],
        "marks": _marks(file, visible, is_team),
        "findings": _findings(file, is_team),
        "is_held": bool(still_held(file)),
        "reads_words": is_team,
    }


def _consulted(file: MissionFile, is_team: bool) -> list[dict[str, Any]]:
    address = href_pattern("support:mission-file")
    rows = []
    for fact in file.consulted:
        offer = file.offers.get(fact.provider_id)
        is_offer = offer is not None and offer.answer == OfferReceived.Answer.OFFER
        chosen = is_offer and file.mission.provider_id == fact.provider_id
        with_file = is_team and offer is not None and offer.document_id is not None
        rows.append(
            {
                "id": fact.provider_id,
                "name": fact.provider.name,
                "asked_on": fact.occurred_on,
                "answer": "chosen" if chosen else offer.answer if offer else "",
                "days": write_hundredths(offer.days_hundredths)
                if offer and offer.days_hundredths
                else "",
                "amount_cents": offer.amount_cents if offer else None,
                "file": "Offre" if with_file else "",
                "file_href": address % offer.document_id if with_file and offer else None,
            }
        )
    return rows


def _marks(file: MissionFile, visible: set[int], is_team: bool) -> list[dict[str, Any]]:
    words = {}
    if is_team and file.marks:
        for one in file.mission.evaluation_words.order_by("pk"):
            words[one.by, one.case_id] = one.words
    return [
        {
            "by": fact.get_by_display()
            if fact.by == "officer"
            else fact.organisation.name
            if fact.organisation and (fact.case_id in visible or file.mission.case_id)
            else "une structure participante",
            "mark": fact.mark,
            "on": fact.occurred_on,
            "words": words.get((fact.by, fact.case_id), ""),
        }
        for fact in file.marks
    ]


def _findings(file: MissionFile, is_team: bool) -> list[SafeString]:
    """Findings as cards; those that hold the order offer to be mended or taken on."""
    held = still_held(file)
    mend = ("Reprendre le cahier des charges", reverse("support:mission-terms", args=[_pk(file)]))
    take = ("Prendre l’écart en charge", reverse("support:mission-take-on", args=[_pk(file)]))
    cards = [
        FindingCard(
            severity=one.as_finding().severity,
            message=one.message,
            rule="La lettre de commande attend que l’écart soit corrigé ou pris en charge.",
            mend=(one.mend or mend) if is_team else None,
            close=take if is_team else None,
        )
        for one in held
    ]
    cards += [
        FindingCard(severity=one.severity, message=one.message, rule=RULES.get(one.code, ""))
        for one in file.findings()
        if one.code not in HOLDING
    ]
    for one in file.taken:
        told = f"Écart pris en charge le {one.taken_on:%d/%m/%Y}"
        words = f" : {one.reason}" if is_team and one.reason else ""
        cards.append(FindingCard(severity=Severity.INFO, message=f"{told}{words}."))
    return [draw_finding(card) for card in cards]


RULES = {
    "mission.consultation_short": "Les prestataires sont choisis après une mise en concurrence "
    "(décret n° 2015-1103).",
    "mission.provider_interested": "Un lien entre prestataire et structure se dit avant la "
    "signature.",
    "mission.over_capacity": "Le nombre de places est au cahier des charges.",
}


def _pk(file: MissionFile) -> int:
    return int(file.mission.pk)
