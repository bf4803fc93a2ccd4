"""Forms of assemblies: they read what is typed and explain; rules and actions judge."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.governance.actions import (
    AmountDraft,
    BallotDraft,
    DecisionDraft,
    DeliberationDraft,
    SittingDraft,
)
from probant.governance.models import Ballot, Body, Decision, Deliberation
from probant.kernel.actor import Actor
from probant.kernel.money import find_amounts
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField, EurosField, NumberField

_PROXY = re.compile(
    r"\s*(?:->|→|=>|;|\(?\s*(?:a donné |donne )?(?:pouvoir|procuration)\s*(?:à|a)?\s+)\s*",
    re.IGNORECASE,
)
MOST_NAMES = 1000


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


class NamesField(forms.CharField):
    """Names, one a line."""

    def __init__(self, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}))
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        found = _lines(super().to_python(value) or "")
        if len(found) > MOST_NAMES:
            raise ValidationError(f"{MOST_NAMES} noms au plus, un par ligne.")
        for name in found:
            if len(name) > 120:
                raise ValidationError(f"« {name[:40]}… » est trop long : un seul nom par ligne.")
        return found


def read_proxy(line: str) -> tuple[str, str] | None:
    """« Claire UN → Paul DEUX », « UN pouvoir à DEUX »: (giver, holder), None without a holder.

    >>> read_proxy("Mme UN pouvoir à M. DEUX"), read_proxy("M. TROIS (pouvoir Mme ROY)")
    (('Mme UN', 'M. DEUX'), ('M. TROIS', 'Mme ROY'))
    """
    parts = [part.strip(" ()") for part in _PROXY.split(line, maxsplit=1)]
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


class DeliberationForm(forms.Form):
    """An extract of the register. What contradicts itself is kept; only the unreadable is not."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="Instance",
        empty_label="à choisir",
        error_messages={"required": "Choisissez l’instance qui a délibéré."},
    )
    held_on = DayField(
        label="Séance du", error_messages={"required": "Indiquez le jour, comme 21/03/2024."}
    )
    convened_on = DayField(label="Convocation du", required=False)
    number = forms.CharField(label="Numéro", max_length=40, required=False)
    subject = forms.CharField(
        label="Objet",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Indiquez l’objet, tel que l’extrait le porte."},
    )
    rapporteur = forms.CharField(label="Rapporteur", max_length=120, required=False)
    president = forms.CharField(label="Présidence", max_length=120, required=False)
    secretary = forms.CharField(label="Secrétaire de séance", max_length=120, required=False)

    members_in_office = NumberField(label="Membres en exercice", required=False)
    present_declared = NumberField(label="Présents annoncés", required=False)
    proxies_declared = NumberField(label="Procurations annoncées", required=False)
    present = NamesField(label="Membres présents", help_text="Un nom par ligne.")
    absent = NamesField(
        rows=4,
        label="Membres absents ou excusés",
        help_text="Un nom par ligne ; « pouvoir à » sur la ligne est compris.",
    )
    proxies = NamesField(
        rows=4, label="Pouvoirs", help_text="Une ligne par pouvoir : « Claire UN → Paul DEUX »."
    )

    decisions = forms.CharField(
        label="Décisions",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="Une par ligne, dans l’ordre de l’acte.",
    )
    amount = EurosField(label="Subvention accordée", required=False)
    budget_year = NumberField(label="Exercice", required=False)
    parts = forms.CharField(
        label="Répartition",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="Une part par ligne : « 9 000 € action 1 ».",
    )

    votes_for = NumberField(label="Pour", required=False)
    votes_against = NumberField(label="Contre", required=False)
    abstentions = NumberField(label="Abstentions", required=False)
    not_voting = NumberField(label="Ne prennent pas part", required=False)
    ballot_proxies = NumberField(label="Dont procurations", required=False)
    declared = forms.ChoiceField(
        label="Résultat écrit",
        choices=Ballot.Said.choices,
        required=False,
        help_text="Seulement si l’acte ne donne pas le compte des voix.",
    )
    follows = forms.ModelMultipleChoiceField(
        Deliberation.objects.none(), label="Fait suite à", required=False
    )

    def __init__(self, *args: Any, actor: Actor, suggestions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.visible_to(actor).select_related("organisation")
        choice: Any = self.fields["body"]
        choice.queryset = bodies.order_by("organisation__name_key", "name")
        choice.label_from_instance = lambda body: f"{body.name}, {body.organisation.name}"
        earlier: Any = self.fields["follows"]
        acts = Deliberation.objects.visible_to(actor).select_related("sitting")
        earlier.queryset = acts.order_by("-sitting__held_on")
        earlier.label_from_instance = told
        earlier.widget.attrs["size"] = 4
        self.fields["beneficiary"] = StructureField(
            house_id=actor.house_id or 0,
            suggestions=suggestions,
            label="Bénéficiaire",
            required=False,
        )

    def clean_proxies(self) -> list[tuple[str, str]]:
        """Pairs; a line without a holder says so."""
        pairs = []
        for line in self.cleaned_data["proxies"]:
            pair = read_proxy(line)
            if pair is None:
                raise ValidationError(f"« {line} » : écrivez « qui donne → qui porte ».")
            pairs.append(pair)
        return pairs

    def clean_parts(self) -> list[AmountDraft]:
        """Parts of the amount, one a line."""
        parts = []
        for line in _lines(self.cleaned_data["parts"]):
            found = next(find_amounts(line), None)
            if found is None:
                raise ValidationError(f"« {line} » : commencez par le montant, comme 9 000 €.")
            purpose = " ".join((line[: found.start] + line[found.end :]).split())
            parts.append(AmountDraft(found.cents, purpose=purpose.strip(" :–-()")))
        return parts

    def clean(self) -> dict[str, Any]:
        """A split without a whole, an amount without a decision: say what is missing."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("parts") and data.get("amount") is None:
            self.add_error("amount", "Indiquez le montant que la répartition divise.")
        if data.get("amount") is not None and not data.get("decisions", "").strip():
            self.add_error("decisions", "Écrivez la décision qui accorde ce montant.")
        return data

    @property
    def sitting(self) -> SittingDraft:
        """The sitting as typed; proxies said on a line of absents are taken too."""
        data = self.cleaned_data
        absent, proxies = [], list(data["proxies"])
        for line in data["absent"]:
            pair = read_proxy(line)
            absent.append(pair[0] if pair else line)
            if pair and pair not in proxies:
                proxies.append(pair)
        return SittingDraft(
            body=data["body"],
            held_on=data["held_on"],
            convened_on=data["convened_on"],
            president=data["president"],
            secretary=data["secretary"],
            members_in_office=data["members_in_office"],
            present_declared=data["present_declared"],
            proxies_declared=data["proxies_declared"],
            present=data["present"],
            absent=absent,
            proxies=proxies,
        )

    @property
    def deliberation(self) -> DeliberationDraft:
        """The act as typed; the amount stands on the first decision."""
        data = self.cleaned_data
        texts = _lines(data["decisions"])
        return DeliberationDraft(
            subject=data["subject"],
            number=data["number"],
            rapporteur=data["rapporteur"],
            decisions=[
                DecisionDraft(
                    text,
                    Decision.Enables.AWARD if data["amount"] and not place else "",
                    self._amounts() if not place else [],
                )
                for place, text in enumerate(texts)
            ],
            ballot=self._ballot(),
            follows=list(data["follows"]),
        )

    def _amounts(self) -> list[AmountDraft]:
        data = self.cleaned_data
        if data["amount"] is None:
            return []
        named = data["beneficiary"]
        return [
            AmountDraft(
                data["amount"],
                beneficiary=named,
                beneficiary_name=named.name if named else "",
                budget_year=data["budget_year"],
                parts=data["parts"],
            )
        ]

    def _ballot(self) -> BallotDraft | None:
        data = self.cleaned_data
        names = ("votes_for", "votes_against", "abstentions", "not_voting")
        if all(data[name] is None for name in names) and not data["declared"]:
            return None
        return BallotDraft(
            votes_for=data["votes_for"],
            votes_against=data["votes_against"],
            abstentions=data["abstentions"],
            not_voting=data["not_voting"],
            proxies=data["ballot_proxies"],
            declared=data["declared"],
        )


def told(deliberation: Deliberation) -> str:
    """A deliberation in a list of choices."""
    return f"{deliberation.sitting.held_on:%d/%m/%Y}, {deliberation.subject[:80]}"


class FormalitiesForm(forms.Form):
    """The days on which an act was transmitted, published, notified."""

    transmitted_on = DayField(label="Transmise à la préfecture le", required=False)
    published_on = DayField(label="Publiée le", required=False)
    notified_on = DayField(
        label="Notifiée au bénéficiaire le",
        required=False,
        help_text="Le délai de versement de soixante jours part de cette date.",
    )


class BodyForm(forms.Form):
    """A body of a structure of the directory."""

    kind = forms.ChoiceField(label="Nature", choices=[("", "à choisir"), *Body.Kind.choices])
    name = forms.CharField(
        label="Nom",
        max_length=160,
        help_text="Par exemple « Conseil municipal ».",
        error_messages={"required": "Donnez le nom de l’instance."},
    )

    def __init__(self, *args: Any, house_id: int, suggestions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = StructureField(
            house_id=house_id,
            suggestions=suggestions,
            label="Structure",
            help_text="Son nom, tel que dans votre annuaire.",
            error_messages={"required": "Dites de quelle structure est l’instance."},
        )
        self.fields["kind"].error_messages["required"] = "Choisissez la nature de l’instance."
        self.order_fields(["organisation", "kind", "name"])
