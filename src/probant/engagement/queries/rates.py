"""The rates of a house, as the rule reads them and as a page shows them."""

import datetime
from typing import Any

from probant.engagement.models import HourRate
from probant.engagement.rules.valuation import Rate, hourly_cents
from probant.kernel.actor import Actor


def rates_of(house_id: int) -> list[Rate]:
    """Every rate of a house. One query."""
    rows = HourRate.objects.filter(house_id=house_id).order_by("starts_on", "pk")
    return [_rate(row) for row in rows]


def _rate(row: HourRate) -> Rate:
    coefficient, cents = row.coefficient_hundredths, row.hourly_cents
    return Rate(row.pk, row.task, row.level, row.starts_on, coefficient, cents)


def rate_rows(actor: Actor, today: datetime.date) -> list[dict[str, Any]]:
    """The rates by level and mission, the latest first, with what an hour is worth. One query."""
    rows = HourRate.objects.visible_to(actor).order_by("level", "task", "-starts_on")
    return [
        {
            "id": row.pk,
            "level": str(row.get_level_display()),
            "task": str(row.get_task_display()) if row.task else "toutes les missions",
            "starts_on": row.starts_on,
            "decided_on": row.decided_on,
            "source": row.source,
            "coefficient_hundredths": row.coefficient_hundredths,
            "hour_cents": hourly_cents(_rate(row), max(row.starts_on, today)),
        }
        for row in rows
    ]
