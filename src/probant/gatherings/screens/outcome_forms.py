"""Forms of papers and proposals."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.directory.models import Theme
from probant.gatherings.actions.outputs import Sent
from probant.gatherings.models import Audience, Output, Session
from probant.gatherings.screens.forms import NO_DAY
from probant.kernel.actor import Actor
from probant.programmes.models import Programme
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField

MARKS = (
    "Mise en forme possible : # pour un titre, - pour une liste, ** autour d’un mot pour le gras."
)
READERS = [
    (Audience.TEAM, "l’équipe"),
    (
        Audience.PARTICIPANTS,
        "la structure, et qui est venu, par le lien de son inscription",
    ),
    (Audience.PUBLIC, "tout le monde : il paraît avec les restitutions publiées"),
]


class PaperForm(forms.Form):
    """A text, a file, or both; of which day."""

    dated_on = DayField(label="Daté du", error_messages=NO_DAY)
    text = forms.CharField(
        label="Texte",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=MARKS,
    )
    file = forms.FileField(label="Ou un fichier", required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two at least."""
        data = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("file") and "file" not in self.errors:
            raise ValidationError("Écrivez le texte, ou joignez un fichier.")
        return data

    @property
    def plan(self) -> dict[str, Any]:
        """What the action takes; the file as its name and its bytes."""
        data = dict(self.cleaned_data)
        sent = data.pop("file")
        data["file"] = Sent(sent.name or "fichier", sent.chunks()) if sent else None
        return data


class OutputForm(PaperForm):
    """A paper that came out of a session."""

    kind = forms.ChoiceField(
        label="Nature", choices=Output.Kind.choices, initial=Output.Kind.MINUTES
    )
    title = forms.CharField(
        label="Intitulé",
        max_length=200,
        error_messages={"required": "Donnez un intitulé, comme « Compte rendu de l’atelier »."},
    )
    audience = forms.ChoiceField(label="Qui le lit", choices=READERS, initial=Audience.TEAM)

    field_order = ("kind", "title", "dated_on", "text", "file", "audience")


class OutputEditForm(forms.Form):
    """What a paper is called, what it says, who reads it."""

    title = forms.CharField(
        label="Intitulé", max_length=200, error_messages={"required": "Donnez un intitulé."}
    )
    text = forms.CharField(
        label="Texte",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=MARKS,
    )
    audience = forms.ChoiceField(label="Qui le lit", choices=READERS)


class WithdrawForm(forms.Form):
    """Whether the paper was noted by mistake."""

    by_mistake = forms.BooleanField(
        label="Il a été noté par erreur : ne plus le compter dans les chiffres", required=False
    )


class ProposalForm(forms.Form):
    """A proposal and whose it is; on its own page, the session it came out of."""

    title = forms.CharField(
        label="La proposition, en une ligne",
        max_length=200,
        error_messages={"required": "Dites la proposition en une ligne."},
    )
    text = forms.CharField(
        label="En détail",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    group = forms.CharField(
        label="Groupe qui propose",
        required=False,
        max_length=120,
        help_text="Comme « Groupe réemploi » ; pas de noms de personnes.",
    )
    theme = forms.ChoiceField(
        label="Thème", required=False, choices=[("", "non précisé"), *Theme.choices]
    )

    field_order = (
        "title",
        "text",
        "group",
        "organisation",
        "theme",
        "made_on",
        "session",
        "programme",
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        groups: list[str],
        session: Session | None = None,
        is_new: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.fields["group"].widget.attrs["list"] = "groupes"
        self.fields["organisation"] = StructureField(
            label="Ou structure",
            required=False,
            house_id=actor.house_id or 0,
            suggestions=[],
            help_text="Son nom dans l’annuaire.",
        )
        if is_new:
            self.fields["made_on"] = DayField(label="Émise le", error_messages=NO_DAY)
        if is_new and session is None:
            self._ask_where(actor)
        self.session = session
        self.is_new = is_new
        self.order_fields(self.field_order)

    def _ask_where(self, actor: Actor) -> None:
        sessions = Session.objects.visible_to(actor).exclude(state=Session.State.CANCELLED)
        self.fields["session"] = forms.ModelChoiceField(
            sessions.order_by("-starts_on")[:60],
            label="Issue de",
            required=False,
            empty_label="aucune rencontre en particulier",
        )
        programmes = Programme.objects.visible_to(actor).filter(is_open=True).order_by("name")
        self.fields["programme"] = forms.ModelChoiceField(
            programmes, label="Programme", required=False, empty_label="aucun"
        )

    def clean(self) -> dict[str, Any]:
        """Somebody proposes: a group, a structure, or the session itself."""
        data = super().clean() or {}
        whose = data.get("group") or data.get("organisation") or data.get("session")
        if not whose and self.session is None and "organisation" not in self.errors:
            self.add_error("group", "Dites qui propose : un groupe, une structure, une rencontre.")
        return data


class StepForm(forms.Form):
    """The day a proposal reached a step, and what is said of it."""

    occurred_on = DayField(label="Le", error_messages=NO_DAY)
    note = forms.CharField(
        label="En quelques mots",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Qui l’a examinée, pourquoi elle est écartée, ce qui est engagé.",
    )


class AnswerForm(forms.Form):
    """What an authority answered."""

    occurred_on = DayField(label="Répondu le", error_messages=NO_DAY)
    text = forms.CharField(
        label="Sa réponse",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Écrivez ce qu’elle a répondu."},
    )

    field_order = ("organisation", "occurred_on", "text")

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = StructureField(
            label="Qui répond",
            house_id=house_id,
            suggestions=[],
            help_text="La collectivité, par son nom dans l’annuaire.",
            error_messages={"required": "Dites quelle collectivité répond."},
        )
        self.order_fields(self.field_order)
