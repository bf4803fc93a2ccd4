"""What a project holder sees of her own case, and what a certificate says of it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum

from probant.directory.models import Person
from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement
from probant.support.models import (
    Appointment,
    AppointmentHeld,
    Case,
    CaseClosed,
    CaseFact,
    CaseFile,
    CaseOpened,
    CaseReopened,
    SupportCertificate,
    Task,
    cases_held_by,
)
from probant.support.models.space import BEARERS
from probant.support.queries.files import shared_with_holder


def own_cases(actor: Actor) -> list[Case]:
    """The cases of a holder's space, those that go on first. One query."""
    rows = cases_held_by(actor).select_related(
        "house__organisation", "organisation", "programme", "referent", "version"
    )
    return list(rows.order_by("-state", "-touched_on", "-id"))  # "open" after "closed"


def own_appointment(actor: Actor, pk: int) -> Appointment | None:
    """An appointment to come of a holder's own case: of the past, the team's words are its own."""
    rows = Appointment.objects.planned().filter(case__in=cases_held_by(actor), pk=pk)
    return rows.select_related("case__house", "case__organisation").first()


def own_file(actor: Actor, pk: int) -> CaseFile | None:
    """A file shared with the holder of her own case. Two queries."""
    row = CaseFile.objects.filter(case__in=cases_held_by(actor), pk=pk).select_related("case")
    found = row.first()
    if found is None:
        return None
    return shared_with_holder(found.case).select_related("document").filter(pk=pk).first()


def own_task(actor: Actor, pk: int) -> Task | None:
    """A task that is shared with the holder on her own case. One query."""
    rows = Task.objects.filter(case__in=cases_held_by(actor), is_shared=True, pk=pk)
    return rows.filter(erased_on__isnull=True).select_related("case").first()


def is_of_case(person: Person, case: Case) -> bool:
    """Whether a person bears a case's project, or holds a position in its structure."""
    if person.house_id != case.house_id:
        return False
    borne = case.members.filter(person=person, part__in=BEARERS)
    if borne.exists():
        return True
    return person.positions.filter(organisation_id=case.organisation_id or 0).exists()


def engagement_of(row: Appointment) -> Engagement:
    """An appointment as her own diary takes it: no name of the team's other cases, no note."""
    with_whom = row.case.house.short_name
    return Engagement(
        kind="appointment",
        number=row.pk,
        title=f"{row.subject or 'Rendez-vous'} ({with_whom})",
        start=row.starts_at or row.planned_on,
        end=row.ends_at,
        place=row.place_label or str(row.get_mode_display()),
        cancelled=row.state == Appointment.State.CANCELLED,
        version=row.revision,
    )


@dataclass(frozen=True)
class Proof:
    """What facts say of a support: since when, until when, appointments held and their length."""

    opened_on: datetime.date | None
    closed_on: datetime.date | None
    held: int
    minutes: int
    first_on: datetime.date | None
    last_on: datetime.date | None


def proof_of(case: Case, seq: int | None = None) -> Proof:
    """What facts say of a case's support at a position of the journal, or now. Four queries."""

    def facts(kind: type[CaseFact]) -> Any:
        rows = kind.objects.filter(case=case)
        return rows.now() if seq is None else rows.at(seq)

    held = facts(AppointmentHeld).aggregate(
        count=Count("pk"), minutes=Sum("minutes"), first=Min("occurred_on"), last=Max("occurred_on")
    )
    opened = facts(CaseOpened).values_list("occurred_on", flat=True).first()
    ends = facts(CaseClosed).order_by("-occurred_on", "-seq")
    end = ends.values_list("occurred_on", "seq").first()
    if end is not None:
        on, place = end
        later = Q(occurred_on__gt=on) | Q(occurred_on=on, seq__gt=place)
        if facts(CaseReopened).filter(later).exists():
            end = None
    return Proof(
        opened,
        end[0] if end else None,
        held["count"],
        held["minutes"] or 0,
        held["first"],
        held["last"],
    )


def find_certificate(code: str) -> SupportCertificate | None:
    """The certificate of a number, however it is typed. One query."""
    letters = "".join(sign for sign in code.upper() if sign.isalnum())[:12]
    written = f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
    rows = SupportCertificate.objects.filter(code=written)
    return rows.select_related(
        "person", "house__organisation", "case__organisation", "case__programme"
    ).first()
