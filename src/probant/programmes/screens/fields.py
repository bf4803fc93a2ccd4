"""Form fields of the rooms above: a commune or a territory as one types it, a decimal quantity."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.directory.models import Card, Organisation, Territory
from probant.directory.territories import VINTAGE, find_communes, nearest_commune
from probant.kernel.text import fold
from probant.programmes.rules import read_hundredths, write_hundredths
from probant.ui.fields import ReadField


class CommuneField(forms.CharField):
    """A commune by its name, INSEE code or postcode; gives a `Territory`, or None where empty."""

    any_kind = False

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")
        self.widget.attrs.setdefault("placeholder", "nom ou code postal")

    def prepare_value(self, value: Any) -> Any:
        return f"{value.name} ({value.code})" if isinstance(value, Territory) else value

    def clean(self, value: Any) -> Territory | None:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        found = find_communes(text) or (self._territories(text) if self.any_kind else [])
        if len(found) == 1:
            return found[0]
        raise ValidationError(self._explain(text, found), code="unknown_place")

    def _territories(self, text: str) -> list[Territory]:
        of_vintage = Territory.objects.filter(vintage=VINTAGE)
        code = text.rpartition("(")[2].rstrip(") ")
        return list(of_vintage.filter(code=code)[:2] or of_vintage.filter(name_key=fold(text))[:5])

    def _explain(self, text: str, found: list[Territory]) -> str:
        if found:
            several = ", ".join(f"{place.name} ({place.code})" for place in found[:6])
            return f"Plusieurs communes répondent à « {text} » : {several}. Précisez le code."
        near = nearest_commune(text)
        hint = f" Vouliez-vous dire « {near.name} » ?" if near else ""
        return f"« {text} » n’est pas une commune connue.{hint}"


class TerritoryField(CommuneField):
    """A commune, an intercommunalité or a département."""

    any_kind = True


class HundredthsField(ReadField):
    """A decimal quantity (days, full-time equivalents); gives hundredths."""

    read = staticmethod(read_hundredths)
    mode = "decimal"

    def prepare_value(self, value: Any) -> Any:
        return write_hundredths(value) if isinstance(value, int) else value


class StructureField(forms.CharField):
    """A structure of the house's directory by its exact name; gives an `Organisation` or None.

    `house_id` is set by the form. `suggestions` are names offered while typing.
    """

    def __init__(self, *, house_id: int, suggestions: list[str], **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.house_id = house_id
        self.suggestions = suggestions
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Organisation | None:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        cards = Card.objects.filter(house_id=self.house_id).select_related("organisation")
        found = list(cards.filter(name_key=fold(text))[:2]) or list(
            cards.filter(name_key__startswith=fold(text))[:2]
        )
        if len(found) == 1:
            return found[0].organisation
        if found:
            raise ValidationError("Plusieurs structures commencent ainsi : écrivez le nom entier.")
        raise ValidationError(
            f"« {text} » n’est pas dans votre annuaire : ajoutez d’abord cette structure."
        )
