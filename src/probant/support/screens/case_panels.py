"""What appointments, files and follow-ups declare when the room starts."""

from probant.directory.moving import following, linked
from probant.kernel import verbs
from probant.kernel.calendar import CALENDAR, HOUSE_CALENDAR
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.merging import MERGING
from probant.kernel.roles import TEAM
from probant.search import kinds
from probant.support.actions import appointments, corrections, files
from probant.support.case_erasure import expire_appointments, forget_member
from probant.support.models import (
    Appointment,
    AppointmentHeld,
    CasePartner,
    FollowedUp,
    MilestoneReached,
    Mode,
)
from probant.support.queries import case_words
from probant.support.queries.agenda import appointments_in_house, appointments_of
from probant.support.screens import forms
from probant.support.screens.appointment_forms import MinutesField
from probant.support.screens.case_words import VERBS
from probant.support.screens.file_forms import amend_milestone
from probant.support.screens.follow_up_forms import amend_follow_up


def offer_cases() -> None:
    """Register words, corrections, calendar, texts that end, things to do."""
    verbs.register(VERBS)
    case_words.tell_all()
    corrections.AMENDABLE |= {
        AppointmentHeld: frozenset({"minutes", "mode"}),
        MilestoneReached: frozenset({"milestone"}),
        FollowedUp: frozenset({"state", "headcount", "fte_hundredths"}),
    }
    corrections.CHECKS |= {AppointmentHeld: appointments.follow, MilestoneReached: files.follow}
    corrections.UNDO |= {AppointmentHeld: appointments.give_back}
    forms.AMEND_FIELDS |= {
        AppointmentHeld: _amend_appointment,
        MilestoneReached: amend_milestone,
        FollowedUp: amend_follow_up,
    }
    CALENDAR.register("appointments", appointments_of)
    HOUSE_CALENDAR.register("appointments", appointments_in_house)
    RETAINED.register(
        "support.appointment",
        Retained(
            "Objets et lieux des rendez-vous", "retention.supported_persons", expire_appointments
        ),
    )
    ERASERS.register("support.case", forget_member)
    MERGING.register(
        "support.partner",
        following(
            "dossiers dont elle est partenaire",
            lambda house: CasePartner.objects.filter(case__house_id=house),
        ),
        order=60,
    )
    MERGING.register(
        "support.appointment",
        linked(
            "rendez-vous où elle vient",
            Appointment.with_organisations.through,
            lambda house: Appointment.objects.filter(house_id=house),
            owner="appointment",
        ),
        order=61,
    )
    kinds.offer(
        "follow_ups",
        "Faire les suivis",
        "support:follow-ups",
        roles=TEAM,
        words="suivi relance devenir 6 12 24 mois",
        order=30,
    )
    kinds.offer(
        "jobs_ledger",
        "Voir les emplois créés et consolidés",
        "support:jobs-ledger",
        roles=TEAM,
        words="emplois registre etp cdi",
        order=31,
    )


def _amend_appointment(fact: AppointmentHeld) -> dict[str, forms.forms.Field]:
    return {
        "minutes": MinutesField(label="Durée"),
        "mode": forms.forms.ChoiceField(label="Comment", choices=Mode.choices),
    }
