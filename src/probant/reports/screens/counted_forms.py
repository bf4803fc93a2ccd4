"""What is asked of blocks of figures, of maps and paths, of what was funded."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst

from probant.indicators.breakdown import dimension_of, dimensions_of
from probant.indicators.registry import catalogue, indicator
from probant.reports.composition.funded import PARTS, SHEET
from probant.reports.composition.placed import COMMUNE
from probant.reports.screens.block_form import BlockForm, figure_choices
from probant.ui.fields import offer_choices


class FiguresForm(BlockForm):
    """Figures in the order in which they are written."""

    narrows = True
    codes = forms.MultipleChoiceField(
        label="Chiffres",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text="D’une action, aucun choisi : tous ceux que son périmètre atteint.",
    )
    compare = forms.BooleanField(label="À côté de l’année d’avant", required=False, initial=True)

    def offer(self) -> None:
        offer_choices(self, "codes", figure_choices(self.own.values()))

    def clean(self) -> dict[str, Any]:
        """Figures, or an action that says which."""
        asked = super().clean() or {}
        if not asked.get("codes") and not asked.get("action") and "codes" not in self.errors:
            self.add_error("codes", "Choisissez au moins un chiffre.")
        return asked

    def content(self) -> Mapping[str, Any]:
        return {"codes": self.cleaned_data["codes"], "compare": self.cleaned_data["compare"]}


class BrokenForm(BlockForm):
    """A figure and what it is broken down by."""

    narrows = True
    code = forms.ChoiceField(label="Chiffre")
    by = forms.ChoiceField(label="Réparti par")

    def offer(self) -> None:
        offer_choices(self, "code", figure_choices(self.own.values()))
        ways = {way.key: way.label for one in catalogue() for way in dimensions_of(one)}
        offer_choices(self, "by", ways.items())

    def clean(self) -> dict[str, Any]:
        """The two go together: not every figure is kept by everything."""
        asked = super().clean() or {}
        code = asked.get("code", "")
        kind = self.own.get(code) or indicator(code)
        if kind is not None and asked.get("by") and dimension_of(kind, asked["by"]) is None:
            ways = ", ".join(one.label for one in dimensions_of(kind))
            self.add_error("by", f"Ce chiffre ne se répartit pas ainsi ; il l’est par : {ways}.")
        return asked

    def content(self) -> Mapping[str, Any]:
        return {"code": self.cleaned_data["code"], "by": self.cleaned_data["by"]}


class ChartForm(BrokenForm):
    """The same, drawn, beside the year before or not."""

    compare = forms.BooleanField(label="Avec l’année d’avant", required=False)

    def content(self) -> Mapping[str, Any]:
        return {**super().content(), "compare": self.cleaned_data["compare"]}


class RecordsForm(BlockForm):
    """The figure whose records are listed; who is counted as a person never is."""

    narrows = True
    code = forms.ChoiceField(
        label="Ce que compte",
        help_text="Rencontres, structures nées et collectivités sont nommées ; les autres non.",
    )

    def offer(self) -> None:
        every = (*self.own.values(), *catalogue())
        lists = [one for one in every if one.subject != "person"]
        offer_choices(self, "code", [(one.code, capfirst(one.label)) for one in lists])

    def content(self) -> Mapping[str, Any]:
        return {"code": self.cleaned_data["code"]}


class MapForm(BlockForm):
    """The figure whose records are laid on their communes."""

    narrows = True
    code = forms.ChoiceField(
        label="Chiffre",
        help_text="Un disque par commune, et le même en tableau.",
    )

    def offer(self) -> None:
        every = (*self.own.values(), *catalogue())
        laid = [one for one in every if dimension_of(one, COMMUNE) is not None]
        offer_choices(self, "code", [(one.code, capfirst(one.label)) for one in laid])

    def content(self) -> Mapping[str, Any]:
        return {"code": self.cleaned_data["code"]}


class FunnelForm(BlockForm):
    """The programme whose path is shown."""

    narrows = True
    programme = forms.ChoiceField(label="Programme", required=False)

    def offer(self) -> None:
        offer_choices(self, "programme", [("", "chacun"), *self.offered.programmes])

    def content(self) -> Mapping[str, Any]:
        return {"programme": self.cleaned_data["programme"]}


class BudgetForm(BlockForm):
    """The sheet whose budget is shown."""

    sheet = forms.ChoiceField(
        label="Fiche action",
        help_text="Prévu à la fiche, réalisé d’après les écritures importées.",
    )

    def offer(self) -> None:
        offer_choices(self, "sheet", self.offered.sheets)

    def kept(self) -> dict[str, Any]:
        return chosen_sheet(self.cleaned_data["sheet"])


class ConventionForm(BlockForm):
    """The convention and what is shown of it."""

    part = forms.ChoiceField(label="Ce qui est montré")
    convention = forms.ChoiceField(label="Convention")

    def offer(self) -> None:
        offer_choices(self, "part", [(key, one.label) for key, one in PARTS.items()])
        offer_choices(self, "convention", self.offered.conventions)

    def kept(self) -> dict[str, Any]:
        return {
            "part": self.cleaned_data["part"],
            "convention": int(self.cleaned_data["convention"]),
        }


class SheetForm(BlockForm):
    """What a sheet promised: the block of a model, its sheet may be changed."""

    sheet = forms.ChoiceField(label="Fiche action")

    def offer(self) -> None:
        offer_choices(self, "sheet", self.offered.sheets)

    def kept(self) -> dict[str, Any]:
        return {"part": SHEET, **chosen_sheet(self.cleaned_data["sheet"])}


def chosen_sheet(chosen: str) -> dict[str, Any]:
    """A sheet as its choice says it: its convention and its action."""
    convention, _, action = chosen.partition("-")
    return {"convention": int(convention), "action": int(action)}
