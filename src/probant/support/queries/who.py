"""Who follows a case on a day: its referent, or who replaces them; derived from dates."""

import datetime
from dataclasses import dataclass

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from probant.accounts.models import User
from probant.journal.prepared import PreparedModels
from probant.kernel.dates import write_date
from probant.support.models import Case, HandOver


@dataclass(frozen=True)
class InCharge:
    """Who follows a case on a day. `user` is the referent unless replaced, `until` then the end."""

    user: User | None
    referent: User | None
    until: datetime.date | None = None

    @property
    def is_replaced(self) -> bool:
        """Whether somebody replaces the referent."""
        return self.until is not None

    @property
    def words(self) -> str:
        """As a page says it: « suivi par X, remplacé·e par Y jusqu'au 12 mars 2024 »."""
        if self.referent is None:
            return "Personne ne le suit encore."
        if self.until is None:
            return f"Suivi par {self.referent}."
        return (
            f"Suivi par {self.referent}, remplacé·e par {self.user} jusqu’au "
            f"{write_date(self.until)}."
        )


@dataclass(frozen=True)
class StandIn:
    """Days, both included, in which somebody replaces `user_id`; `case_ids` None: for all."""

    user_id: int
    start: datetime.date
    end: datetime.date
    case_ids: frozenset[int] | None = None

    def covers(self, case_id: int | None, day: datetime.date) -> bool:
        """Whether a case (None: what is of no case) on a day is theirs to follow."""
        named = self.case_ids is None or case_id in self.case_ids
        return named and self.start <= day <= self.end


def in_charge_of(case: Case, on: datetime.date) -> InCharge:
    """Who follows a case on a day, past or to come. One query, two for the past."""
    referent = _referent_on(case, on)
    if referent is None:
        return InCharge(None, None)
    found = _STANDING.all(case=case.pk, referent=referent.pk, day=on)
    if not found:
        return InCharge(referent, referent)
    return InCharge(found[0].to_user, referent, found[0].ends_on)


def _referent_on(case: Case, on: datetime.date) -> User | None:
    """The referent of today, or who was before the case was given for good."""
    if on >= timezone.localdate():
        return case.referent
    given = HandOver.objects.standing().filter(ends_on__isnull=True, cases=case, starts_on__gt=on)
    first = given.select_related("from_user").order_by("starts_on", "pk").first()
    return first.from_user if first else case.referent


def _over(hand_overs: QuerySet[HandOver], case: int | OuterRef) -> QuerySet[HandOver]:
    """Those that cover a case: by name, or whole."""
    through = HandOver.cases.through.objects.filter(case_id=case)
    return hand_overs.filter(Q(whole=True) | Q(pk__in=through.values("handover_id")))


def _standing(case: int, referent: int, day: datetime.date) -> QuerySet[HandOver]:
    found = _over(HandOver.objects.on(day), case).filter(from_user_id=referent)
    return found.select_related("to_user").order_by("-pk")[:1]


_STANDING: PreparedModels[HandOver] = PreparedModels(_standing, "case", "referent", days=["day"])


def with_charge(cases: QuerySet[Case], on: datetime.date) -> QuerySet[Case]:
    """The cases, each with `charge_id`: the user who follows it on a day (None: nobody)."""
    standing = _over(HandOver.objects.on(on), OuterRef(OuterRef("pk"))).filter(
        from_user_id=OuterRef("referent_id"), house_id=OuterRef("house_id")
    )
    latest = Subquery(standing.order_by("-pk").values("to_user_id")[:1])
    return cases.annotate(
        charge_id=Coalesce(latest, F("referent_id"), output_field=BigIntegerField())
    )


def stands_in_for(user_id: int, start: datetime.date, end: datetime.date) -> list[StandIn]:
    """Whom a user replaces within a span of days, and on which. Two queries."""
    found = HandOver.objects.during(start, end).filter(to_user_id=user_id)
    return [
        StandIn(
            row.from_user_id,
            max(start, row.starts_on),
            min(end, row.ends_on or end),
            None if row.whole else frozenset(case.pk for case in row.cases.all()),
        )
        for row in found.order_by("starts_on", "pk").prefetch_related("cases")
    ]
