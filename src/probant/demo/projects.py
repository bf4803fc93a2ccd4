"""What happens on the cases of creation: two told in full, the others lightly.

People, words and files are invented; the number of projects, births and jobs is the report's.
"""

import datetime
import email.message
import io
from collections.abc import Mapping
from typing import Any

import docx

from probant.demo.aftermath import end
from probant.demo.days import Day, after, working
from probant.demo.names import data
from probant.demo.stage import Stage
from probant.directory.actions import create_person
from probant.kernel.period import months_after
from probant.support.actions import (
    Meeting,
    Newcomer,
    add_files,
    add_member,
    entrust_case,
    file_mail,
    follow_up,
    log_appointment,
    reach_milestone,
    reach_phase,
    refer,
)
from probant.support.actions.steps import tick_step
from probant.support.actions.tasks import add_task, finish_task
from probant.support.models import Case, JobFact, OrganisationBorn

#: Supported ones: six went through Émergence, eight ended, seven gave up, six go on.
THROUGH_EMERGENCE, ENDED, GIVEN_UP, GOING_ON = range(5, 11), range(5, 13), range(13, 20), 20
#: Welcomed only: sent elsewhere, given up; the others wait.
SENT_ON, DROPPED = range(26, 41), range(41, 51)
ASKED_AGAIN = range(5, 10)  # six months after the end
BODIES = ("boutique", "fonds", "employeurs", "cress")
MODES = ("here", "there", "phone", "visio")


def play(stage: Stage, cases: list[Case]) -> None:
    """Give the cases of creation their year."""
    told = data("creation")["project"]
    for project in told:
        _tell(stage, cases[project["number"]], project)
    for number in range(len(told), 26):
        _support(stage, cases[number], number)
    for number in THROUGH_EMERGENCE:
        _reach(stage, cases[number], "emergence", after(cases[number].opened_on, 14))
    for number in range(26, len(cases)):
        _welcome(stage, cases[number], number)
    _ends(stage, cases)
    _a_year_later(stage, cases[:5])


def _tell(stage: Stage, case: Case, project: Mapping[str, Any]) -> None:
    """A project whose every step is told: people, meetings, pieces, tasks, a letter."""
    began = case.opened_on
    for given_name, family_name, part in project["holders"]:
        person = create_person(
            stage.actor,
            given_name=given_name,
            family_name=family_name,
            is_fictitious=True,
            declared_on=began,
        )
        add_member(stage.actor, case=case, person=person, part=part, starts_on=began)
    entrust_case(
        stage.actor,
        case=case,
        user=stage.users["benevole"],
        starts_on=after(began, 15),
        brings=project["brings"],
    )
    for days, mode, minutes, subject, words in project["meetings"]:
        meet(stage, case, after(began, days), mode, minutes, subject, words)
    for code, title, days in project["files"]:
        day = after(began, days)
        add_files(
            stage.actor,
            case=case,
            files=[(f"{code}.docx", [_document(title, case)])],
            milestone=code,
            title=title,
            audience="holder",
            dated_on=day,
            reached=True,
            declared_on=day,
        )
    for code, days in project["milestones"]:
        day = after(began, days)
        reach_milestone(stage.actor, case=case, milestone=code, occurred_on=day, declared_on=day)
    for what, due, done, shared in project["tasks"]:
        _task(stage, case, what, after(began, due), after(began, done), shared=shared)
    _letter(stage, case, project["mail"])
    tick_steps(stage, case, began, 30)


def _support(stage: Stage, case: Case, number: int) -> None:
    """A holder and two meetings."""
    given_name, family_name = data("people")["creation"][number]
    add_member(
        stage.actor,
        case=case,
        newcomer=Newcomer(family_name, given_name),
        starts_on=case.opened_on,
    )
    light = data("creation")["light"]
    for turn, days in enumerate((10, 60)):
        at = (number + turn) % len(light["subjects"])
        subject = light["subjects"][at] if turn else light["subjects"][0]
        day = working(min(case.opened_on + datetime.timedelta(days=days), Day(2023, 12, 21)))
        words = light["words"][at if turn else 0]
        meet(stage, case, day, MODES[(number + turn) % len(MODES)], 60 - 15 * turn, subject, words)


def _welcome(stage: Stage, case: Case, number: int) -> None:
    """One conversation, for every other one; then most are sent elsewhere or given up."""
    if number % 2:
        day = after(case.opened_on, 8)
        meet(stage, case, min(day, Day(2023, 12, 21)), "phone", 30, "Préciser l’idée", "")


def _ends(stage: Stage, cases: list[Case]) -> None:
    for number in GIVEN_UP:
        end(stage, cases[number], after(cases[number].opened_on, 150), "abandoned")
    for number in ENDED:
        day = after(Day(2023, 11, 20), 5 * (number - ENDED[0]))
        end(stage, cases[number], day)
        if number in ASKED_AGAIN:
            asked_on = after(months_after(day, 6), 4)
            follow_up(
                stage.actor,
                case=cases[number],
                since="support",
                months=6,
                occurred_on=asked_on,
                state="active" if number % 5 else "stopped",
                declared_on=asked_on,
            )
    for number in SENT_ON:
        day = after(cases[number].opened_on, 30)
        refer(
            stage.actor,
            case=cases[number],
            body=stage.organisations[BODIES[number % len(BODIES)]],
            occurred_on=day,
            reason_code="creation",
            declared_on=day,
        )
        end(stage, cases[number], after(day, 3), "referred")
    for number in DROPPED:
        end(stage, cases[number], after(cases[number].opened_on, 60), "abandoned")


def _a_year_later(stage: Stage, born: list[Case]) -> None:
    """The structures born: a review in the autumn, and their jobs twelve months after the birth."""
    for number, case in enumerate(born):
        born_on = OrganisationBorn.objects.get(case=case).occurred_on
        if number < 3:
            _reach(stage, case, "post-accompagnement", after(born_on, 90))
        end(stage, case, after(Day(2024, 1, 8), 10 * number))
        jobs = JobFact.objects.get(case=case, kind=JobFact.Kind.CREATED)
        kept = jobs.headcount - (number == 2)
        day = after(months_after(born_on, 12), 5)
        follow_up(
            stage.actor,
            case=case,
            since="birth",
            months=12,
            occurred_on=day,
            state="active",
            headcount=kept + (number == 0),
            fte_hundredths=80 * kept,
            kept={jobs.pk: kept},
            declared_on=day,
        )


def meet(
    stage: Stage, case: Case, day: Day, mode: str, minutes: int, subject: str, words: str
) -> None:
    """An appointment that took place, with what was said."""
    log_appointment(
        stage.actor,
        case=case,
        meeting=Meeting(
            planned_on=day,
            starts_time=datetime.time(9 + case.pk % 8, 30),
            minutes=minutes,
            mode=mode,
            subject=subject,
            ours=[stage.users["accompagnement"]],
            theirs=[member.person for member in case.members.select_related("person")[:2]],
        ),
        note=words,
        declared_on=day,
    )


def tick_steps(stage: Stage, case: Case, began: Day, every: int, count: int = 6) -> None:
    """The first steps of a case's method, done one after the other."""
    for number, step in enumerate(case.steps.order_by("position", "id")[:count]):
        tick_step(stage.actor, step=step, declared_on=after(began, 5 + number * every))


def _reach(stage: Stage, case: Case, code: str, day: Day) -> None:
    reach_phase(
        stage.actor,
        case=case,
        phase=stage.phases["creation", code],
        occurred_on=day,
        declared_on=day,
    )


def _task(stage: Stage, case: Case, what: str, due_on: Day, done_on: Day, *, shared: bool) -> None:
    task = add_task(
        stage.actor,
        case=case,
        what=what,
        due_on=due_on,
        assigned=stage.users["accompagnement"],
        shared=shared,
        declared_on=after(min(due_on, done_on), -7),
    )
    finish_task(stage.actor, task=task, declared_on=done_on)


def _document(title: str, case: Case) -> bytes:
    """A file of the demonstration, which says that it is one."""
    written = docx.Document()
    written.add_heading(title, 0)
    written.add_paragraph(f"{case.title}.")
    written.add_paragraph("Document de démonstration : son contenu n’est pas repris ici.")
    kept = io.BytesIO()
    written.save(kept)
    return kept.getvalue()


def _letter(stage: Stage, case: Case, letter: tuple[str, str, int]) -> None:
    """A message received, filed on its case."""
    subject, words, days = letter
    message = email.message.EmailMessage()
    message["Subject"] = subject
    message["From"] = "porteur@exemple.fr"
    message["To"] = "accompagnement@demo.probant.fr"
    day = after(case.opened_on, days)
    message["Date"] = datetime.datetime.combine(day, datetime.time(18, 12), datetime.UTC)
    message["Message-ID"] = f"<demonstration-{case.pk}@exemple.fr>"
    message.set_content(words)
    file_mail(stage.actor, case=case, name=f"{subject}.eml", content=message.as_bytes())
