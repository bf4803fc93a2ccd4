"""Forms of boards: opening one, choosing a figure and its scope, aiming and noting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from probant.directory.models import Organisation
from probant.indicators.access import funders_of
from probant.indicators.definition import Indicator
from probant.indicators.funnel import PATH
from probant.indicators.models import BoardFigure
from probant.indicators.registry import catalogue
from probant.indicators.screens.narrowing import UNKNOWN_FIGURE, NarrowedForm, under_headings
from probant.kernel.money import read_cents
from probant.ui.fields import EurosField, NumberField, ReadField, offer_choices, offer_rows
from probant.ui.pieces.figure import write_value


class BoardForm(forms.Form):
    """The name of a board."""

    name = forms.CharField(
        label="Intitulé",
        max_length=120,
        help_text="Pour qui, ou pour quoi : « Conseil d’administration », « Métropole ».",
        error_messages={
            "required": "Donnez un intitulé au tableau.",
            "max_length": "L’intitulé dépasse 120 caractères : dites-le plus court.",
        },
    )


class FigureForm(NarrowedForm):
    """A figure of the catalogue or of the house, and what it is narrowed to."""

    code = forms.ChoiceField(
        label="Chiffre",
        error_messages={"required": "Choisissez un chiffre.", "invalid_choice": UNKNOWN_FIGURE},
    )
    funder = forms.ModelChoiceField(
        Organisation.objects.none(), label="Pour un financeur", required=False, empty_label="tous",
        help_text="Ce qui relève des actions qu’il finance.",
    )  # fmt: skip
    field_order = ("code", "action", "programme", "funder", "place_code")
    of_action = ("programme", "funder", "place_code")

    def __init__(
        self,
        data: Any,
        *,
        house_id: int,
        own: Iterable[Indicator],
        questions: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data)
        self.questions = questions or {}
        judged = [("Ce qui ne se compte pas", list(self.questions.items()))]
        self.known = {one.code: one for one in (*own, *catalogue())}
        paths = ("Parcours", [(PATH, "étapes des parcours, avec la part qui y parvient")])
        offer_choices(
            self,
            "code",
            [
                ("", "…"),
                *(judged if self.questions else []),
                paths,
                *under_headings(self.known.values()),
            ],
        )
        self.offer_scope(house_id)
        offer_rows(self, "funder", funders_of(house_id))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("code") in self.questions:
            for name in ("action", *self.of_action):
                if given.get(name):
                    self.add_error(name, "Cette question a déjà son périmètre : laissez-le vide.")
            return given
        found = self.known.get(given.get("code", ""))
        if found is not None:
            columns = {column.name for column in found.fact._meta.concrete_fields}
            if given.get("programme") and "programme" not in columns:
                self.add_error("programme", "Ce chiffre ne dit pas de quel programme il relève.")
            if found.of_house and given.get("action"):
                self.add_error("action", "Ce chiffre se lit pour toute la maison, tous financeurs.")
        return given


class HundredthsField(ReadField):
    """Days or posts, with two decimals at most; gives hundredths."""

    read = staticmethod(read_cents)
    mode = "decimal"

    def prepare_value(self, value: Any) -> Any:
        return write_value(value, "hundredths") if isinstance(value, int) else value


class AimForm(forms.Form):
    """What a figure should be, year by year, and what one notes of it."""

    note = forms.CharField(
        label="Remarque",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce qui aide à lire ce chiffre ; votre nom et le jour sont gardés.",
        error_messages={"max_length": "La remarque dépasse 600 caractères : dites-la plus court."},
    )

    def __init__(self, data: Any, *, row: BoardFigure, written: str, years: Sequence[int]) -> None:
        held = {f"target_{one.year}": one.value for one in row.targets.all()}
        super().__init__(data, initial={**held, "note": row.note})
        kind = {"euros": EurosField, "hundredths": HundredthsField}.get(written, NumberField)
        for year in years:
            self.fields[f"target_{year}"] = kind(label=f"Objectif {year}", required=False)
        self.order_fields([*(f"target_{year}" for year in years), "note"])
        self.years = years

    @property
    def targets(self) -> dict[int, int | None]:
        """The targets typed, by year; None where one was left empty."""
        return {year: self.cleaned_data[f"target_{year}"] for year in self.years}
