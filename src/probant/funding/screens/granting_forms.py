"""Recording what a decision grants: one line a sum, where it goes and for which year."""

from typing import Any

from django import forms

from probant.funding.actions.granting import GrantDraft
from probant.funding.queries.granting import Grant, Grants
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.ui.fields import YearField


class GrantsForm(forms.Form):
    """The sums of an act on which no award rests yet; those ticked are recorded."""

    def __init__(self, *args: Any, grants: Grants, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grants = grants
        self.places = {one.key: one for one in grants.places}
        choices = [("", "à choisir"), *((one.key, one.label) for one in grants.places)]
        for one in grants.waiting:
            sum_ = write_euros(one.amount.amount_cents)
            self.fields[f"prise-{one.amount.pk}"] = forms.BooleanField(
                label=f"{sum_}. {one.label}",
                required=False,
                initial=bool(one.proposed),
                help_text=_help(one),
            )
            self.fields[f"pour-{one.amount.pk}"] = forms.ChoiceField(
                label=f"{sum_} : pour", choices=choices, required=False, initial=one.proposed
            )
            self.fields[f"exercice-{one.amount.pk}"] = YearField(
                label=f"{sum_} : exercice", required=False, initial=one.year
            )

    def clean(self) -> dict[str, Any]:
        """A sum that is taken says where it goes."""
        data: dict[str, Any] = super().clean() or {}
        for one in self.grants.waiting:
            taken, to = data.get(f"prise-{one.amount.pk}"), f"pour-{one.amount.pk}"
            if taken and not data.get(to):
                self.add_error(to, "Choisissez la convention, ou décochez cette somme.")
        return data

    @property
    def drafts(self) -> list[GrantDraft]:
        """The awards to record."""
        found = []
        for one in self.grants.waiting:
            if not self.cleaned_data[f"prise-{one.amount.pk}"]:
                continue
            place = self.places[self.cleaned_data[f"pour-{one.amount.pk}"]]
            found.append(
                GrantDraft(
                    one.decision,
                    place.convention,
                    place.sheet.action if place.sheet else None,
                    self.cleaned_data[f"exercice-{one.amount.pk}"] or one.year,
                    one.amount.amount_cents,
                    beneficiary=one.amount.beneficiary,
                    confirms=one.confirms if place.key == one.proposed else None,
                )
            )
        return found


def _help(one: Grant) -> str:
    if one.confirms is None:
        return ""
    day = write_date(one.confirms.occurred_on)
    return f"Confirme la subvention notée le {day} sans décision."
