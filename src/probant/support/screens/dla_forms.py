"""Forms of the diagnosis, the support committee and the plan: short, nothing asked twice."""

from typing import Any

from django import forms
from django.utils import timezone

from probant.documents.actions import store_document
from probant.documents.models import Document
from probant.kernel.actor import Actor
from probant.programmes.screens.fields import HundredthsField
from probant.support.actions import YearDraft
from probant.support.models import (
    Case,
    CommitteeMeeting,
    CommitteeOpinion,
    Diagnosis,
    Mission,
    PlanItem,
)
from probant.support.models.diagnoses import SECTIONS, TITLES
from probant.ui.fields import DayField, EurosField, NumberField, YearField

YEARS_SHOWN = 3
NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}


def text_area(rows: int = 3) -> forms.Textarea:
    """A free text of some lines."""
    return forms.Textarea(attrs={"rows": rows})


def keep_file(actor: Actor, house_id: int, upload: Any) -> Document | None:
    """Store a file that was sent, if any; raises `store.TooLarge`, `Refused`."""
    if not upload:
        return None
    return store_document(actor=actor, house_id=house_id, name=upload.name, chunks=upload.chunks())


class DiagnosisForm(forms.Form):
    """The draft of a diagnosis. Everything is optional; what cannot be read is said, never lost."""

    headcount = NumberField(label="Emplois", required=False, help_text="En personnes.")
    fte_hundredths = HundredthsField(
        label="Équivalent temps plein", required=False, help_text="7,5 par exemple."
    )
    stated_on = DayField(label="Situation au", required=False)
    file = forms.FileField(
        label="Diagnostic joint",
        required=False,
        help_text="Un fichier peut tenir lieu des rubriques ; emplois et date restent à donner.",
    )

    def __init__(self, *args: Any, draft: Diagnosis | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in TITLES.items():
            self.fields[name] = forms.CharField(
                label=label, required=False, widget=text_area(5), strip=False
            )
        years = list(draft.years.all()) if draft else []
        first = timezone.localdate().year - YEARS_SHOWN
        for place in range(max(YEARS_SHOWN, len(years))):
            known = years[place] if place < len(years) else None
            self._add_year(place, known, first + place)
        if draft is not None and not self.is_bound:
            for name in (*SECTIONS, "headcount", "fte_hundredths", "stated_on"):
                self.initial[name] = getattr(draft, name)
        self.draft = draft

    def _add_year(self, place: int, known: Any, usual: int) -> None:
        self.fields[f"year_{place}"] = YearField(
            label="Exercice", required=False, initial=known.year if known else usual
        )
        for name, label in (
            ("charges", "Charges"),
            ("products", "Produits"),
            ("own_funds", "Fonds propres"),
        ):
            self.fields[f"{name}_{place}"] = EurosField(
                label=label,
                required=False,
                initial=getattr(known, f"{name}_cents") if known else None,
            )

    def sections(self) -> list[Any]:
        """The bound fields of the sections that are texts, jobs and economy apart."""
        return [self[name] for name in SECTIONS]

    def year_rows(self) -> list[list[Any]]:
        """The bound fields of each year, for a table."""
        places = range(sum(name.startswith("year_") for name in self.fields))
        names = ("year", "charges", "products", "own_funds")
        return [[self[f"{name}_{place}"] for name in names] for place in places]

    @property
    def values(self) -> dict[str, Any]:
        """What the action keeps, years and file apart."""
        names = (*SECTIONS, "headcount", "fte_hundredths", "stated_on")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def years(self) -> list[YearDraft]:
        """The years whose number was given and of which something is known."""
        places = range(sum(name.startswith("year_") for name in self.fields))
        data = self.cleaned_data
        found = [
            YearDraft(
                data[f"year_{place}"],
                data[f"charges_{place}"],
                data[f"products_{place}"],
                data[f"own_funds_{place}"],
            )
            for place in places
            if data.get(f"year_{place}")
        ]
        return [one for one in found if not one.is_empty]


class SignForm(forms.Form):
    """Who signs the diagnosis for the structure, and when."""

    signed_on = DayField(label="Signé le", error_messages=NO_DAY)
    signed_by = forms.CharField(
        label="Par",
        max_length=120,
        error_messages={"required": "Écrivez le nom de la personne qui signe."},
    )
    capacity = forms.CharField(
        label="En qualité de", max_length=120, required=False, help_text="Présidente, par exemple."
    )
    with_jobs = forms.BooleanField(
        label="Compter ces emplois parmi les emplois consolidés", required=False, initial=True
    )

    def __init__(self, *args: Any, draft: Diagnosis | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = timezone.localdate()
        if draft is None or not draft.headcount:
            del self.fields["with_jobs"]


class CommitteeForm(forms.Form):
    """A committee to be held."""

    planned_on = DayField(label="Prévu le", error_messages=NO_DAY)
    place = forms.CharField(label="Lieu", max_length=160, required=False)


class AgendaForm(forms.Form):
    """A case to put on the agenda: by its structure's name among the open ones."""

    case = forms.ModelChoiceField(
        Case.objects.none(),
        label="Dossier",
        empty_label="à choisir",
        error_messages={"required": "Choisissez le dossier à présenter."},
    )

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cases = Case.objects.filter(
            house_id=meeting.house_id, state=Case.State.OPEN, programme__official_code="dla"
        ).exclude(committee_items__meeting=meeting)
        field: Any = self.fields["case"]
        field.queryset = cases.select_related("organisation").order_by(
            "organisation__name_key", "project_key"
        )


class OnAgendaForm(forms.Form):
    """A committee on whose agenda a case is put."""

    meeting = forms.ModelChoiceField(
        CommitteeMeeting.objects.none(),
        label="Comité",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez le comité."},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        coming = CommitteeMeeting.objects.filter(
            house_id=case.house_id, cancelled_on__isnull=True, sitting__isnull=True
        )
        field: Any = self.fields["meeting"]
        field.queryset = coming.exclude(items__case=case).order_by("planned_on")
        field.label_from_instance = lambda row: (
            f"{row.planned_on:%d/%m/%Y}" + (f", {row.place}" if row.place else "")
        )


class HoldForm(forms.Form):
    """That the committee sat: who was there."""

    held_on = DayField(label="Tenu le", error_messages=NO_DAY)
    president = forms.CharField(label="Animé par", max_length=120, required=False)
    present = forms.CharField(
        label="Membres présents",
        widget=text_area(8),
        help_text="Un nom par ligne, avec l’organisme : « Anne Martin, DDETS ».",
        error_messages={"required": "Écrivez les membres présents, un par ligne."},
    )
    excused = forms.CharField(label="Excusés", widget=text_area(3), required=False)

    def clean_present(self) -> list[str]:
        return _lines(self.cleaned_data["present"])

    def clean_excused(self) -> list[str]:
        return _lines(self.cleaned_data["excused"])


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


class OpinionForm(forms.Form):
    """The opinion of a committee on one case."""

    opinion = forms.ChoiceField(
        label="Avis",
        choices=CommitteeOpinion.Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez l’avis du comité."},
    )
    words = forms.CharField(
        label="En quelques mots",
        widget=text_area(4),
        required=False,
        help_text="Repris au compte rendu ; peut être effacé.",
    )


class PlanItemForm(forms.Form):
    """One line of the plan."""

    title = forms.CharField(
        label="Ce qui sera fait",
        max_length=200,
        error_messages={"required": "Dites en quelques mots ce qui sera fait."},
    )
    nature = forms.ChoiceField(
        label="Par quel moyen", choices=PlanItem.Nature.choices, widget=forms.RadioSelect
    )
    due_on = DayField(label="Échéance", required=False)


class PlanStateForm(forms.Form):
    """Where one line of the plan stands."""

    state = forms.ChoiceField(
        label="Où en est cette ligne", choices=PlanItem.State.choices, widget=forms.RadioSelect
    )
    mission = forms.ModelChoiceField(
        Mission.objects.none(), label="Mission qui la porte", required=False, empty_label="aucune"
    )

    def __init__(self, *args: Any, item: PlanItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mission"]
        field.queryset = item.case.missions.order_by("-pk")
        self.initial.update(state=item.state, mission=item.mission_id)


class AgreeForm(forms.Form):
    """The day on which the plan is agreed."""

    agreed_on = DayField(label="Arrêté avec la structure le", error_messages=NO_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].initial = timezone.localdate()
