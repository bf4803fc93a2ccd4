"""Forms of engagement."""

from typing import Any

from django import forms
from django.utils import timezone

from probant.directory.models import Person
from probant.engagement.models import Level, Task, Volunteering
from probant.engagement.queries.hours import people
from probant.engagement.rules import read_minutes, write_minutes
from probant.kernel.actor import Actor
from probant.programmes.models import Action, Programme
from probant.ui.fields import DayField, ReadField, offer_rows

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}


class MinutesField(ReadField):
    """A duration; gives minutes."""

    read = staticmethod(read_minutes)
    hint = "1 h 30"

    def prepare_value(self, value: Any) -> Any:
        return write_minutes(value) if isinstance(value, int) else value


class TimeForm(forms.Form):
    """Time of a person on a day."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Personne",
        empty_label=None,
        error_messages={"required": "Choisissez la personne."},
    )
    minutes = MinutesField(
        label="Durée", error_messages={"required": "Indiquez la durée, comme 1 h 30."}
    )
    occurred_on = DayField(label="Le", error_messages=NO_DAY)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Programme", required=False, empty_label="aucun"
    )
    action = forms.ModelChoiceField(
        Action.objects.none(), label="Action", required=False, empty_label="aucune"
    )

    def __init__(self, *args: Any, actor: Actor, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = Programme.objects.visible_to(actor).order_by("name")
        actions = Action.objects.visible_to(actor).order_by("name")
        offer_rows(self, "person", people(actor, kind))
        offer_rows(self, "programme", programmes)
        offer_rows(self, "action", actions)
        self.fields["occurred_on"].initial = timezone.localdate()


class HoursForm(TimeForm):
    """Hours of a volunteer on a day, for a mission."""

    task = forms.ChoiceField(
        label="Mission", choices=Task.choices, initial=Task.CO_SUPPORT, required=False
    )
    field_order = ("person", "minutes", "occurred_on", "task", "programme", "action")


class EnrolForm(forms.Form):
    """A person becomes a volunteer."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Personne",
        empty_label=None,
        help_text="De votre annuaire.",
        error_messages={"required": "Choisissez la personne."},
    )
    task = forms.ChoiceField(
        label="Mission", choices=Volunteering.Task.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(
        label="Niveau",
        choices=Level.choices,
        initial=Level.BASE,
        required=False,
        help_text="Il fixe la valeur d’une heure dans les comptes.",
    )
    affinities = forms.CharField(label="Affinités", max_length=200, required=False)
    starts_on = DayField(label="Depuis", error_messages=NO_DAY)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Person.objects.visible_to(actor).filter(erased_on__isnull=True)
        offer_rows(self, "person", known.order_by("name_key"))
        self.fields["task"].initial = Volunteering.Task.CO_SUPPORT
        self.fields["starts_on"].initial = timezone.localdate()
