"""Forms of events: roles, stands, partners, what is taken up again, what a collective claims."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from probant.directory.models import Person
from probant.gatherings.models import SessionRole, Stand
from probant.gatherings.queries.programme import Proposal
from probant.gatherings.rules.programme import read_aisles
from probant.gatherings.screens.forms import NO_DAY
from probant.gatherings.screens.session_forms import NO_TITLE
from probant.kernel.actor import Actor
from probant.kernel.text import fold
from probant.programmes.models import Programme, SessionKind
from probant.programmes.screens.fields import StructureField
from probant.ui.fields import DayField, HourField, NumberField, ReadField, YearField, offer_rows

LOGO_LIMIT = 1_000_000  # bytes
PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))


class PersonField(forms.CharField):
    """A person of the house's directory by name; gives a `Person` or None."""

    def __init__(self, *, house_id: int, **kwargs: Any) -> None:
        super().__init__(max_length=170, **kwargs)
        self.house_id = house_id
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> Person | None:
        text = str(super().clean(value) or "")
        words = fold(text).split()
        if not words:
            return None
        people = Person.objects.filter(house_id=self.house_id, erased_on__isnull=True)
        for word in words:
            people = people.filter(name_key__contains=word)
        found = list(people.order_by("name_key", "id")[:6])
        same = [one for one in found if sorted(fold(str(one)).split()) == sorted(words)]
        if len(same) == 1:
            return same[0]
        if len(same) > 1:
            raise ValidationError("Plusieurs personnes portent ce nom : précisez-le.")
        raise ValidationError(
            f"« {text.strip()} » n’est pas dans votre annuaire : ajoutez d’abord cette personne."
        )


class RoleForm(forms.Form):
    """Who speaks, animates, pitches, holds a stand, hosts a visit."""

    part = forms.ChoiceField(label="Rôle", choices=SessionRole.Part.choices)
    subject = forms.CharField(label="À quel sujet", max_length=200, required=False)
    is_named = forms.BooleanField(
        label="Le dire à l’agenda public",
        required=False,
        help_text="Pour une personne : avec son accord.",
    )
    field_order = ("part", "person", "organisation", "subject", "is_named")

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = PersonField(label="Personne", required=False, house_id=house_id)
        self.fields["organisation"] = StructureField(
            label="Structure", required=False, house_id=house_id, suggestions=[]
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Somebody, at least."""
        data = super().clean() or {}
        if not self.errors and not data.get("person") and not data.get("organisation"):
            raise ValidationError("Dites qui : une personne, une structure, ou les deux.")
        return data


class AislesField(ReadField):
    """The aisles of a hall and their places."""

    read = staticmethod(read_aisles)
    hint = "A 6, B 4"


class AislesForm(forms.Form):
    """How many numbered places a forum has, aisle by aisle."""

    aisles = AislesField(
        label="Allées et places",
        error_messages={"required": "Donnez au moins une allée, comme A 6."},
        help_text="Une lettre et un nombre de places, séparés par des virgules : A 6, B 4.",
    )


class StandForm(forms.Form):
    """Who holds a stand; nobody: it is free."""

    subject = forms.CharField(label="Ce qu’on y montre", max_length=200, required=False)
    field_order = ("organisation", "subject")

    def __init__(self, *args: Any, stand: Stand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].initial = stand.subject
        self.fields["organisation"] = StructureField(
            label="Structure",
            required=False,
            initial=stand.organisation,
            house_id=stand.house_id,
            suggestions=[],
            help_text="Son nom dans l’annuaire ; vide : le stand est libre.",
        )
        self.order_fields(self.field_order)


def _is_whole(file: Any) -> bool:
    """Whether a picture reads to its end."""
    from PIL import Image  # only who gives a logo loads it

    try:
        with Image.open(file) as picture:
            picture.verify()
    except (OSError, SyntaxError, ValueError):
        return False
    finally:
        file.seek(0)
    return True


class PartnerForm(forms.Form):
    """A partner of an event, with its logo."""

    logo = forms.FileField(
        label="Logo", required=False, help_text="Une image PNG ou JPEG, 1 Mo au plus."
    )
    alternative = forms.CharField(
        label="Ce que le logo donne à lire",
        max_length=200,
        required=False,
        help_text="Pour qui ne le voit pas : le nom tel qu’il y est écrit.",
    )
    field_order = ("organisation", "logo", "alternative")

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = StructureField(
            label="Structure",
            house_id=house_id,
            suggestions=[],
            error_messages={"required": "Dites quelle structure."},
        )
        self.order_fields(self.field_order)

    def clean_logo(self) -> Any:
        """A picture that every browser and the page setter read; its name says which."""
        file = self.cleaned_data["logo"]
        if not file:
            return None
        if file.size > LOGO_LIMIT:
            raise ValidationError("Cette image dépasse 1 Mo : réduisez-la.")
        start = file.read(16)
        file.seek(0)
        ending = next((word for mark, word in PICTURES if start.startswith(mark)), "")
        if not ending:
            raise ValidationError("Ce fichier n’est pas une image PNG ou JPEG.")
        if not _is_whole(file):  # a torn picture would stop every paper that shows it
            raise ValidationError("Cette image est abîmée : enregistrez-la à nouveau.")
        file.name = f"{file.name.rpartition('.')[0] or 'logo'}.{ending}"
        return file

    def clean(self) -> dict[str, Any]:
        """A logo says its words."""
        data = super().clean() or {}
        if data.get("logo") and not str(data.get("alternative", "")).strip():
            self.add_error("alternative", "Dites ce que le logo donne à lire.")
        return data


class ClaimForm(forms.Form):
    """How many sessions a collective says it held in a year."""

    collective = forms.CharField(
        label="Collectif",
        max_length=200,
        error_messages={"required": "Nommez le collectif."},
        help_text="Le consortium, le groupement, le réseau.",
    )
    year = YearField(label="Année", error_messages={"required": "Indiquez l’année."})
    total = NumberField(
        label="Rencontres du collectif", error_messages={"required": "Indiquez leur nombre."}
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Programme", required=False, empty_label="tous"
    )
    kind = forms.ModelChoiceField(
        SessionKind.objects.none(), label="Type", required=False, empty_label="tout type"
    )
    source = forms.CharField(
        label="D’où vient ce nombre",
        max_length=300,
        error_messages={"required": "Dites d’où il vient : un rapport et sa page, un bilan."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = SessionKind.objects.visible_to(actor).order_by("name")
        programmes = Programme.objects.visible_to(actor).order_by("name")
        offer_rows(self, "kind", kinds)
        offer_rows(self, "programme", programmes)


class CopyForm(forms.Form):
    """Sessions to take up again, re-read row by row; an event above them where there is one."""

    def __init__(
        self,
        *args: Any,
        rows: Sequence[Proposal],
        event: tuple[str, datetime.date, datetime.date] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = rows
        if event is not None:
            title, starts_on, ends_on = event
            self.fields["event_title"] = forms.CharField(
                label="Titre", max_length=200, initial=title, error_messages=NO_TITLE
            )
            self.fields["event_starts_on"] = DayField(
                label="Du", initial=starts_on, error_messages=NO_DAY
            )
            self.fields["event_ends_on"] = DayField(
                label="Au", initial=ends_on, error_messages=NO_DAY
            )
        for row in rows:
            self._add(row)

    def _add(self, row: Proposal) -> None:
        pk, session = row.session.pk, row.session
        self.fields[f"garder_{pk}"] = forms.BooleanField(
            label=f"Reprendre « {session.title} »", required=False, initial=row.is_kept
        )
        self.fields[f"titre_{pk}"] = forms.CharField(
            label=f"Titre de « {session.title} »",
            max_length=200,
            required=False,
            initial=session.title,
        )
        self.fields[f"jour_{pk}"] = DayField(
            label=f"Jour de « {session.title} »", required=False, initial=row.starts_on
        )
        self.fields[f"heure_{pk}"] = HourField(
            label=f"Heure de « {session.title} »", required=False, initial=session.starts_time
        )

    def clean(self) -> dict[str, Any]:
        """A row that is ticked has a title and a day; the others may say anything."""
        data = super().clean() or {}
        for row in self.proposals:
            pk = row.session.pk
            if not data.get(f"garder_{pk}"):
                for name in ("titre", "jour", "heure"):
                    self.errors.pop(f"{name}_{pk}", None)
                continue
            if not str(data.get(f"titre_{pk}") or "").strip():
                self.add_error(f"titre_{pk}", "Donnez un titre.")
            if data.get(f"jour_{pk}") is None and f"jour_{pk}" not in self.errors:
                self.add_error(f"jour_{pk}", NO_DAY["required"])
        return data

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the page shows of each row: the proposal and its fields."""
        return [
            {
                "proposal": row,
                "keep": self[f"garder_{row.session.pk}"],
                "cells": [self[f"{name}_{row.session.pk}"] for name in ("titre", "jour", "heure")],
            }
            for row in self.proposals
        ]
