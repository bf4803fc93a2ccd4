"""Choosing a figure and what it is narrowed to: what the forms that ask for one share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from probant.directory.models import Territory
from probant.indicators.definition import Indicator
from probant.indicators.screens.cards import heading_of
from probant.programmes.models import Action, Programme
from probant.ui.fields import offer_rows

CODES = "Tapez le code d’une commune ou d’une intercommunalité, comme 21231."
UNKNOWN_FIGURE = "Ce chiffre n’existe pas : choisissez dans la liste."

#: Options under their headings, as a field of choices takes them.
Options = list[tuple[str, list[tuple[str, str]]]]


class NarrowedForm(forms.Form):
    """An action, which has its own scope, or a programme and a territory."""

    action = forms.ModelChoiceField(
        Action.objects.none(),
        label="Pour une action",
        required=False,
        empty_label="toute la maison",
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Pour un programme", required=False, empty_label="tous"
    )
    place_code = forms.RegexField(
        r"^[0-9AB]{5,9}\Z",
        label="Pour un territoire",
        required=False,
        help_text=CODES,
        error_messages={"invalid": CODES},
    )
    #: What an action says already.
    of_action: ClassVar[tuple[str, ...]] = ("programme", "place_code")

    def offer_scope(self, house_id: int) -> None:
        """Offer the actions and programmes of a house."""
        offer_rows(self, "action", Action.objects.filter(house_id=house_id).order_by("name"))
        offer_rows(self, "programme", Programme.objects.filter(house_id=house_id).order_by("name"))

    def clean_place_code(self) -> str:
        code = str(self.cleaned_data["place_code"])
        if code and not Territory.objects.filter(code=code).exists():
            raise forms.ValidationError(f"Aucun territoire ne porte le code {code}. {CODES}")
        return code

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("action") and any(given.get(name) for name in self.of_action):
            self.add_error(
                "action", "Une action a déjà son périmètre : choisissez l’une ou l’autre."
            )
        return given


def under_headings(figures: Iterable[Indicator]) -> Options:
    """Figures to choose among, each under the heading that the pages show it under."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in figures:
        groups.setdefault(heading_of(one), []).append((one.code, one.label))
    return list(groups.items())
