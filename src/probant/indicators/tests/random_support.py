"""The rest of support, drawn at random: the door, the life of a case, the course of missions."""

import datetime
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from probant.governance.models import Body, Sitting
from probant.indicators.tests.random_year import YEAR, RandomYear
from probant.programmes.models import Programme
from probant.support.models import (
    Appointment,
    AppointmentHeld,
    Call,
    CallTaken,
    Case,
    CaseClosed,
    CaseOpened,
    CommitteeOpinion,
    FollowedUp,
    IntroductionMade,
    IntroductionOutcome,
    JobFact,
    Milestone,
    MilestoneReached,
    Mission,
    MissionContracted,
    MissionEnded,
    MissionEvaluated,
    NeedVoiced,
    OneOffAdvice,
    OrganisationBorn,
    PhaseReached,
    ProviderConsulted,
    Referral,
    ReferralOutcome,
    RequestReceived,
    SupportRequest,
)

SEQUELS = ("met", "helped", "no_answer", "declined")
Day = datetime.date


class RandomSupport(RandomYear):
    """A random year with every kind of fact of the catalogue."""

    def fill(self) -> None:
        super().fill()
        self._cases()
        self._paths()
        self._door()
        self._missions_course()
        self._late()

    def _cases(self) -> None:
        draw = self.draw
        statuts = Milestone.objects.create(house=self.house, name="Statuts d’essai")
        body = Body.objects.create(
            house=self.house, organisation=self.house.organisation, kind="committee", name="Comité"
        )
        for _ in range(40):
            case = self.case(draw.choice(["dla", "creation", "crdva"]))
            self.record(self._about(CaseOpened, case))
            for day in draw.sample(range(360), draw.randint(0, 3)):  # closed, reopened, closed
                on = Day(YEAR, 1, 1) + datetime.timedelta(days=day)
                self.record_on(on, self._about(CaseClosed, case, outcome="done"))
            for phase in draw.sample(self.phases[case.programme.official_code], 2):
                self.record(self._reached(case, phase))
            self.record(partial(self._held, case))
            self.record(self._about(MilestoneReached, case, milestone=statuts))
            state = draw.choice(FollowedUp.State.values)
            self.record(self._about(FollowedUp, case, since="support", months=6, state=state))
            self.record(partial(self._kept, case))
            sitting = Sitting.objects.create(house=self.house, body=body, held_on=Day(YEAR, 1, 1))
            self.record(self._about(CommitteeOpinion, case, sitting=sitting, opinion="favourable"))

    def _kept(self, case: Case, on: Day) -> Any:
        fact = JobFact(kind="kept", headcount=self.draw.randint(0, 9), year=on.year)
        return self.about(fact, case, on)

    def _held(self, case: Case, on: Day) -> Any:
        row = Appointment.objects.create(
            house=self.house, case=case, planned_on=on, minutes=60, state="held", seq=1
        )
        fact = AppointmentHeld(appointment=row, mode="here", minutes=60, joint=uuid.uuid4())
        return self.about(fact, case, on)

    def _paths(self) -> None:
        """Cases from opening to diagnosis, plan and mission; projects from opening to birth."""
        for number in range(40):
            case = self.case("dla" if number % 2 else "creation")
            stages = {p.official_code: p for p in self.phases[case.programme.official_code]}
            on = self.day()
            self.record_on(on, self._about(CaseOpened, case))
            on += datetime.timedelta(days=self.draw.randrange(120))
            if number % 2:
                self.record_on(on, self._reached(case, stages["diagnostic"]))
                planned = on + datetime.timedelta(days=self.draw.randrange(1, 60))
                self.record_on(planned, self._reached(case, stages["parcours"]))
                self._sign(case, number, on)
            else:
                self.record_on(on, self._reached(case, stages["accueil"]))
                later = on + datetime.timedelta(days=self.draw.randrange(60))
                self.record_on(later, self._reached(case, stages["accompagnement"]))
                self.record_on(later, self._about(OrganisationBorn, case))

    def _sign(self, case: Case, number: int, on: Day) -> None:
        for again in range(self.draw.randint(1, 2)):
            mission = Mission.objects.create(
                house=self.house,
                title=f"Suite {number}.{again}",
                kind="individual",
                programme=case.programme,
                case=case,
            )
            said = {"mission": mission, "kind": "individual", "case": case}
            later = on + datetime.timedelta(days=self.draw.randrange(90))
            self.record_on(later, self._signed(mission, said))

    def _signed(self, mission: Mission, said: dict[str, Any]) -> Callable[[Day], Any]:
        def make(on: Day) -> MissionContracted:
            fact = MissionContracted(occurred_on=on, **said)
            fact.file_under(mission.programme)
            return fact

        return make

    def _door(self) -> None:
        for number in range(60):
            someone = self.draw.choice([None, self.draw.choice(self.organisations)])
            call = Call.objects.create(
                house=self.house, organisation=someone, taken_on=Day(YEAR, 1, 1)
            )
            self._call(call, self.draw.choice(["advice", "nothing", "referral"]))
            self._request(number)

    def _call(self, call: Call, outcome: str) -> None:
        draw = self.draw
        who = "organisation" if call.organisation else "anonymous"
        self.record(lambda on: self._of(CallTaken(caller=who, outcome=outcome), call, on))
        for need in draw.sample(["statuts", "emploi", "financement"], draw.randint(0, 2)):
            self.record(partial(self._voiced, call, need, outcome))
        if outcome == "advice":
            self.record(lambda on: self._of(OneOffAdvice(), call, on))
        if outcome == "referral":
            self._handed(call)

    def _request(self, number: int) -> None:
        request = SupportRequest.objects.create(
            house=self.house,
            reference=f"D-{number}",
            received_at=datetime.datetime(YEAR, 1, 1, tzinfo=datetime.UTC),
            kind="project",
        )
        self.record(lambda on: RequestReceived(request=request, kind="project", occurred_on=on))

    def _voiced(self, call: Call, need: str, outcome: str, on: Day) -> Any:
        return self._of(NeedVoiced(need_code=need, outcome=outcome), call, on)

    def _of(self, fact: Any, call: Call, on: Day, programme: Programme | None = None) -> Any:
        fact.of_call(call)
        fact.occurred_on = on
        fact.file_under(programme)
        return fact

    def _handed(self, call: Call) -> None:
        """A referral, perhaps its sequels, an introduction, perhaps its own: standing or not."""
        draw = self.draw
        body, direction = draw.choice(self.organisations), draw.choice(["in", "out"])

        def given(kind: type[Any], **said: Any) -> Callable[[Day], Any]:
            def make(on: Day) -> Any:
                fact = kind(**said)
                fact.concern(case=None, call=call, occurred_on=on)
                return fact

            return make

        self.record(given(Referral, body=body, direction=direction))
        self.record(given(IntroductionMade, introduced_to=body))
        sent = {"referral": Referral.objects.filter(call=call).latest("id"), "body": body}
        made = {
            "introduction": IntroductionMade.objects.filter(call=call).latest("id"),
            "introduced_to": body,
        }
        for sequel in draw.sample(SEQUELS, draw.randint(0, 3)):
            self.record(given(ReferralOutcome, direction=direction, outcome=sequel, **sent))
            self.record(given(IntroductionOutcome, outcome=sequel, **made))

    def _missions_course(self) -> None:
        draw = self.draw
        for mission in list(Mission.objects.filter(house=self.house).select_related("case")):
            provider = draw.choice(self.organisations)
            marks = {by: draw.randint(1, 5) for by in ("structure", "officer")}
            for fact in (
                ProviderConsulted(provider=provider),
                MissionEnded(days_hundredths=300, cost_cents=90_000),
                *(MissionEvaluated(by=by, mark=mark) for by, mark in marks.items()),
            ):
                self.record(partial(_on, fact, mission))

    def _late(self) -> None:
        """A second stage for many cases, so that delays have something to be counted from."""
        reached = PhaseReached.objects.filter(house_id=self.house.pk)
        for fact in list(reached.select_related("case__programme").order_by("id")[:60]):
            taken = set(reached.filter(case=fact.case).values_list("phase_id", flat=True))
            free = [
                phase
                for phase in self.phases[fact.case.programme.official_code]
                if phase.pk not in taken
            ]
            if free:
                self.record(self._reached(fact.case, self.draw.choice(free)))


def _on(fact: Any, mission: Mission, on: Day) -> Any:
    fact.of_mission(mission, on)
    return fact
