"""Forms of the people and partners of a case, of its reopening."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from probant.directory.models import Person
from probant.kernel.text import fold
from probant.programmes.screens.fields import StructureField
from probant.support.models import CaseMember, CasePartner
from probant.ui.fields import DayField

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}


class PersonField(forms.CharField):
    """A person of the house's directory by name; gives a `Person`, or the words of a new one.

    `house_id` is set by the form.
    """

    def __init__(self, *, house_id: int, **kwargs: Any) -> None:
        super().__init__(max_length=170, **kwargs)
        self.house_id = house_id
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> Person | str:
        text = " ".join(str(super().clean(value) or "").split())
        words = fold(text).split()
        people = Person.objects.filter(house_id=self.house_id, erased_on__isnull=True)
        for word in words:
            people = people.filter(name_key__contains=word)
        found = list(people.order_by("name_key", "id")[:6]) if words else []
        same = [one for one in found if sorted(fold(str(one)).split()) == sorted(words)]
        if len(same) == 1:
            return same[0]
        if len(same) > 1:
            raise ValidationError(
                "Plusieurs personnes portent ce nom : ouvrez la bonne fiche dans l’annuaire."
            )
        return text


class MemberForm(forms.Form):
    """A person of the project: known, or to be created."""

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = PersonField(
            label="Personne",
            house_id=house_id,
            help_text="Prénom et nom. Si elle n’est pas dans l’annuaire, elle y est ajoutée.",
            error_messages={"required": "Écrivez le prénom et le nom."},
        )
        self.fields["email"] = forms.EmailField(
            label="Courriel", required=False, help_text="Pour une personne nouvelle."
        )
        self.fields["part"] = forms.ChoiceField(
            label="Part dans le projet",
            choices=CaseMember.Part.choices,
            widget=forms.RadioSelect,
            initial=CaseMember.Part.HOLDER,
        )
        self.fields["starts_on"] = DayField(
            label="Depuis le", error_messages=NO_DAY, initial=timezone.localdate()
        )


class PartnerForm(forms.Form):
    """An organisation that takes part in the support."""

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = StructureField(
            label="Structure",
            house_id=house_id,
            suggestions=[],
            help_text="Son nom dans l’annuaire.",
            error_messages={"required": "Écrivez le nom de la structure."},
        )
        self.fields["part"] = forms.ChoiceField(
            label="Part",
            choices=CasePartner.Part.choices,
            widget=forms.RadioSelect,
            initial=CasePartner.Part.PARTNER,
        )
        self.fields["starts_on"] = DayField(
            label="Depuis le", error_messages=NO_DAY, initial=timezone.localdate()
        )


class LeaveForm(forms.Form):
    """The day somebody left."""

    ends_on = DayField(label="Jusqu’au", error_messages=NO_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = timezone.localdate()


class ReopenForm(forms.Form):
    """A case that had ended goes on."""

    reopened_on = DayField(label="Rouvert le", error_messages=NO_DAY)
    reason = forms.CharField(
        label="Pourquoi",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="La clôture reste vraie à sa date. Si elle était une erreur, annulez-la plutôt.",
        error_messages={"required": "Dites pourquoi le dossier est rouvert."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reopened_on"].initial = timezone.localdate()
