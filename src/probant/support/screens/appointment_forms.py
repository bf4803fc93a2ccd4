"""Forms of appointments: planned, noted once held, said not held; templates of their notes."""

import re
from typing import Any

from django import forms
from django.utils import timezone

from probant.accounts.models import User
from probant.directory.models import Organisation, Person
from probant.programmes.models import Programme
from probant.programmes.screens.fields import StructureField
from probant.support.actions.appointments import Meeting
from probant.support.models import Appointment, Audience, Case, Mode
from probant.support.queries.case_words import say_minutes
from probant.ui.fields import DayField, HourField, ReadField, offer_rows

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}
_LENGTH = re.compile(r"(?:(\d{1,2})h(\d{1,2})?|(\d{1,4}))(?:min|mn|m)?")


def read_minutes(text: str) -> int:
    """Read a length, in minutes. Raises ValueError with a French message.

    >>> read_minutes("1 h 30"), read_minutes("45"), read_minutes("2h"), read_minutes("90 min")
    (90, 45, 120, 90)
    """
    found = _LENGTH.fullmatch("".join(text.lower().split()))
    minutes = 0
    if found:
        minutes = int(found[3]) if found[3] else int(found[1]) * 60 + int(found[2] or 0)
    if not 0 < minutes <= 1440:
        raise ValueError(f"« {text} » n’est pas une durée : écrivez par exemple 1 h 30, ou 45.")
    return minutes


class MinutesField(ReadField):
    """A length as one types it; gives minutes."""

    read = staticmethod(read_minutes)
    hint = "1 h 30"

    def prepare_value(self, value: Any) -> Any:
        return say_minutes(value) if isinstance(value, int) else value


class Named(forms.ModelMultipleChoiceField):
    """Several rows, told by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class MeetingForm(forms.Form):
    """When, how long, where, with whom, what about. What most change comes first."""

    planned_on = DayField(label="Jour", error_messages=NO_DAY)
    starts_time = HourField(label="Heure", required=False)
    minutes = MinutesField(label="Durée", required=False)
    mode = forms.ChoiceField(
        label="Comment", choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.HERE
    )
    place_label = forms.CharField(label="Lieu ou lien", max_length=200, required=False)
    subject = forms.CharField(label="Objet", max_length=200, required=False)
    ours = Named(User.objects.none(), label="De notre côté", required=False)
    theirs = Named(Person.objects.none(), label="Avec", required=False)

    def __init__(
        self,
        *args: Any,
        case: Case,
        team: list[User],
        people: list[Person],
        partners: list[Organisation],
        others: list[Case] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["ours"], User, team)
        _offer(self.fields["theirs"], Person, people)
        if not people:
            del self.fields["theirs"]
        if partners:
            self.fields["partners"] = Named(
                Organisation.objects.none(), label="Avec ces partenaires", required=False
            )
            _offer(self.fields["partners"], Organisation, partners)
        if others is not None:
            self.fields["other"] = StructureField(
                label="Visite faite avec une autre structure accompagnée",
                required=False,
                house_id=case.house_id,
                suggestions=[],
                help_text="Son nom ; son dossier ouvert garde aussi ce rendez-vous.",
            )
        self.case = case

    def meeting(self) -> Meeting:
        """What was typed, as the actions take it."""
        data = self.cleaned_data
        return Meeting(
            planned_on=data["planned_on"],
            starts_time=data["starts_time"],
            minutes=data["minutes"],
            mode=data["mode"],
            place_label=data["place_label"],
            subject=data["subject"],
            ours=list(data["ours"]),
            theirs=list(data.get("theirs") or ()),
            with_organisations=list(data.get("partners") or ()),
            also=self._also(),
        )

    def _also(self) -> list[Case]:
        other = self.cleaned_data.get("other")
        if other is None:
            return []
        cases = Case.objects.filter(
            house_id=self.case.house_id, organisation=other, state=Case.State.OPEN
        )
        return list(cases.exclude(pk=self.case.pk).order_by("-touched_on")[:1])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("other") is not None and not self._also():
            self.add_error("other", "Cette structure n’a pas d’autre dossier ouvert.")
        return data


def _offer(field: Any, model: Any, rows: list[Any]) -> None:
    field.queryset = model.objects.filter(pk__in=[row.pk for row in rows])
    field.choices = [(row.pk, str(row)) for row in rows]


class NoteFields(forms.Form):
    """What was said, and who reads it."""

    note = forms.CharField(label="Notes", widget=forms.Textarea(attrs={"rows": 8}), required=False)
    audience = forms.ChoiceField(
        label="Qui les lit",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.TEAM,
    )


class LogForm(MeetingForm, NoteFields):
    """An appointment that took place: in one form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].required = True
        self.fields["minutes"].error_messages["required"] = "Indiquez la durée, comme 1 h 30."
        self.fields["planned_on"].initial = timezone.localdate()
        self.order_fields(["planned_on", "minutes", "mode", "subject", "note", "audience"])


class HoldForm(NoteFields):
    """An appointment that was planned took place."""

    minutes = MinutesField(
        label="Durée", error_messages={"required": "Indiquez la durée, comme 1 h 30."}
    )
    occurred_on = DayField(label="Tenu le", error_messages=NO_DAY)
    field_order = ("minutes", "occurred_on", "note", "audience")

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].initial = appointment.minutes
        self.fields["occurred_on"].initial = appointment.planned_on


class MissForm(forms.Form):
    """Who did not come."""

    by = forms.ChoiceField(
        label="Qui n’est pas venu",
        choices=Appointment.Side.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites qui n’est pas venu."},
    )


class TemplateForm(forms.Form):
    """Headings of a kind of note."""

    name = forms.CharField(
        label="Nom", max_length=80, error_messages={"required": "Donnez un nom à la trame."}
    )
    body = forms.CharField(
        label="Rubriques",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Le texte proposé au début de la note ; une rubrique par ligne, par exemple.",
        error_messages={"required": "Écrivez au moins une rubrique."},
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label="Programme",
        required=False,
        empty_label="tous les programmes",
    )
    is_open = forms.BooleanField(label="Proposée aujourd’hui", required=False, initial=True)

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "programme", programmes)
