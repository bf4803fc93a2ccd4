"""Write on cases inside a journal entry that is already open.

Imports and the actions call these inside their own `journal.door.change`. All raise `Refused` with
a French reason where the books already say otherwise, and `InTheFuture` for a day after the entry.
"""

import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from probant.accounts.models import User
from probant.directory.models import Organisation
from probant.directory.writing import ORGANISATION, write_card
from probant.journal.digest import digest_of
from probant.journal.door import Entry
from probant.journal.prepared import Prepared, PreparedModels
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.kernel.text import fold
from probant.programmes.models import ChecklistItem, Phase, Programme, VersionPhase
from probant.programmes.queries import version_on
from probant.search import index as names
from probant.support.models import (
    Appointment,
    AppointmentHeld,
    Case,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseStep,
    CommitteeOpinion,
    ConsentSaid,
    DiagnosisSigned,
    FollowedUp,
    IntroductionMade,
    IntroductionOutcome,
    JobFact,
    MilestoneReached,
    MissionAttended,
    MissionContracted,
    MissionEnded,
    MissionEvaluated,
    MissionJoined,
    Note,
    OfferReceived,
    OrganisationBorn,
    PhaseReached,
    ProviderConsulted,
    Referral,
    ReferralOutcome,
    TestimonyGiven,
    TestimonyPublished,
)
from probant.support.rules import ACCOMPAGNEMENT

CASE, MISSION, NOTE = "case", "mission", "note"  # kinds of the timeline
#: The kinds of fact that a case may have, in the order in which a page reads them.
CASE_FACTS: tuple[type[Any], ...] = (
    CaseOpened,
    PhaseReached,
    MissionContracted,
    MissionJoined,
    DiagnosisSigned,
    CommitteeOpinion,
    ProviderConsulted,
    OfferReceived,
    MissionAttended,
    MissionEnded,
    MissionEvaluated,
    JobFact,
    OrganisationBorn,
    AppointmentHeld,
    MilestoneReached,
    FollowedUp,
    Referral,
    ReferralOutcome,
    IntroductionMade,
    IntroductionOutcome,
    TestimonyGiven,
    ConsentSaid,
    TestimonyPublished,
    CaseClosed,
    CaseReopened,
)


def write_case(
    entry: Entry,
    *,
    programme: Programme,
    opened_on: datetime.date,
    organisation: Organisation | None = None,
    project_title: str = "",
    place_code: str = "",
    place_vintage: int | None = None,
    place_name: str = "",
    qpv_code: str = "",
    branch: str = "",
    referent: User | None = None,
) -> Case:
    """Open a case: row and fact `CaseOpened`; its structure enters the house's directory."""
    title = " ".join(project_title.split())
    if organisation is None and not title:
        raise Refused("Un dossier est celui d'une structure, ou d'un projet à nommer.")
    if organisation is not None:
        write_card(entry, organisation)
    case = Case.objects.create(
        house_id=entry.house_id,
        organisation=organisation,
        project_title=title,
        project_key=fold(title)[:200],
        place_code=place_code,
        place_vintage=place_vintage,
        place_name=place_name,
        qpv_code=qpv_code,
        branch=branch,
        programme=programme,
        version=version_on(programme, opened_on),
        referent=referent,
        opened_on=opened_on,
        touched_on=opened_on,
    )
    copy_steps(case)
    opened = CaseOpened()
    opened.about(case, opened_on)
    entry.record(opened)
    mention(entry, case)
    index_case(case)
    return case


def copy_steps(case: Case) -> None:
    """Give a case the checklist of its version: what it has already (by its words) stays."""
    held = {fold(label) for label in case.steps.values_list("label", flat=True)}
    items = ChecklistItem.objects.filter(version_id=case.version_id)
    laid = VersionPhase.objects.filter(version_id=OuterRef("version_id"))
    in_order = items.annotate(
        place=Subquery(laid.filter(phase_id=OuterRef("phase_id")).values("position")[:1])
    ).order_by(F("place").asc(nulls_first=True), "position", "id")
    fresh = [item for item in in_order if fold(item.label) not in held]
    CaseStep.objects.bulk_create(
        CaseStep(
            case=case,
            item=item,
            phase_id=item.phase_id,
            position=len(held) + place,
            label=item.label,
            advice=item.advice,
        )
        for place, item in enumerate(fresh, start=1)
    )


def index_case(case: Case) -> None:
    """Put a project in the index of names; a structure's case is found by the structure."""
    if case.project_title:
        names.index(case.house_id, CASE, case.pk, case.project_title, detail=case.programme.name)
    else:
        names.remove(case.house_id, CASE, case.pk)


def write_phase(entry: Entry, case: Case, phase: Phase, occurred_on: datetime.date) -> PhaseReached:
    """Record that a case reached a phase of its programme; refused where that is noted already."""
    if phase.programme_id != case.programme_id:
        raise Refused("Cette étape est celle d'un autre programme.")
    noted = PhaseReached.objects.now().filter(case=case, phase=phase).first()
    if noted is not None:
        raise Refused(
            f"L'étape « {phase.name} » est déjà notée au {write_date(noted.occurred_on)}."
        )
    reached = PhaseReached(phase=phase, phase_code=phase.official_code)
    reached.about(case, occurred_on)
    entry.record(reached)
    mention(entry, case)
    settle(case)
    return reached


def reach_support(entry: Entry, case: Case, occurred_on: datetime.date) -> PhaseReached | None:
    """Reach the phase `accompagnement` by a mission, unless it was, or the programme has none."""
    phase = (
        Phase.objects.laid()
        .filter(programme_id=case.programme_id, official_code=ACCOMPAGNEMENT)
        .first()
    )
    if phase is None or PhaseReached.objects.now().filter(case=case, phase=phase).exists():
        return None
    return write_phase(entry, case, phase, occurred_on)


def write_note(
    entry: Entry,
    case: Case,
    text: str,
    *,
    audience: str = Note.Audience.TEAM,
    appointment: Appointment | None = None,
) -> Note:
    """Keep a free text about a case; the entry holds its digest, under an erasable key."""
    note = Note.objects.create(
        case=case,
        author_id=entry.actor.user_id,
        audience=audience,
        appointment=appointment,
        text=text.strip(),
        written_on=entry.known_on,
        seq=entry.seq,
    )
    entry.detail(category="support.note", note=note.pk, text_digest=digest_of([note.text]))
    entry.mention(NOTE, note.pk)
    mention(entry, case)
    settle(case)
    return note


def mention(entry: Entry, case: Case) -> None:
    """Put the entry on the timelines of the case and of its structure."""
    entry.mention(CASE, case.pk)
    if case.organisation_id is not None:
        entry.mention(ORGANISATION, case.organisation_id)


def settle(case: Case) -> None:
    """Read phase, state and last news of a case again from the facts that stand."""
    last = next(iter(_LAST_PHASE.rows(case=case.pk)), None)
    case.phase_id = last["phase_id"] if last else None
    case.phase_since_on = last["occurred_on"] if last else None
    opened = _OPENED.rows(case=case.pk)
    closed = last_end(case)
    if opened:
        case.opened_on = opened[0]["occurred_on"]
        case.closed_on = closed.occurred_on if closed else None
        case.outcome = closed.outcome if closed else ""
    else:
        case.closed_on, case.outcome = case.opened_on, Case.Outcome.MISTAKE
    case.state = Case.State.CLOSED if case.closed_on else Case.State.OPEN
    case.touched_on = max(case.opened_on, _last_news(case) or case.opened_on)
    case.save()


def last_end(case: Case) -> CaseClosed | None:
    """The end of a case that stands and that no reopening followed; None where it goes on."""
    closed = next(iter(_LAST_CLOSED.all(case=case.pk)), None)
    if closed is None:
        return None
    reopened = next(iter(_LAST_REOPENED.all(case=case.pk)), None)
    if reopened is None:
        return closed
    began = (reopened.occurred_on, reopened.seq)
    return closed if (closed.occurred_on, closed.seq) > began else None


def _last_news(case: Case) -> datetime.date | None:
    """The last day on which something is noted of a case; one query over every kind of fact."""
    return next((row["written_on"] for row in _NEWS.rows(case=case.pk)), None)


def _news(case: int) -> QuerySet[Note, Any]:
    notes = Note.objects.filter(case=case).order_by().values("written_on")
    facts = [
        kind.objects.now().filter(case=case).order_by().values("occurred_on") for kind in CASE_FACTS
    ]
    return notes.union(*facts, all=True).order_by("-written_on")[:1]


def _standing(kind: type[Any], case: int, *order: str) -> Any:
    return kind.objects.now().filter(case=case).order_by(*order)


# Asked at every act on a case: building a query costs several times what the database takes.
_NEWEST = ("-occurred_on", "-seq")
_NEWS = Prepared(_news, "case")
_OPENED = Prepared(lambda case: _standing(CaseOpened, case).values("occurred_on")[:1], "case")
_LAST_PHASE = Prepared(
    lambda case: _standing(PhaseReached, case, "-occurred_on", "-phase__position", "-seq").values(
        "phase_id", "occurred_on"
    )[:1],
    "case",
)
_LAST_CLOSED: PreparedModels[CaseClosed] = PreparedModels(
    lambda case: _standing(CaseClosed, case, *_NEWEST)[:1], "case"
)
_LAST_REOPENED: PreparedModels[CaseReopened] = PreparedModels(
    lambda case: _standing(CaseReopened, case, *_NEWEST)[:1], "case"
)
