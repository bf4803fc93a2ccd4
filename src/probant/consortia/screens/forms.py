"""Forms of collectives: founding, inviting, answering, choosing figures, what is said outside.

What was said is explained with the form of contradictions (`ingestion.screens.claim_forms`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from probant.consortia.actions import refuse_beyond
from probant.consortia.models import Consortium, Partner, SharedFigure
from probant.consortia.queries import figures_of, houses_to_invite, partners_of
from probant.consortia.screens.words import label_of, narrowing_of
from probant.directory.models import House, Organisation, Theme
from probant.indicators.across import may_be_shared
from probant.indicators.models import Claim
from probant.indicators.registry import catalogue
from probant.indicators.registry import indicator as of_catalogue
from probant.indicators.screens.narrowing import UNKNOWN_FIGURE, under_headings
from probant.ingestion.screens.claim_forms import NO_YEAR, READERS
from probant.kernel.decision import Refused
from probant.programmes.models import Programme
from probant.ui.fields import (
    DayField,
    NumberField,
    YearField,
    offer_choices,
    offer_rows,
    read_count,
)

FIGURE = {"required": "Choisissez un chiffre.", "invalid_choice": UNKNOWN_FIGURE}
ANSWER = "Dites si votre maison accepte."
TAKEN = "Cette maison est déjà membre, ou déjà invitée."


class Words(forms.CharField):
    """A text of a bounded length, said in one way where it is passed."""

    def __init__(self, *, most: int, **said: Any) -> None:
        super().__init__(max_length=most, **said)
        told = f"Ce texte dépasse {most} caractères : raccourcissez-le."
        self.error_messages["max_length"] = told


class FoundForm(forms.Form):
    """A new collective."""

    name = Words(
        label="Nom du collectif",
        most=120,
        help_text="Comme ses membres le disent : « Mois de l’ESS à Dijon ».",
        error_messages={"required": "Donnez un nom au collectif."},
    )
    purpose = Words(label="Ce qui réunit ses membres", most=300, required=False)


class InviteForm(forms.Form):
    """A house of the instance to invite."""

    house = forms.ModelChoiceField(
        House.objects.none(),
        label="Maison",
        empty_label="…",
        help_text="Elle ne partage rien tant qu’elle n’a pas accepté, puis choisi ses chiffres.",
        error_messages={"required": "Choisissez la maison à inviter.", "invalid_choice": TAKEN},
    )

    def __init__(self, data: Any, *, consortium: Consortium) -> None:
        super().__init__(data)
        held = [house.pk for house in houses_to_invite(consortium)]
        offer_rows(self, "house", House.objects.filter(pk__in=held).order_by("short_name"))


class AnswerForm(forms.Form):
    """The answer of a house to an invitation."""

    answer = forms.ChoiceField(
        label="Réponse de votre maison",
        choices=[("oui", "nous acceptons"), ("non", "nous déclinons")],
        widget=forms.RadioSelect,
        error_messages={"required": ANSWER, "invalid_choice": ANSWER},
    )
    counts_from = DayField(
        label="Apporter nos faits à partir du",
        required=False,
        help_text="Vide : tous les faits des chiffres que vous partagerez.",
    )


class AskForm(forms.Form):
    """A figure that the members are asked to share."""

    code = forms.ChoiceField(
        label="Chiffre",
        help_text="Ceux qui s’additionnent : ni médiane, ni taux, ni état à une date.",
        error_messages=FIGURE,
    )
    programme_code = forms.ChoiceField(
        label="D’un seul dispositif",
        required=False,
        help_text="Seuls les faits de ce dispositif quittent alors une maison.",
        error_messages={"invalid_choice": "Ce dispositif n’a pas de code commun aux maisons."},
    )
    theme = forms.ChoiceField(
        label="D’un seul domaine",
        required=False,
        choices=[("", "tous"), *Theme.choices],
        error_messages={"invalid_choice": "Ce domaine n’existe pas : choisissez dans la liste."},
    )

    def __init__(self, data: Any, *, house_id: int) -> None:
        super().__init__(data)
        known = [one for one in catalogue() if may_be_shared(one)]
        offer_choices(self, "code", [("", "…"), *under_headings(known)])
        rows = Programme.objects.filter(house_id=house_id).exclude(official_code="")
        named = rows.order_by("name").values_list("official_code", "name")
        offer_choices(self, "programme_code", [("", "tous"), *named])


class SharingForm(forms.Form):
    """The figures that a house shares."""

    figures = forms.ModelMultipleChoiceField(
        SharedFigure.objects.none(),
        label="Chiffres que votre maison partage",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Ce chiffre n’est plus demandé."},
    )

    def __init__(
        self, data: Any, *, consortium: Consortium, shared: Iterable[int], names: dict[str, str]
    ) -> None:
        super().__init__(data, initial={"figures": list(shared)})
        figures = figures_of(consortium)
        rows = SharedFigure.objects.filter(pk__in=[one.pk for one in figures])
        offer_rows(self, "figures", rows)
        offer_choices(self, "figures", [(one.pk, _said(one, names)) for one in figures])


def _said(figure: SharedFigure, names: dict[str, str]) -> str:
    narrowed = narrowing_of(figure, names)
    return f"{label_of(figure)} ({narrowed})" if narrowed else label_of(figure)


class PartnerForm(forms.Form):
    """A partner who keeps no books here."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Structure de votre annuaire",
        required=False,
        empty_label="aucune : un nom suffit",
        error_messages={"invalid_choice": "Cette structure n’est pas dans votre annuaire."},
    )
    name = Words(label="Ou son nom", most=200, required=False)

    def __init__(self, data: Any, *, house_id: int) -> None:
        super().__init__(data)
        rows = Organisation.objects.filter(cards__house_id=house_id, merged_into__isnull=True)
        offer_rows(self, "organisation", rows.order_by("name_key"))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("organisation") and not (given.get("name") or "").strip():
            self.add_error("name", "Choisissez une structure, ou donnez un nom.")
        return given


class SaidForm(forms.Form):
    """What was printed or said of a figure of the collective."""

    figure = forms.ModelChoiceField(
        SharedFigure.objects.none(),
        label="Chiffre",
        empty_label="…",
        error_messages=FIGURE,
    )
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label="Dit de",
        required=False,
        empty_label="tout le collectif",
        error_messages={"invalid_choice": "Ce partenaire n’est plus du collectif."},
    )
    claim = forms.ModelChoiceField(
        Claim.objects.none(),
        label="Déjà lu dans un de vos documents",
        required=False,
        empty_label="non, je le note ici",
        help_text="Choisi, il suffit : sa valeur, son année et sa source sont celles du document.",
        error_messages={"invalid_choice": "Ce chiffre lu est déjà tenu ailleurs."},
    )
    value = Words(
        label="Valeur",
        most=40,
        widget=forms.TextInput(attrs={"class": "is-short", "inputmode": "decimal"}),
        error_messages={"required": "Écrivez la valeur qui a été dite."},
    )
    year = YearField(label="Année", error_messages={"required": NO_YEAR})
    source = Words(
        label="Document, ou qui l’a dit",
        most=200,
        help_text="Comme « Rapport d’activité 2023 » ou « discours de la vice-présidente ».",
        error_messages={"required": "Dites où ce chiffre a été dit ou imprimé."},
    )
    page = NumberField(label="Page", required=False)
    said_on = DayField(label="Dit le", required=False)
    words = Words(
        label="Mots imprimés ou prononcés",
        most=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: Any, *, consortium: Consortium, house_id: int, names: dict[str, str]
    ) -> None:
        super().__init__(data)
        if (data or {}).get("claim"):
            for name in ("value", "year", "source"):
                self.fields[name].required = False
        figures, partners = figures_of(consortium), partners_of(consortium)
        ids = [one.pk for one in figures]
        offer_rows(self, "figure", SharedFigure.objects.filter(pk__in=ids))
        offer_choices(self, "figure", [("", "…"), *((o.pk, _said(o, names)) for o in figures)])
        offer_rows(self, "partner", Partner.objects.filter(pk__in=[one.pk for one in partners]))
        free = Claim.objects.filter(house_id=house_id, year__isnull=False, document__isnull=False)
        free = free.filter(said_of_consortium__isnull=True).select_related("document")
        offer_rows(self, "claim", free)
        told = [(one.pk, f"{one.value} {one.unit} {one.label}, {one.origin}") for one in free[:200]]
        offer_choices(self, "claim", [("", "non, je le note ici"), *told])

    def clean(self) -> dict[str, Any]:
        given, figure = self.cleaned_data, self.cleaned_data.get("figure")
        indicator = of_catalogue(figure.code) if figure else None
        if given.get("claim") or indicator is None or not given.get("value"):
            return given
        try:
            given["value"] = READERS.get(indicator.written, read_count)(given["value"])
            refuse_beyond(given["value"])
        except (ValueError, Refused) as wrong:
            self.add_error("value", str(wrong))
        return given
