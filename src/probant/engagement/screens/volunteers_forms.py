"""Forms about one volunteer: what she can, her agreement, the end, the papers."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from probant.directory.branches import branches_of
from probant.directory.models import Territory, Theme
from probant.engagement.models import (
    Level,
    Task,
    VolunteerAgreement,
    VolunteerPaper,
    VolunteerProfile,
    VolunteerTrait,
)
from probant.engagement.queries.skills import open_skills
from probant.engagement.rules.availability import HALF_DAYS, pack, unpack
from probant.engagement.screens.forms import NO_DAY
from probant.programmes.screens.fields import TerritoryField
from probant.support.queries.choices import choices
from probant.ui.fields import DayField, NumberField, offer_choices

Kind = VolunteerTrait.Kind
HOUSE_COMMITS = """accueillir la personne bénévole comme quelqu’un de l’équipe à part entière
lui confier des activités qui lui conviennent, avec des horaires choisis d’un commun accord
assurer son information, sa formation et son accompagnement
rembourser les frais engagés avec son accord, sur justificatifs
l’assurer pour les activités confiées"""
VOLUNTEER_COMMITS = """respecter le projet de l’association et celles et ceux qu’elle accompagne
tenir les rendez-vous pris, et prévenir en cas d’empêchement
garder confidentiel ce qui se dit des personnes et des structures accompagnées
noter les heures données
collaborer avec l’équipe salariée et les autres bénévoles"""


class PlacesField(forms.CharField):
    """Several communes, intercommunalités or départements, a comma between; gives a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=600, **kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")
        self.reader = TerritoryField(required=False)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(name for _, name in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[Territory]:
        found: list[Territory] = []
        for text in str(super().clean(value) or "").replace(";", ",").split(","):
            place = self.reader.clean(text.strip())
            if place is not None and place not in found:
                found.append(place)
        return found


class ProfileForm(forms.Form):
    """What a volunteer can, wants and when."""

    skills = forms.MultipleChoiceField(
        label="Compétences", required=False, widget=forms.CheckboxSelectMultiple
    )
    other_skills = forms.CharField(
        label="Autres compétences",
        max_length=300,
        required=False,
        help_text="Librement, une virgule entre chacune.",
    )
    themes = forms.MultipleChoiceField(
        label="Domaines qui l’intéressent",
        choices=[choice for choice in Theme.choices if choice[0] != Theme.OTHER],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    branches = forms.MultipleChoiceField(
        label="Filières", required=False, widget=forms.CheckboxSelectMultiple
    )
    networks = forms.CharField(
        label="Réseaux",
        max_length=300,
        required=False,
        help_text="Structures, milieux ou territoires où des portes lui sont ouvertes.",
    )
    places = PlacesField(
        label="Territoire",
        required=False,
        help_text="Communes, intercommunalités ou départements, une virgule entre chacun.",
    )
    half_days = forms.TypedMultipleChoiceField(
        label="Disponible le",
        choices=HALF_DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "is-week"}),
    )
    available_from = DayField(label="À partir du", required=False)
    available_to = DayField(label="Jusqu’au", required=False)
    availability_note = forms.CharField(label="Précisions", max_length=200, required=False)
    cases_at_once = NumberField(
        label="Dossiers à la fois, au plus", error_messages={"required": "Indiquez un nombre."}
    )

    def __init__(
        self, *args: Any, house_id: int, profile: VolunteerProfile | None, **kwargs: Any
    ) -> None:
        self.names: dict[str, dict[str, str]] = {
            Kind.SKILL: dict(open_skills(house_id)),
            Kind.THEME: {str(code): str(name) for code, name in Theme.choices},
            Kind.BRANCH: branches_of(house_id),
        }
        kwargs["initial"] = _initial(profile)
        super().__init__(*args, **kwargs)
        held = self.initial
        for field, kind in (("skills", Kind.SKILL), ("branches", Kind.BRANCH)):
            known = self.names[kind]
            known |= {
                code: name for code, name in held.get(f"{field}_held", ()) if code not in known
            }
            offer_choices(self, field, list(known.items()))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("available_from"), given.get("available_to")
        if first and last and last < first:
            self.add_error("available_to", "La fin précède le début.")
        return given

    def said(self) -> dict[str, Any]:
        """What the action takes: columns, and traits."""
        data = dict(self.cleaned_data)
        traits = [
            (kind, code, self.names[kind].get(code, code))
            for kind, field in (
                (Kind.SKILL, "skills"),
                (Kind.THEME, "themes"),
                (Kind.BRANCH, "branches"),
            )
            for code in data.pop(field)
        ]
        traits += [(Kind.PLACE, place.code, place.name) for place in data.pop("places")]
        data["half_days"] = pack(data["half_days"])
        data["traits"] = [(str(kind), code, name) for kind, code, name in traits]
        return data


def _initial(profile: VolunteerProfile | None) -> dict[str, Any]:
    if profile is None:
        return {"cases_at_once": 2}
    traits: dict[str, list[tuple[str, str]]] = {}
    for kind, code, name in profile.traits.order_by("pk").values_list("kind", "code", "name"):
        traits.setdefault(kind, []).append((code, name))
    codes = {kind: [code for code, _ in found] for kind, found in traits.items()}
    return {
        "skills": codes.get(Kind.SKILL, []),
        "skills_held": traits.get(Kind.SKILL, []),
        "themes": codes.get(Kind.THEME, []),
        "branches": codes.get(Kind.BRANCH, []),
        "branches_held": traits.get(Kind.BRANCH, []),
        "places": traits.get(Kind.PLACE, []),
        "other_skills": profile.other_skills,
        "networks": profile.networks,
        "half_days": unpack(profile.half_days),
        "available_from": profile.available_from,
        "available_to": profile.available_to,
        "availability_note": profile.availability_note,
        "cases_at_once": profile.cases_at_once,
    }


class MissionForm(forms.Form):
    """One more mission for a volunteer."""

    task = forms.ChoiceField(label="Mission", choices=Task.choices, widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label="Niveau",
        choices=Level.choices,
        help_text="Il fixe la valeur d’une heure dans les comptes.",
    )
    affinities = forms.CharField(label="Affinités", max_length=200, required=False)
    starts_on = DayField(label="Depuis", error_messages=NO_DAY)


class EndForm(forms.Form):
    """The end of missions; every one where none is ticked."""

    tasks = forms.MultipleChoiceField(
        label="Missions qui prennent fin", widget=forms.CheckboxSelectMultiple
    )
    ends_on = DayField(label="Le", error_messages=NO_DAY)

    def __init__(self, *args: Any, tasks: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(code, name) for code, name in Task.choices if code in tasks]
        offer_choices(self, "tasks", offered)
        self.fields["tasks"].initial = [code for code, _ in offered]
        self.fields["ends_on"].initial = timezone.localdate()


class AgreementForm(forms.Form):
    """The agreement of a volunteer: when, and what each side commits to, a line each."""

    starts_on = DayField(label="À partir du", error_messages=NO_DAY)
    ends_on = DayField(label="Jusqu’au", required=False, help_text="Vide : sans terme.")
    house_commits = forms.CharField(
        label="La structure s’engage à",
        max_length=4000,
        initial=HOUSE_COMMITS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Un engagement par ligne.",
    )
    volunteer_commits = forms.CharField(
        label="La personne bénévole s’engage à",
        max_length=4000,
        initial=VOLUNTEER_COMMITS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    signed_by = forms.CharField(label="Signée pour la structure par", max_length=120)
    capacity = forms.CharField(label="Qualité", max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "La fin de la convention précède son début.")
        return given


class SignForm(forms.Form):
    """An agreement that came back signed."""

    signed_on = DayField(label="Signée le", error_messages=NO_DAY)
    copy = forms.FileField(
        label="Copie signée", required=False, error_messages={"empty": "Ce fichier est vide."}
    )


class AgreementEndForm(forms.Form):
    """The end of an agreement."""

    ends_on = DayField(label="Prend fin le", error_messages=NO_DAY)

    def __init__(self, *args: Any, agreement: VolunteerAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = agreement.ends_on or timezone.localdate()


class PaperForm(forms.Form):
    """A certificate, or the yearly letter."""

    kind = forms.ChoiceField(
        label="Pièce", choices=VolunteerPaper.Kind.choices, widget=forms.RadioSelect
    )
    starts_on = DayField(label="Du", error_messages=NO_DAY)
    ends_on = DayField(label="Au", error_messages=NO_DAY)
    signed_by = forms.CharField(label="Signataire", max_length=120)
    capacity = forms.CharField(label="Qualité", max_length=120, required=False)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = VolunteerPaper.Kind.CERTIFICATE
        self.fields["starts_on"].initial = datetime.date(year, 1, 1)
        self.fields["ends_on"].initial = min(datetime.date(year, 12, 31), timezone.localdate())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            raise ValidationError("La fin de la période précède son début.")
        return given


class SkillForm(forms.Form):
    """One skill of the house's list."""

    name = forms.CharField(label="Compétence", max_length=120)
    need_code = forms.ChoiceField(
        label="Répond au besoin",
        required=False,
        help_text="Les dossiers où ce besoin a été dit la demandent.",
    )
    theme = forms.ChoiceField(
        label="Domaine", choices=[("", "aucun"), *Theme.choices], required=False
    )

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs = [("", "aucun"), *choices(house_id, "need")]
        offer_choices(self, "need_code", needs)
