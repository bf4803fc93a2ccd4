"""Forms of attendance: who is added at the door, hours of one presence, how many came."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.gatherings.models import Attendance, HeadcountTaken
from probant.gatherings.queries.attendance import counters
from probant.gatherings.rules.attendance import HalfDay, read_walk_in
from probant.kernel.actor import Actor
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import HourField, NumberField


class DoorForm(forms.Form):
    """Somebody who is not in the list: name and structure in one line."""

    q = forms.CharField(label="Chercher un nom", required=False, max_length=80)
    venu = forms.CharField(
        label="Quelqu’un qui n’est pas dans la liste",
        required=False,
        max_length=280,
        help_text="Prénom Nom, Structure. Par exemple : Anna Dupont, Les Jardins.",
    )

    def clean_venu(self) -> str:
        """A structure alone is nobody."""
        line = str(self.cleaned_data["venu"]).strip()
        if line and read_walk_in(line) is None:
            raise ValidationError("Donnez le nom de la personne avant la virgule.")
        return line


class AmendForm(forms.Form):
    """When somebody came late or left early, and for which structure."""

    arrived_time = HourField(label="Arrivée à", required=False, help_text="Si elle est en retard.")
    left_time = HourField(label="Partie à", required=False, help_text="Si elle part avant la fin.")

    def __init__(
        self, *args: Any, attendance: Attendance, halves: tuple[HalfDay, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if halves:
            self.fields["attended"] = forms.MultipleChoiceField(
                label="Demi-journées suivies",
                choices=[(half.code, half.label) for half in halves],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Cochez au moins une demi-journée."},
            )
        self.fields["organisation"] = StructureField(
            label="Pour la structure",
            required=False,
            house_id=attendance.house_id,
            suggestions=[],
            help_text="Son nom dans l’annuaire.",
        )

    def clean(self) -> dict[str, Any]:
        """Nobody leaves before coming."""
        data = super().clean() or {}
        came, left = data.get("arrived_time"), data.get("left_time")
        if isinstance(came, datetime.time) and isinstance(left, datetime.time) and left <= came:
            self.add_error("left_time", "La personne serait partie avant d’arriver.")
        return data


class HeadcountForm(forms.Form):
    """How many came to an open session, how it was known and by whom."""

    headcount = NumberField(
        label="Personnes présentes", error_messages={"required": "Donnez un nombre."}
    )
    method = forms.ChoiceField(
        label="Comment",
        choices=HeadcountTaken.Method.choices,
        widget=forms.RadioSelect,
        initial=HeadcountTaken.Method.COUNTED,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counted_by"] = forms.TypedChoiceField(
            label="Par qui",
            choices=list(counters(actor.house).items()),
            coerce=int,
            initial=actor.user_id,
        )


class SheetForm(forms.Form):
    """A photo or a scan of the signed sheet."""

    sheet = forms.FileField(
        label="La photo ou le scan",
        help_text="JPEG, PNG ou PDF.",
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,application/pdf", "capture": "environment"}
        ),
        error_messages={"required": "Choisissez un fichier, ou prenez la feuille en photo."},
    )


class ThankForm(forms.Form):
    """Nothing to fill in: what leaves is said above."""


class CheckInForm(forms.Form):
    """Who scans the code of the door."""

    name = forms.CharField(
        label="Votre nom, ou le courriel donné à l’inscription",
        max_length=200,
        error_messages={"required": "Donnez votre nom ou votre courriel."},
    )


SCALE = ((4, "très bien"), (3, "bien"), (2, "moyen"), (1, "décevant"))
USEFUL = ((4, "tout à fait"), (3, "plutôt oui"), (2, "plutôt non"), (1, "pas du tout"))


class OpinionForm(forms.Form):
    """What somebody thought of a session."""

    overall = forms.TypedChoiceField(
        label="Dans l’ensemble, c’était",
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une réponse."},
    )
    useful = forms.TypedChoiceField(
        label="Cela vous servira-t-il ?",
        choices=USEFUL,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="En quelques mots",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="N’écrivez rien qui dise qui vous êtes.",
    )
