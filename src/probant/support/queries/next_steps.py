"""What comes next on each case: an appointment, a task, the end of a delay, a follow-up to make."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from probant.kernel.actor import Actor
from probant.kernel.period import months_after
from probant.kernel.roles import TEAM
from probant.programmes.models import VersionPhase
from probant.support.models import Appointment, Case, Supporter, Task
from probant.support.queries.cases import coded, followed_by, named, word_in
from probant.support.queries.follow_ups import due
from probant.ui.hrefs import href_pattern

MINE, EVERYBODY = "moi", "tous"
AHEAD = datetime.timedelta(days=60)  # how long before its day a follow-up is announced
WINDOW = 2000  # cases looked at
NEVER = datetime.date.max  # the day of a case on which nothing is planned: after all others

APPOINTMENT, TASK, PHASE, TERM, FOLLOW_UP = "appointment", "task", "phase", "term", "follow_up"


@dataclass(frozen=True)
class NextStep:
    """One thing that a case waits for: its kind, its day, what one calls it, where it is done."""

    kind: str
    on: datetime.date
    word: str
    what: str
    href: str


@dataclass(frozen=True)
class StepFilter:
    """The words of the address: `qui` (moi, tous, a user's id) and `programme`."""

    who: str = MINE
    programme: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "StepFilter":
        """Read the filters of an address; nonsense is ignored."""
        who = query.get("qui", MINE)
        known = who in (MINE, EVERYBODY) or (who.isascii() and who.isdigit())
        return cls(who[:18] if known else MINE, word_in(query, "programme"))

    def condition(self, actor: Actor) -> Q:
        """Whose cases: one's own, with those one replaces or supports beside a colleague."""
        wanted = coded("programme", self.programme) if self.programme else Q()
        if self.who == EVERYBODY or not actor.has(*TEAM):
            return wanted  # a volunteer sees what is entrusted to them, and nothing else
        if self.who != MINE:
            return wanted & Q(referent_id=int(self.who))
        beside = Supporter.objects.standing().filter(user_id=actor.user_id or 0)
        return wanted & (followed_by(actor) | Q(pk__in=beside.values("case_id")))


def next_steps(
    actor: Actor, chosen: StepFilter, today: datetime.date
) -> list[tuple[dict[str, Any], list[NextStep]]]:
    """Each case with what it waits for, the earliest first; the order of cases means nothing.

    Open cases, and closed ones of which news are to be taken. Nine queries at most, however many
    the cases.
    """
    scope = Case.objects.visible_to(actor).filter(chosen.condition(actor))
    steps = _follow_ups(actor, scope, today)
    rows = list(_rows(scope.filter(Q(state=Case.State.OPEN) | Q(pk__in=list(steps)[:WINDOW]))))
    open_ones = scope.filter(state=Case.State.OPEN)
    for case, step in [
        *_appointments(actor, open_ones),
        *_tasks(actor, open_ones),
        *_delays(rows, open_ones),
    ]:
        steps.setdefault(case, []).append(step)
    rank = (APPOINTMENT, TASK, PHASE, TERM, FOLLOW_UP).index
    return [
        (row, sorted(steps.get(row["id"], []), key=lambda one: (one.on, rank(one.kind))))
        for row in rows
    ]


def _rows(cases: QuerySet[Case]) -> QuerySet[Any, Any]:
    called = named(cases).annotate(lasts_to_months=F("version__lasts_to_months"))
    return called.order_by("-touched_on", "id").values(
        "id",
        "name",
        "name_key",
        "where",
        "programme_name",
        "phase_id",
        "phase_name",
        "phase_since_on",
        "version_id",
        "lasts_to_months",
        "referent_name",
        "opened_on",
        "touched_on",
        "state",
    )[:WINDOW]


def _follow_ups(
    actor: Actor, scope: QuerySet[Case], today: datetime.date
) -> dict[int, list[NextStep]]:
    if not actor.has(*TEAM):  # the team takes news
        return {}
    address = href_pattern("support:follow-up")
    steps: dict[int, list[NextStep]] = {}
    for one in due(actor, today, until=today + AHEAD, programme=Q(pk__in=scope.values("pk"))):
        word = f"suivi à {one.months} mois"
        step = NextStep(FOLLOW_UP, one.due_on, word, "", address % one.case_id)
        steps.setdefault(one.case_id, []).append(step)
    return steps


def _appointments(actor: Actor, cases: QuerySet[Case]) -> Iterable[tuple[int, NextStep]]:
    """The next appointment of each case: the one to come, or one of which nobody said anything."""
    rows = Appointment.objects.visible_to(actor).planned().filter(case__in=cases.values("pk"))
    address = href_pattern("support:appointment")
    first: dict[int, NextStep] = {}
    for case, pk, day, subject in rows.order_by("planned_on", "starts_time", "id").values_list(
        "case_id", "id", "planned_on", "subject"
    ):
        first.setdefault(case, NextStep(APPOINTMENT, day, "rendez-vous", subject, address % pk))
    return first.items()


def _tasks(actor: Actor, cases: QuerySet[Case]) -> Iterable[tuple[int, NextStep]]:
    """The task of each case that is due first."""
    rows = Task.objects.visible_to(actor).filter(
        case__in=cases.values("pk"),
        done_on__isnull=True,
        erased_on__isnull=True,
        due_on__isnull=False,
    )
    address = href_pattern("support:task")
    first: dict[int, NextStep] = {}
    for case, pk, day, what in rows.order_by("due_on", "id").values_list(
        "case_id", "id", "due_on", "what"
    ):
        if case is not None and day is not None:
            first.setdefault(case, NextStep(TASK, day, "tâche", what, address % pk))
    return first.items()


def _delays(
    rows: Iterable[dict[str, Any]], cases: QuerySet[Case]
) -> Iterable[tuple[int, NextStep]]:
    """The usual delay of the phase that a case is in, and the longest that its programme lasts."""
    days = phase_delays(cases)
    address = href_pattern("support:reach")
    for row in rows:
        if row["state"] != Case.State.OPEN:
            continue
        delay = days.get((row["version_id"], row["phase_id"]))
        if delay is not None:
            by = row["phase_since_on"] + datetime.timedelta(days=delay)
            yield (
                row["id"],
                NextStep(PHASE, by, "délai de l’étape", row["phase_name"], address % row["id"]),
            )
        if row["lasts_to_months"]:
            by = months_after(row["opened_on"], row["lasts_to_months"])
            yield (
                row["id"],
                NextStep(
                    TERM, by, "durée du programme", "", href_pattern("support:close") % row["id"]
                ),
            )


def phase_delays(cases: QuerySet[Case]) -> dict[tuple[int | None, int | None], int]:
    """Usual days of each phase, by (version, phase) of these cases; the last phase has none.

    One query.
    """
    laid = VersionPhase.objects.filter(version__in=cases.order_by().values("version_id"))
    last: dict[int, int] = {}
    days: dict[tuple[int | None, int | None], int] = {}
    for version, phase, usual in laid.order_by("version", "position", "id").values_list(
        "version_id", "phase_id", "usual_days"
    ):
        last[version] = phase
        if usual is not None:
            days[version, phase] = usual
    for item in last.items():
        days.pop(item, None)
    return days


def sort_day(steps: list[NextStep]) -> datetime.date:
    """The day that a case is ordered by."""
    return steps[0].on if steps else NEVER


def when(day: datetime.date, today: datetime.date | None = None) -> str:
    """How soon a day is, as a word: late, today, week (to Sunday), later, never."""
    today = today or timezone.localdate()
    if day == NEVER:
        return "never"
    if day < today:
        return "late"
    if day == today:
        return "today"
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    return "week" if day <= sunday else "later"


def own_open_cases(actor: Actor) -> list[tuple[int, str]]:
    """The actor's open cases as (id, name), by name: to choose one among. One query."""
    cases = Case.objects.visible_to(actor).filter(
        StepFilter().condition(actor), state=Case.State.OPEN
    )
    named = cases.annotate(
        name=Coalesce("organisation__name", "project_title"),
        name_key=Coalesce("organisation__name_key", "project_key"),
    )
    return list(named.order_by("name_key", "id").values_list("id", "name")[:300])
