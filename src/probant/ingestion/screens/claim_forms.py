"""Forms of printed figures: what one is, one heard elsewhere, why a contradiction is closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from probant.indicators.definition import Indicator
from probant.indicators.models import Because, Claim
from probant.indicators.own import own_indicators
from probant.indicators.registry import catalogue
from probant.indicators.screens.narrowing import UNKNOWN_FIGURE, NarrowedForm, under_headings
from probant.ingestion.actions import Match
from probant.ingestion.reading.likeness import Confidence
from probant.ingestion.screens.forms import ReasonForm
from probant.kernel.money import read_cents
from probant.ui.fields import DayField, YearField, offer_choices, read_count

DIFFERENT = (Claim.Matching.DIFFERENT, Claim.Matching.APART)
NO_FIGURE = "Choisissez le chiffre de la maison dont il s’agit."
NO_YEAR = "Dites de quelle année est ce chiffre."
READERS = {"euros": read_cents, "hundredths": read_cents}


class ClosingForm(ReasonForm):
    """Why a contradiction is closed: its cause, and what happened in words."""

    cause = forms.ChoiceField(
        label="Cause",
        choices=[("", "…"), *Because.choices],
        error_messages={
            "required": "Choisissez la cause : elle reste visible.",
            "invalid_choice": "Choisissez la cause dans la liste.",
        },
    )
    field_order = ("cause", "reason")


class MatchForm(NarrowedForm):
    """Which figure of the house, of which year and scope, words printed are about."""

    code = forms.ChoiceField(
        label="Chiffre de la maison",
        required=False,
        error_messages={"invalid_choice": UNKNOWN_FIGURE},
    )
    year = YearField(label="Année", required=False)
    field_order: tuple[str, ...] = ("code", "year", "action", "programme", "place_code")

    def __init__(
        self,
        data: Any,
        *,
        house_id: int,
        proposed: Iterable[tuple[Indicator, Confidence]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        own = own_indicators(house_id)
        self.known = {**own, **{one.code: one for one in catalogue()}}
        first = [(one.code, f"{one.label} (confiance {sure.label})") for one, sure in proposed]
        likely = [("Proposés d’après les mots lus", first)] if first else []
        others = [one for one in self.known.values() if one.code not in dict(first)]
        offer_choices(self, "code", [("", "…"), *likely, *under_headings(others)])
        self.offer_scope(house_id)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.needs_match():
            if not given.get("code") and "code" not in self.errors:
                self.add_error("code", NO_FIGURE)
            if not given.get("year") and "year" not in self.errors:
                self.add_error("year", NO_YEAR)
        return given

    def needs_match(self) -> bool:
        """Whether a figure and a year are asked for."""
        return True

    def match(self) -> Match:
        """What was chosen."""
        given = self.cleaned_data
        return Match(
            given.get("code") or "",
            given.get("year"),
            given.get("action"),
            given.get("programme"),
            given.get("place_code") or "",
        )


class ClaimForm(MatchForm):
    """What a printed figure is, or why it does not compare."""

    matching = forms.ChoiceField(
        label="Ce que ce chiffre est",
        choices=[
            (Claim.Matching.SAME, "ce chiffre de la maison, de même définition"),
            (Claim.Matching.DIFFERENT, "proche de ce chiffre, mais compté autrement"),
            (Claim.Matching.APART, "sans rapport avec l’activité de la maison"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites ce que ce chiffre est."},
    )
    reason = forms.CharField(
        label="Pourquoi il ne se compare pas",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Seulement s’il est compté autrement ou sans rapport ; la raison reste visible.",
        error_messages={"max_length": "La raison dépasse 300 caractères : dites-la plus court."},
    )
    field_order = ("matching", "code", "year", "action", "programme", "place_code", "reason")

    def needs_match(self) -> bool:
        """Whatever does not speak of the house is of no figure."""
        return self.cleaned_data.get("matching") != Claim.Matching.APART

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("matching") in DIFFERENT and not (given.get("reason") or "").strip():
            self.add_error("reason", "Dites pourquoi : la raison reste visible.")
        return given


class HeardForm(MatchForm):
    """A figure heard in a speech, read in a newspaper: what it says, where, when."""

    value = forms.CharField(
        label="Valeur",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "is-short", "inputmode": "decimal"}),
        error_messages={"required": "Écrivez la valeur qui a été dite."},
    )
    source = forms.CharField(
        label="Où il a été dit",
        max_length=200,
        help_text="Comme « discours de la vice-présidente, assemblée générale du 28 mai ».",
        error_messages={
            "required": "Dites où ce chiffre a été dit ou imprimé.",
            "max_length": "La source dépasse 200 caractères : dites-la plus court.",
        },
    )
    said_on = DayField(label="Dit le", required=False)
    words = forms.CharField(
        label="Mots prononcés ou imprimés",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "La citation dépasse 600 caractères : gardez l’essentiel."},
    )
    field_order = (
        "code", "value", "year", "source", "said_on", "words", "action", "programme", "place_code",
    )  # fmt: skip

    def __init__(self, data: Any, *, house_id: int) -> None:
        super().__init__(data, house_id=house_id)
        for name, missing in (("code", NO_FIGURE), ("year", NO_YEAR)):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = missing

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        found = self.known.get(given.get("code") or "")
        if found is not None and given.get("value"):
            try:
                given["value"] = READERS.get(found.written, read_count)(given["value"])
            except ValueError as wrong:
                self.add_error("value", str(wrong))
        return given
