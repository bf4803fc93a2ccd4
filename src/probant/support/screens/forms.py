"""Forms of support: short, in French, each with what to do when it is refused."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone

from probant.accounts.models import User
from probant.directory.branches import choices_for
from probant.directory.models import Family, Organisation
from probant.directory.neighbourhoods import choices_near, fits_place
from probant.programmes.models import Phase, Programme, VersionPhase
from probant.programmes.screens.fields import (
    CommuneField,
    HundredthsField,
    StructureField,
    TerritoryField,
)
from probant.programmes.screens.void import VoidForm
from probant.support.models import (
    Case,
    CaseClosed,
    JobFact,
    Mission,
    MissionContracted,
    Note,
    PhaseReached,
)
from probant.ui.fields import DayField, EurosField, NumberField, offer_choices, offer_rows

NO_DAY = {"required": "Indiquez le jour, comme 14/12/2023."}
FAMILIES = [choice for choice in Family.choices if choice[0] not in (Family.PROJECT, Family.STATE)]


class PersonChoice(forms.ModelChoiceField):
    """A user, told by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


def _today(form: forms.Form, *names: str) -> None:
    for name in names:
        form.fields[name].initial = timezone.localdate()


def _text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PhaseForm(forms.Form):
    """A phase reached: those of the case's version that are not noted yet are offered."""

    phase = forms.ModelChoiceField(
        Phase.objects.none(),
        label="Étape atteinte",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez l’étape atteinte."},
    )
    occurred_on = DayField(label="Jour", error_messages=NO_DAY)
    note = forms.CharField(
        label="Note", widget=_text(), required=False, help_text="Lue par l’équipe seulement."
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        noted = PhaseReached.objects.now().filter(case=case).values("phase_id")
        laid = VersionPhase.objects.filter(version_id=case.version_id).order_by("position", "id")
        offered = list(laid.exclude(phase__in=noted).values_list("phase_id", "name"))
        offer_rows(self, "phase", Phase.objects.filter(laid__version_id=case.version_id))
        offer_choices(self, "phase", offered)
        self.fields["phase"].initial = offered[0][0] if offered else None
        _today(self, "occurred_on")


class MissionForm(forms.Form):
    """An individual mission of a case, or a collective one where `programmes` are offered."""

    title = forms.CharField(
        label="Objet de la mission",
        max_length=200,
        error_messages={"required": "Dites en quelques mots l’objet de la mission."},
    )
    contracted_on = DayField(label="Signée le", error_messages=NO_DAY)
    days_hundredths = HundredthsField(label="Jours", required=False, help_text="2,5 par exemple.")
    cost_cents = EurosField(label="Coût", required=False)
    starts_on = DayField(label="Début", required=False)

    def __init__(
        self, *args: Any, house_id: int, programmes: list[Programme] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if programmes is not None:
            choices = [(row.pk, row.name) for row in programmes]
            self.fields["programme"] = forms.TypedChoiceField(
                label="Programme", choices=choices, coerce=int
            )
        self.fields["provider"] = StructureField(
            label="Prestataire",
            required=False,
            house_id=house_id,
            suggestions=_providers(house_id),
            help_text="Son nom dans l’annuaire.",
        )
        order = ("programme", "title", "provider", "contracted_on", "days_hundredths", "cost_cents")
        self.order_fields(order)
        _today(self, "contracted_on")


def _providers(house_id: int) -> list[str]:
    used = Organisation.objects.filter(missions_provided__house_id=house_id).distinct()
    return list(used.order_by("name").values_list("name", flat=True)[:50])


class JoinForm(forms.Form):
    """A collective mission of the same programme."""

    mission = forms.ModelChoiceField(
        Mission.objects.none(),
        label="Mission collective",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez la mission que rejoint la structure."},
    )
    joined_on = DayField(label="À partir du", error_messages=NO_DAY)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        collective = Mission.objects.filter(
            house_id=case.house_id,
            programme_id=case.programme_id,
            kind=Mission.Kind.COLLECTIVE,
        )
        offer_rows(self, "mission", collective.order_by("-pk"))
        _today(self, "joined_on")


class JobsForm(forms.Form):
    """Jobs of the structure of a case."""

    kind = forms.ChoiceField(label="Nature", choices=JobFact.Kind.choices, widget=forms.RadioSelect)
    headcount = NumberField(
        label="Nombre d’emplois", error_messages={"required": "Indiquez le nombre d’emplois."}
    )
    fte_hundredths = HundredthsField(label="Équivalent temps plein", required=False)
    contract = forms.ChoiceField(label="Contrat", choices=JobFact.Contract.choices, required=False)
    occurred_on = DayField(label="Constaté le", error_messages=NO_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = JobFact.Kind.CONSOLIDATED
        _today(self, "occurred_on")


class BirthForm(forms.Form):
    """A project becomes a structure."""

    name = forms.CharField(
        label="Nom de la structure",
        max_length=200,
        error_messages={"required": "Donnez le nom de la structure, tel qu’il est déclaré."},
    )
    family = forms.ChoiceField(label="Forme", choices=FAMILIES)
    place = CommuneField(label="Commune", required=False)
    born_on = DayField(label="Créée le", error_messages=NO_DAY)
    positions = forms.BooleanField(
        label="Les personnes du projet y prennent une fonction", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"].initial = Family.ASSOCIATION
        _today(self, "born_on")


class NoteForm(forms.Form):
    """A free text."""

    text = forms.CharField(
        label="Note", widget=_text(6), error_messages={"required": "Écrivez la note."}
    )
    audience = forms.ChoiceField(
        label="Qui la lit",
        choices=Note.Audience.choices,
        widget=forms.RadioSelect,
        initial=Note.Audience.TEAM,
    )


class CloseForm(forms.Form):
    """How a case ends."""

    outcome = forms.ChoiceField(
        label="Issue",
        widget=forms.RadioSelect,
        choices=[
            choice for choice in Case.Outcome.choices if choice[0] not in ("", Case.Outcome.MISTAKE)
        ],
        error_messages={"required": "Dites comment le dossier se termine."},
    )
    closed_on = DayField(label="Clos le", error_messages=NO_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _today(self, "closed_on")


class EditForm(forms.Form):
    """The project's name, the territory, the referent."""

    project_title = forms.CharField(label="Nom du projet", max_length=200, required=False)
    place = TerritoryField(
        label="Territoire",
        required=False,
        help_text="Commune, intercommunalité ou département, s’il n’est pas celui de la structure.",
    )
    qpv_code = forms.ChoiceField(
        label="Quartier prioritaire (QPV)",
        required=False,
        help_text="Celui du projet, si le territoire ci-dessus n’est pas celui de la structure.",
    )
    branch = forms.ChoiceField(
        label="Filière", required=False, help_text="Vide : celle de la structure."
    )
    referent = PersonChoice(
        User.objects.none(), label="Référent", required=False, empty_label="personne"
    )

    def __init__(self, *args: Any, people: list[User], case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = User.objects.filter(pk__in=[user.pk for user in people])
        offer_rows(self, "referent", offered.order_by("name"))
        near = choices_near("", timezone.localdate(), kept=case.qpv_code)
        offer_choices(self, "qpv_code", near)
        branches = choices_for(case.house_id, kept=case.branch)
        offer_choices(self, "branch", branches)

    def clean(self) -> dict[str, Any]:
        """A neighbourhood is of the commune named; without a place of its own, it is no one's."""
        given = super().clean() or self.cleaned_data
        place, code = given.get("place"), given.get("qpv_code", "")
        if code and not place:
            self.add_error("qpv_code", "Donnez aussi le territoire du projet.")
        elif place and place.kind == "commune" and not fits_place(code, place.code):
            self.add_error("qpv_code", "Ce quartier est celui d’une autre commune.")
        return given


class EntrustForm(forms.Form):
    """To whom a case is entrusted, beside its referent."""

    user = PersonChoice(
        User.objects.none(),
        label="Personne",
        empty_label=None,
        error_messages={"required": "Choisissez à qui confier le dossier."},
    )
    part = forms.ChoiceField(
        label="Rôle",
        choices=[("co_support", "co-accompagne et écrit"), ("observer", "observe")],
        widget=forms.RadioSelect,
        initial="co_support",
    )
    brings = forms.CharField(
        label="Ce que cette personne apporte",
        max_length=200,
        required=False,
        help_text="Affinité avec le projet, compétences, réseau.",
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = User.objects.filter(pk__in=[user.pk for user in people])
        offer_rows(self, "user", offered.order_by("name"))


class AmendForm(forms.Form):
    """The day of a fact and what else of it may be changed, filled with what stands."""

    occurred_on = DayField(label="Date du fait", error_messages=NO_DAY)

    def __init__(self, *args: Any, fact: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"].initial = fact.occurred_on
        for name, field in _amendable_fields(fact).items():
            self.fields[name] = field
            field.initial = getattr(fact, name)

    @property
    def columns(self) -> dict[str, Any]:
        """What is left to the action besides the day and the reason."""
        own = {"occurred_on", "code", "reason"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}


#: Fields of other kinds of fact, which their own modules add: (fact) -> name and field.
AMEND_FIELDS: dict[type[Any], Callable[[Any], dict[str, forms.Field]]] = {}


def _amendable_fields(fact: Any) -> dict[str, forms.Field]:
    if type(fact) in AMEND_FIELDS:
        return AMEND_FIELDS[type(fact)](fact)
    if isinstance(fact, PhaseReached):
        phases = Phase.objects.laid().filter(programme_id=fact.case.programme_id)
        return {"phase": forms.ModelChoiceField(phases, label="Étape", empty_label=None)}
    if isinstance(fact, JobFact):
        return {
            "kind": forms.ChoiceField(label="Nature", choices=JobFact.Kind.choices),
            "contract": forms.ChoiceField(
                label="Contrat", choices=JobFact.Contract.choices, required=False
            ),
            "headcount": NumberField(label="Nombre d’emplois"),
            "fte_hundredths": HundredthsField(label="Équivalent temps plein", required=False),
        }
    if isinstance(fact, MissionContracted):
        return {
            "provider": StructureField(
                label="Prestataire",
                required=False,
                house_id=fact.house_id,
                suggestions=_providers(fact.house_id),
            ),
            "days_hundredths": HundredthsField(label="Jours", required=False),
            "cost_cents": EurosField(label="Coût", required=False),
        }
    if isinstance(fact, CaseClosed):
        return {"outcome": forms.ChoiceField(label="Issue", choices=Case.Outcome.choices[1:-1])}
    return {}


class ReplaceForm(AmendForm, VoidForm):
    """A fact voided and the one that stands in its place: what it says first, then why."""

    def __init__(self, *args: Any, fact: Any, **kwargs: Any) -> None:
        super().__init__(*args, fact=fact, **kwargs)
        why = ("code", "reason")
        self.order_fields([*(name for name in self.fields if name not in why), *why])


class AccueilForm(forms.Form):
    """A first call or visit. `who`: an existing structure, a new one, or a project."""

    NEW, PROJECT = "new", "project"

    name = forms.CharField(
        label="Structure ou projet",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={"required": "Écrivez le nom de la structure, ou du projet."},
    )
    who = forms.CharField(required=False)
    family = forms.ChoiceField(label="Forme", choices=FAMILIES, required=False)
    place = TerritoryField(label="Commune", required=False)
    programme = forms.TypedChoiceField(label="Programme", choices=(), coerce=int)
    occurred_on = DayField(label="Jour de l’accueil", error_messages=NO_DAY)
    need = forms.CharField(
        label="Le besoin", widget=_text(), required=False, help_text="Lu par l’équipe seulement."
    )
    referent = PersonChoice(
        User.objects.none(), label="Suivi par", required=False, empty_label="à décider"
    )

    def __init__(
        self, *args: Any, programmes: list[Programme], people: list[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "programme", [(row.pk, row.name) for row in programmes])
        offered = User.objects.filter(pk__in=[user.pk for user in people])
        offer_rows(self, "referent", offered.order_by("name"))
        self.fields["family"].initial = Family.ASSOCIATION
        _today(self, "occurred_on")

    def clean_who(self) -> str | int:
        """`new`, `project`, the id of a structure, or "" where nobody chose yet."""
        who = str(self.cleaned_data["who"])
        if who in (self.NEW, self.PROJECT, ""):
            return who
        return int(who) if who.isascii() and who.isdigit() and len(who) < 16 else ""
