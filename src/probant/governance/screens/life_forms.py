"""Forms of an association's life: a version of the statutes, a follow-up, a fee."""

from typing import Any

from django import forms
from django.utils import timezone

from probant.accounts.models import User
from probant.accounts.queries import members_of
from probant.governance.models import Deliberation, Fee
from probant.kernel.actor import Actor
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField, EurosField, offer_rows

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}


def offer_deliberations(form: forms.Form, actor: Actor) -> None:
    """The acts of the house's own bodies, the latest first."""
    rows = Deliberation.objects.filter(
        house_id=actor.house, sitting__body__organisation_id=actor.house
    )
    offer_rows(form, "deliberation", rows.order_by("-sitting__held_on", "-pk"))


class StatutesForm(forms.Form):
    """A version of the statutes."""

    adopted_on = DayField(label="Adoptés le", error_messages=NO_DAY)
    deliberation = forms.ModelChoiceField(
        Deliberation.objects.none(),
        label="Par la délibération",
        required=False,
        empty_label="pas au registre",
    )
    adopted_by = forms.CharField(
        label="Par quelle assemblée",
        max_length=160,
        required=False,
        help_text="Assemblée constitutive, assemblée générale extraordinaire…",
    )
    in_force_from = DayField(
        label="En vigueur depuis le", required=False, help_text="Vide : dès leur adoption."
    )
    summary = forms.CharField(
        label="Ce qui change",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    declared_on = DayField(
        label="Déclarés en préfecture le",
        required=False,
        help_text="À faire dans les trois mois (loi du 1er juillet 1901, art. 5).",
    )
    copy = forms.FileField(
        label="Leur texte", required=False, error_messages={"empty": "Ce fichier est vide."}
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_deliberations(self, actor)

    def clean(self) -> dict[str, Any]:
        """An assembly is named, by its act or in words."""
        data = super().clean() or {}
        if not data.get("deliberation") and not data.get("adopted_by"):
            self.add_error("adopted_by", "Dites quelle assemblée les a adoptés.")
        return data


class DeclareForm(forms.Form):
    """The declaration of a version, and its text."""

    declared_on = DayField(label="Déclarés en préfecture le", error_messages=NO_DAY)
    copy = forms.FileField(
        label="Leur texte",
        required=False,
        help_text="S’il manquait, ou pour le remplacer.",
        error_messages={"empty": "Ce fichier est vide."},
    )


class FollowUpForm(forms.Form):
    """What a decision asks to be done."""

    decided_on = DayField(label="Décidé le", error_messages=NO_DAY)
    deliberation = forms.ModelChoiceField(
        Deliberation.objects.none(),
        label="Par la délibération",
        required=False,
        empty_label="pas au registre",
    )
    what = forms.CharField(
        label="À faire", max_length=300, error_messages={"required": "Dites ce qui est à faire."}
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Par",
        required=False,
        empty_label="quelqu’un sans compte",
        help_text="Qui a un compte le trouve parmi ce qu’il a à faire.",
    )
    who = forms.CharField(label="Nom, sans compte", max_length=120, required=False)
    due_on = DayField(label="Avant le", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_deliberations(self, actor)
        users = {one.user_id for one in members_of(actor)}
        offer_rows(self, "user", User.objects.filter(pk__in=users).order_by("name"))
        self.fields["decided_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """Somebody does it, and not before it was decided."""
        data = super().clean() or {}
        if not data.get("user") and not data.get("who"):
            self.add_error("who", "Dites qui s’en charge.")
        decided, due = data.get("decided_on"), data.get("due_on")
        if decided and due and due < decided:
            self.add_error("due_on", "L’échéance suit la décision.")
        return data


class SettleForm(forms.Form):
    """What became of it."""

    done_on = DayField(label="Fait le", required=False, help_text="Vide : reste à faire.")
    outcome = forms.CharField(label="Ce qui a été fait", max_length=300, required=False)
    due_on = DayField(label="Avant le", required=False)


class CallForm(forms.Form):
    """The fee of a year, for all members at once."""

    amount_cents = EurosField(
        label="Montant de la cotisation",
        error_messages={"required": "Indiquez le montant, comme 30 €."},
    )


class FeeForm(forms.Form):
    """The fee of one member."""

    name = forms.CharField(
        label="Nom", max_length=200, required=False, help_text="Une personne, hors de l’annuaire."
    )
    amount_cents = EurosField(
        label="Montant", error_messages={"required": "Indiquez le montant, comme 30 €."}
    )
    field_order = ("organisation", "name", "amount_cents")

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = StructureField(
            label="Structure", required=False, house_id=house_id, suggestions=[]
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """One of both."""
        data = super().clean() or {}
        if not data.get("organisation") and not data.get("name") and not self.errors:
            self.add_error("name", "Dites de qui : une structure de l’annuaire, ou un nom.")
        return data


class FeeSettleForm(forms.Form):
    """Paid, excused, or still called."""

    state = forms.ChoiceField(label="Elle est", choices=Fee.State.choices, widget=forms.RadioSelect)
    settled_on = DayField(label="Le", required=False)
    note = forms.CharField(
        label="Remarque", max_length=200, required=False, help_text="Chèque, virement, motif…"
    )

    def clean(self) -> dict[str, Any]:
        """What is settled has a day."""
        data = super().clean() or {}
        is_settled = data.get("state") in (Fee.State.PAID, Fee.State.EXCUSED)
        if is_settled and not data.get("settled_on") and "settled_on" not in self.errors:
            self.add_error("settled_on", "Dites quel jour.")
        return data
