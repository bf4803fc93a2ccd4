"""Which structures are one, as of a cut: what counts and lists know of merges.

A merge is a fact of the house (`OrganisationMerged`). At any cut each merged structure points to
one that is not merged itself, so one step is enough.
"""

from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from probant.directory.models import Card, Organisation, OrganisationMerged
from probant.journal import guards
from probant.journal.prepared import Prepared
from probant.kernel.cut import Cut


def merges_of(house_id: int | OuterRef, cut: Cut | None = None) -> QuerySet[OrganisationMerged]:
    """The merges that stand in a house at a cut (now by default)."""
    found: QuerySet[OrganisationMerged] = OrganisationMerged.objects.filter(house_id=house_id)
    return found.cut(cut or Cut.now())  # type: ignore[attr-defined]


def canonical(column: str, *, house_id: int | OuterRef, cut: Cut | None = None) -> Coalesce:
    """The structure that a column of ids stands for at a cut: the kept one, or itself."""
    kept = merges_of(house_id, cut).filter(merged_id=OuterRef(column)).values("kept_id")
    return Coalesce(Subquery(kept[:1]), F(column), output_field=IntegerField())


def same_structure(
    column: str, organisation_id: int, *, house_id: int, cut: Cut | None = None
) -> Q:
    """Rows of a structure or of one that was merged into it, at a cut."""
    merged = merges_of(house_id, cut).filter(kept_id=organisation_id).values("merged_id")
    return Q(**{column: organisation_id}) | Q(**{f"{column}__in": merged})


def _sheets(house: int, kept: int) -> QuerySet[OrganisationMerged, Any]:
    return merges_of(house).filter(kept_id=kept).order_by("merged_id").values("merged_id")


_SHEETS = Prepared(_sheets, "house", "kept")


def merged_into(house_id: int, organisation_id: int) -> list[int]:
    """The sheets that a house merged into a structure and did not part since. One query."""
    return [row["merged_id"] for row in _SHEETS.rows(house=house_id, kept=organisation_id)]


def ever_merged(house_id: int) -> Exists:
    """Whether a house has ever merged anything, as a part of another query."""
    return Exists(OrganisationMerged.objects.filter(house_id=house_id))


def kept_for(organisation_id: int) -> int | None:
    """The structure that a sheet was merged into; None where it stands by itself."""
    row = Organisation.objects.filter(pk=organisation_id).values_list("merged_into_id").first()
    return row[0] if row else None


def houses_knowing(organisation_id: int) -> list[int]:
    """The houses that have a structure in their directory, or facts about it."""
    known = set(
        Card.objects.filter(organisation_id=organisation_id).values_list("house_id", flat=True)
    )
    for model in guards.fact_models():
        if model is OrganisationMerged:
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is Organisation:
                about = model._base_manager.filter(**{field.attname: organisation_id})
                known |= set(about.values_list("house_id", flat=True).distinct())
    return sorted(known)
