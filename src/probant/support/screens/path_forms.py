"""Forms of tasks and hand-overs."""

from typing import Any

from django import forms

from probant.accounts.models import User
from probant.support.models import Case
from probant.support.screens.forms import PersonChoice
from probant.ui.fields import DayField, offer_choices, offer_rows

NO_WORDS = {"required": "Dites ce qu’il y a à faire."}


class TaskForm(forms.Form):
    """Something to do; the sharing is offered on a case only."""

    what = forms.CharField(label="À faire", max_length=300, error_messages=NO_WORDS)
    due_on = DayField(label="Pour le", required=False)
    assigned = PersonChoice(
        User.objects.none(), label="Par", required=False, empty_label="personne encore"
    )
    shared = forms.BooleanField(
        label="Montrer au porteur de projet", required=False, help_text="Dans son espace."
    )

    def __init__(self, *args: Any, people: list[User], case: Case | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "assigned", people)
        if case is None:
            del self.fields["shared"]


class TaskMoveForm(forms.Form):
    """The day and the person of a task."""

    due_on = DayField(label="Pour le", required=False)
    assigned = PersonChoice(
        User.objects.none(), label="Par", required=False, empty_label="personne encore"
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "assigned", people)


class HandOverForm(forms.Form):
    """Who is replaced, by whom, from when to when, for which cases."""

    from_user = PersonChoice(
        User.objects.none(),
        label="Qui s’absente",
        empty_label="choisissez…",
        error_messages={"required": "Dites qui est remplacé."},
    )
    to_user = PersonChoice(
        User.objects.none(),
        label="Qui remplace",
        empty_label="choisissez…",
        error_messages={"required": "Dites qui remplace."},
    )
    starts_on = DayField(label="Du", error_messages={"required": "Indiquez le premier jour."})
    ends_on = DayField(
        label="Au",
        required=False,
        help_text="Ce jour compris. Laissez vide pour donner les dossiers pour de bon, dès "
        "aujourd’hui.",
    )
    cases = forms.ModelMultipleChoiceField(
        Case.objects.none(),
        label="Ces dossiers seulement",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucun coché : tous, avec les tâches et l’agenda.",
    )

    def __init__(
        self,
        *args: Any,
        leaving: list[User],
        people: list[User],
        cases: list[Case],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "from_user", leaving)
        choose(self, "to_user", people)
        if not cases:
            del self.fields["cases"]
            return
        offered = Case.objects.filter(pk__in=[case.pk for case in cases])
        offer_rows(self, "cases", offered)
        offer_choices(
            self, "cases", [(case.pk, f"{case.title}, {case.programme.name}") for case in cases]
        )


class HandOverEndForm(forms.Form):
    """The last day of a replacement."""

    last_on = DayField(
        label="Dernier jour",
        error_messages={"required": "Indiquez le dernier jour."},
        help_text="Un jour d’avant le début annule le remplacement.",
    )


class StepForm(forms.Form):
    """A step of its own."""

    label = forms.CharField(label="À faire", max_length=200, error_messages=NO_WORDS)
    advice = forms.CharField(label="Conseil", required=False, max_length=600)


def choose(form: forms.BaseForm, name: str, people: list[User]) -> None:
    """Offer these people, without asking the database for each."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField), f"{name} chooses no row"
    wanted = User.objects.filter(pk__in=[user.pk for user in people])
    field.queryset = wanted
    empty = [("", field.empty_label)] if field.empty_label else []
    field.choices = [*empty, *((user.pk, str(user)) for user in people)]
