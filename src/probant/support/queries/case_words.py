"""How appointments, files, milestones, follow-ups and reopenings of a case are told."""

from typing import Any

from django.db.models import QuerySet

from probant.kernel.actor import Actor
from probant.programmes.rules import write_hundredths
from probant.support.models import (
    Appointment,
    AppointmentHeld,
    Case,
    CaseFile,
    CaseReopened,
    FollowedUp,
    MilestoneReached,
    Mode,
    Since,
)
from probant.support.queries.happenings import Kind, register
from probant.support.queries.words import OPENINGS
from probant.ui.hrefs import href_pattern
from probant.ui.write import write_count

MEETINGS, FILES, FOLLOW_UPS = "rendez-vous", "jalons et pièces", "suivis"


def say_minutes(minutes: int | None) -> str:
    """A length as one says it.

    >>> say_minutes(90), say_minutes(45), say_minutes(120), say_minutes(None)
    ('1 h 30', '45 min', '2 h', '')
    """
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def say_months(months: int) -> str:
    """Months as one says them: years where they are whole, from two years on.

    >>> say_months(6), say_months(12), say_months(36)
    ('6 mois', '12 mois', '3 ans')
    """
    return f"{months // 12} ans" if months >= 24 and months % 12 == 0 else f"{months} mois"


def say_term(since: str, months: int) -> str:
    """A term as one says it.

    >>> say_term("support", 12)
    '12 mois après la fin de l’accompagnement'
    """
    told = str(Since(since).label).replace("'", "’")
    return f"{say_months(months)} après {told}"


def _met(fact: Any) -> str:
    subject = fact.appointment.subject
    return f"Rendez-vous : {subject}" if subject else "Rendez-vous"


def _how(fact: Any) -> str:
    parts = (say_minutes(fact.minutes), str(Mode(fact.mode).label))
    return ", ".join(part for part in parts if part)


def _missed(actor: Actor, case: Case) -> QuerySet[Any]:
    rows = Appointment.objects.visible_to(actor).filter(case=case)
    return rows.filter(state__in=(Appointment.State.MISSED, Appointment.State.CANCELLED))


def _not_held(row: Any) -> str:
    said = "annulé" if row.state == Appointment.State.CANCELLED else "non tenu"
    return f"Rendez-vous {said} : {row.subject}" if row.subject else f"Rendez-vous {said}"


def _absence(row: Any) -> str:
    return str(row.get_missed_by_display()) if row.missed_by else ""


def _appointment_page(row: Any) -> str:
    number = row.pk if isinstance(row, Appointment) else row.appointment_id
    return href_pattern("support:appointment") % number


def _files(actor: Actor, case: Case) -> QuerySet[Any]:
    return CaseFile.objects.visible_to(actor).filter(case=case).standing()


def _file(row: Any) -> str:
    kind = row.milestone.name if row.milestone else "Pièce"
    return f"{kind} : {row}" if row.version == 1 else f"{kind} : {row}, version {row.version}"


def _file_page(row: Any) -> str:
    return href_pattern("support:file") % row.pk


def _milestone(fact: Any) -> str:
    about = fact.deliberation.subject if fact.deliberation else ""
    return about or (str(fact.file) if fact.file and fact.file.withdrawn_on is None else "")


def _followed(fact: Any) -> str:
    after = "l’accompagnement" if fact.since == Since.SUPPORT else "la création"
    return f"Suivi à {say_months(fact.months)} de {after}"


def _became(fact: Any) -> str:
    state = str(FollowedUp.State(fact.state).label)
    jobs = write_count(fact.headcount, "emploi") if fact.headcount is not None else ""
    fte = f"{write_hundredths(fact.fte_hundredths)} ETP" if fact.fte_hundredths is not None else ""
    return ", ".join(part for part in (state, jobs, fte) if part)


def tell_all() -> None:
    """Register these kinds."""
    for kind in (
        Kind(
            "rendez-vous",
            MEETINGS,
            AppointmentHeld,
            tell=_met,
            detail=_how,
            href=_appointment_page,
            related=("appointment",),
            plain="Rendez-vous",
            order=40,
        ),
        Kind(
            "rendez-vous-non-tenu",
            MEETINGS,
            Appointment,
            tell=_not_held,
            detail=_absence,
            href=_appointment_page,
            rows=_missed,
            on="planned_on",
            plain="Rendez-vous qui n’a pas eu lieu",
            voidable=False,
            order=41,
        ),
        Kind(
            "jalon",
            FILES,
            MilestoneReached,
            tell=lambda fact: str(fact.milestone.name),
            detail=_milestone,
            related=("milestone", "deliberation", "file"),
            order=45,
        ),
        Kind(
            "piece",
            FILES,
            CaseFile,
            tell=_file,
            detail=lambda row: str(row.get_audience_display()),
            href=_file_page,
            related=("milestone",),
            rows=_files,
            on="dated_on",
            voidable=False,
            order=46,
        ),
        Kind("suivi", FOLLOW_UPS, FollowedUp, tell=_followed, detail=_became, order=65),
        Kind(
            "reouverture",
            OPENINGS,
            CaseReopened,
            tell=lambda _: "Réouverture du dossier",
            order=91,
        ),
    ):
        register(kind)
