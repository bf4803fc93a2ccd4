"""Mandates: who sits in a body from when to when; and the interests that members declare."""

import datetime
import uuid
from collections.abc import Sequence

from probant.directory.models import Organisation
from probant.governance.access import can_record
from probant.governance.actions.drafts import MandateDraft
from probant.governance.models import Body, Interest, Mandate
from probant.governance.rules import name_key
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require

MOST = 5000


def add_mandates(
    *,
    actor: Actor,
    body: Body,
    members: Sequence[MandateDraft],
    begins_on: datetime.date,
    ends_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[Mandate]:
    """Give mandates, all from the same day. Homonyms are refused unless a college, an organisation
    or a person of the directory parts them: two rows that nobody can tell apart cannot be ticked.

    Raises `Refused`. Effects: one entry mentioning ("body", id).
    """
    require(can_record(actor, body.house_id))
    if not members:
        raise Refused("Écrivez au moins un nom.")
    if len(members) > MOST:
        raise Refused(f"{MOST} membres au plus à la fois.")
    if ends_on is not None and ends_on < begins_on:
        raise Refused("La fin d’un mandat ne peut précéder son début.")
    rows = [_row(body, one, begins_on, ends_on) for one in members]
    with change(
        actor,
        verb="governance.add_mandates",
        houses=[body.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        _refuse_twins(body, rows, begins_on)
        made = Mandate.objects.bulk_create(rows)
        entry.mention("body", body.pk)
    return made


def _row(
    body: Body, draft: MandateDraft, begins_on: datetime.date, ends_on: datetime.date | None
) -> Mandate:
    name = " ".join(draft.name.split())
    if not name or len(name) > 120:
        raise Refused("Un nom de membre est vide ou trop long : un nom par ligne.")
    if draft.role not in Mandate.Role.values:
        raise Refused("Choisissez la fonction dans la liste.")
    if draft.college is not None and draft.college.body_id != body.pk:
        raise Refused("Ce collège est celui d’une autre instance.")
    if draft.person is not None and draft.person.house_id != body.house_id:
        raise Refused("Cette personne n’est pas dans votre annuaire.")
    return Mandate(
        house_id=body.house_id,
        body=body,
        name=name,
        name_key=name_key(name)[:120],
        role=draft.role,
        college=draft.college,
        person=draft.person,
        represents=draft.represents,
        begins_on=begins_on,
        ends_on=ends_on,
    )


def _refuse_twins(body: Body, rows: Sequence[Mandate], begins_on: datetime.date) -> None:
    standing = Mandate.objects.filter(body=body).exclude(ends_on__lt=begins_on)
    seen = {_told_apart(one): one.name for one in standing}
    for row in rows:
        key = _told_apart(row)
        if key in seen:
            raise Refused(
                f"« {row.name} » figure deux fois. S’il s’agit d’homonymes, distinguez-les : "
                "« M. Jean MARTIN (Dijon) », « M. Jean MARTIN (Beaune) »."
            )
        seen[key] = row.name


def _told_apart(mandate: Mandate) -> tuple[str, int | None, int | None]:
    return (" ".join(mandate.name.split()).casefold(), mandate.represents_id, mandate.person_id)


def end_mandate(
    *,
    actor: Actor,
    mandate: Mandate,
    ends_on: datetime.date,
    replaced_by: str = "",
    interim: bool = False,
    key: uuid.UUID | None = None,
) -> Mandate | None:
    """End a mandate, and where a name is given let its holder take over the day after.

    Raises `Refused`. Effects: one entry mentioning ("body", id). Returns the new mandate.
    """
    require(can_record(actor, mandate.house_id))
    if ends_on < mandate.begins_on:
        raise Refused(f"Ce mandat commence le {write_date(mandate.begins_on)}.")
    name, made = " ".join(replaced_by.split()), None
    with change(actor, verb="governance.end_mandate", houses=[mandate.house_id], key=key) as entry:
        mandate.refresh_from_db(fields=["ends_on"])
        if mandate.ends_on is not None and mandate.ends_on < ends_on:
            raise Refused(f"Ce mandat a déjà pris fin le {write_date(mandate.ends_on)}.")
        Mandate.objects.filter(pk=mandate.pk).update(ends_on=ends_on)
        if name:
            begins_on = ends_on + datetime.timedelta(days=1)
            draft = MandateDraft(name, mandate.role, mandate.college, None, mandate.represents)
            made = _row(mandate.body, draft, begins_on, None)
            made.replaces, made.interim = mandate, interim
            _refuse_twins(mandate.body, [made], begins_on)
            made.save()
        entry.mention("body", mandate.body_id)
    return made


def declare_interest(
    *,
    actor: Actor,
    mandate: Mandate,
    organisation: Organisation,
    role: str,
    by_law: bool = False,
    begins_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Interest:
    """Note what a member declares of another organisation (register of interests).

    Raises `Refused`. Effects: one entry mentioning ("body", id).
    """
    require(can_record(actor, mandate.house_id))
    role = " ".join(role.split())
    if not role:
        raise Refused("Dites ce que ce membre y est, par exemple « administratrice ».")
    if begins_on and ends_on and ends_on < begins_on:
        raise Refused("La fin ne peut précéder le début.")
    with change(
        actor, verb="governance.declare_interest", houses=[mandate.house_id], key=key
    ) as entry:
        made = Interest.objects.create(
            house_id=mandate.house_id,
            mandate=mandate,
            organisation=organisation,
            role=role[:120],
            by_law=by_law,
            begins_on=begins_on,
            ends_on=ends_on,
        )
        entry.mention("body", mandate.body_id)
    return made
