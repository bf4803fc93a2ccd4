"""What the form of any block of a publication has, and what the forms offer to choose from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst

from probant.documents.models import Document
from probant.indicators.definition import Indicator
from probant.indicators.registry import catalogue, ratios
from probant.indicators.screens.cards import heading_of
from probant.reports.actions import BlockEdit
from probant.support.models import Testimony
from probant.support.queries.testimonies import Words
from probant.ui.fields import offer_choices


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
    questions: tuple[tuple[str, str], ...] = ()


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
