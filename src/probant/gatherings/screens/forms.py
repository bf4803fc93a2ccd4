"""Forms of gatherings."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from probant.directory.branches import choices_for
from probant.directory.models import Card, Organisation
from probant.gatherings.models import Event, HeadcountTaken, SessionHeld
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.programmes.models import Programme, SessionKind
from probant.programmes.screens.fields import CommuneField, StructureField
from probant.programmes.screens.void import VoidForm
from probant.ui.fields import DayField, NumberField, ReadField

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}
_HOUR = re.compile(r"(\d{1,2})\s*(?:[h:]\s*(\d{2})?)?", re.IGNORECASE)


def read_hour(text: str) -> datetime.time:
    """Read `14 h 30`, `14h`, `9:05`. Raises ValueError in French.

    >>> read_hour("14 h 30")
    datetime.time(14, 30)
    """
    found = _HOUR.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"« {text} » n’est pas une heure : écrivez par exemple 14 h 30.")
    return datetime.time(hour, minute)


class HourField(ReadField):
    """An hour of the day."""

    read = staticmethod(read_hour)
    hint = "14 h 30"

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, datetime.time):
            return value
        return f"{value.hour} h {value.minute:02d}"


class StructuresField(forms.CharField):
    """Structures of the directory, one a line."""

    def __init__(self, *, house_id: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), **kwargs)
        self.house_id = house_id

    def clean(self, value: Any) -> list[Organisation]:
        text = str(super().clean(value) or "")
        lines = [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]
        cards = Card.objects.filter(
            house_id=self.house_id, name_key__in=[fold(line) for line in lines]
        ).select_related("organisation")
        by_key = {card.name_key: card.organisation for card in cards}
        unknown = [line for line in lines if fold(line) not in by_key]
        if unknown:
            raise ValidationError(
                f"« {unknown[0]} » n’est pas dans votre annuaire : ajoutez-la d’abord."
            )
        return [by_key[fold(line)] for line in lines]


class SessionForm(forms.Form):
    """A session to come, or one that was."""

    title = forms.CharField(
        label="Titre", max_length=200, error_messages={"required": "Donnez un titre."}
    )
    kind = forms.ModelChoiceField(SessionKind.objects.none(), label="Type", empty_label=None)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Programme", required=False, empty_label="aucun"
    )
    event = forms.ModelChoiceField(
        Event.objects.none(), label="Dans le cadre de", required=False, empty_label="—"
    )
    starts_on = DayField(label="Jour", error_messages=NO_DAY)
    starts_time = HourField(label="De", required=False)
    ends_time = HourField(label="À", required=False)
    place = CommuneField(label="Commune", required=False)
    place_label = forms.CharField(
        label="Lieu", max_length=200, required=False, help_text="Salle, adresse, hôte."
    )
    capacity = NumberField(label="Places", required=False)
    branch = forms.ChoiceField(label="Filière", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = str(self.initial.get("branch", ""))
        branches = choices_for(actor.house_id, kept=kept)
        self.fields["branch"].choices = branches  # type: ignore[attr-defined]
        kinds = SessionKind.objects.visible_to(actor).order_by("name")
        programmes = Programme.objects.visible_to(actor).filter(is_open=True).order_by("name")
        events = Event.objects.visible_to(actor).order_by("-starts_on")
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["event"].queryset = events  # type: ignore[attr-defined]
        self.fields["co_organisers"] = StructuresField(
            label="Co-organisateurs",
            required=False,
            house_id=actor.house_id or 0,
            help_text="Leur nom dans l’annuaire, un par ligne.",
        )

    def clean_capacity(self) -> int | None:
        """No place at all is a mistake."""
        if self.cleaned_data["capacity"] == 0:
            raise ValidationError("Un nombre de places est d’au moins une ; sinon laissez vide.")
        return self.cleaned_data["capacity"]

    @property
    def plan(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        place = data.pop("place")
        data["place_code"] = place.code if place else ""
        data["place_vintage"] = place.vintage if place else None
        data["place_name"] = place.name if place else ""
        return data


class EventForm(forms.Form):
    """What several sessions belong to."""

    title = forms.CharField(
        label="Titre", max_length=200, error_messages={"required": "Donnez un titre."}
    )
    starts_on = DayField(label="Du", error_messages=NO_DAY)
    ends_on = DayField(label="Au", error_messages=NO_DAY)
    presentation = forms.CharField(
        label="Présentation", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class HoldForm(forms.Form):
    """A session that took place, with how many came where names were not taken."""

    occurred_on = DayField(label="Tenue le", error_messages=NO_DAY)
    headcount = NumberField(label="Personnes présentes", required=False)
    method = forms.ChoiceField(
        label="Comment",
        choices=HeadcountTaken.Method.choices,
        widget=forms.RadioSelect,
        initial=HeadcountTaken.Method.COUNTED,
    )


class CancelForm(forms.Form):
    """A session that will not take place."""

    reason = forms.CharField(label="Pourquoi", max_length=300, required=False)


class DoorForm(forms.Form):
    """Somebody who is not in the directory yet, and how many came."""

    q = forms.CharField(label="Chercher un nom", required=False, max_length=80)
    given_name = forms.CharField(label="Prénom", max_length=80, required=False)
    family_name = forms.CharField(label="Nom", max_length=80, required=False)

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["structure"] = StructureField(
            label="Structure", required=False, house_id=house_id, suggestions=[]
        )

    def clean(self) -> dict[str, Any]:
        """A first name alone is not enough to find somebody again."""
        data = super().clean() or {}
        if data.get("given_name") and not data.get("family_name"):
            self.add_error("family_name", "Donnez aussi le nom de famille.")
        return data


class ReplaceForm(VoidForm):
    """The day, and for a headcount the number and its method."""

    occurred_on = DayField(label="Date du fait", error_messages=NO_DAY)

    field_order = ("occurred_on", "headcount", "method")

    def __init__(self, *args: Any, fact: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"].initial = fact.occurred_on
        if isinstance(fact, HeadcountTaken):
            self.fields["headcount"] = NumberField(label="Personnes présentes")
            self.fields["method"] = forms.ChoiceField(
                label="Comment", choices=HeadcountTaken.Method.choices
            )
            self.fields["headcount"].initial = fact.headcount
            self.fields["method"].initial = fact.method
        self.order_fields(self.field_order)

    @property
    def columns(self) -> dict[str, Any]:
        """What is left to the action besides the day and the reason."""
        own = {"occurred_on", "code", "reason"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}


def hold_initial(day: datetime.date) -> dict[str, Any]:
    """The planned day, or today where it is still to come."""
    return {"occurred_on": min(day, timezone.localdate())}


FACTS: dict[str, type[Any]] = {"tenue": SessionHeld, "effectif": HeadcountTaken}
