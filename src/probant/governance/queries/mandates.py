"""Members of a body on a day, and the interests they have elsewhere."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from probant.directory.models import Position
from probant.governance.models import Interest, Mandate


def in_office(body_id: int, day: datetime.date) -> QuerySet[Mandate]:
    """The mandates that run on a day, substitutes left out, by name."""
    return (
        Mandate.objects.filter(body_id=body_id, begins_on__lte=day)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .exclude(role=Mandate.Role.SUBSTITUTE)
        .order_by("name_key", "id")
    )


@dataclass(frozen=True)
class Tie:
    """What links a member to an organisation: declared in the register, or known otherwise."""

    mandate_id: int
    organisation_id: int
    words: str
    by_law: bool = False
    declared: bool = False


def ties(
    mandates: Iterable[Mandate], organisations: Iterable[int], day: datetime.date
) -> list[Tie]:
    """The links of members to organisations on a day: declared interests, positions of the
    directory, mandates in their bodies, the organisation represented. Three queries.
    """
    wanted = set(organisations)
    members = list(mandates)
    if not wanted or not members:
        return []
    by_person = {one.person_id: one.pk for one in members if one.person_id}
    found = [
        Tie(one.pk, one.represents_id, "représente cette structure")
        for one in members
        if one.represents_id in wanted and one.represents_id is not None
    ]
    found += [
        Tie(one.mandate_id, one.organisation_id, one.role, one.by_law, True)
        for one in Interest.objects.filter(
            mandate__in=[member.pk for member in members], organisation__in=wanted
        )
        if _runs(one.begins_on, one.ends_on, day)
    ]
    if by_person:
        found += [
            Tie(by_person[one.person_id], one.organisation_id, one.title)
            for one in Position.objects.filter(person__in=by_person, organisation__in=wanted)
            if _runs(one.starts_on, one.ends_on, day)
        ]
        other = Mandate.objects.filter(person__in=by_person, body__organisation__in=wanted)
        found += [
            Tie(by_person[one.person_id], one.body.organisation_id, f"membre : {one.body.name}")
            for one in other.select_related("body")
            if one.person_id is not None
            and by_person[one.person_id] != one.pk
            and _runs(one.begins_on, one.ends_on, day)
        ]
    return found


def _runs(start: datetime.date | None, end: datetime.date | None, day: datetime.date) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)
