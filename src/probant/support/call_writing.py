"""Write what happens at the door inside a journal entry that is already open.

`log_accueil` and `take_call` call these inside their own `journal.door.change`, so that a call and
all that came of it is one entry.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from probant.accounts.models import User
from probant.directory.actions.people import write_position
from probant.directory.errors import AlreadyKnown
from probant.directory.models import Organisation, Person
from probant.directory.writing import (
    ORGANISATION,
    PERSON,
    Identity,
    person_key,
    write_card,
    write_organisation,
    write_person,
)
from probant.journal.digest import digest_of
from probant.journal.door import Entry
from probant.kernel.decision import Refused
from probant.kernel.text import fold
from probant.programmes.models import Phase, Programme
from probant.support.models import (
    Call,
    Caller,
    CallOutcome,
    CallTaken,
    Case,
    NeedVoiced,
    OneOffAdvice,
)
from probant.support.rules import ACCUEIL
from probant.support.writing import write_case, write_note, write_phase

CALL = "call"  # kind of the timeline
MOST_NEEDS = 3  # themes of one call: more say nothing


@dataclass(frozen=True)
class Contact:
    """Somebody to be written down as a person, and what they are in the structure."""

    family_name: str
    given_name: str = ""
    email: str = ""
    telephone: str = ""
    title: str = ""


@dataclass(frozen=True)
class Who:
    """Who called: a structure known or to create, a person known or to write down, a project.

    All empty is anonymous. A person with several hats comes with the structure they call for, or
    alone.
    """

    organisation: Organisation | None = None
    identity: Identity | None = None
    person: Person | None = None
    contact: Contact | None = None
    project_title: str = ""

    @property
    def caller(self) -> str:
        """Whose call it is, as the fact says it."""
        if self.organisation is not None or self.identity:
            return Caller.ORGANISATION
        if self.project_title.strip():
            return Caller.PROJECT
        if self.person is not None or self.contact is not None:
            return Caller.PERSON
        return Caller.ANONYMOUS


@dataclass(frozen=True)
class Place:
    """The territory that a caller says; empty where it is the structure's."""

    code: str = ""
    vintage: int | None = None
    name: str = ""
    qpv_code: str = ""


@dataclass(frozen=True)
class Said:
    """How a call came and what it was about."""

    mode: str = ""
    origin: str = ""
    needs: Sequence[str] = ()
    minutes: int | None = None


def meet(entry: Entry, who: Who) -> tuple[Organisation | None, Person | None]:
    """The structure and the person, written down where they are new to the house."""
    organisation = who.organisation
    if organisation is None and who.identity:
        organisation = _written(entry, who.identity)
    elif organisation is not None:
        write_card(entry, organisation)
    person = who.person
    if person is None and who.contact is not None:
        person = _known(entry.house_id, who.contact) or write_person(
            entry,
            given_name=who.contact.given_name,
            family_name=who.contact.family_name,
            email=who.contact.email,
            telephone=who.contact.telephone,
        )
        holds = organisation is not None and person.positions.filter(organisation=organisation)
        if organisation is not None and not (holds and holds.exists()):
            title = who.contact.title or "contact"
            write_position(entry, person, organisation, title=title)
    return organisation, person


def _written(entry: Entry, identity: Identity) -> Organisation:
    """The structure of that identity: made, or the one that the instance knows by its number."""
    try:
        return write_organisation(entry, **identity)
    except AlreadyKnown as known:
        organisation = Organisation.objects.get(pk=known.organisation_id)
        write_card(entry, organisation)
        return organisation


def _known(house_id: int, contact: Contact) -> Person | None:
    """The person of that very name and e-mail: an address alone may be shared by several."""
    if not contact.email.strip():
        return None
    same = Person.objects.filter(
        house_id=house_id,
        email=contact.email.strip().lower(),
        name_key=person_key(contact.given_name, contact.family_name),
    )
    return same.first()


def write_call(
    entry: Entry,
    *,
    who: Who,
    organisation: Organisation | None,
    person: Person | None,
    occurred_on: datetime.date,
    outcome: str,
    said: Said,
    place: Place,
    programme: Programme | None = None,
    case: Case | None = None,
    words: str = "",
    request: Any = None,
) -> Call:
    """Write a call: its row, `CallTaken`, a `NeedVoiced` a theme, `OneOffAdvice` if it was one."""
    title = " ".join(who.project_title.split())
    call = Call.objects.create(
        house_id=entry.house_id,
        organisation=organisation,
        person=person,
        case=case,
        request=request,
        project_title=title,
        project_key=fold(title)[:200],
        place_code=place.code,
        place_vintage=place.vintage,
        place_name=place.name,
        words=words.strip(),
        taken_by_id=entry.actor.user_id,
        taken_on=occurred_on,
    )
    record_call(
        entry, call, occurred_on, caller=who.caller, outcome=outcome, said=said, programme=programme
    )
    if call.words:
        entry.detail(category="support.call", call=call.pk, text_digest=digest_of([call.words]))
    mention_call(entry, call)
    return call


def record_call(
    entry: Entry,
    call: Call,
    occurred_on: datetime.date,
    *,
    caller: str,
    outcome: str,
    said: Said,
    programme: Programme | None,
    replaces: CallTaken | None = None,
) -> CallTaken:
    """Record the facts of a call, anew where `replaces` was voided in this entry."""
    needs = list(dict.fromkeys(code for code in said.needs if code))[:MOST_NEEDS]
    first = needs[0] if needs else ""
    taken = CallTaken(
        caller=caller,
        mode=said.mode,
        origin=said.origin,
        outcome=outcome,
        need_code=first,
        minutes=said.minutes,
        replaces=replaces,
    )
    facts: list[Any] = [taken]
    facts += [NeedVoiced(need_code=code, mode=said.mode, outcome=outcome) for code in needs]
    if outcome == CallOutcome.ADVICE:
        facts.append(OneOffAdvice(mode=said.mode, need_code=first, minutes=said.minutes))
    for fact in facts:
        fact.of_call(call)
        fact.file_under(programme)
        fact.occurred_on = occurred_on
        entry.record(fact)
    return taken


def mention_call(entry: Entry, call: Call) -> None:
    """Put the entry on the timelines of the call, its structure and its person."""
    entry.mention(CALL, call.pk)
    if call.organisation_id is not None:
        entry.mention(ORGANISATION, call.organisation_id)
    if call.person_id is not None:
        entry.mention(PERSON, call.person_id)


def accueil_phase(programme: Programme) -> Phase:
    """The phase that an accueil reaches. Raises `Refused` where the programme has none."""
    phase = Phase.objects.laid().filter(programme=programme, official_code=ACCUEIL).first()
    if phase is None:
        raise Refused(f"Le programme « {programme.name} » n'a pas d'étape d'accueil.")
    return phase


def write_accueil(
    entry: Entry,
    *,
    programme: Programme,
    phase: Phase,
    occurred_on: datetime.date,
    organisation: Organisation | None,
    project_title: str = "",
    place: Place,
    branch: str = "",
    referent: User | None = None,
    need: str = "",
) -> Case:
    """Open the case, or take up the open one, and reach its phase `accueil`."""
    case = _open_case_of(organisation, programme) or write_case(
        entry,
        programme=programme,
        opened_on=occurred_on,
        organisation=organisation,
        project_title=project_title,
        place_code=place.code,
        place_vintage=place.vintage,
        place_name=place.name,
        qpv_code=place.qpv_code,
        branch=branch,
        referent=referent,
    )
    write_phase(entry, case, phase, occurred_on)
    if need.strip():
        write_note(entry, case, need)
    return case


def _open_case_of(organisation: Organisation | None, programme: Programme) -> Case | None:
    if organisation is None:
        return None
    return Case.objects.filter(
        house_id=programme.house_id,
        organisation=organisation,
        programme=programme,
        state=Case.State.OPEN,
    ).first()
