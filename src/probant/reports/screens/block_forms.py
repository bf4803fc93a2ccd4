"""What is asked of each kind of block of a publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst

from probant.documents.models import Document
from probant.indicators.breakdown import dimension_of, dimensions_of
from probant.indicators.definition import Indicator
from probant.indicators.registry import catalogue, indicator, ratios
from probant.indicators.screens.cards import heading_of
from probant.reports.actions import BlockEdit
from probant.reports.composition.funded import PARTS, SHEET
from probant.reports.composition.pictures import (
    MOST_BYTES,
    TOO_HEAVY,
    UnreadablePicture,
    read_picture,
)
from probant.reports.composition.placed import COMMUNE
from probant.reports.models import PublicationBlock
from probant.reports.rules.markers import live_marker
from probant.reports.rules.prose import LONGEST
from probant.support.models import Testimony
from probant.support.queries.testimonies import Words
from probant.ui.fields import offer_choices

INSERT = "inserer"
NO_TESTIMONY = "sans témoignage"


def figure_choices(
    own: Iterable[Indicator] = (), *, with_rates: bool = False
) -> list[tuple[str, Any]]:
    """The house's own figures, then those of the catalogue, by what they are about; rates last."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in (*own, *catalogue()):
        groups.setdefault(heading_of(one), []).append((one.code, capfirst(one.label)))
    found: list[tuple[str, Any]] = list(groups.items())
    if with_rates:
        found.append(("Taux et moyennes", [(one.code, one.label) for one in ratios()]))
    return found


@dataclass(frozen=True)
class Offered:
    """What the forms of blocks offer to choose from.

    `actions` and `programmes` are (number, words); `sheets` those of conventions, as
    (convention-action, words); `conventions` as (number, words).
    """

    own: tuple[Indicator, ...] = ()
    testimonies: tuple[Words, ...] = ()
    actions: tuple[tuple[str, str], ...] = ()
    programmes: tuple[tuple[str, str], ...] = ()
    conventions: tuple[tuple[str, str], ...] = ()
    sheets: tuple[tuple[str, str], ...] = ()


class BlockForm(forms.Form):
    """What every block has: a heading; a figure may be narrowed to an action."""

    title = forms.CharField(label="Titre du bloc", max_length=160, required=False)
    level = forms.TypedChoiceField(
        label="Rang du titre",
        choices=[("1", "partie"), ("2", "sous-partie")],
        coerce=int,
        initial="1",
    )

    narrows = False  # whether an action may be chosen

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.own = {one.code: one for one in offered.own}
        self.testimonies = {one.testimony.pk: one for one in offered.testimonies}
        if self.narrows and offered.actions:
            self.fields["action"] = forms.ChoiceField(
                label="Dans le périmètre de",
                required=False,
                help_text="Une action : ses programmes, ses types de rencontre, ses territoires.",
            )
            offer_choices(self, "action", [("", "toute la maison"), *offered.actions])
        self.offer()

    def offer(self) -> None:
        """Fill the choices of the kind."""

    def content(self) -> Mapping[str, Any]:
        """What the block keeps, by its kind."""
        return {}

    def kept(self) -> dict[str, Any]:
        """The same, with the action that it is narrowed to."""
        action = self.cleaned_data.get("action") if self.narrows else None
        return {**self.content(), **({"action": int(action)} if action else {})}

    def testimony(self) -> Testimony | None:
        """The testimony that was chosen."""
        return None

    def edit(self, document: Document | None = None) -> BlockEdit:
        """The whole, for the action."""
        return BlockEdit(
            title=self.cleaned_data["title"],
            level=self.cleaned_data["level"],
            content=self.kept(),
            testimony=self.testimony(),
            document=document,
        )


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


class FiguresForm(BlockForm):
    """Figures in the order in which they are written."""

    narrows = True
    codes = forms.MultipleChoiceField(
        label="Chiffres",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text="D’une action, aucun choisi : tous ceux que son périmètre atteint.",
    )
    compare = forms.BooleanField(label="À côté de l’année d’avant", required=False, initial=True)

    def offer(self) -> None:
        offer_choices(self, "codes", figure_choices(self.own.values()))

    def clean(self) -> dict[str, Any]:
        """Figures, or an action that says which."""
        asked = super().clean() or {}
        if not asked.get("codes") and not asked.get("action") and "codes" not in self.errors:
            self.add_error("codes", "Choisissez au moins un chiffre.")
        return asked

    def content(self) -> Mapping[str, Any]:
        return {"codes": self.cleaned_data["codes"], "compare": self.cleaned_data["compare"]}


class BrokenForm(BlockForm):
    """A figure and what it is broken down by."""

    narrows = True
    code = forms.ChoiceField(label="Chiffre")
    by = forms.ChoiceField(label="Réparti par")

    def offer(self) -> None:
        offer_choices(self, "code", figure_choices(self.own.values()))
        ways = {way.key: way.label for one in catalogue() for way in dimensions_of(one)}
        offer_choices(self, "by", ways.items())

    def clean(self) -> dict[str, Any]:
        """The two go together: not every figure is kept by everything."""
        asked = super().clean() or {}
        code = asked.get("code", "")
        kind = self.own.get(code) or indicator(code)
        if kind is not None and asked.get("by") and dimension_of(kind, asked["by"]) is None:
            ways = ", ".join(one.label for one in dimensions_of(kind))
            self.add_error("by", f"Ce chiffre ne se répartit pas ainsi ; il l’est par : {ways}.")
        return asked

    def content(self) -> Mapping[str, Any]:
        return {"code": self.cleaned_data["code"], "by": self.cleaned_data["by"]}


class ChartForm(BrokenForm):
    """The same, drawn, beside the year before or not."""

    compare = forms.BooleanField(label="Avec l’année d’avant", required=False)

    def content(self) -> Mapping[str, Any]:
        return {**super().content(), "compare": self.cleaned_data["compare"]}


class RecordsForm(BlockForm):
    """The figure whose records are listed; who is counted as a person never is."""

    narrows = True
    code = forms.ChoiceField(
        label="Ce que compte",
        help_text="Rencontres, structures nées et collectivités sont nommées ; les autres non.",
    )

    def offer(self) -> None:
        every = (*self.own.values(), *catalogue())
        lists = [one for one in every if one.subject != "person"]
        offer_choices(self, "code", [(one.code, capfirst(one.label)) for one in lists])

    def content(self) -> Mapping[str, Any]:
        return {"code": self.cleaned_data["code"]}


class MapForm(BlockForm):
    """The figure whose records are laid on their communes."""

    narrows = True
    code = forms.ChoiceField(
        label="Chiffre",
        help_text="Un disque par commune, et le même en tableau.",
    )

    def offer(self) -> None:
        every = (*self.own.values(), *catalogue())
        laid = [one for one in every if dimension_of(one, COMMUNE) is not None]
        offer_choices(self, "code", [(one.code, capfirst(one.label)) for one in laid])

    def content(self) -> Mapping[str, Any]:
        return {"code": self.cleaned_data["code"]}


class FunnelForm(BlockForm):
    """The programme whose path is shown."""

    narrows = True
    programme = forms.ChoiceField(label="Programme", required=False)

    def offer(self) -> None:
        offer_choices(self, "programme", [("", "chacun"), *self.offered.programmes])

    def content(self) -> Mapping[str, Any]:
        return {"programme": self.cleaned_data["programme"]}


class BudgetForm(BlockForm):
    """The sheet whose budget is shown."""

    sheet = forms.ChoiceField(
        label="Fiche action",
        help_text="Prévu à la fiche, réalisé d’après les écritures importées.",
    )

    def offer(self) -> None:
        offer_choices(self, "sheet", self.offered.sheets)

    def kept(self) -> dict[str, Any]:
        return chosen_sheet(self.cleaned_data["sheet"])


class ConventionForm(BlockForm):
    """The convention and what is shown of it."""

    part = forms.ChoiceField(label="Ce qui est montré")
    convention = forms.ChoiceField(label="Convention")

    def offer(self) -> None:
        offer_choices(self, "part", [(key, one.label) for key, one in PARTS.items()])
        offer_choices(self, "convention", self.offered.conventions)

    def kept(self) -> dict[str, Any]:
        return {
            "part": self.cleaned_data["part"],
            "convention": int(self.cleaned_data["convention"]),
        }


class SheetForm(BlockForm):
    """What a sheet promised: the block of a model, its sheet may be changed."""

    sheet = forms.ChoiceField(label="Fiche action")

    def offer(self) -> None:
        offer_choices(self, "sheet", self.offered.sheets)

    def kept(self) -> dict[str, Any]:
        return {"part": SHEET, **chosen_sheet(self.cleaned_data["sheet"])}


def chosen_sheet(chosen: str) -> dict[str, Any]:
    """A sheet as its choice says it: its convention and its action."""
    convention, _, action = chosen.partition("-")
    return {"convention": int(convention), "action": int(action)}


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


FORMS: Mapping[str, type[BlockForm]] = {
    "text": TextForm,
    "figures": FiguresForm,
    "chart": ChartForm,
    "table": BrokenForm,
    "map": MapForm,
    "funnel": FunnelForm,
    "records": RecordsForm,
    "budget": BudgetForm,
    "convention": ConventionForm,
    "focus": FocusForm,
    "photo": PhotoForm,
    "partners": PartnersForm,
}


def form_of(kind: str, part: str = "") -> type[BlockForm]:
    """The form of a kind of block."""
    return SheetForm if kind == "convention" and part == SHEET else FORMS[kind]


def initial_of(block: PublicationBlock) -> dict[str, Any]:
    """What a block's form holds at first."""
    kept, publication = block.content, block.publication
    convention = kept.get("convention") or publication.convention_id or ""
    return {
        **kept,
        "convention": str(convention),
        "sheet": f"{convention}-{kept.get('action', '')}",
        "title": block.title,
        "level": str(block.level),
        "temoignage": str(block.testimony_id or ""),
        "has_picture": block.document_id is not None,
    }


class LinkForm(forms.Form):
    """What a number typed in a text rests on: one of the three."""

    figure = forms.ChoiceField(label="Un chiffre de la maison", required=False)
    claim = forms.ChoiceField(label="Un nombre lu dans un document", required=False)
    source = forms.CharField(
        label="Une source",
        max_length=200,
        required=False,
        help_text="Qui le dit, où, quand : « Insee, enquête Revenus fiscaux, 2021 ».",
    )

    def __init__(
        self, *args: Any, figures: list[Any], claims: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "figure", [("", "aucun"), *figures])
        offer_choices(self, "claim", [("", "aucun"), *claims])

    def clean(self) -> dict[str, Any]:
        """Exactly one."""
        asked = super().clean() or {}
        if sum(bool(asked.get(name)) for name in ("figure", "claim", "source")) != 1:
            raise forms.ValidationError("Choisissez un chiffre, ou une lecture, ou une source.")
        if set("{}|\n") & set(asked.get("source", "")):
            self.add_error("source", "Une source s’écrit sans accolades ni barre.")
        return asked

    def support(self) -> str:
        """What is written in the text."""
        asked = self.cleaned_data
        if asked["figure"]:
            return f"chiffre {asked['figure']}"
        return f"dit {asked['claim']}" if asked["claim"] else f"source : {asked['source']}"
