"""The form of an act, as an extract of the register prints it; corrected with the same one.

What contradicts itself is kept and told; only what cannot be read is sent back, with what to do.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.directory.models import Card
from probant.governance.actions import (
    BallotDraft,
    DeliberationDraft,
    LinkDraft,
    SittingDraft,
)
from probant.governance.models import Ballot, Body, Deliberation
from probant.governance.screens.decision_rows import DecisionRow, decisions_of
from probant.governance.screens.names import NamesField, read_proxy
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.ui.fields import (
    DayField,
    NumberField,
    offer_choices,
    offer_rows,
)
from probant.ui.rows import RowsForm

MOST_EARLIER = 300


class DeliberationForm(RowsForm):
    """An extract of the register: sitting, members, act, decisions, ballot, what followed."""

    row_class = DecisionRow
    rows_label = "Décision"
    more_label = "Ajouter une décision ou un montant"
    prefix_of_rows = "decision"

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
    president = forms.CharField(label="Présidence", max_length=120, required=False)
    secretary = forms.CharField(label="Secrétaire de séance", max_length=120, required=False)
    place = forms.CharField(label="Lieu", max_length=160, required=False)

    number = forms.CharField(label="Numéro", max_length=40, required=False)
    next_number = forms.BooleanField(
        label="Donner le numéro suivant de l’instance",
        required=False,
        help_text="Pour vos propres instances, selon leur modèle de numéro.",
    )
    subject = forms.CharField(
        label="Objet",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Indiquez l’objet, tel que l’extrait le porte."},
    )
    rapporteur = forms.CharField(label="Rapporteur", max_length=120, required=False)
    advice = forms.CharField(label="Avis des commissions", max_length=300, required=False)
    visas = forms.CharField(
        label="Visas",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Un par ligne : « Vu le code… ».",
    )
    recitals = forms.CharField(
        label="Exposé",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Le rapport tel que l’extrait le donne, un paragraphe par ligne.",
    )

    members_in_office = NumberField(label="Membres en exercice", required=False)
    present_declared = NumberField(label="Présents annoncés", required=False)
    proxies_declared = NumberField(label="Procurations annoncées", required=False)
    present = NamesField(
        label="Membres présents",
        help_text="Un nom par ligne ; une liste collée (colonnes, ou noms entre tirets) "
        "est comprise.",
    )
    absent = NamesField(
        rows=4,
        label="Membres absents",
        help_text="« pouvoir à » sur la ligne est compris.",
    )
    excused = NamesField(
        rows=4,
        label="Membres excusés",
        help_text="« pouvoir à » sur la ligne est compris.",
    )
    proxies = NamesField(
        rows=3,
        label="Autres pouvoirs",
        help_text="Une ligne par pouvoir : « Claire UN → Paul DEUX ».",
    )

    votes_for = NumberField(label="Pour", required=False)
    votes_against = NumberField(label="Contre", required=False)
    abstentions = NumberField(label="Abstentions", required=False)
    not_voting = NumberField(label="Ne prennent pas part", required=False)
    ballot_proxies = NumberField(label="Dont procurations", required=False)
    method = forms.ChoiceField(
        label="Mode de scrutin",
        choices=[("", "non précisé"), *Ballot.Method.choices[:3]],
        required=False,
    )
    declared = forms.ChoiceField(
        label="Résultat écrit",
        choices=Ballot.Said.choices,
        required=False,
        help_text="Seulement si l’acte ne donne pas le compte des voix.",
    )
    president_vote = forms.ChoiceField(
        label="Vote du président",
        choices=[("", "non précisé"), *Ballot.Vote.choices[1:]],
        required=False,
        help_text="Il départage à égalité, sauf scrutin secret.",
    )

    transmitted_on = DayField(label="Transmise à la préfecture le", required=False)
    published_on = DayField(label="Publiée le", required=False)
    notified_on = DayField(label="Notifiée au bénéficiaire le", required=False)
    prefecture_id = forms.CharField(
        label="Identifiant de transmission",
        max_length=60,
        required=False,
        help_text="Celui de l’accusé de réception, comme 021-242100410-20240321-2024-7-DE.",
    )
    matter = forms.CharField(
        label="Matière",
        max_length=8,
        required=False,
        help_text="Code de la nomenclature Actes, comme 7.5 (subventions).",
    )
    signatory = forms.CharField(
        label="Signataire de l’extrait",
        max_length=160,
        required=False,
        help_text="Comme « Pour le maire, le premier adjoint, Claire UN ».",
    )
    document_reference = forms.CharField(label="Document d’origine", max_length=200, required=False)

    follows = forms.ModelMultipleChoiceField(
        Deliberation.objects.none(), label="Fait suite à", required=False
    )
    amends = forms.ModelMultipleChoiceField(
        Deliberation.objects.none(), label="Modifie", required=False
    )
    withdraws = forms.ModelMultipleChoiceField(
        Deliberation.objects.none(), label="Retire", required=False
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        suggestions: list[str],
        correcting: Deliberation | None = None,
        **kwargs: Any,
    ) -> None:
        options = {"house_id": actor.house_id or 0, "suggestions": suggestions}
        super().__init__(*args, row_options=options, **kwargs)
        bodies = Body.objects.visible_to(actor).filter(house_id=actor.house_id)
        named = list(
            bodies.select_related("organisation").order_by("organisation__name_key", "name")
        )
        offer_rows(self, "body", bodies)
        offer_choices(
            self,
            "body",
            [
                ("", "à choisir"),
                *((one.pk, f"{one.name}, {one.organisation.name}") for one in named),
            ],
        )
        acts = Deliberation.objects.visible_to(actor).filter(house_id=actor.house_id)
        if correcting is not None:
            acts = acts.exclude(pk=correcting.pk)
            del self.fields["next_number"]
        latest = acts.select_related("sitting__body").order_by("-sitting__held_on", "-pk")
        told = [(one.pk, tell(one)) for one in latest[:MOST_EARLIER]]
        for name in ("follows", "amends", "withdraws"):
            offer_rows(self, name, acts)
            offer_choices(self, name, told)
            self.fields[name].widget.attrs["size"] = 4

    def clean_proxies(self) -> list[tuple[str, str]]:
        """Pairs; a line without a holder says so."""
        pairs = []
        for line in self.cleaned_data["proxies"]:
            pair = read_proxy(line)
            if pair is None:
                raise ValidationError(f"« {line} » : écrivez « qui donne → qui porte ».")
            pairs.append(pair)
        return pairs

    def clean(self) -> dict[str, Any]:
        """An amount stands on a decision; a number typed is not computed too."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("number") and data.get("next_number"):
            self.add_error("number", "Tapez un numéro, ou demandez le suivant : l’un des deux.")
        return data

    def is_valid(self) -> bool:
        """The form and its lines; the first amount needs the decision that grants it."""
        if not super().is_valid():
            return False
        first = next((row for row in self.rows.forms if row.has_changed()), None)
        if first is None or first.cleaned_data.get("text") or first.cleaned_data.get("DELETE"):
            return True
        first.add_error("text", "Écrivez la décision qui accorde ce montant.")
        self.add_error(None, "Une ligne est à reprendre : voyez ce qui est dit à côté.")
        return False

    @property
    def sitting(self) -> SittingDraft:
        """The sitting as typed; proxies said on a line of absents are taken too."""
        data = self.cleaned_data
        proxies: list[tuple[str, str]] = list(data["proxies"])
        return SittingDraft(
            body=data["body"],
            held_on=data["held_on"],
            convened_on=data["convened_on"],
            president=data["president"],
            secretary=data["secretary"],
            place=data["place"],
            members_in_office=data["members_in_office"],
            present_declared=data["present_declared"],
            proxies_declared=data["proxies_declared"],
            present=data["present"],
            absent=_away(data["absent"], proxies),
            excused=_away(data["excused"], proxies),
            proxies=proxies,
        )

    @property
    def deliberation(self) -> DeliberationDraft:
        """The act as typed."""
        data = self.cleaned_data
        same = ("subject", "number", "rapporteur", "advice", "visas", "recitals", "matter")
        more = ("signatory", "prefecture_id", "document_reference", "transmitted_on")
        days = ("published_on", "notified_on")
        return DeliberationDraft(
            **{name: data[name] for name in (*same, *more, *days)},
            next_number=bool(data.get("next_number")),
            decisions=decisions_of(self.filled),
            ballot=self._ballot(),
            follows=[
                LinkDraft(earlier, nature)
                for nature in ("follows", "amends", "withdraws")
                for earlier in data[nature]
            ],
        )

    def _ballot(self) -> BallotDraft | None:
        data = self.cleaned_data
        names = ("votes_for", "votes_against", "abstentions", "not_voting")
        if all(data[name] is None for name in names) and not data["declared"]:
            return None
        return BallotDraft(
            **{name: data[name] for name in names},
            proxies=data["ballot_proxies"],
            declared=data["declared"],
            method=data["method"],
            president_vote=data["president_vote"],
        )


def _away(lines: Sequence[str], proxies: list[tuple[str, str]]) -> list[str]:
    """The names of those away; the proxies said on their lines are added to the others."""
    names = []
    for line in lines:
        pair = read_proxy(line)
        names.append(pair[0] if pair else line)
        if pair and pair not in proxies:
            proxies.append(pair)
    return names


def tell(deliberation: Deliberation) -> str:
    """An act in a list of choices."""
    sitting = deliberation.sitting
    number = f" n° {deliberation.number}" if deliberation.number else ""
    where = f"{write_short_date(sitting.held_on)}, {sitting.body.name}{number}"
    return f"{where} : {deliberation.subject[:80]}"


def suggestions(house_id: int) -> list[str]:
    """Names of the directory offered while typing; one query."""
    cards = Card.objects.filter(house_id=house_id).order_by("name_key")
    return list(cards.values_list("name", flat=True)[:300])
