"""Every figure written again by hand, in plain Python: apart from the catalogue and its queries."""

import datetime
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from probant.indicators.tests.naive_engagement import ENGAGEMENT
from probant.indicators.tests.naive_gatherings import PLANNED
from probant.indicators.tests.naive_money import MONEY
from probant.indicators.tests.naive_network import NETWORK

Row = dict[str, Any]
Facts = dict[str, list[Row]]
DLA = ("accueil", "diagnostic", "parcours", "accompagnement", "suivi")
WORKSHOPS = ("crdva", "paroles-experts", "emergence")
RURAL, TOWN = "21584", "21231"
#: In force in the year that is drawn; Quetigny-centre only since 2024.
QPV = ("21231-fontaine-d-ouche",)


def _phase(programme: str, *phases: str) -> Callable[[Row], bool]:
    return lambda row: row["programme_code"] == programme and row["phase_code"] in phases


def _is(**said: Any) -> Callable[[Row], bool]:
    return lambda row: all(row[column] == value for column, value in said.items())


def _any(row: Row) -> bool:
    return True


def _mission(kind: str) -> Callable[[Row], bool]:
    return _is(programme_code="dla", kind=kind)


def _dla_with(column: str, *, said: bool) -> Callable[[Row], bool]:
    return lambda row: row["programme_code"] == "dla" and (row[column] is not None) == said


def _fruitful(row: Row) -> bool:
    return row["outcome"] in ("met", "helped") and row.get("direction", "out") == "out"


GUEST = _is(own_staff=False)
STRUCTURE = _is(programme_code="dla", by="structure")

#: code → (kind of fact, condition, what is counted): a column, "+" sum, "~" median, "" acts.
NAIVE: dict[str, tuple[str, Callable[[Row], bool], str]] = {
    "dla.organisations_supported": ("PhaseReached", _phase("dla", *DLA), "organisation_id"),
    "dla.organisations_welcomed": ("PhaseReached", _phase("dla", "accueil"), "organisation_id"),
    "dla.organisations_coordinated": (
        "PhaseReached",
        _phase("dla", "accompagnement"),
        "organisation_id",
    ),
    "dla.diagnoses": ("PhaseReached", _phase("dla", "diagnostic"), "case_id"),
    "dla.plans": ("PhaseReached", _phase("dla", "parcours"), "case_id"),
    "dla.follow_ups": ("PhaseReached", _phase("dla", "suivi"), "case_id"),
    "dla.individual_missions": ("MissionContracted", _mission("individual"), "mission_id"),
    "dla.collective_missions": ("MissionContracted", _mission("collective"), "mission_id"),
    "dla.collective_participants": ("MissionJoined", _mission("collective"), "organisation_id"),
    "dla.missions": ("MissionContracted", _any, "mission_id"),
    "dla.missions_costed": (
        "MissionContracted",
        _dla_with("cost_cents", said=True),
        "mission_id",
    ),
    "dla.missions_uncosted": (
        "MissionContracted",
        _dla_with("cost_cents", said=False),
        "mission_id",
    ),
    "dla.missions_timed": (
        "MissionContracted",
        _dla_with("days_hundredths", said=True),
        "mission_id",
    ),
    "dla.missions_untimed": (
        "MissionContracted",
        _dla_with("days_hundredths", said=False),
        "mission_id",
    ),
    "money.granted": ("AwardMade", _any, "+amount_cents"),
    "money.paid": ("PaymentMade", _is(nature="payment"), "+amount_cents"),
    "governance.sittings": ("SittingHeld", _is(is_own=True), ""),
    "governance.seats": ("SittingHeld", _is(is_own=True), "+members"),
    "governance.presences": ("SittingHeld", _is(is_own=True), "+present"),
    "governance.acts": ("ActVoted", _is(is_own=True, is_adopted=True), ""),
    "money.repaid": ("PaymentMade", _is(nature="repayment"), "+amount_cents"),
    "dla.mission_cost": ("MissionContracted", _any, "+cost_cents"),
    "dla.mission_days": ("MissionContracted", _any, "+days_hundredths"),
    "dla.median_mission_cost": ("MissionContracted", _any, "~cost_cents"),
    "dla.median_mission_days": ("MissionContracted", _any, "~days_hundredths"),
    "dla.missions_ended": ("MissionEnded", _any, "mission_id"),
    "dla.providers_consulted": ("ProviderConsulted", _any, "provider_id"),
    "dla.opinions": ("CommitteeOpinion", _is(programme_code="dla"), ""),
    "dla.marks": ("MissionEvaluated", STRUCTURE, "+mark"),
    "dla.evaluations": ("MissionEvaluated", STRUCTURE, ""),
    "dla.evaluations_satisfied": (
        "MissionEvaluated",
        lambda r: STRUCTURE(r) and r["mark"] in (4, 5),
        "",
    ),
    "dla.organisations_evaluating": ("MissionEvaluated", STRUCTURE, "organisation_id"),
    "dla.jobs_consolidated": ("JobFact", _is(kind="consolidated"), "+headcount"),
    "dla.jobs_fte": ("JobFact", _is(kind="consolidated"), "+fte_hundredths"),
    "dla.jobs_kept": ("JobFact", _is(kind="kept", programme_code="dla"), "+headcount"),
    "creation.projects_welcomed": ("PhaseReached", _phase("creation", "accueil"), "case_id"),
    "creation.emergence": ("PhaseReached", _phase("creation", "emergence"), "case_id"),
    "creation.projects_supported": (
        "PhaseReached",
        _phase("creation", "accompagnement"),
        "case_id",
    ),
    "creation.post_support": (
        "PhaseReached",
        _phase("creation", "post-accompagnement"),
        "case_id",
    ),
    "creation.organisations_created": ("OrganisationBorn", _any, "organisation_id"),
    "creation.jobs_created": ("JobFact", _is(kind="created"), "+headcount"),
    "creation.jobs_fte": ("JobFact", _is(kind="created"), "+fte_hundredths"),
    "creation.jobs_kept": ("JobFact", _is(kind="kept", programme_code="creation"), "+headcount"),
    "workshops.sessions": (
        "SessionHeld",
        lambda r: r["kind_code"] == "atelier" and r["programme_code"] in WORKSHOPS,
        "session_id",
    ),
    "trainings.sessions": ("SessionHeld", _is(kind_code="formation"), "session_id"),
    "network.sessions_held": (
        "SessionHeld",
        _is(kind_code="atelier", programme_code="reseau-acteurs"),
        "session_id",
    ),
    **{
        f"outcomes.proposals_{status}": ("ProposalReached", _is(status=status), "proposal_id")
        for status in ("made", "examined", "retained", "set_aside", "carried_out")
    },
    "outcomes.proposals_answered": ("ProposalAnswered", _any, "proposal_id"),
    "outcomes.outputs": ("OutputMade", _any, "output_id"),
    "outcomes.minutes": ("OutputMade", _is(output_kind="minutes"), "output_id"),
    "outcomes.syntheses": ("OutputMade", _is(output_kind="synthesis"), "output_id"),
    "outcomes.documents": ("OutputMade", _is(output_kind="document"), "output_id"),
    "outcomes.roadmap_versions": ("OutputMade", _is(output_kind="roadmap"), "output_id"),
    "roadmap.measures_advanced": (
        "MeasureStepped",
        lambda row: row["state"] in ("under_way", "done"),
        "measure_id",
    ),
    "roadmap.measures_done": ("MeasureStepped", _is(state="done"), "measure_id"),
    "osez.sessions_held": ("SessionHeld", _is(programme_code="osez"), "session_id"),
    "club.sessions_held": ("SessionHeld", _is(programme_code="club"), "session_id"),
    "territories.visits": (
        "SessionHeld",
        _is(programme_code="generateur", kind_code="visite"),
        "session_id",
    ),
    "territories.supported": ("PhaseReached", _is(programme_code="generateur"), "place_code"),
    "support.organisations": ("PhaseReached", _any, "organisation_id"),
    "support.organisations_in_qpv": (
        "PhaseReached",
        lambda r: r["qpv_code"] in QPV,
        "organisation_id",
    ),
    "support.organisations_qpv_said": (
        "PhaseReached",
        lambda r: r["qpv_code"] != "",
        "organisation_id",
    ),
    "support.organisations_qpv_unsaid": ("PhaseReached", _is(qpv_code=""), "organisation_id"),
    "support.rural_organisations": ("PhaseReached", _is(place_code=RURAL), "organisation_id"),
    "support.organisations_placed": (
        "PhaseReached",
        lambda r: r["place_code"] in (RURAL, TOWN),
        "organisation_id",
    ),
    "support.organisations_unplaced": (
        "PhaseReached",
        lambda r: r["place_code"] not in (RURAL, TOWN),
        "organisation_id",
    ),
    "support.cases_active": ("PhaseReached", _any, "case_id"),
    "support.cases_opened": ("CaseOpened", _any, "case_id"),
    "support.cases_closed": ("CaseClosed", _any, "case_id"),
    "support.appointments": ("AppointmentHeld", _any, ""),
    "support.milestones": ("MilestoneReached", _any, ""),
    "support.follow_ups": ("FollowedUp", _any, ""),
    "support.followed_up": (
        "FollowedUp",
        lambda r: r["state"] != "unreachable",
        "organisation_id",
    ),
    "support.still_active": ("FollowedUp", _is(state="active"), "organisation_id"),
    "door.calls": ("CallTaken", _any, ""),
    "door.needs": ("NeedVoiced", _any, ""),
    "door.one_off_advice": ("OneOffAdvice", _any, ""),
    "door.organisations_advised": ("OneOffAdvice", _any, "organisation_id"),
    "door.referrals": ("Referral", _is(direction="out"), ""),
    "door.referrals_received": ("Referral", _is(direction="in"), ""),
    "door.referrals_fruitful": ("ReferralOutcome", _fruitful, "referral_id"),
    "door.introductions": ("IntroductionMade", _any, ""),
    "door.introductions_fruitful": ("IntroductionOutcome", _fruitful, "introduction_id"),
    "door.requests": ("RequestReceived", _any, ""),
    "gatherings.sessions_held": ("SessionHeld", _any, "session_id"),
    "gatherings.sessions_in_qpv": (
        "SessionHeld",
        lambda r: r["qpv_code"] in QPV,
        "session_id",
    ),
    "gatherings.attendances": ("Attendance", GUEST, ""),
    "gatherings.persons": ("Attendance", GUEST, "person_id"),
    "gatherings.person_attendances": (
        "Attendance",
        lambda r: GUEST(r) and r["person_id"] is not None,
        "",
    ),
    "gatherings.organisations": ("Attendance", GUEST, "organisation_id"),
    "gatherings.invited": ("Invited", GUEST, ""),  # of structures, as they are drawn
    "gatherings.invited_present": ("Attendance", GUEST, "invitation_id"),
    "gatherings.registered": ("Registered", GUEST, ""),
    "gatherings.registered_present": ("Attendance", GUEST, "registration_id"),
    "gatherings.walk_ins": ("Attendance", _is(own_staff=False, walk_in=True), ""),
    "gatherings.headcount": ("HeadcountTaken", _any, "+headcount"),
    "gatherings.rooms_lent_value": (
        "SessionHeld",
        lambda r: (r["lent_cents"] or 0) > 0,
        "+lent_cents",
    ),
}


@dataclass(frozen=True)
class Wait:
    """A delay by hand: which facts end it, which begin it, and which one of a case counts."""

    kind: str
    ends: Callable[[Row], bool]
    start: str
    begins: Callable[[Row], bool] = _any
    by: str = "case_id"
    one: str = ""
    start_by: str = ""


_LAST = "last"
WAITS: dict[str, Wait] = {
    "support.days_to_first_stage": Wait(
        "PhaseReached",
        lambda r: r["phase_code"] != "accueil",
        "PhaseReached",
        _is(phase_code="accueil"),
        one="first",
    ),
    "support.days_to_closing": Wait("CaseClosed", _any, "CaseOpened", one=_LAST),
    "dla.days_to_diagnosis": Wait("PhaseReached", _phase("dla", "diagnostic"), "CaseOpened"),
    "dla.days_to_plan": Wait(
        "PhaseReached",
        _phase("dla", "parcours"),
        "PhaseReached",
        _phase("dla", "diagnostic"),
    ),
    "dla.days_to_mission": Wait(
        "MissionContracted",
        _mission("individual"),
        "PhaseReached",
        _phase("dla", "diagnostic"),
        one="first",
    ),
    "dla.days_to_follow_up": Wait(
        "PhaseReached",
        _phase("dla", "suivi"),
        "PhaseReached",
        _phase("dla", "accompagnement"),
    ),
    "dla.days_of_mission": Wait("MissionEnded", _any, "MissionContracted", by="mission_id"),
    "creation.days_to_support": Wait(
        "PhaseReached",
        _phase("creation", "accompagnement"),
        "PhaseReached",
        _phase("creation", "accueil"),
    ),
    "creation.days_to_birth": Wait("OrganisationBorn", _any, "CaseOpened"),
    "governance.days_to_transmission": Wait(
        "ActTransmitted", _any, "ActVoted", by="deliberation_id"
    ),
    "money.days_to_payment": Wait(
        "PaymentMade", _is(nature="payment"), "AwardMade", by="award_id", start_by="id"
    ),
}
#: Those that a table does not say, each a function of its own.
APART = {**NETWORK, **ENGAGEMENT, **PLANNED, **MONEY}
#: code → over, under.
RATES = {
    "governance.attendance": ("governance.presences", "governance.seats"),
    "dla.diagnosis_rate": ("dla.diagnoses", "dla.organisations_welcomed"),
    "dla.plan_rate": ("dla.plans", "dla.diagnoses"),
    "dla.satisfaction": ("dla.marks", "dla.evaluations"),
    "dla.satisfied_rate": ("dla.evaluations_satisfied", "dla.evaluations"),
    "dla.cost_per_mission": ("dla.mission_cost", "dla.missions_costed"),
    "dla.days_per_mission": ("dla.mission_days", "dla.missions_timed"),
    "creation.emergence_rate": ("creation.emergence", "creation.projects_welcomed"),
    "creation.support_rate": ("creation.projects_supported", "creation.projects_welcomed"),
    "creation.birth_rate": ("creation.organisations_created", "creation.projects_supported"),
    "support.rural_share": ("support.rural_organisations", "support.organisations_placed"),
    "support.qpv_share": ("support.organisations_in_qpv", "support.organisations_qpv_said"),
    "support.still_active_rate": ("support.still_active", "support.followed_up"),
    "gatherings.held_rate": ("gatherings.planned_held", "gatherings.sessions_planned"),
    "gatherings.invitation_rate": ("gatherings.invited_present", "gatherings.invited"),
    "gatherings.registration_rate": ("gatherings.registered_present", "gatherings.registered"),
    "gatherings.assiduity": ("gatherings.person_attendances", "gatherings.persons"),
    "network.participation_rate": ("network.members_present", "network.members"),
    "network.presences_per_member": ("network.member_presences", "network.members"),
    "door.referral_success": ("door.referrals_fruitful", "door.referrals"),
    "outcomes.take_up": ("outcomes.proposals_retained", "outcomes.proposals_made"),
    "outcomes.examined_rate": ("outcomes.proposals_examined", "outcomes.proposals_made"),
}


def stood(row: Row, known_on: datetime.date | None) -> bool:
    """Whether a fact stands now, or stood at the end of a day."""
    if known_on is None:
        return row["void_seq"] is None
    gone = row["void_on"] is not None and row["void_on"] <= known_on
    return row["known_on"] <= known_on and not gone


def naive(code: str, facts: Facts, year: int, known_on: datetime.date | None) -> int | None:
    """Count in plain Python, without a database; None where there is no value."""
    if code == "support.days_between_stages":
        return _middle(_between(facts, year, known_on), 100)
    if code in APART:
        return APART[code](facts, year, lambda row: stood(row, known_on))
    if code in WAITS:
        return _middle(_waits(WAITS[code], facts, year, known_on), 100)
    kind, accepts, counted = NAIVE[code]
    standing = [
        row
        for row in facts[kind]
        if row["occurred_on"].year == year and accepts(row) and stood(row, known_on)
    ]
    if not counted:
        return len(standing)
    if counted.startswith("~"):
        said = [row[counted[1:]] for row in standing]
        return _middle([value for value in said if value is not None], 1)
    if counted.startswith("+"):
        return sum(row[counted[1:]] or 0 for row in standing)
    return len({row[counted] for row in standing if row[counted] is not None})


def _middle(values: Iterable[int], scale: int) -> int | None:
    found = list(values)
    return int(statistics.median(found) * scale) if found else None


def _waits(wait: Wait, facts: Facts, year: int, known_on: datetime.date | None) -> Iterable[int]:
    ends: dict[int, list[Row]] = {}
    for row in facts[wait.kind]:
        if wait.ends(row) and stood(row, known_on) and row[wait.by] is not None:
            ends.setdefault(row[wait.by], []).append(row)
    starts: dict[int, list[datetime.date]] = {}
    for row in facts[wait.start]:
        if wait.begins(row) and stood(row, known_on):
            starts.setdefault(row[wait.start_by or wait.by], []).append(row["occurred_on"])
    for of, rows in ends.items():
        rows.sort(key=lambda row: (row["occurred_on"], row["id"]))
        chosen = rows[:1] if wait.one == "first" else rows
        chosen = [row for row in chosen if row["occurred_on"].year == year]
        for row in chosen[-1:] if wait.one == _LAST else chosen:
            before = [day for day in starts.get(of, []) if day <= row["occurred_on"]]
            if before:
                yield (row["occurred_on"] - max(before)).days


def _between(facts: Facts, year: int, known_on: datetime.date | None) -> Iterable[int]:
    """Days from each stage to the next one of the same case."""
    cases: dict[int, list[Row]] = {}
    for row in facts["PhaseReached"]:
        if stood(row, known_on):
            cases.setdefault(row["case_id"], []).append(row)
    for rows in cases.values():
        rows.sort(key=lambda row: (row["occurred_on"], row["position"]))
        for before, after in pairwise(rows):
            if after["occurred_on"].year == year:
                yield (after["occurred_on"] - before["occurred_on"]).days


def naive_rate(
    code: str, facts: Facts, year: int, known_on: datetime.date | None
) -> Fraction | None:
    """A rate by hand; None over nothing."""
    over, under = (naive(side, facts, year, known_on) or 0 for side in RATES[code])
    return Fraction(over, under) if under else None
