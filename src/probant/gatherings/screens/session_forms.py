"""Forms of what is planned: a session, an event, what becomes of them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from probant.directory.branches import choices_for
from probant.directory.models import Theme
from probant.directory.neighbourhoods import choices_near
from probant.gatherings.models import Event, Session
from probant.gatherings.screens.forms import (
    BASIS_WANTED,
    HOW_KNOWN,
    NO_DAY,
    StructuresField,
)
from probant.kernel.actor import Actor
from probant.programmes.models import Programme, SessionKind
from probant.programmes.screens.fields import CommuneField, StructureField
from probant.ui.fields import (
    DayField,
    EurosField,
    HourField,
    NumberField,
    offer_choices,
    offer_rows,
)

NO_TITLE = {"required": "Donnez un titre."}


class SessionForm(forms.Form):
    """A session to come, or one that was; what is seldom said is folded (`FOLDED`)."""

    #: What is folded, under its heading, row by row.
    FOLDED = (
        (
            "Pour l’annoncer",
            (
                ("presentation",),
                ("audience", "theme"),
                ("price_cents", "registration_closes_on"),
            ),
        ),
        ("Qui organise", (("house_part", "organiser"), ("co_organisers",))),
        ("La salle", (("lender", "lent_value_cents"), ("lent_basis",), ("qpv_code",))),
        ("Où la ranger", (("event", "branch"), ("ends_on",))),
    )

    title = forms.CharField(label="Titre", max_length=200, error_messages=NO_TITLE)
    kind = forms.ModelChoiceField(SessionKind.objects.none(), label="Type", empty_label=None)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Programme", required=False, empty_label="aucun"
    )
    starts_on = DayField(label="Jour", error_messages=NO_DAY)
    starts_time = HourField(label="De", required=False)
    ends_time = HourField(label="À", required=False)
    place = CommuneField(label="Commune", required=False)
    place_label = forms.CharField(
        label="Lieu", max_length=200, required=False, help_text="Salle, adresse, hôte."
    )
    capacity = NumberField(label="Places", required=False)
    openness = forms.ChoiceField(
        label="Qui peut venir",
        choices=Session.Openness.choices,
        initial=Session.Openness.INVITATION,
        widget=forms.RadioSelect,
        required=False,
    )
    is_announced = forms.BooleanField(
        label="L’annoncer à l’agenda public",
        required=False,
        help_text="Sans cela, une rencontre ouverte reste un brouillon que seule la maison voit.",
    )
    presentation = forms.CharField(
        label="Présentation",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="Ce que lira le public.",
    )
    audience = forms.CharField(
        label="Public visé",
        max_length=200,
        required=False,
        help_text="Porteurs de projet, associations employeuses, élus…",
    )
    theme = forms.ChoiceField(
        label="Thème", choices=[("", "non précisé"), *Theme.choices], required=False
    )
    price_cents = EurosField(label="Prix", required=False, help_text="Vide : gratuit.")
    registration_closes_on = DayField(label="Inscriptions jusqu’au", required=False)
    house_part = forms.ChoiceField(
        label="La maison est",
        choices=Session.Part.choices,
        initial=Session.Part.ORGANISER,
        required=False,
        help_text="Seules comptent les rencontres qu’elle organise ou co-organise.",
    )
    lent_value_cents = EurosField(
        label="Valeur du prêt",
        required=False,
        help_text="Si elle est connue : une contribution en nature.",
    )
    lent_basis = forms.CharField(
        label="Comment cette valeur est connue",
        max_length=200,
        required=False,
        help_text=HOW_KNOWN,
    )
    event = forms.ModelChoiceField(
        Event.objects.none(), label="Dans le cadre de", required=False, empty_label="—"
    )
    branch = forms.ChoiceField(label="Filière", required=False)
    qpv_code = forms.ChoiceField(label="Quartier prioritaire", required=False)
    ends_on = DayField(
        label="Dernier jour", required=False, help_text="Si elle dure plusieurs jours."
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.initial
        today = timezone.localdate()
        kept = str(given.get("qpv_code", ""))
        self._choose("branch", choices_for(actor.house_id, kept=str(given.get("branch", ""))))
        self._choose("qpv_code", choices_near(str(given.get("place_code", "")), today, kept=kept))
        kinds = SessionKind.objects.visible_to(actor).order_by("name")
        programmes = Programme.objects.visible_to(actor).filter(is_open=True).order_by("name")
        self._offer("kind", kinds)
        self._offer("programme", programmes)
        self._offer("event", Event.objects.visible_to(actor).order_by("-starts_on"))
        house_id = actor.house_id or 0
        self.fields["organiser"] = StructureField(
            label="Organisée par",
            required=False,
            house_id=house_id,
            suggestions=[],
            help_text="Quand ce n’est pas la maison : son nom dans l’annuaire.",
        )
        self.fields["lender"] = StructureField(
            label="Salle prêtée par", required=False, house_id=house_id, suggestions=[]
        )
        self.fields["co_organisers"] = StructuresField(
            label="Co-organisateurs",
            required=False,
            house_id=house_id,
            help_text="Leur nom dans l’annuaire, un par ligne.",
        )

    def _choose(self, name: str, choices: Any) -> None:
        offer_choices(self, name, choices)

    def _offer(self, name: str, rows: Any) -> None:
        offer_rows(self, name, rows)

    def clean_capacity(self) -> int | None:
        """No place at all is a mistake."""
        if self.cleaned_data["capacity"] == 0:
            raise ValidationError("Un nombre de places est d’au moins une ; sinon laissez vide.")
        return self.cleaned_data["capacity"]

    def clean_openness(self) -> str:
        """By invitation, unless somebody says otherwise."""
        return str(self.cleaned_data["openness"] or Session.Openness.INVITATION)

    def clean_house_part(self) -> str:
        """The house organises, unless somebody says otherwise."""
        return str(self.cleaned_data["house_part"] or Session.Part.ORGANISER)

    def clean(self) -> dict[str, Any]:
        """An announcement is open; who organises is said where it is not the house."""
        data = super().clean() or {}
        if data.get("is_announced") and data.get("openness") == Session.Openness.INVITATION:
            self.add_error(
                "is_announced", "Une rencontre sur invitation ne s’annonce pas à l’agenda public."
            )
        other = data.get("house_part") != Session.Part.ORGANISER
        if other and data.get("organiser") is None and "organiser" not in self.errors:
            self.add_error("organiser", "Dites quelle structure organise cette rencontre.")
        if data.get("lent_value_cents") and not data.get("lender") and "lender" not in self.errors:
            self.add_error("lender", "Dites quelle structure prête la salle.")
        if data.get("lent_value_cents") and not data.get("lent_basis"):
            self.add_error("lent_basis", BASIS_WANTED)
        return data

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The folded fields by heading; open where something there is said, or wrong."""
        return [
            {
                "title": title,
                "rows": [[self[name] for name in row] for row in rows],
                "is_open": any(self._says(name) for row in rows for name in row),
            }
            for title, rows in self.FOLDED
        ]

    def _says(self, name: str) -> bool:
        if name in self.errors:
            return True
        usual = {"house_part": Session.Part.ORGANISER, "price_cents": 0}.get(name, "")
        return self[name].value() not in (usual, None, "")

    @property
    def plan(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        place = data.pop("place")
        data["place_code"] = place.code if place else ""
        data["place_vintage"] = place.vintage if place else None
        data["place_name"] = place.name if place else ""
        data["price_cents"] = data["price_cents"] or 0
        if data["house_part"] == Session.Part.ORGANISER:
            data["organiser"] = None
        return data


_PLAIN = (
    "title",
    "starts_on",
    "ends_on",
    "starts_time",
    "ends_time",
    "place_label",
    "place_code",
    "capacity",
    "branch",
    "openness",
    "is_announced",
    "presentation",
    "audience",
    "theme",
    "price_cents",
    "registration_closes_on",
    "house_part",
    "lent_value_cents",
    "lent_basis",
    "qpv_code",
    "organiser",
    "lender",
)


def as_typed(session: Session) -> dict[str, Any]:
    """A session as the form would have been filled."""
    names = session.co_organisers.order_by("name_key").values_list("name", flat=True)
    return {
        **{name: getattr(session, name) for name in _PLAIN},
        "price_cents": session.price_cents or None,
        "kind": session.kind_id,
        "programme": session.programme_id,
        "event": session.event_id,
        "place": f"{session.place_name} ({session.place_code})" if session.place_code else "",
        "co_organisers": "\n".join(names),
    }


class EventForm(forms.Form):
    """What several sessions belong to."""

    title = forms.CharField(label="Titre", max_length=200, error_messages=NO_TITLE)
    starts_on = DayField(label="Du", error_messages=NO_DAY)
    ends_on = DayField(label="Au", error_messages=NO_DAY)
    nature = forms.ChoiceField(
        label="Ce que c’est",
        choices=Event.Nature.choices,
        initial=Event.Nature.SERIES,
        widget=forms.RadioSelect,
    )
    presentation = forms.CharField(
        label="Présentation", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    is_announced = forms.BooleanField(
        label="Publier son programme",
        required=False,
        help_text="Une page publique et un livret : les rencontres ouvertes et annoncées.",
    )

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organiser"] = StructureField(
            label="Porté par",
            required=False,
            house_id=house_id,
            suggestions=[],
            help_text="Quand ce n’est pas la maison : la CRESS pour le Mois de l’ESS.",
        )


class CancelForm(forms.Form):
    """A session that will not take place."""

    reason = forms.CharField(
        label="Pourquoi",
        max_length=300,
        required=False,
        help_text="Ceux qui sont inscrits le liront.",
    )


class PostponeForm(forms.Form):
    """Another day, or none yet."""

    starts_on = DayField(
        label="Nouveau jour", required=False, help_text="Vide : il n’est pas encore connu."
    )
    starts_time = HourField(label="De", required=False)
    ends_time = HourField(label="À", required=False)
    reason = forms.CharField(
        label="Pourquoi",
        max_length=300,
        error_messages={"required": "Dites pourquoi : ceux qui sont inscrits le liront."},
        help_text="Ceux qui sont inscrits le liront.",
    )


class MoveForm(forms.Form):
    """Another place."""

    place = CommuneField(label="Commune", required=False)
    place_label = forms.CharField(label="Lieu", max_length=200, required=False)
    reason = forms.CharField(
        label="Pourquoi",
        max_length=300,
        required=False,
        help_text="Ceux qui sont inscrits le liront.",
    )

    def clean(self) -> dict[str, Any]:
        """Somewhere, at least."""
        data = super().clean() or {}
        if not data.get("place") and not data.get("place_label") and not self.errors:
            raise ValidationError("Dites où : une commune, une salle, ou les deux.")
        return data
