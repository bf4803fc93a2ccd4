"""Forms of the chain, of calls, of evidence and of statements; actions decide."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from probant.funding.models import AwardMade
from probant.funding.queries.chain import AwardChain
from probant.funding.rules.chain import Stage
from probant.funding.rules.evidence import BY_LAW, Piece, RefusalCode
from probant.governance.models import Decision
from probant.kernel.dates import write_short_date
from probant.kernel.money import write_euros
from probant.ui.fields import DayField, EurosField, offer_choices, offer_rows

NO_DAY = {"required": "Indiquez le jour, comme 14/06/2024."}
OTHER = "autre"


class GiveForm(forms.Form):
    """A piece handed in: which, the file or how it was sent, the day."""

    piece = forms.ChoiceField(label="Pièce")
    other = forms.CharField(
        label="Si c’est une autre pièce, son nom", max_length=200, required=False
    )
    file = forms.FileField(label="Fichier", required=False)
    again = forms.ChoiceField(
        label="Ou un fichier déjà remis à un autre financeur",
        required=False,
        help_text="Le même fichier sert plusieurs fois et n’est compté qu’une.",
    )
    reference = forms.CharField(
        label="Ou comment elle a été envoyée",
        max_length=120,
        required=False,
        help_text="Par exemple « courriel du 28/06/2024 », « déposée sur le portail ».",
    )
    given_on = DayField(label="Remise le", error_messages=NO_DAY)

    def __init__(
        self,
        *args: Any,
        pieces: Iterable[Piece],
        files: Iterable[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.listed = list(pieces)
        rows = [(str(place), one.label) for place, one in enumerate(self.listed)]
        offer_choices(self, "piece", [*rows, (OTHER, "une autre pièce, jointe d’elle-même")])
        known = list(files)
        if known:
            offer_choices(self, "again", [("", "aucun"), *((str(pk), name) for pk, name in known)])
        else:
            del self.fields["again"]
        self.initial.setdefault("given_on", timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """One of the three ways; a name for a piece that is on no list."""
        data: dict[str, Any] = super().clean() or {}
        ways = (data.get("file"), data.get("again"), data.get("reference"))
        if not any(ways) and "file" not in self.errors:
            self.add_error("file", "Déposez le fichier, ou dites comment la pièce a été envoyée.")
        if data.get("piece") == OTHER and not data.get("other"):
            self.add_error("other", "Donnez le nom de la pièce.")
        return data


class AcceptForm(forms.Form):
    """The funder accepts."""

    occurred_on = DayField(label="Acceptée le", error_messages=NO_DAY)


class RefuseForm(forms.Form):
    """The funder refuses, and says why."""

    code = forms.ChoiceField(label="Motif", choices=[(one.value, one.label) for one in RefusalCode])
    remark = forms.CharField(
        label="Ce qui manque",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text="L’association lit cette phrase pour remettre la pièce.",
    )
    occurred_on = DayField(label="Refusée le", error_messages=NO_DAY)


class CompleteForm(forms.Form):
    """A list that does not exist is completed: by the law, or by an amendment."""

    law = forms.MultipleChoiceField(
        label="Pièces que la loi demande",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, f"{label} ({law})") for kind, label, law in BY_LAW],
    )
    others = forms.CharField(
        label="Autres pièces, une par ligne",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Celles qu’un avenant ou un échange avec le financeur a fixées.",
    )
    is_amended = forms.BooleanField(label="Ces autres pièces viennent d’un avenant", required=False)
    reason = forms.CharField(
        label="Motif",
        max_length=300,
        error_messages={"required": "Dites pourquoi la liste est complétée."},
        help_text="Par exemple « l’article IV renvoie à une liste absente de la convention ».",
    )

    def clean(self) -> dict[str, Any]:
        """At least one piece."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("law") and not (data.get("others") or "").strip():
            self.add_error("law", "Choisissez ou écrivez au moins une pièce.")
        return data


class StepForm(forms.Form):
    """A step of the authority."""

    stage = forms.ChoiceField(label="Étape")
    amount = EurosField(
        label="Montant", error_messages={"required": "Indiquez le montant, comme 6 300 €."}
    )
    instalment = forms.TypedChoiceField(
        label="Échéance", required=False, coerce=int, empty_value=None
    )
    order_reference = forms.CharField(
        label="Numéro",
        max_length=60,
        required=False,
        help_text="De l’engagement, du mandat ou du titre de recette.",
    )
    slip_reference = forms.CharField(label="Bordereau", max_length=60, required=False)
    occurred_on = DayField(label="Le", error_messages=NO_DAY)

    def __init__(
        self, *args: Any, stages: Iterable[Stage], found: AwardChain, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "stage", [(one.value, one.label) for one in stages])
        _offer_instalments(self, found)


class CallForm(forms.Form):
    """A call for payment."""

    instalment = forms.TypedChoiceField(label="Échéance", coerce=int)
    amount = EurosField(
        label="Montant appelé",
        required=False,
        help_text="Vide : ce que prévoit l’échéance, dans la limite de ce qui reste.",
    )
    occurred_on = DayField(label="Date de l’appel", error_messages=NO_DAY)
    bank_details = forms.CharField(
        label="Coordonnées bancaires",
        max_length=120,
        required=False,
        help_text="Une référence suffit : « RIB joint, compte du Crédit coopératif ».",
    )
    signatory = forms.CharField(label="Signé par", max_length=120, required=False)
    capacity = forms.CharField(label="En qualité de", max_length=120, required=False)
    reference = forms.CharField(label="Votre référence", max_length=60, required=False)

    def __init__(self, *args: Any, found: AwardChain, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_instalments(self, found, blank=False)


def _offer_instalments(form: forms.Form, found: AwardChain, *, blank: bool = True) -> None:
    total = len(found.planned)
    rows: list[tuple[Any, str]] = [
        (
            one.number,
            f"{one.number} sur {total}, {write_euros(one.cents)}, {one.trigger.label}",
        )
        for one in found.planned
    ]
    offer_choices(form, "instalment", [*([("", "aucune en particulier")] if blank else []), *rows])


class BasisForm(forms.Form):
    """One more decision that an award rests on."""

    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label="Décision",
        error_messages={"required": "Choisissez la décision."},
    )
    amount = EurosField(
        label="Ce qu’elle vote de cette subvention",
        required=False,
        help_text="Vide si la décision ne le dit pas. Une avance et une attribution font deux "
        "votes.",
    )

    def __init__(self, *args: Any, award: AwardMade, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(
            self,
            "decision",
            Decision.objects.filter(deliberation__house_id=award.house_id)
            .exclude(pk=award.decision_id or 0)
            .exclude(award_bases__award=award)
            .select_related("deliberation__sitting__body")
            .order_by("-deliberation__sitting__held_on", "number"),
        )
        field: Any = self.fields["decision"]
        field.label_from_instance = _decision


def _decision(decision: Decision) -> str:
    sitting = decision.deliberation.sitting
    day = write_short_date(sitting.held_on)
    return f"{day}, {sitting.body.name} : {decision.number}. {decision.text[:70]}"


class StatementForm(forms.Form):
    """A bank statement or a list of orders to read."""

    source = forms.ChoiceField(
        label="Ce que c’est",
        choices=[
            ("bank", "un relevé de votre banque (CSV, OFX, CAMT.053)"),
            ("orders", "une liste de mandats du financeur (CSV, XLSX)"),
        ],
    )
    file = forms.FileField(
        label="Fichier",
        error_messages={"required": "Choisissez le fichier.", "empty": "Ce fichier est vide."},
    )


class ConfirmForm(forms.Form):
    """A line is money of an award."""

    award = forms.ModelChoiceField(
        AwardMade.objects.none(),
        label="Subvention",
        error_messages={"required": "Choisissez la subvention."},
    )

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        awards: Any = AwardMade.objects.now().filter(house_id=house_id)
        rows = awards.select_related("funder", "action", "convention")
        offer_rows(self, "award", rows.order_by("-budget_year", "occurred_on"))
        field: Any = self.fields["award"]
        field.label_from_instance = award_words


def award_words(award: AwardMade) -> str:
    """An award in a line."""
    what = award.action.name if award.action else award.convention.title
    money = write_euros(award.amount_cents)
    return f"{award.budget_year}, {award.funder.name}, {money} : {what[:60]}"


class KeeperForm(forms.Form):
    """Who of the team answers for what is due on a convention."""

    user = forms.TypedChoiceField(
        label="Personne qui en répond", coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "user", [("", "la direction"), *people])
