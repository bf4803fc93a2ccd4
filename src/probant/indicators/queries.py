"""Reading figures: scopes of actions, and the rows behind a value as plain dictionaries."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce

from probant.accounts.models import User
from probant.directory.models import Territory
from probant.indicators.definition import Indicator
from probant.journal.facts import FactQuerySet
from probant.journal.models import JournalEntry

SHOWN = (
    "id",
    "seq",
    "occurred_on",
    "known_on",
    "is_declared",
    "void_on",
    "void_code",
    "organisation_id",
    "organisation__name",
    "place_code",
    "family",
    "theme",
)


def rows_of(facts: FactQuerySet, indicator: Indicator) -> Any:
    """The columns that a figure's list shows, of the very queryset that its value is taken from."""
    return facts.annotate(structure_key=Coalesce("organisation__name_key", Value(""))).values(
        *SHOWN, "structure_key", *(column for column, _ in indicator.columns)
    )


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of territories by code; the latest vintage wins."""
    wanted = {code for code in codes if code}
    rows = Territory.objects.filter(code__in=wanted).order_by("vintage")
    return dict(rows.values_list("code", "name"))


def authors(house_id: int, seqs: Iterable[int]) -> dict[int, str]:
    """Who wrote the entries at these positions, by position; the system has no name."""
    entries = dict(
        JournalEntry.objects.filter(house_id=house_id, seq__in=set(seqs)).values_list(
            "seq", "actor_id"
        )
    )
    users = User.objects.filter(pk__in={pk for pk in entries.values() if pk is not None})
    names = {user.pk: str(user) for user in users}
    return {seq: names.get(actor_id or 0, "Probant") for seq, actor_id in entries.items()}
