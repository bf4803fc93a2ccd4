"""Who volunteers: what she can and wants, her agreement, the end, the papers given to her."""

import datetime
import re
import secrets
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from probant.directory.models import Person
from probant.directory.writing import PERSON
from probant.documents.writing import keep, write_document
from probant.engagement.access import may_describe, may_run_volunteers
from probant.engagement.models import (
    Level,
    Skill,
    VolunteerAgreement,
    VolunteerHours,
    Volunteering,
    VolunteerPaper,
    VolunteerProfile,
    VolunteerTrait,
)
from probant.journal.digest import digest_of
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.text import fold

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
AGREEMENT, PAPER = "volunteer_agreement", "volunteer_paper"  # kinds of the timeline
Trait = tuple[str, str, str]  # kind, code, name


def word_skill(
    actor: Actor,
    *,
    house_id: int,
    name: str,
    code: str = "",
    need_code: str = "",
    theme: str = "",
    is_open: bool = True,
    key: uuid.UUID | None = None,
) -> Skill:
    """Add a skill to the house's list, or say one again: its name, what it answers to, closed.

    Raises `Refused`, `AlreadyDone`. Effects: one row; one entry.
    """
    require(may_run_volunteers(actor, house_id))
    said = " ".join(name.split())[:120]
    word = code or re.sub(r"[^a-z0-9]+", "-", fold(said)).strip("-")[:32].strip("-")
    if not said or not word:
        raise Refused("Donnez le nom de la compétence.")
    with change(actor, verb="engagement.word_skill", houses=[house_id], key=key) as entry:
        row, _ = Skill.objects.update_or_create(
            house_id=house_id,
            code=word,
            defaults={"name": said, "need_code": need_code, "theme": theme, "is_open": is_open},
        )
        entry.mention("skill", row.pk)
    return row


def describe_volunteer(
    actor: Actor,
    *,
    person: Person,
    traits: Iterable[Trait] = (),
    key: uuid.UUID | None = None,
    **said: Any,
) -> VolunteerProfile:
    """Say what a volunteer can, wants and when; what is given replaces what was known.

    `said`: columns of `VolunteerProfile`. Raises `Refused`, `AlreadyDone`. Effects: the rows; one
    entry, which holds no text.
    """
    require(may_describe(actor, person.house_id, person.pk))
    _standing(person)
    kept = {(kind, code): name[:120] for kind, code, name in traits if code}
    house_id = person.house_id
    with change(actor, verb="engagement.describe", houses=[house_id], key=key) as entry:
        profile, _ = VolunteerProfile.objects.get_or_create(house_id=house_id, person=person)
        for name, value in said.items():
            setattr(profile, name, value)
        _check(profile)
        profile.save()
        profile.traits.all().delete()
        VolunteerTrait.objects.bulk_create(
            VolunteerTrait(profile=profile, kind=kind, code=code, name=name)
            for (kind, code), name in kept.items()
        )
        entry.mention(PERSON, person.pk)
    return profile


def change_level(
    actor: Actor, *, volunteering: Volunteering, level: str, key: uuid.UUID | None = None
) -> None:
    """Say of which level a mission is; hours noted from then on are valued by it."""
    require(may_run_volunteers(actor, volunteering.house_id))
    if level not in Level.values:
        raise Refused("Choisissez un niveau.")
    house_id = volunteering.house_id
    with change(actor, verb="engagement.change_level", houses=[house_id], key=key) as entry:
        volunteering.level = level
        volunteering.save(update_fields=["level"])
        entry.mention(PERSON, volunteering.person_id)


def end_volunteering(
    actor: Actor,
    *,
    person: Person,
    ends_on: datetime.date,
    tasks: Sequence[str] = (),
    key: uuid.UUID | None = None,
) -> int:
    """End missions of a volunteer, all that stand where none is named; returns how many.

    Her hours stand; the cases entrusted to her are taken back one by one, on each case.
    """
    require(may_run_volunteers(actor, person.house_id))
    house_id = person.house_id
    with change(actor, verb="engagement.end", houses=[house_id], key=key) as entry:
        rows = Volunteering.objects.filter(house_id=house_id, person=person, ends_on__isnull=True)
        if tasks:
            rows = rows.filter(task__in=tasks)
        if rows.filter(starts_on__gt=ends_on).exists():
            raise Refused("La fin précède le début de la mission.")
        ended = rows.update(ends_on=ends_on)
        if not ended:
            raise Refused("Cette personne n’a pas de mission en cours.")
        entry.mention(PERSON, person.pk)
    return ended


# --- agreements


def draw_agreement(
    actor: Actor,
    *,
    person: Person,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    house_commits: str = "",
    volunteer_commits: str = "",
    signed_by: str = "",
    capacity: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> VolunteerAgreement:
    """Draw the agreement of a volunteer, to be printed and signed. Raises `Refused`."""
    require(may_run_volunteers(actor, person.house_id))
    _standing(person)
    if not Volunteering.objects.filter(house_id=person.house_id, person=person).exists():
        raise Refused("Inscrivez d’abord cette personne parmi les bénévoles.")
    house_id = person.house_id
    with change(
        actor, verb="engagement.draw_agreement", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        row = VolunteerAgreement(
            house_id=house_id,
            person=person,
            drawn_on=entry.known_on,
            starts_on=starts_on,
            ends_on=ends_on,
            house_commits=house_commits.strip(),
            volunteer_commits=volunteer_commits.strip(),
            signed_by=signed_by.strip()[:120],
            capacity=capacity.strip()[:120],
        )
        _check(row)
        row.save()
        _mention(entry, AGREEMENT, row)
        entry.detail(
            category="engagement.agreement",
            agreement=row.pk,
            text_digest=digest_of([row.house_commits, row.volunteer_commits]),
        )
    return row


def sign_agreement(
    actor: Actor,
    *,
    agreement: VolunteerAgreement,
    signed_on: datetime.date,
    name: str = "",
    chunks: Iterable[bytes] = (),
    key: uuid.UUID | None = None,
) -> VolunteerAgreement:
    """Note that an agreement was signed, with its signed copy where there is one.

    Raises `Refused`, `store.TooLarge`. Effects: the bytes, the row; one entry.
    """
    require(may_run_volunteers(actor, agreement.house_id))
    kept = keep(name, chunks) if name else None
    house_id = agreement.house_id
    with change(actor, verb="engagement.sign_agreement", houses=[house_id], key=key) as entry:
        if signed_on > entry.today:
            raise Refused("Une convention ne peut pas être signée à l’avenir.")
        agreement.signed_on = signed_on
        if kept is not None:
            agreement.document = write_document(entry, kept)
        agreement.save(update_fields=["signed_on", "document"])
        _mention(entry, AGREEMENT, agreement)
    return agreement


def end_agreement(
    actor: Actor,
    *,
    agreement: VolunteerAgreement,
    ends_on: datetime.date,
    key: uuid.UUID | None = None,
) -> None:
    """End an agreement on a day: each side may, at any time."""
    require(may_run_volunteers(actor, agreement.house_id))
    house_id = agreement.house_id
    with change(actor, verb="engagement.end_agreement", houses=[house_id], key=key) as entry:
        if ends_on < agreement.starts_on:
            raise Refused("La fin de la convention précède son début.")
        agreement.ends_on = ends_on
        agreement.save(update_fields=["ends_on"])
        _mention(entry, AGREEMENT, agreement)


# --- papers


def issue_paper(
    actor: Actor,
    *,
    person: Person,
    kind: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    signed_by: str,
    capacity: str = "",
    key: uuid.UUID | None = None,
) -> VolunteerPaper:
    """Draw a certificate or the yearly letter: what it says is read from the hours as they stand.

    Raises `Refused` where there is no hour in the period. Effects: the row; the hours are sealed;
    one entry.
    """
    require(may_run_volunteers(actor, person.house_id))
    _standing(person)
    if kind not in VolunteerPaper.Kind.values or ends_on < starts_on:
        raise Refused("La fin de la période précède son début.")
    if not signed_by.strip():
        raise Refused("Dites qui signe pour la structure.")
    house_id = person.house_id
    with change(actor, verb="engagement.issue_paper", houses=[house_id], key=key) as entry:
        hours = VolunteerHours.objects.now().filter(house_id=house_id, person=person)
        if not hours.filter(occurred_on__gte=starts_on, occurred_on__lte=ends_on).exists():
            raise Refused("Aucune heure validée dans cette période : il n’y a rien à attester.")
        entry.seal("certificate")
        row = VolunteerPaper.objects.create(
            house_id=house_id,
            person=person,
            kind=kind,
            starts_on=starts_on,
            ends_on=min(ends_on, entry.today),
            code=new_code(),
            issued_on=entry.today,
            issued_by_id=actor.user_id,
            signed_by=" ".join(signed_by.split())[:120],
            capacity=" ".join(capacity.split())[:120],
            seq=entry.seq,
        )
        _mention(entry, PAPER, row)
    return row


def new_code() -> str:
    """The number of a paper: drawn at random, so that nobody guesses another's."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return f"{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"


def _mention(entry: Entry, kind: str, row: Any) -> None:
    entry.mention(kind, row.pk)
    entry.mention(PERSON, row.person_id)


def _standing(person: Person) -> None:
    if person.erased_on is not None:
        raise Refused("Cette personne a été effacée.")


def _check(row: Any) -> None:
    """Refuse in French what a constraint of the row would refuse."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
