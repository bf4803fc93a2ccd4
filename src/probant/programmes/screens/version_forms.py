"""Forms of a draft: durations, a phase with what it asks, the day it comes in force."""

from typing import Any

from django import forms

from probant.kernel.roles import TEAM, Role
from probant.programmes.actions.versions import NATURES
from probant.programmes.catalogue import shipped_pieces
from probant.programmes.models import Phase, ProgrammeVersion, VersionPhase
from probant.ui.fields import DayField, NumberField, offer_choices, offer_rows

NOTING = [role for role in Role if role in TEAM | {Role.VOLUNTEER}]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DurationsForm(forms.Form):
    """The durations of a version, in months; empty says nothing."""

    lasts_from_months = NumberField(label="Durée minimale (mois)", required=False)
    lasts_to_months = NumberField(label="Durée maximale (mois)", required=False)
    quiet_months = NumberField(
        label="Signaler un dossier sans nouvelles après (mois)", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Months that fit their column."""
        data: dict[str, Any] = super().clean() or {}
        for name in self.fields:
            if (data.get(name) or 0) > 600:
                self.add_error(name, "Écrivez un nombre de mois, 600 au plus.")
        return data


class VersionPhaseForm(forms.Form):
    """A phase of a draft and what it asks."""

    name = forms.CharField(
        label="Nom", max_length=80, error_messages={"required": "Donnez un nom à cette étape."}
    )
    nature = forms.ChoiceField(
        label="C’est",
        required=False,
        choices=[("", "une étape de la maison"), *NATURES.items()],
        help_text="Les accueils et les suivis sont reconnus à cela ; ne se change plus ensuite.",
    )
    advice = forms.CharField(label="Ce qu’on y fait", widget=_area(2), required=False)
    entry = forms.CharField(label="On y entre quand", widget=_area(2), required=False)
    exit = forms.CharField(label="On en sort quand", widget=_area(2), required=False)
    usual_days = NumberField(label="Délai habituel (jours)", required=False)
    requires = forms.ModelMultipleChoiceField(
        Phase.objects.none(),
        label="Elle suppose",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Une étape notée avant celles-ci est gardée, et signalée.",
    )
    pieces = forms.MultipleChoiceField(
        label="Pièces attendues avant d’en sortir",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_pieces = forms.CharField(
        label="Autres pièces", widget=_area(2), required=False, help_text="Une par ligne."
    )
    roles = forms.MultipleChoiceField(
        label="Notée seulement par",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, role.label) for role in NOTING],
        help_text="Aucun coché : toute personne qui écrit dans le dossier.",
    )
    items = forms.CharField(
        label="Liste à suivre",
        widget=_area(6),
        required=False,
        help_text="Une ligne par chose à faire, dans l’ordre ; un conseil après une barre : "
        "« Réunir les statuts | Demander aussi le récépissé ».",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        version: ProgrammeVersion,
        row: VersionPhase | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(row))
        offer_choices(self, "pieces", list(shipped_pieces().items()))
        others = version.phases.exclude(pk=row.pk) if row else version.phases
        laid = list(others.order_by("position", "id"))
        offer_rows(self, "requires", Phase.objects.filter(pk__in=[one.phase_id for one in laid]))
        offer_choices(self, "requires", [(one.phase_id, one.name) for one in laid])
        if row is not None:
            del self.fields["nature"]

    def clean_items(self) -> list[tuple[str, str]]:
        """(label, advice) of each line, in order, each label once."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["items"].splitlines():
            label, _, advice = (part.strip() for part in line.partition("|"))
            if len(label) > 200:
                raise forms.ValidationError("Ce qui est à faire tient en 200 caractères.")
            if label:
                found.setdefault(label, advice)
        return list(found.items())

    def clean_usual_days(self) -> int | None:
        """Days that fit their column."""
        days: int | None = self.cleaned_data["usual_days"]
        if days is not None and days > 9999:
            raise forms.ValidationError("Écrivez un nombre de jours, 9999 au plus.")
        return days

    def words(self) -> dict[str, Any]:
        """What the actions take."""
        data = dict(self.cleaned_data)
        others = [line.strip()[:80] for line in data.pop("other_pieces").splitlines()]
        data["pieces"] = [*data["pieces"], *(line for line in others if line)]
        return data


def _initial(row: VersionPhase | None) -> dict[str, Any]:
    if row is None:
        return {}
    known = shipped_pieces()
    items = row.version.items.filter(phase_id=row.phase_id).order_by("position", "id")
    return {
        "name": row.name,
        "advice": row.advice,
        "entry": row.entry,
        "exit": row.exit,
        "usual_days": row.usual_days,
        "requires": [phase.pk for phase in row.requires.all()],
        "pieces": [piece for piece in row.pieces if piece in known],
        "other_pieces": "\n".join(piece for piece in row.pieces if piece not in known),
        "roles": row.roles,
        "items": "\n".join(
            f"{item.label} | {item.advice}" if item.advice else item.label for item in items
        ),
    }


class PublishForm(forms.Form):
    """From which day, and why."""

    in_force_from = DayField(
        label="En vigueur à partir du", error_messages={"required": "Indiquez le premier jour."}
    )
    reason = forms.CharField(
        label="Pourquoi",
        max_length=300,
        required=False,
        help_text="Quelques mots pour ceux qui liront l’historique.",
    )
