"""The budget of the house as a form: one amount an account, one a funder under 74."""

from collections.abc import Sequence
from typing import Any

from django import forms

from probant.directory.models import Organisation
from probant.funding.actions.drafts import LineDraft
from probant.funding.models import HouseBudgetLine
from probant.funding.rules import chart, side_of
from probant.kernel.text import fold
from probant.ui.fields import EurosField

SIDES = (("expense", "Charges"), ("income", "Produits"))
MORE = 3  # free lines of account 74


class HouseBudgetForm(forms.Form):
    """Accounts of the chart of the year; headings that have accounts are computed."""

    def __init__(
        self,
        *args: Any,
        year: int,
        lines: Sequence[HouseBudgetLine],
        funders: Sequence[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.funders = {one.pk: one for one in funders}
        self.rows: list[tuple[str, str, str, str, Organisation | None]] = []
        accounts = chart(year)
        known = self._known(lines)
        for code, account in accounts.items():
            has_parts = any(one != code and one.startswith(code) for one in accounts)
            if code == "74" or (len(code) > 2 and code.startswith("74")):
                if code == "74":
                    self._subsidies(lines)
                continue
            if not has_parts:
                self._field(f"c{code}", code, account.label, known.get(code), None)

    def _known(self, lines: Sequence[HouseBudgetLine]) -> dict[str, int]:
        return {one.account: one.amount_cents for one in lines if one.funder_id is None}

    def _subsidies(self, lines: Sequence[HouseBudgetLine]) -> None:
        given = {one.funder_id: one.amount_cents for one in lines if one.funder_id is not None}
        for pk, funder in self.funders.items():
            self._field(f"f{pk}", "74", funder.name, given.get(pk), funder)
        free = [one for one in lines if one.account.startswith("74") and one.funder_id is None]
        for place in range(MORE):
            held = free[place] if place < len(free) else None
            self.fields[f"n{place}"] = forms.CharField(
                label=f"Autre subvention, intitulé {place + 1}",
                max_length=200,
                required=False,
                initial=held.label if held else "",
            )
            self._field(
                f"m{place}",
                "74",
                f"Autre subvention {place + 1}",
                held.amount_cents if held else None,
                None,
            )

    def _field(
        self, name: str, code: str, label: str, cents: int | None, funder: Organisation | None
    ) -> None:
        field = EurosField(label=f"{code} {label}", required=False, initial=cents)
        del field.widget.attrs["placeholder"]  # an example in each of forty boxes reads as typed
        self.fields[name] = field
        self.rows.append((name, code, label, side_of(code) or "expense", funder))

    def clean(self) -> dict[str, Any]:
        """An amount without a word, or a word without an amount, is said beside it."""
        data: dict[str, Any] = super().clean() or {}
        for place in range(MORE):
            named, amount = data.get(f"n{place}", ""), data.get(f"m{place}")
            if amount and not (named or "").strip():
                self.add_error(f"n{place}", "Dites d’où vient cette subvention.")
        named_twice = [
            fold(data.get(f"n{place}") or "") for place in range(MORE) if data.get(f"n{place}")
        ]
        if len(set(named_twice)) < len(named_twice):
            self.add_error(None, "Deux lignes de subvention portent le même intitulé.")
        return data

    def lines(self, data: dict[str, Any]) -> list[LineDraft]:
        """What was typed, in the order of the chart."""
        found = []
        for name, code, label, side, funder in self.rows:
            told = data.get(f"n{name[1:]}") or label if name.startswith("m") else label
            found.append(LineDraft(code, told, side, data.get(name), "line", funder))
        return found

    def sides(self) -> list[dict[str, Any]]:
        """The rows to show, heading by heading, with the field of each."""
        shown = []
        for side, title in SIDES:
            rows = [
                {
                    "code": code,
                    "label": label,
                    "field": self[name],
                    "name": self[f"n{name[1:]}"] if name.startswith("m") else None,
                }
                for name, code, label, of, _ in self.rows
                if of == side
            ]
            shown.append({"title": title, "rows": rows})
        return shown
