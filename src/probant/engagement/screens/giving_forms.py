"""The week of a volunteer: several lines at once, each a day, a duration, a mission, for what."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from probant.directory.models import Person
from probant.engagement.actions import Given
from probant.engagement.models import Task, Volunteering
from probant.engagement.screens.forms import MinutesField
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.roles import TEAM
from probant.programmes.models import Action, Programme
from probant.support.models import Case, Supporter
from probant.ui.fields import DayField

LINES = 7
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class WeekForm(forms.Form):
    """Seven lines, the days of a week at first; those without a duration say nothing."""

    def __init__(
        self, *args: Any, actor: Actor, person: Person, monday: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.monday = monday
        tasks = _tasks_of(person)
        self.things, offered = _things(actor, person)
        for number in range(LINES):
            day = monday + datetime.timedelta(days=number)
            self.fields[f"minutes_{number}"] = MinutesField(label="Durée", required=False)
            self.fields[f"occurred_on_{number}"] = DayField(
                label="Jour", required=False, initial=day
            )
            self.fields[f"task_{number}"] = forms.ChoiceField(
                label="Mission", choices=tasks, required=False, initial=tasks[0][0]
            )
            self.fields[f"for_{number}"] = forms.ChoiceField(
                label="Pour", choices=offered, required=False
            )
            self.fields[f"words_{number}"] = forms.CharField(
                label="Quoi", max_length=200, required=False
            )

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The fields of each line, with the name of its day."""
        names = ("minutes", "occurred_on", "task", "for", "words")
        return [
            {
                "day": self._say(number),
                **{name: self[f"{name}_{number}"] for name in names},
            }
            for number in range(LINES)
        ]

    def _say(self, number: int) -> str:
        day = self.monday + datetime.timedelta(days=number)
        return f"{DAYS[day.weekday()].capitalize()} {write_date(day)}"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in range(LINES):
            if given.get(f"minutes_{number}") is None:
                continue
            if given.get(f"occurred_on_{number}") is None:
                self.add_error(f"occurred_on_{number}", "Indiquez le jour, comme 14/12/2023.")
            elif given[f"occurred_on_{number}"] > timezone.localdate():
                self.add_error(f"occurred_on_{number}", "Ce jour est à venir.")
        wrong = any(name.startswith("minutes_") for name in self.errors)
        if not wrong and not any(given.get(f"minutes_{number}") for number in range(LINES)):
            self.add_error(None, "Notez au moins une durée, comme 2 h 30, 1 h 15 ou 45 min.")
        return given

    def given(self) -> list[Given]:
        """The lines that have a duration."""
        data: Mapping[str, Any] = self.cleaned_data
        return [
            Given(
                occurred_on=data[f"occurred_on_{number}"],
                minutes=data[f"minutes_{number}"],
                task=data[f"task_{number}"],
                words=data[f"words_{number}"],
                **self.things.get(data[f"for_{number}"], {}),
            )
            for number in range(LINES)
            if data.get(f"minutes_{number}")
        ]


def _tasks_of(person: Person) -> list[tuple[str, str]]:
    """The missions, her own first."""
    rows = Volunteering.objects.filter(person=person, ends_on__isnull=True).order_by("starts_on")
    own = list(rows.values_list("task", flat=True))
    return sorted(
        ((str(code), str(name)) for code, name in Task.choices), key=lambda one: one[0] not in own
    )


def _things(actor: Actor, person: Person) -> tuple[dict[str, dict[str, Any]], list[Any]]:
    """What hours may be for: cases entrusted to her, actions, programmes of the house."""
    cases = Case.objects.visible_to(actor)
    if actor.has(*TEAM):
        held = Supporter.objects.filter(
            user__memberships__person=person,
            user__memberships__organisation_id=person.house_id,
        )
        cases = cases.filter(pk__in=held.values("case_id"))
    cases = cases.select_related("organisation", "programme").order_by("-touched_on", "pk")
    known: dict[str, dict[str, Any]] = {}
    groups: list[Any] = [("", "rien de précis")]
    for word, label, rows in (
        ("case", "Dossiers confiés", list(cases[:60])),
        ("action", "Actions", list(Action.objects.filter(house=person.house_id).order_by("name"))),
        (
            "programme",
            "Programmes",
            list(Programme.objects.filter(house=person.house_id).order_by("name")),
        ),
    ):
        names = []
        for row in rows:
            key = f"{word}-{row.pk}"
            known[key] = {word: row}
            names.append((key, str(row)))
        if names:
            groups.append((label, names))
    return known, groups
