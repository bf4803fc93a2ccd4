"""Forms of gatherings."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from probant.directory.models import Card, Organisation
from probant.gatherings.models import (
    HeadcountTaken,
    SessionCalledOff,
    SessionHeld,
    SessionPlanned,
)
from probant.kernel.text import fold
from probant.programmes.screens.void import VoidForm
from probant.ui.fields import DayField, EurosField, NumberField

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}


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


HOW_KNOWN = "Un tarif public et sa date, un devis, une salle comparable : l’annexe le dira."
BASIS_WANTED = "Dites d’où vient cette valeur : un tarif et sa date, un devis."


class ReplaceForm(VoidForm):
    """The day; for a headcount the number and its method, for a promise the day promised.

    For a session held in a lent room, what the room was worth, which is often known afterwards.
    """

    occurred_on = DayField(label="Date du fait", error_messages=NO_DAY)

    field_order = ("occurred_on", "planned_on", "lent_cents", "lent_basis", "headcount", "method")

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
        if isinstance(fact, SessionPlanned | SessionCalledOff):
            self.fields["planned_on"] = DayField(label="Prévue pour le", error_messages=NO_DAY)
            self.fields["planned_on"].initial = fact.planned_on
        if isinstance(fact, SessionHeld) and fact.session.lender_id:
            self._ask_of_room(fact)
        self.order_fields(self.field_order)

    def _ask_of_room(self, fact: SessionHeld) -> None:
        self.fields["lent_cents"] = EurosField(label="Valeur de la salle prêtée", required=False)
        self.fields["lent_cents"].initial = fact.lent_cents
        self.fields["lent_basis"] = forms.CharField(
            label="Comment cette valeur est connue",
            max_length=200,
            required=False,
            help_text=HOW_KNOWN,
        )
        self.fields["lent_basis"].initial = fact.session.lent_basis

    def clean(self) -> dict[str, Any]:
        """A value comes with where it comes from."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("lent_cents") and not data.get("lent_basis"):
            self.add_error("lent_basis", BASIS_WANTED)
        return data

    @property
    def columns(self) -> dict[str, Any]:
        """What is left to the action besides the day and the reason."""
        own = {"occurred_on", "code", "reason"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}


def hold_initial(day: datetime.date) -> dict[str, Any]:
    """The planned day, or today where it is still to come."""
    return {"occurred_on": min(day, timezone.localdate())}


FACTS: dict[str, type[Any]] = {
    "tenue": SessionHeld,
    "effectif": HeadcountTaken,
    "prevue": SessionPlanned,
    "arret": SessionCalledOff,
}
