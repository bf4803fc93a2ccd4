"""Lists of conventions."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from probant.funding.models import Approval, AwardMade, Convention, Party
from probant.funding.rules import Status
from probant.funding.rules.conventions import VOTED
from probant.kernel.actor import Actor


def _stands() -> Case:
    """The status, or « voted » for one submitted that a decision approved or funded."""
    decided = Q(Exists(Approval.objects.filter(convention=OuterRef("pk")))) | Q(
        Exists(AwardMade.objects.now().filter(convention=OuterRef("pk")))
    )
    return Case(
        When(Q(status=Status.SUBMITTED) & decided, then=Value(VOTED)),
        default=F("status"),
        output_field=CharField(),
    )


def convention_rows(actor: Actor, *, year: int | None = None) -> QuerySet[Any, Any]:
    """The conventions an actor sees, as `values()` rows: who funds, who receives, what was awarded.

    `year` keeps those that cover it, by their period or by an award.
    """
    parties = Party.objects.filter(convention=OuterRef("pk")).order_by("position")
    names = "organisation__name"
    awards = (
        AwardMade.objects.visible_to(actor)
        .now()
        .filter(convention=OuterRef("pk"))
        .order_by()
        .values("convention")
        .annotate(total=Sum("amount_cents"))
    )
    rows = Convention.objects.visible_to(actor)
    if year is not None:
        awarded = AwardMade.objects.visible_to(actor).now().filter(budget_year=year)
        rows = rows.filter(
            Q(starts_on__year__lte=year, ends_on__year__gte=year)
            | Q(pk__in=awarded.values("convention_id"))
        )
    return rows.annotate(
        begins_on=Coalesce("starts_on", "signed_on", Value("1900-01-01", output_field=DateField())),
        funder=Coalesce(
            Subquery(parties.filter(role=Party.Role.FUNDER).values(names)[:1]),
            Value("", output_field=CharField()),
        ),
        beneficiary=Coalesce(
            Subquery(parties.filter(role=Party.Role.BENEFICIARY).values(names)[:1]),
            Value("", output_field=CharField()),
        ),
        awarded_cents=Subquery(awards.values("total")[:1]),
        stands=_stands(),
    ).values(
        "id",
        "title",
        "kind",
        "status",
        "stands",
        "starts_on",
        "ends_on",
        "begins_on",
        "funder",
        "beneficiary",
        "awarded_cents",
    )
