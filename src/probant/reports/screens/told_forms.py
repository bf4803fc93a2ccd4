"""What is asked of blocks of words and pictures: texts, testimonies, appraisals, photographs."""

from collections.abc import Mapping
from typing import Any

from django import forms

from probant.reports.composition.pictures import (
    MOST_BYTES,
    TOO_HEAVY,
    UnreadablePicture,
    read_picture,
)
from probant.reports.rules.markers import live_marker
from probant.reports.rules.prose import LONGEST
from probant.reports.screens.block_form import BlockForm, figure_choices
from probant.support.models import Testimony
from probant.ui.fields import offer_choices

INSERT = "inserer"
NO_TESTIMONY = "sans témoignage"


class TextForm(BlockForm):
    """Paragraphs in Markdown, and a picker of live figures."""

    narrows = True
    text = forms.CharField(
        label="Texte",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=(
            "**gras**, *italique*, - liste, [lien](https://…). Un nombre écrit à la main reste "
            "marqué tant que rien ne l’étaie : préférez un chiffre vivant."
        ),
    )
    inserer = forms.ChoiceField(label="Chiffre vivant à insérer", required=False)

    def offer(self) -> None:
        choices = [
            ("", "choisissez un chiffre…"),
            *figure_choices(self.own.values(), with_rates=True),
        ]
        offer_choices(self, INSERT, choices)

    def content(self) -> Mapping[str, Any]:
        return {"text": self.cleaned_data["text"]}


def with_figure(text: str, code: str) -> str:
    """A text with a live figure at its end."""
    return f"{text}{'' if not text or text[-1].isspace() else ' '}{live_marker(code)}"


class FocusForm(TextForm):
    """The same, then the words of a person who allowed it."""

    temoignage = forms.ChoiceField(
        label="Témoignage",
        required=False,
        help_text="Ceux dont la personne permet l’usage dans le rapport d’activité.",
    )

    def offer(self) -> None:
        super().offer()
        told = [
            (str(pk), f"{one.signed} : {one.text[:60]}") for pk, one in self.testimonies.items()
        ]
        offer_choices(self, "temoignage", [("", NO_TESTIMONY), *told])

    def testimony(self) -> Testimony | None:
        chosen = self.cleaned_data["temoignage"]
        return self.testimonies[int(chosen)].testimony if chosen else None


class AppraisalForm(BlockForm):
    """A question of the house, and what is shown of its answer."""

    narrows = True
    question = forms.ChoiceField(
        label="Indicateur qualitatif",
        required=False,
        help_text="Son degré de l’année, avec ce qui l’étaye : un dossier n’est jamais nommé, un "
        "témoignage est cité tant que la personne le permet.",
    )
    text = forms.BooleanField(label="Avec l’appréciation écrite", required=False, initial=True)
    evidence = forms.BooleanField(label="Avec ce qui l’étaye", required=False, initial=True)
    compare = forms.BooleanField(
        label="À côté du degré de l’année d’avant", required=False, initial=True
    )

    def offer(self) -> None:
        """A question has its scope: one chooses it, or all those of an action."""
        every = [("", "chacun de ceux qui sont appréciés cette année"), *self.offered.questions]
        offer_choices(self, "question", every)
        self.order_fields(["title", "level", "question", "action", "text", "evidence", "compare"])
        if "action" in self.fields:
            self.fields["action"].help_text = "Ceux d’une action seulement, s’il n’en est choisi."

    def clean(self) -> dict[str, Any]:
        """One question has its own scope already."""
        asked = super().clean() or {}
        if asked.get("question") and asked.get("action"):
            said = "Cet indicateur a déjà son périmètre : laissez « toute la maison »."
            self.add_error("action", said)
        return asked

    def content(self) -> Mapping[str, Any]:
        shown = {name: self.cleaned_data[name] for name in ("text", "evidence", "compare")}
        return {"question": int(self.cleaned_data["question"] or 0), **shown}


class PhotoForm(BlockForm):
    """A picture, what it shows, by whose leave."""

    fichier = forms.FileField(
        label="Photo",
        help_text="JPEG, PNG ou WebP, 15 Mo au plus.",
        error_messages={
            "required": "Choisissez une photo.",
            "empty": "Ce fichier est vide : choisissez-en un autre.",
        },
    )
    alt = forms.CharField(
        label="Ce qu’elle montre",
        max_length=300,
        help_text="Lu à qui ne la voit pas : « Huit personnes autour d’un établi ».",
    )
    caption = forms.CharField(label="Légende et crédit", max_length=300, required=False)
    consent = forms.CharField(
        label="Accord",
        max_length=300,
        help_text="De qui, quand ; « personne n’y est reconnaissable » s’il n’en faut pas.",
        error_messages={"required": "Dites de qui vient l’accord de montrer cette photo."},
    )

    def offer(self) -> None:
        """A block that has its picture keeps it, unless another is chosen."""
        if self.initial.get("has_picture"):
            self.fields["fichier"].required = False
            self.fields["fichier"].help_text = "Vide : la photo reste celle d’aujourd’hui."

    def clean_fichier(self) -> Any:
        """A picture that opens; its first bytes say what it is, not its name."""
        given = self.cleaned_data["fichier"]
        if given:
            if given.size > MOST_BYTES:
                raise forms.ValidationError(TOO_HEAVY)
            try:
                read_picture(given.read())
            except UnreadablePicture as error:
                raise forms.ValidationError(str(error)) from error
            given.seek(0)
        return given

    def clean(self) -> dict[str, Any]:
        """A browser forgets a file when the form comes back: it is said, rather than lost."""
        asked = super().clean() or {}
        if self.errors and asked.get("fichier"):
            self.add_error("fichier", "Choisissez encore cette photo : elle n’est pas gardée.")
        return asked

    def content(self) -> Mapping[str, Any]:
        return {key: self.cleaned_data[key] for key in ("alt", "caption", "consent")}


class PartnersForm(BlockForm):
    """Who is thanked besides the funders of the year."""

    names = forms.CharField(
        label="Autres partenaires",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Un par ligne. Les financeurs des conventions de l’année y sont d’eux-mêmes.",
    )

    def content(self) -> Mapping[str, Any]:
        return {"names": self.cleaned_data["names"]}
