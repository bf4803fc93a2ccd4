"""The written rule of indirect costs of a budget."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from probant.engagement.screens.staff_forms import ShareField
from probant.funding.actions.indirect import set_indirect
from probant.funding.models import Budget, IndirectCost
from probant.funding.rules.indirect import KEY, IndirectRule
from probant.funding.screens.views.budgets import desk
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.fields import EurosField, ReadField
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

NONE = "none"


def read_quantity(text: str) -> Decimal:
    """A quantity of hours, of square metres. Raises ValueError with a French message."""
    try:
        value = Decimal("".join(text.split()).replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(f"« {text} » n’est pas un nombre, comme 160 ou 12,5.") from error
    if not value.is_finite() or not 0 <= value < 10**9:
        raise ValueError("Donnez un nombre positif, comme 160.")
    return value.quantize(Decimal("0.01"))


class QuantityField(ReadField):
    """Hours, square metres, people."""

    read = staticmethod(read_quantity)
    mode = "decimal"

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class RateField(ShareField):
    """A percentage of costs."""

    hint = "8 %"


class IndirectForm(forms.Form):
    """A rate of a base, or a key."""

    kind = forms.ChoiceField(
        label="Règle",
        choices=[*IndirectCost.Kind.choices, (NONE, "aucune charge indirecte")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="La règle, en une phrase",
        max_length=400,
        required=False,
        help_text="Le financeur la lit : « 8 % des charges directes, selon les comptes 2023 ».",
    )
    share = RateField(
        label="Taux", required=False, help_text="Pour un taux : la part des charges choisies."
    )
    pool = EurosField(
        label="Charges fixes à répartir",
        required=False,
        help_text="Pour une clé : loyer, assurances, comptabilité de l’année.",
    )
    part = QuantityField(
        label="Part de l’action",
        required=False,
        help_text="Pour une clé : ce que l’action en occupe, 160 heures par exemple.",
    )
    whole = QuantityField(
        label="Sur un tout de",
        required=False,
        help_text="Pour une clé : dans la même unité, 1 607 heures par exemple.",
    )

    def clean(self) -> dict[str, Any]:
        """Each rule has its own numbers."""
        data: dict[str, Any] = super().clean() or {}
        kind = data.get("kind")
        if kind in (None, NONE):
            return data
        if not data.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", "Écrivez la règle en une phrase.")
        wanted = ("pool", "part", "whole") if kind == KEY else ("share",)
        for name in wanted:
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, "Cette règle en a besoin.")
        return data

    def rule(self) -> IndirectRule | None:
        """What is typed."""
        data = self.cleaned_data
        if data["kind"] == NONE:
            return None
        if data["kind"] == KEY:
            return IndirectRule(
                KEY,
                data["text"],
                pool_cents=data["pool"],
                part=data["part"],
                whole=data["whole"],
            )
        return IndirectRule(data["kind"], data["text"], share_hundredths=data["share"])


def indirect(request: Request, pk: int, year: int, number: int) -> HttpResponse:
    """`/indirectes/<convention>/budgets/<year>/<number>/`."""
    held = desk(request, pk, year, number)
    back = reverse("funding:budget", args=[pk, year, number])
    form = IndirectForm(
        request.POST if request.method == "POST" else None, initial=_initial(held.budget)
    )

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        if held.budget is None:
            raise Refused("Saisissez d’abord une ligne du budget.")
        set_indirect(actor=request.actor, budget=held.budget, rule=form.rule(), key=keys.key)
        return back

    convention = held.convention
    page = reverse("funding:convention", args=[pk])
    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(convention.house_id, "budget", held.budget.pk if held.budget else 0),
        back=back,
        done="Règle enregistrée : la ligne est calculée.",
        context={
            "heading": f"Charges indirectes {year}",
            "trail": crumbs("Conventions", reverse("funding:conventions"), convention.title, page,
                            f"Budget {year}", back, "Charges indirectes"),
            "submit": "Enregistrer la règle",
            "lead": "La ligne se calcule par la règle écrite ; elle ne se saisit jamais.",
        },
    )  # fmt: skip


def _initial(budget: Budget | None) -> dict[str, Any]:
    held = getattr(budget, "indirect", None) if budget else None
    if held is None:
        return {"kind": NONE}
    return {
        "kind": held.kind,
        "text": held.text,
        "share": held.share_hundredths,
        "pool": held.pool_cents,
        "part": held.part,
        "whole": held.whole,
    }
