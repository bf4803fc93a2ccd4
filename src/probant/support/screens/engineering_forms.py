"""Forms of missions: terms of reference, consultation, course, evaluation; and of providers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from probant.directory.models import Organisation, Territory
from probant.programmes.models import Programme
from probant.programmes.screens.fields import HundredthsField, StructureField, TerritoryField
from probant.support.models import (
    Case,
    Mission,
    MissionEvaluated,
    MissionJoined,
    MissionSession,
    OfferReceived,
    Provider,
    Skill,
)
from probant.support.screens.dla_forms import NO_DAY, text_area
from probant.ui.fields import DayField, EurosField, NumberField

SKILLS = [("", "à préciser"), *Skill.choices]


def known_providers(house_id: int) -> list[str]:
    """Names of the providers of a house, to be offered while typing."""
    listed = Provider.objects.filter(house_id=house_id, is_listed=True)
    return list(
        listed.order_by("organisation__name_key").values_list("organisation__name", flat=True)[:200]
    )


class ProviderNameField(StructureField):
    """A provider by its name in the house's directory; those of the register are offered."""

    def __init__(self, *, house_id: int, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Prestataire")
        kwargs.setdefault("help_text", "Son nom dans l’annuaire.")
        kwargs.setdefault(
            "error_messages", {"required": "Écrivez le nom du prestataire, tel qu’à l’annuaire."}
        )
        super().__init__(house_id=house_id, suggestions=known_providers(house_id), **kwargs)


class TermsForm(forms.Form):
    """The terms of reference of a mission; a file may stand for the text."""

    title = forms.CharField(
        label="Objet de la mission",
        max_length=200,
        error_messages={"required": "Dites en quelques mots l’objet de la mission."},
    )
    skill = forms.ChoiceField(label="Besoin", choices=SKILLS, required=False)
    terms = forms.CharField(
        label="Cahier des charges",
        required=False,
        widget=text_area(8),
        help_text="Contexte, attendus, méthode, livrables ; ou joignez-le.",
    )
    file = forms.FileField(label="Cahier des charges joint", required=False)
    days_hundredths = HundredthsField(
        label="Jours prévus", required=False, help_text="2,5 par exemple."
    )
    budget_cents = EurosField(label="Budget prévu", required=False)
    starts_on = DayField(label="Début", required=False)
    ends_on = DayField(label="Fin prévue", required=False)

    def __init__(
        self,
        *args: Any,
        mission: Mission | None = None,
        collective: bool = False,
        programmes: list[Programme] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if collective:
            self.fields["capacity"] = NumberField(label="Places", required=False)
        if programmes is not None:
            self.fields["programme"] = forms.TypedChoiceField(
                label="Programme", choices=[(row.pk, row.name) for row in programmes], coerce=int
            )
        if mission is not None:
            known = {name: getattr(mission, name) for name in self.fields if name != "file"}
            self.initial.update(known)
        self.order_fields(["programme", "title", "skill", "capacity"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            raise ValidationError("La fin d’une mission ne précède pas son début.")
        return data


class ConsultForm(forms.Form):
    """A provider asked for an offer."""

    asked_on = DayField(label="Consulté le", error_messages=NO_DAY)

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"] = ProviderNameField(house_id=house_id)
        self.fields["asked_on"].initial = timezone.localdate()
        self.order_fields(["provider", "asked_on"])


class OfferForm(forms.Form):
    """What a provider answers."""

    answer = forms.ChoiceField(
        label="Réponse",
        choices=OfferReceived.Answer.choices,
        widget=forms.RadioSelect,
        initial=OfferReceived.Answer.OFFER,
    )
    received_on = DayField(label="Reçue le", error_messages=NO_DAY)
    amount_cents = EurosField(label="Montant", required=False)
    days_hundredths = HundredthsField(label="Jours", required=False)
    file = forms.FileField(label="Offre jointe", required=False)

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"] = ProviderNameField(house_id=house_id)
        self.fields["received_on"].initial = timezone.localdate()
        self.order_fields(["provider", "answer"])


class ChoiceForm(forms.Form):
    """Which provider is chosen, and why."""

    chosen_on = DayField(label="Choisi le", error_messages=NO_DAY)
    reasons = forms.CharField(
        label="Raisons du choix",
        widget=text_area(4),
        error_messages={"required": "Dites pourquoi : la raison reste avec la mission."},
    )

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"] = ProviderNameField(house_id=house_id)
        self.fields["chosen_on"].initial = timezone.localdate()
        self.order_fields(["provider"])


class ContractForm(forms.Form):
    """The contract of a mission that was prepared."""

    contracted_on = DayField(label="Signé le", error_messages=NO_DAY)
    days_hundredths = HundredthsField(label="Jours", required=False)
    cost_cents = EurosField(label="Coût", required=False)
    starts_on = DayField(label="Début", required=False)

    def __init__(self, *args: Any, mission: Mission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"] = ProviderNameField(house_id=mission.house_id, required=False)
        self.order_fields(["provider"])
        for name in ("provider", "days_hundredths", "cost_cents", "starts_on"):
            self.fields[name].initial = getattr(mission, name)
        self.fields["contracted_on"].initial = timezone.localdate()


class SessionForm(forms.Form):
    """A session of a mission."""

    planned_on = DayField(label="Jour", error_messages=NO_DAY)
    title = forms.CharField(label="Objet", max_length=160, required=False)
    minutes = NumberField(label="Durée en minutes", required=False)
    place_label = forms.CharField(label="Lieu", max_length=160, required=False)


class MissionAttendanceForm(forms.Form):
    """Who came to a session; boxes for those who take part in the mission."""

    held_on = DayField(label="Tenue le", error_messages=NO_DAY)
    cases = forms.ModelMultipleChoiceField(
        Case.objects.none(),
        label="Structures présentes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, session: MissionSession, noted: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mission = session.mission
        joined = MissionJoined.objects.now().filter(mission=mission)
        whose = (
            Case.objects.filter(pk=mission.case_id)
            if mission.case_id
            else Case.objects.filter(pk__in=joined.values("case_id"))
        )
        field: Any = self.fields["cases"]
        field.queryset = whose.exclude(pk__in=noted).select_related("organisation")
        self.fields["held_on"].initial = session.held_on or session.planned_on


class DeliverableForm(forms.Form):
    """What the provider owes."""

    title = forms.CharField(
        label="Livrable", max_length=160, error_messages={"required": "Nommez le livrable."}
    )
    due_on = DayField(label="Attendu le", required=False)


class ReceivedForm(forms.Form):
    """A deliverable that came."""

    received_on = DayField(label="Reçu le", error_messages=NO_DAY)
    file = forms.FileField(label="Fichier", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate()


class EndForm(forms.Form):
    """The end of a mission; what is left empty is as contracted."""

    ended_on = DayField(label="Terminée le", error_messages=NO_DAY)
    days_hundredths = HundredthsField(label="Jours réalisés", required=False)
    cost_cents = EurosField(label="Coût réalisé", required=False)

    def __init__(self, *args: Any, mission: Mission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].initial = timezone.localdate()
        for name in ("days_hundredths", "cost_cents"):
            self.fields[name].initial = getattr(mission, name)


class EvaluationForm(forms.Form):
    """A mark and a few words, by the officer or by a structure."""

    by = forms.ChoiceField(label="Évaluée par", widget=forms.RadioSelect)
    mark = forms.TypedChoiceField(
        label="Note",
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(5, "5, très satisfaisant"), (4, "4"), (3, "3"), (2, "2"), (1, "1, décevant")],
        error_messages={"required": "Choisissez une note de 1 à 5."},
    )
    evaluated_on = DayField(label="Le", error_messages=NO_DAY)
    words = forms.CharField(label="En quelques mots", widget=text_area(4), required=False)

    def __init__(self, *args: Any, mission: Mission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["by"]
        field.choices = [("officer", "la personne chargée de mission"), *_structures(mission)]
        self.fields["evaluated_on"].initial = timezone.localdate()

    @property
    def case_id(self) -> int | None:
        """The case of the structure that marks; None for the officer."""
        chosen = str(self.cleaned_data["by"])
        return int(chosen) if chosen.isdigit() else None

    @property
    def author(self) -> str:
        """`MissionEvaluated.By` of who marks."""
        by = MissionEvaluated.By
        return by.OFFICER if self.case_id is None else by.STRUCTURE


def _structures(mission: Mission) -> list[tuple[str, str]]:
    if mission.case is not None:
        return [(str(mission.case_id), mission.case.title)]
    joined = MissionJoined.objects.now().filter(mission=mission)
    rows = joined.order_by("organisation__name_key").values_list("case_id", "organisation__name")
    return [(str(pk), name) for pk, name in rows]


class TakeOnForm(forms.Form):
    """Why the order goes although a finding holds it."""

    code = forms.ChoiceField(label="Écart", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Pourquoi la commande part malgré cet écart",
        widget=text_area(3),
        error_messages={"required": "Dites pourquoi : la raison reste avec la mission."},
    )

    def __init__(self, *args: Any, held: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["code"]
        field.choices = [(one.code, one.message) for one in held]
        if held:
            field.initial = held[0].code


class TerritoriesField(forms.CharField):
    """Territories, separated by commas; gives a list of `Territory`."""

    def clean(self, value: Any) -> list[Territory]:
        text = str(super().clean(value) or "")
        one = TerritoryField(required=False)
        found = [one.clean(part) for part in text.split(",") if part.strip()]
        return [place for place in found if place is not None]


class ProviderForm(forms.Form):
    """What a house knows of a provider."""

    skills = forms.MultipleChoiceField(
        label="Compétences",
        choices=Skill.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    places = TerritoriesField(
        label="Territoires",
        required=False,
        max_length=400,
        help_text="Séparés par des virgules ; vide : partout.",
    )
    day_rate_cents = EurosField(label="Tarif journalier", required=False)
    presentation = forms.CharField(label="Présentation", widget=text_area(3), required=False)
    is_listed = forms.BooleanField(
        label="Consultable pour une mission", required=False, initial=True
    )

    def __init__(
        self,
        *args: Any,
        house_id: int,
        provider: Provider | None = None,
        named: Organisation | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if named is None:
            self.fields["organisation"] = ProviderNameField(house_id=house_id, label="Structure")
            self.order_fields(["organisation"])
        if provider is not None:
            self.initial.update(
                {
                    "skills": [row.skill for row in provider.skills.all()],
                    "places": ", ".join(
                        f"{row.place_name} ({row.place_code})" for row in provider.places.all()
                    ),
                    "day_rate_cents": provider.day_rate_cents,
                    "presentation": provider.presentation,
                    "is_listed": provider.is_listed,
                }
            )
