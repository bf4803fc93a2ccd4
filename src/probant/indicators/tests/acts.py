"""What people of a house do so that a figure counts one more: written by the domain's actions.

`MADE[code]` makes, for a structure and on a day, what the figure of that code counts; `lag` is the
number of days since what a delay is counted from, and scales amounts.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from probant.directory.actions import create_organisation
from probant.directory.models import House, Organisation
from probant.gatherings import actions as gatherings
from probant.gatherings.models import (
    Attendance,
    HeadcountTaken,
    Invited,
    Registered,
    SessionHeld,
    SessionPlanned,
)
from probant.kernel.actor import Actor
from probant.programmes.actions import adopt_programme, adopt_session_kinds
from probant.programmes.models import Phase, Programme
from probant.support import actions
from probant.support.actions import Meeting, Said, Upshot, Who
from probant.support.models import (
    CallTaken,
    Case,
    CaseOpened,
    JobFact,
    Mission,
    MissionContracted,
    MissionJoined,
    NeedVoiced,
    OneOffAdvice,
    PhaseReached,
    RequestReceived,
)

Day = datetime.date


@dataclass
class Desk:
    """Where one works: a house, its officer, its direction, and who may declare a day."""

    house: House
    officer: Actor
    direction: Actor
    importer: Actor

    def programme(self, code: str) -> Programme:
        return adopt_programme(self.direction, house_id=self.house.pk, code=code)

    def phase(self, code: str, programme: str) -> Phase:
        return Phase.objects.get(programme=self.programme(programme), official_code=code)

    def sheet(self, name: str, **identity: Any) -> Organisation:
        given = {"family": "association", "place_code": "21231", **identity}
        return create_organisation(actor=self.officer, name=name, **given)


@dataclass
class One:
    """Whom it is about, the day, and how long after what comes before."""

    desk: Desk
    sheet: Organisation
    on: Day
    lag: int = 40

    @property
    def before(self) -> Day:
        return self.on - datetime.timedelta(days=self.lag)

    def case(self, programme: str = "dla") -> Case:
        return actions.open_case(
            self.desk.officer,
            programme=self.desk.programme(programme),
            opened_on=self.before,
            organisation=self.sheet,
        )

    def reach(self, case: Case, phase: str, on: Day | None = None) -> PhaseReached:
        code = case.programme.official_code
        return actions.reach_phase(
            self.desk.officer,
            case=case,
            phase=self.desk.phase(phase, code),
            occurred_on=on or self.on,
        )

    def mission(self, kind: str = "individual", *, on: Day | None = None, **said: Any) -> Mission:
        case = self.case() if kind == "individual" else None
        return self.contract(case, kind, on=on, **said)

    def contract(self, case: Case | None, kind: str, *, on: Day | None, **said: Any) -> Mission:
        return actions.contract_mission(
            self.desk.officer,
            programme=self.desk.programme("dla"),
            title=f"Mission de {self.sheet}, {self.lag}",
            kind=kind,
            case=case,
            contracted_on=on or self.on,
            **said,
        )

    def body(self) -> Organisation:
        return self.desk.sheet(f"Organisme {self.sheet.pk} {self.lag} {self.on}", family="autre")


Made = Callable[[One], Any]


def reached(programme: str, phase: str) -> Made:
    """A case opened `lag` days before reaches a stage."""
    return lambda one: one.reach(one.case(programme), phase)


def since(programme: str, start: str, end: str) -> Made:
    """A case reaches a stage, `lag` days after another one."""

    def make(one: One) -> PhaseReached:
        case = one.case(programme)
        one.reach(case, start, one.before)
        return one.reach(case, end)

    return make


def contracted(kind: str = "individual", **said: Any) -> Made:
    """A mission is signed; days and cost by the lag, unless said."""

    def make(one: One) -> MissionContracted:
        given = {"days_hundredths": one.lag * 10, "cost_cents": one.lag * 1000, **said}
        mission = one.mission(kind, **given)
        return MissionContracted.objects.get(mission=mission)

    return make


def joined(one: One) -> MissionJoined:
    mission = one.mission("collective", on=one.before)
    return actions.join_mission(
        one.desk.officer, mission=mission, case=one.case(), joined_on=one.on
    )


def mission_after_diagnosis(one: One) -> MissionContracted:
    case = one.case()
    one.reach(case, "diagnostic", one.before)
    return MissionContracted.objects.get(mission=one.contract(case, "individual", on=None))


def ended(one: One) -> Any:
    mission = one.mission(on=one.before, days_hundredths=300, cost_cents=90_000)
    return actions.end_mission(one.desk.officer, mission=mission, ended_on=one.on)


def marked(mark: int, by: str = "structure") -> Made:
    def make(one: One) -> Any:
        return actions.evaluate_mission(
            one.desk.officer, mission=one.mission(), by=by, mark=mark, evaluated_on=one.on
        )

    return make


def consulted(one: One) -> Any:
    mission = actions.prepare_mission(
        one.desk.officer,
        programme=one.desk.programme("dla"),
        title=f"À confier, {one.lag}",
        kind="individual",
        case=one.case(),
    )
    return actions.consult_provider(
        one.desk.officer, mission=mission, provider=one.body(), asked_on=one.on
    )


def opinion(one: One) -> Any:
    desk = one.desk
    meeting = actions.plan_committee(desk.officer, house=desk.house, planned_on=one.on)
    item = actions.put_on_agenda(desk.officer, meeting=meeting, case=one.case())
    item.meeting = actions.hold_committee(desk.officer, meeting=meeting, held_on=one.on)
    return actions.give_opinion(desk.officer, item=item, opinion="favourable")


def jobs(programme: str, kind: str) -> Made:
    def make(one: One) -> JobFact:
        return actions.record_jobs(
            one.desk.officer,
            case=one.case(programme),
            kind=kind,
            headcount=7,
            fte_hundredths=550,
            occurred_on=one.on,
        )

    return make


def born(one: One) -> Any:
    case = actions.open_case(
        one.desk.officer,
        programme=one.desk.programme("creation"),
        opened_on=one.before,
        project_title=f"Projet {one.lag} de {one.sheet}",
    )
    return actions.record_birth(one.desk.officer, case=case, born_on=one.on, organisation=one.sheet)


def closed(one: One) -> Any:
    return actions.close_case(one.desk.officer, case=one.case(), outcome="done", closed_on=one.on)


def opened(one: One) -> Any:
    case = actions.open_case(
        one.desk.officer,
        programme=one.desk.programme("dla"),
        opened_on=one.on,
        organisation=one.sheet,
    )
    return CaseOpened.objects.get(case=case)


def followed(state: str) -> Made:
    def make(one: One) -> Any:
        case = one.case()
        actions.close_case(one.desk.officer, case=case, outcome="done", closed_on=one.before)
        case.refresh_from_db()
        return actions.follow_up(
            one.desk.officer, case=case, since="support", months=6, occurred_on=one.on, state=state
        )

    return make


def met(one: One) -> Any:
    meeting = Meeting(planned_on=one.on, minutes=60)
    return actions.log_appointment(one.desk.officer, case=one.case(), meeting=meeting)


def milestone(one: One) -> Any:
    return actions.reach_milestone(
        one.desk.officer, case=one.case(), milestone="statuts", occurred_on=one.on
    )


def called(kind: str = "nothing", *needs: str, anonymous: bool = False) -> Made:
    """A call; what is counted is the fact of the kind asked."""

    def make(one: One) -> Any:
        call = actions.take_call(
            one.desk.officer,
            house_id=one.desk.house.pk,
            occurred_on=one.on,
            who=None if anonymous else Who(organisation=one.sheet),
            said=Said("telephone", "", needs),
            upshot=Upshot(kind),
            again=True,
        )
        model = OneOffAdvice if kind == "advice" else NeedVoiced if needs else CallTaken
        return model.objects.filter(call=call).first()

    return make


def referred(direction: str = "out", sequel: str = "") -> Made:
    def make(one: One) -> Any:
        fact = actions.refer(
            one.desk.officer,
            occurred_on=one.before if sequel else one.on,
            body=one.body(),
            case=one.case(),
            direction=direction,
        )
        if not sequel:
            return fact
        return actions.note_sequel(one.desk.officer, of=fact, outcome=sequel, occurred_on=one.on)

    return make


def introduced(sequel: str = "") -> Made:
    def make(one: One) -> Any:
        fact = actions.introduce(
            one.desk.officer,
            occurred_on=one.before if sequel else one.on,
            case=one.case(),
            introduced_to=one.body(),
        )
        if not sequel:
            return fact
        return actions.note_sequel(one.desk.officer, of=fact, outcome=sequel, occurred_on=one.on)

    return make


def requested(one: One) -> RequestReceived:
    request = actions.receive_request(
        one.desk.importer,
        house=one.desk.house,
        kind="organisation",
        name=f"Demande {one.lag} de {one.sheet}",
        family_name="Diallo",
        email=f"demande{one.lag}{one.sheet.pk}@example.org",
        words="Nous cherchons un appui.",
        declared_on=one.on,
    )
    return RequestReceived.objects.get(request=request)


def held(programme: str, kind: str, qpv_code: str = "", lent_cents: int | None = None) -> Made:
    def make(one: One) -> SessionHeld:
        desk = one.desk
        (found,) = adopt_session_kinds(desk.direction, house_id=desk.house.pk, codes=[kind])
        session = gatherings.plan_session(
            desk.officer,
            kind=found,
            programme=desk.programme(programme),
            title=f"Séance {one.lag} de {one.sheet}",
            starts_on=one.on,
            qpv_code=qpv_code,
            lender=desk.house.organisation if lent_cents else None,
            lent_value_cents=lent_cents,
        )
        return gatherings.hold_session(desk.officer, session=session)

    return make


#: How facts of other subjects are taken back; each module of acts adds its own.
TAKEN_BACK: dict[type[Any], Callable[[Desk, Any], Any]] = {}
OF_SESSIONS: Any = (SessionHeld, Attendance, HeadcountTaken, Invited, Registered, SessionPlanned)


def void(desk: Desk, fact: Any) -> None:
    """Take back what was made."""
    if type(fact) in TAKEN_BACK:
        TAKEN_BACK[type(fact)](desk, fact)
    elif isinstance(fact, OF_SESSIONS):
        gatherings.void_fact(desk.officer, fact=fact, code="error", reason="essai")
    elif isinstance(fact, CallTaken | NeedVoiced | OneOffAdvice):
        actions.void_call(desk.officer, call=fact.call, code="error", reason="essai")
    elif isinstance(fact, RequestReceived):
        actions.settle_request(desk.officer, request=fact.request, state="spam", reason="essai")
    else:
        actions.void_fact(desk.officer, fact=fact, code="error", reason="essai")


UNSAID: dict[str, Any] = {"days_hundredths": None, "cost_cents": None}
WELCOME = reached("dla", "accueil")
CREATION = ("creation", "accueil")

MADE: dict[str, Made] = {
    "dla.organisations_supported": WELCOME,
    "dla.organisations_welcomed": WELCOME,
    "dla.diagnoses": reached("dla", "diagnostic"),
    "dla.plans": reached("dla", "parcours"),
    "dla.organisations_coordinated": reached("dla", "accompagnement"),
    "dla.follow_ups": reached("dla", "suivi"),
    "dla.individual_missions": contracted(),
    "dla.collective_missions": contracted("collective"),
    "dla.collective_participants": joined,
    "dla.missions": contracted(),
    "dla.mission_days": contracted(),
    "dla.mission_cost": contracted(),
    "dla.median_mission_days": contracted(),
    "dla.median_mission_cost": contracted(),
    "dla.missions_costed": contracted(),
    "dla.missions_timed": contracted(),
    "dla.missions_uncosted": contracted(cost_cents=None),
    "dla.missions_untimed": contracted(days_hundredths=None),
    "dla.missions_ended": ended,
    "dla.days_of_mission": ended,
    "dla.days_to_mission": mission_after_diagnosis,
    "dla.days_to_diagnosis": reached("dla", "diagnostic"),
    "dla.days_to_plan": since("dla", "diagnostic", "parcours"),
    "dla.days_to_follow_up": since("dla", "accompagnement", "suivi"),
    "dla.providers_consulted": consulted,
    "dla.opinions": opinion,
    "dla.marks": marked(4),
    "dla.evaluations": marked(4),
    "dla.evaluations_satisfied": marked(4),
    "dla.organisations_evaluating": marked(2),
    "dla.jobs_consolidated": jobs("dla", "consolidated"),
    "dla.jobs_fte": jobs("dla", "consolidated"),
    "dla.jobs_kept": jobs("dla", "kept"),
    "creation.projects_welcomed": reached(*CREATION),
    "creation.emergence": reached("creation", "emergence"),
    "creation.projects_supported": reached("creation", "accompagnement"),
    "creation.post_support": reached("creation", "post-accompagnement"),
    "creation.days_to_support": since(*CREATION, "accompagnement"),
    "creation.organisations_created": born,
    "creation.days_to_birth": born,
    "creation.jobs_created": jobs("creation", "created"),
    "creation.jobs_fte": jobs("creation", "created"),
    "creation.jobs_kept": jobs("creation", "kept"),
    "territories.supported": reached("generateur", "diagnostic"),
    "support.organisations": WELCOME,
    "support.organisations_in_qpv": WELCOME,
    "support.organisations_qpv_said": WELCOME,
    "support.organisations_qpv_unsaid": WELCOME,
    "support.rural_organisations": WELCOME,
    "support.organisations_placed": WELCOME,
    "support.organisations_unplaced": WELCOME,
    "support.cases_active": WELCOME,
    "support.cases_opened": opened,
    "support.cases_closed": closed,
    "support.days_to_closing": closed,
    "support.days_to_first_stage": since("crdva", "accueil", "conseil"),
    "support.days_between_stages": since("generateur", "mobilisation", "opportunite"),
    "support.appointments": met,
    "support.milestones": milestone,
    "support.follow_ups": followed("unreachable"),
    "support.followed_up": followed("stopped"),
    "support.still_active": followed("active"),
    "door.calls": called(),
    "door.needs": called("nothing", "statuts", "financement"),
    "door.one_off_advice": called("advice"),
    "door.organisations_advised": called("advice"),
    "door.referrals": referred(),
    "door.referrals_received": referred("in"),
    "door.referrals_fruitful": referred(sequel="helped"),
    "door.introductions": introduced(),
    "door.introductions_fruitful": introduced("met"),
    "door.requests": requested,
    "workshops.sessions": held("crdva", "atelier"),
    "trainings.sessions": held("formation", "formation"),
    "network.sessions_held": held("reseau-acteurs", "atelier"),
    "osez.sessions_held": held("osez", "atelier"),
    "club.sessions_held": held("club", "club"),
    "territories.visits": held("generateur", "visite"),
}
