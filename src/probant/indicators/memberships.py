"""What the figures of a network count among attendances: those of its members, once a meeting."""

from django.db.models import Exists, OuterRef, Q

from probant.gatherings.models import Attendance, MemberJoined, MemberLeft
from probant.kernel.cut import Cut


def by_members(cut: Cut | None) -> Q:
    """Of a structure that was, that day, a member of the network whose meeting it was.

    A sheet that was merged since is the same member: its row has followed the sheet that is kept.
    """
    left = MemberLeft.objects.filter(
        member=OuterRef("member"), occurred_on__lt=OuterRef(OuterRef("occurred_on"))
    )
    who = Q(organisation=OuterRef("organisation"))
    who |= Q(member__organisation=OuterRef("organisation"))
    joined = MemberJoined.objects.filter(
        who,
        house_id=OuterRef("house_id"),
        programme_code=OuterRef("programme_code"),
        occurred_on__lte=OuterRef("occurred_on"),
    )
    if cut is not None:
        left, joined = left.cut(cut), joined.cut(cut)
    return Q(Exists(joined.filter(~Exists(left))))


def once_a_meeting(cut: Cut | None) -> Q:
    """The first attendance of a structure at a meeting: whoever else came for it adds none."""
    others = Attendance.objects.filter(
        session=OuterRef("session"),
        organisation=OuterRef("organisation"),
        own_staff=False,
        id__lt=OuterRef("id"),
    )
    return ~Q(Exists(others if cut is None else others.cut(cut)))


def not_own() -> Q:
    """The house's own people are left out of every rate."""
    return Q(own_staff=False)
