"""Tables of registrations and of invitations."""

from typing import Any

from probant.gatherings.models import Invitation, Registration
from probant.gatherings.queries.registrations import Came, likely_twice
from probant.ui.tables import Column, Empty, Table, Tag

Status = Registration.Status
PRESENT, ABSENT = "present", "absent"  # of a session that was held with names

REGISTRATIONS = Table(
    name="inscriptions",
    caption="Inscriptions",
    noun="inscription",
    columns=(
        Column("who", "Qui", kind="link", route="gatherings:registration", quiet="structure"),
        Column(
            "state",
            "État",
            kind="tag",
            tags={
                PRESENT: Tag("présente", "held"),
                ABSENT: Tag("absente", "due"),
                Status.REGISTERED: Tag("inscrite", "held"),
                Status.WAITING: Tag("en attente", "due"),
                Status.EXCUSED: Tag("excusée", "quiet"),
                Status.CANCELLED: Tag("retirée", "quiet"),
            },
        ),
        Column("rank", "Rang", kind="number"),
        Column("origin", "Comment"),
        Column("asked_on", "Le", kind="date"),
        Column("email", "Courriel"),
        Column(
            "double",
            "À vérifier",
            kind="tag",
            tags={True: Tag("doublon possible", "due")},
        ),
    ),
    default_sort="",
    empty=Empty("Personne n’est inscrit", "Les inscriptions en ligne et les vôtres se lisent ici."),
    cards=True,
)

INVITATIONS = Table(
    name="invitations",
    caption="Invitations",
    noun="invitation",
    columns=(
        Column("who", "Qui", kind="link", route="gatherings:invitation", quiet="person"),
        Column("by", "Par"),
        Column("invited_on", "Invitée le", kind="date"),
        Column(
            "answer",
            "Réponse",
            kind="tag",
            tags={
                "came": Tag("venue", "held"),
                "coming": Tag("inscrite", "held"),
                "declined": Tag("ne viendra pas", "quiet"),
                "none": Tag("pas de réponse", "due"),
            },
        ),
    ),
    default_sort="",
    empty=Empty("Personne n’est invité", "La liste des invitations se compose ici."),
    cards=True,
)


def registration_rows(rows: list[Registration], came: Came) -> list[dict[str, Any]]:
    """The rows of the table: those with a seat, then those who wait, then the others.

    Once names were noted, whoever was expected is present or absent.
    """
    order = [Status.REGISTERED, Status.WAITING, Status.EXCUSED, Status.CANCELLED]
    doubles = likely_twice(rows)
    waiting = [one.pk for one in rows if one.status == Status.WAITING]
    return [
        {
            "id": one.pk,
            "who": one.who,
            "structure": one.structure,
            "state": _state(one, came),
            "rank": waiting.index(one.pk) + 1 if one.pk in waiting else None,
            "origin": one.get_origin_display(),
            "asked_on": one.asked_at.date(),
            "email": one.email or (one.person.email if one.person else ""),
            "double": True if one.pk in doubles else None,
        }
        for one in sorted(rows, key=lambda one: (order.index(Status(one.status)), one.pk))
    ]


def _state(row: Registration, came: Came) -> str:
    if came.honours(row):
        return PRESENT
    return ABSENT if came.is_known and row.status == Status.REGISTERED else row.status


def invitation_rows(
    invitations: list[Invitation], registrations: list[Registration], came: Came
) -> list[dict[str, Any]]:
    """The rows of the table, with what became of each."""
    stand = [one for one in registrations if one.stands]
    coming = {one.invitation_id for one in stand} | {
        invitation.pk
        for invitation in invitations
        for one in stand
        if (one.person_id and one.person_id == invitation.person_id)
        or (one.organisation_id and one.organisation_id == invitation.organisation_id)
    }
    return [
        {
            "id": one.pk,
            "who": str(one),
            "person": str(one.person) if one.person and one.organisation else "",
            "by": one.get_by_display(),
            "invited_on": one.invited_on,
            "answer": _answer(one, coming, came),
        }
        for one in invitations
    ]


def _answer(invitation: Invitation, coming: set[int | None], came: Came) -> str:
    if invitation.pk in came.invitations:
        return "came"
    if invitation.pk in coming:
        return "coming"
    return "declined" if invitation.declined_on else "none"
