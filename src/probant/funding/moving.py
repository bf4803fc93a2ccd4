"""What follows a structure of funding when two sheets become one.

Facts (awards, payments, steps) keep the structure that they were recorded with; what is read of
them counts as the kept one's.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet

from probant.directory.moving import following
from probant.funding.models import (
    BudgetLine,
    Call,
    CallPartner,
    Convention,
    CostShare,
    DraftModel,
    FundingRequest,
    HouseBudgetLine,
    PaidService,
    Party,
    SheetMeans,
    SheetPartner,
    SheetTemplate,
)
from probant.kernel.merging import MERGING

#: model, what its rows are called, the column that follows, how they are a house's
ROWS: tuple[tuple[Any, str, str, str], ...] = (
    (Party, "conventions dont elle est partie", "organisation", "convention__house_id"),
    (BudgetLine, "lignes de budget", "funder", "budget__convention__house_id"),
    (HouseBudgetLine, "lignes du budget de la structure", "funder", "house_id"),
    (FundingRequest, "demandes de subvention", "funder", "house_id"),
    (CostShare, "parts de coûts présentées", "funder", "house_id"),
    (DraftModel, "modèles de convention", "funder", "house_id"),
    (SheetTemplate, "modèles de fiche", "funder", "house_id"),
    (SheetPartner, "partenaires de fiches", "organisation", "sheet__convention__house_id"),
    (SheetMeans, "moyens prêtés", "lender", "sheet__convention__house_id"),
    (PaidService, "prestations achetées", "customer", "house_id"),
    (Call, "appels lancés", "organiser", "house_id"),
    (CallPartner, "réponses à des appels", "organisation", "call__house_id"),
)


def warnings_of(house_id: int, merged_id: int, kept_id: int) -> list[str]:
    """A convention of which both are parties in one role keeps both: it is told."""
    rows = Party.objects.filter(convention__house_id=house_id)
    mine = set(rows.filter(organisation_id=merged_id).values_list("convention_id", "role"))
    both = [
        convention
        for convention, role in rows.filter(organisation_id=kept_id).values_list(
            "convention_id", "role"
        )
        if (convention, role) in mine
    ]
    titles = Convention.objects.filter(pk__in=both).order_by("pk").values_list("title", flat=True)
    return [f"Les deux fiches sont parties à « {title} », au même titre." for title in titles]


def register() -> None:
    """Register what funding moves."""
    for place, (model, label, field, house) in enumerate(ROWS):
        more: dict[str, Any] = {"warn": warnings_of} if model is Party else {}
        MERGING.register(
            f"funding.{model.__name__.lower()}",
            following(label, _of_house(model, house), field, **more),
            order=200 + place,
        )


def _of_house(model: type[Model], house: str) -> Callable[[int], QuerySet[Any]]:
    """What gives the rows of a house, by the path to it."""
    return lambda house_id: model._base_manager.filter(**{house: house_id})
