"""The table of cases by what comes next."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from probant.kernel.dates import write_short_date
from probant.support.queries.next_steps import APPOINTMENT, NEVER, NextStep, sort_day, when
from probant.support.screens.tables import CASE_NAME
from probant.ui.tables import Column, Empty, Table, Tag

NOTHING = "rien de prévu"
WHEN = {
    "late": Tag("en retard", "late"),
    "today": Tag("aujourd’hui", "due"),
    "week": Tag("cette semaine", "due"),
    "later": Tag("plus tard", "quiet"),
    "never": Tag(NOTHING, "quiet"),
}

NEXT_STEPS = Table(
    name="prochains-pas",
    caption="Dossiers, par ce qui vient",
    noun="dossier",
    columns=(
        CASE_NAME,
        Column("next", "Ce qui vient", kind="html", blank=""),
        Column("on", "Pour le", kind="date", sortable=True, sort="sort_on"),
        Column("when", "Quand", kind="tag", tags=WHEN),
        Column("then", "Ensuite", kind="html", blank=""),
        Column("phase_name", "Étape", quiet="programme_name"),
        Column("touched_on", "Dernières nouvelles", kind="date", sortable=True),
    ),
    default_sort="on",
    empty=Empty(
        "Aucun dossier ici",
        "Les dossiers que vous suivez paraissent ici dans l’ordre de ce qui vient : rendez-vous, "
        "tâches, délais d’étape, nouvelles à prendre.",
        action="Voir tous les dossiers",
        route="support:cases",
    ),
    cards=True,
)


def dressed(
    found: Iterable[tuple[dict[str, Any], list[NextStep]]], today: datetime.date
) -> list[dict[str, Any]]:
    """Rows of the table: each case with its first step, and the others in few words."""
    rows = []
    for row, steps in found:
        on = sort_day(steps)
        rows.append(
            row
            | {
                "sort_on": on,
                "on": None if on == NEVER else on,
                "when": when(on, today),
                "next": _first(steps[0], today) if steps else "",
                "then": _others(steps[1:]),
                "first": steps[0] if steps else None,
            }
        )
    return rows


def say(step: NextStep, today: datetime.date) -> str:
    """A step in words: « rendez-vous à noter : point d’étape »."""
    word = step.word
    if step.kind == APPOINTMENT and step.on < today:
        word = "rendez-vous à noter"
    return f"{word} : {step.what}" if step.what else word


def _first(step: NextStep, today: datetime.date) -> SafeString:
    return format_html('<a href="{}">{}</a>', step.href, say(step, today))


def _others(steps: list[NextStep]) -> SafeString:
    return format_html_join(
        ", ",
        '<a href="{}">{}</a> le {}',
        ((one.href, one.word, write_short_date(one.on)) for one in steps),
    )
