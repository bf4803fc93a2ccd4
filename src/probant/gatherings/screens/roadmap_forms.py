"""Forms of roadmaps and restitutions."""

from typing import Any

from django import forms

from probant.gatherings.models import Measure, Proposal, Restitution, Roadmap, RoadmapAxis
from probant.gatherings.rules import outcomes as rules
from probant.gatherings.screens.forms import NO_DAY, StructuresField
from probant.kernel.actor import Actor
from probant.programmes.models import Programme
from probant.programmes.screens.fields import TerritoryField
from probant.ui.fields import DayField, NumberField

ONE_A_LINE = "Leur nom dans l’annuaire, un par ligne."


def names_of(organisations: Any) -> str:
    """Structures as `StructuresField` reads them."""
    return "\n".join(one.name for one in sorted(organisations, key=lambda one: one.name_key))


class PeriodForm(forms.Form):
    """A title and two days, in order."""

    title = forms.CharField(
        label="Titre", max_length=200, error_messages={"required": "Donnez un titre."}
    )
    starts_on = DayField(label="Du", error_messages=NO_DAY)
    ends_on = DayField(label="Au", error_messages=NO_DAY)

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        data = super().clean() or {}
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "La fin précède le début.")
        return data


class RoadmapForm(PeriodForm):
    """What a roadmap is."""

    place = TerritoryField(
        label="Territoire", required=False, help_text="Commune, intercommunalité ou département."
    )
    presentation = forms.CharField(
        label="Présentation",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_public = forms.BooleanField(
        label="Ouverte aux bénévoles et au conseil d’administration", required=False
    )

    field_order = (
        "title",
        "place",
        "programme",
        "starts_on",
        "ends_on",
        "presentation",
        "partners",
        "is_public",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"] = programme_field(actor)
        self.fields["partners"] = StructuresField(
            label="Partenaires", required=False, house_id=actor.house_id or 0, help_text=ONE_A_LINE
        )
        self.order_fields(self.field_order)

    @property
    def plan(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        place = data.pop("place")
        data["place_code"] = place.code if place else ""
        data["place_vintage"] = place.vintage if place else None
        data["place_name"] = place.name if place else ""
        return data

    @staticmethod
    def initial_of(roadmap: Roadmap) -> dict[str, Any]:
        """What the form shows of a roadmap."""
        plain = ("title", "starts_on", "ends_on", "presentation", "is_public")
        code = roadmap.place_code
        return {
            **{name: getattr(roadmap, name) for name in plain},
            "programme": roadmap.programme_id,
            "place": f"{roadmap.place_name} ({code})" if code else "",
            "partners": names_of(roadmap.partners.all()),
        }


def programme_field(actor: Actor) -> forms.ModelChoiceField:
    """One programme of the house, or none."""
    programmes = Programme.objects.visible_to(actor).filter(is_open=True).order_by("name")
    return forms.ModelChoiceField(
        programmes, label="Programme", required=False, empty_label="aucun"
    )


class AxisForm(forms.Form):
    """The title of an axis."""

    title = forms.CharField(
        label="Titre de l’axe",
        max_length=200,
        error_messages={"required": "Donnez un titre à l’axe."},
    )


class MeasureForm(forms.Form):
    """What a measure is, who holds it, by when, and what it comes from."""

    title = forms.CharField(
        label="La mesure, en une ligne",
        max_length=200,
        error_messages={"required": "Dites la mesure en une ligne."},
    )
    code = forms.CharField(
        label="Code",
        required=False,
        max_length=12,
        help_text="Comme 2.3 ; laissé vide, le suivant de l’axe.",
    )
    text = forms.CharField(
        label="En détail",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = DayField(label="Échéance", required=False)

    field_order = ("title", "code", "axis", "text", "due_on", "holders", "proposals")

    def __init__(
        self, *args: Any, actor: Actor, roadmap: Roadmap, measure: Measure | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["holders"] = StructuresField(
            label="Qui la porte", required=False, house_id=actor.house_id or 0, help_text=ONE_A_LINE
        )
        offered = Proposal.objects.visible_to(actor).exclude(
            state__in=[Proposal.Status.SET_ASIDE, Proposal.Status.VOIDED]
        )
        if measure is not None:
            offered = offered | Proposal.objects.visible_to(actor).filter(measures=measure)
            axes = RoadmapAxis.objects.filter(roadmap=roadmap)
            self.fields["axis"] = forms.ModelChoiceField(axes, label="Axe", empty_label=None)
        offered = offered.filter(erased_on__isnull=True).distinct().order_by("-made_on", "-id")
        self.fields["proposals"] = forms.ModelMultipleChoiceField(
            offered,
            label="Issue des propositions",
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        if not offered.exists():
            del self.fields["proposals"]
        self.order_fields(self.field_order)

    @staticmethod
    def initial_of(measure: Measure) -> dict[str, Any]:
        """What the form shows of a measure."""
        return {
            **{name: getattr(measure, name) for name in ("title", "code", "text", "due_on")},
            "axis": measure.axis_id,
            "holders": names_of(measure.holders.all()),
            "proposals": [one.pk for one in measure.proposals.all()],
        }


class ProgressForm(forms.Form):
    """How far a measure is since a day."""

    occurred_on = DayField(label="Depuis le", error_messages=NO_DAY)
    state = forms.ChoiceField(
        label="Elle est",
        choices=[
            (rules.UNDER_WAY, "en cours"),
            (rules.DONE, "réalisée"),
            (rules.DROPPED, "abandonnée"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites où en est la mesure."},
    )
    percent = NumberField(
        label="Avancement, en %", required=False, help_text="De 0 à 100 ; réalisée : 100."
    )
    note = forms.CharField(
        label="En quelques mots",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """A measure that is done is so at 100 %; one that is dropped stays where it was."""
        data = super().clean() or {}
        state, percent = data.get("state"), data.get("percent")
        if state == rules.DONE:
            percent = 100
        elif percent is None and "percent" not in self.errors:
            percent = self.initial.get("percent") or 0
        data["percent"] = percent
        if state and percent is not None and (fault := rules.step_fault(state, percent)):
            self.add_error("percent", fault)
        return data


class RestitutionForm(PeriodForm):
    """What is given back to elected members."""

    introduction = forms.CharField(
        label="Introduction",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Elle ouvre le document et la page publique. Les chiffres se comptent seuls.",
    )

    field_order = ("title", "starts_on", "ends_on", "programme", "roadmap", "introduction")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"] = programme_field(actor)
        self.fields["programme"].help_text = "Sans programme, toutes les rencontres sont comptées."
        self.fields["roadmap"] = forms.ModelChoiceField(
            Roadmap.objects.visible_to(actor).order_by("-starts_on"),
            label="Feuille de route",
            required=False,
            empty_label="aucune",
        )
        self.order_fields(self.field_order)

    @staticmethod
    def initial_of(row: Restitution) -> dict[str, Any]:
        """What the form shows of a restitution."""
        plain = ("title", "starts_on", "ends_on", "introduction")
        return {
            **{name: getattr(row, name) for name in plain},
            "programme": row.programme_id,
            "roadmap": row.roadmap_id,
        }
