"""Forms of participants: the entry, what is asked and may be left, the exit."""

from typing import Any

from django import forms
from django.utils import timezone

from probant.directory.models import Person
from probant.engagement.actions.participants import SENSITIVE
from probant.engagement.models import (
    Answer,
    EntryStatus,
    ExitStatus,
    ParticipantAnswers,
    ParticipantEntered,
    ParticipantLeft,
)
from probant.engagement.screens.forms import NO_DAY
from probant.kernel.actor import Actor
from probant.programmes.models import Action, Programme
from probant.programmes.screens.void import VoidForm
from probant.ui.fields import DayField, YearField, offer_choices, offer_rows

QUESTIONS = {
    name: str(ParticipantAnswers._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # columns
    for name in SENSITIVE
}


class EnterForm(forms.Form):
    """A person enters an operation."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Personne",
        empty_label=None,
        help_text="De votre annuaire : une personne qui prend part en son nom.",
        error_messages={"required": "Choisissez la personne."},
    )
    action = forms.ModelChoiceField(
        Action.objects.none(),
        label="Opération",
        empty_label=None,
        help_text="L’action que l’Union européenne cofinance.",
        error_messages={"required": "Choisissez l’opération."},
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Programme", required=False, empty_label="aucun"
    )
    entered_on = DayField(label="Entrée le", error_messages=NO_DAY)
    status = forms.ChoiceField(
        label="Situation à l’entrée", choices=EntryStatus.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Person.objects.visible_to(actor).filter(erased_on__isnull=True)
        offered: dict[str, Any] = {
            "person": known.order_by("name_key"),
            "action": Action.objects.visible_to(actor).order_by("name"),
            "programme": Programme.objects.visible_to(actor).order_by("name"),
        }
        for name, rows in offered.items():
            offer_rows(self, name, rows)
        self.fields["entered_on"].initial = timezone.localdate()


class LeaveForm(forms.Form):
    """A person leaves an operation."""

    left_on = DayField(label="Sortie le", error_messages=NO_DAY)
    status = forms.ChoiceField(
        label="Situation à la sortie",
        choices=ExitStatus.choices,
        widget=forms.RadioSelect,
        help_text="Dans les quatre semaines qui suivent.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_on"].initial = timezone.localdate()


class CorrectForm(VoidForm):
    """The day and the situation of an entry or an exit, and why they are corrected."""

    occurred_on = DayField(label="Date", error_messages=NO_DAY)
    status = forms.ChoiceField(label="Situation", widget=forms.RadioSelect)
    field_order = ("occurred_on", "status", "code", "reason")

    def __init__(self, *args: Any, fact: ParticipantEntered | ParticipantLeft, **kwargs: Any):
        super().__init__(*args, **kwargs)
        enters = isinstance(fact, ParticipantEntered)
        offer_choices(self, "status", EntryStatus.choices if enters else ExitStatus.choices)
        self.fields["occurred_on"].label = "Entrée le" if enters else "Sortie le"
        self.fields["occurred_on"].initial = fact.occurred_on
        self.fields["status"].initial = fact.status


class AnswersForm(forms.Form):
    """What is asked of a participant; each sensitive question may be left."""

    born_in = YearField(label="Année de naissance", required=False)
    gender = forms.ChoiceField(
        label="Sexe",
        required=False,
        choices=[
            ("", "non dit"),
            ("femme", "femme"),
            ("homme", "homme"),
            ("autre", "autre ou non binaire"),
        ],
    )
    schooling = forms.ChoiceField(
        label="Niveau d’études",
        required=False,
        choices=[
            ("", "non dit"),
            ("cite_0_2", "collège ou moins (CITE 0 à 2)"),
            ("cite_3_4", "lycée, CAP, BEP, bac (CITE 3 et 4)"),
            ("cite_5_8", "études supérieures (CITE 5 à 8)"),
        ],
    )
    consented = forms.BooleanField(
        label="La personne accepte que ses réponses aux questions ci-dessous soient gardées",
        required=False,
        help_text="Sans cet accord, chacune est un refus de répondre ; l’accord se retire.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=label.capitalize(),
                choices=Answer.choices,
                initial=Answer.REFUSED,
                widget=forms.RadioSelect,
            )
