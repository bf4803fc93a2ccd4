"""Tables of the share of the ESS, and the form that corrects a beneficiary."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from probant.funding.queries.ess import Line, Year
from probant.funding.rules.ess import FAMILIES, UNSAID, Share
from probant.ui.tables import Column, Empty, Table, Tag

SIDES = {
    "ess": Tag("ESS", "held"),
    "hors": Tag("hors ESS", "quiet"),
    "inconnu": Tag("à dire", "due"),
}
YEARS = Table(
    name="annees",
    caption="Collectivités et années",
    noun="année",
    columns=(
        Column("name", "Collectivité", kind="link", route="funding:ess-year",
               arguments=("id", "year"), quiet="source"),
        Column("year_text", "Année"),
        Column("count", "Aides", kind="number"),
        Column("cents", "Montant", kind="money"),
    ),
    cards=True,
    empty=Empty(
        "Aucune aide connue",
        "Chargez le fichier des subventions qu’une collectivité publie (SCDL), ou enregistrez "
        "celles que vous recevez.",
    ),
)  # fmt: skip
GRANTS = Table(
    name="aides",
    caption="Aides",
    noun="aide",
    columns=(
        Column("name", "Bénéficiaire", quiet="purpose"),
        Column("side", "Compté", kind="tag", tags=SIDES, quiet="why"),
        Column("policy", "Politique"),
        Column("family", "Famille"),
        Column("cents", "Montant", kind="money"),
        Column("correct", "Corriger", kind="link", href="correct_href"),
    ),
    cards=True,
    empty=Empty("Aucune aide", "Aucune aide de cette année n’est dans ce cas."),
)


def side_of(is_ess: bool | None) -> str:
    """The key of a side, in addresses and tags."""
    return {True: "ess", False: "hors", None: "inconnu"}[is_ess]


def year_rows(years: Sequence[Year]) -> list[dict[str, Any]]:
    """Authorities and years as the table shows them."""
    return [
        {
            "id": one.organisation_id,
            "name": one.name,
            "source": "fichier publié" if one.published else "attributions enregistrées ici",
            "year": one.year,
            "year_text": str(one.year),
            "count": one.count,
            "cents": one.cents,
        }
        for one in years
    ]


def grant_rows(lines: Sequence[Line], back: str, *, may_write: bool) -> list[dict[str, Any]]:
    """Grants as the table shows them."""
    page = reverse("funding:ess-correct")
    return [
        {
            "id": place,
            "name": one.name,
            "purpose": one.purpose,
            "side": side_of(one.verdict.is_ess),
            "why": f"{one.verdict.words} : {one.reason}" if one.reason else one.verdict.words,
            "policy": one.policy or UNSAID,
            "family": FAMILIES.get(one.verdict.family, one.verdict.family),
            "cents": one.amount_cents,
            "correct": "Corriger" if may_write else "",
            "correct_href": (
                f"{page}?{urlencode({'cle': one.key, 'nom': one.name, 'retour': back})}"
                if may_write
                else None
            ),
        }
        for place, one in enumerate(lines)
    ]


def share_rows(shares: Sequence[Share], address: str, parameter: str) -> list[dict[str, Any]]:
    """Shares with the addresses of the grants behind each of their amounts."""
    keys = {label: key for key, label in FAMILIES.items()}
    rows = []
    for one in shares:
        value = keys.get(one.label, "") if parameter == "famille" else one.label
        value = "-" if value in ("", UNSAID) else value
        opened = f"{address}?{urlencode({parameter: value})}"
        rows.append(
            {"share": one, "href": opened, "ess": f"{opened}&compte=ess",
             "unknown": f"{opened}&compte=inconnu"}
        )  # fmt: skip
    return rows


class CorrectForm(forms.Form):
    """What a person says of a beneficiary, and why."""

    side = forms.ChoiceField(
        label="Ce bénéficiaire est",
        choices=[("", "ce que disent les registres"), ("ess", "de l’ESS"), ("hors", "hors ESS")],
        required=False,
    )
    policy = forms.CharField(
        label="Politique publique",
        required=False,
        max_length=120,
        help_text="Vide : celle que dit le fichier.",
    )
    reason = forms.CharField(
        label="Pourquoi",
        max_length=300,
        help_text="Par exemple : statuts de Scic lus le 12 mars.",
        error_messages={"required": "Dites pourquoi : la correction se lit avec son motif."},
    )

    @property
    def is_ess(self) -> bool | None:
        """What was said, or None."""
        return {"ess": True, "hors": False}.get(self.cleaned_data["side"])
