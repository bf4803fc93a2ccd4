"""Reading figures: the rows behind a value as plain dictionaries, and what is said beside them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import Coalesce

from probant.directory.models import Territory
from probant.governance.models import Body, Sitting
from probant.indicators.definition import Indicator
from probant.indicators.models import Claim
from probant.journal.facts import FactQuerySet
from probant.kernel.period import Period
from probant.support.models import PhaseReached

SHOWN = (
    "id",
    "seq",
    "occurred_on",
    "known_on",
    "is_declared",
    "void_seq",
    "void_on",
    "void_code",
    "organisation_id",
    "organisation__name",
    "place_code",
    "family",
    "theme",
)
#: How many of the last facts recorded say which year a house is in.
LATEST_FACTS = 200


def rows_of(
    facts: FactQuerySet, indicator: Indicator, *, also: tuple[str, ...] = ()
) -> QuerySet[Any, dict[str, Any]]:
    """The columns that a figure's list shows, of the very queryset that its value is taken from.

    `subject_key` sorts them; `convention_id`, `case_id`, `session_id`, `mission_id` and their
    titles are there where the kind of fact has them.
    """
    columns = {column.name for column in indicator.fact._meta.concrete_fields}
    extra = [column for column, _ in indicator.listed]
    for name, title in (
        ("case", "case__project_title"),
        ("session", "session__title"),
        ("mission", "mission__title"),
        ("convention", "convention__title"),
    ):
        if name in columns:
            extra += [f"{name}_id", *([] if title in extra else [title])]
    if indicator.subject == "person":
        extra += ["person_id", "person__given_name", "person__family_name"]
    return facts.annotate(subject_key=_subject_key(indicator, columns)).values(
        *SHOWN, "subject_key", *extra, *also
    )


def _subject_key(indicator: Indicator, columns: set[str]) -> Any:
    if indicator.subject == "person":
        return Coalesce("person__name_key", Value(""))
    if indicator.subject != "structure":
        return F(f"{indicator.subject}__title")
    project = ["case__project_key"] if "case" in columns else []
    return Coalesce("organisation__name_key", *project, Value(""))


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of territories by code; the latest vintage wins."""
    wanted = {code for code in codes if code}
    rows = Territory.objects.filter(code__in=wanted).order_by("vintage")
    return dict(rows.values_list("code", "name"))


def latest_year(house_id: int, today: datetime.date) -> int:
    """The year of the latest of the acts recorded last, or this year where there is none.

    Only the last ones are looked at, by position: the whole history would cost a scan.
    """
    days = (
        PhaseReached.objects.filter(house_id=house_id)
        .now()
        .order_by("-seq")
        .values_list("occurred_on", flat=True)[:LATEST_FACTS]
    )
    return max((day.year for day in days), default=today.year)


#: bodies before which figures are said: those of authorities, and committees
SAID_BEFORE = (Body.Kind.COUNCIL, Body.Kind.BUREAU, Body.Kind.COMMISSION, Body.Kind.COMMITTEE)


def last_said(house_id: int, code: str, period: Period, today: datetime.date) -> datetime.date:
    """The day from which one asks what moved: when the figure was last said outside.

    The last claim that a document makes of it; else the last sitting of a council or committee
    after the period began; else a year ago.
    """
    claimed = (
        Claim.objects.compared()
        .filter(house_id=house_id, code=code, year=period.end.year, said_on__lt=today)
        .aggregate(day=Max("said_on"))
    )["day"]
    if claimed is not None:
        return claimed
    sat = (
        Sitting.objects.filter(house_id=house_id, held_on__gt=period.start, held_on__lt=today)
        .filter(status=Sitting.Status.HELD, body__kind__in=SAID_BEFORE)
        .order_by("-held_on")
        .values_list("held_on", flat=True)
        .first()
    )
    return sat or today - datetime.timedelta(days=365)
