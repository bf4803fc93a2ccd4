"""What one does on several structures of the directory at once."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse

from probant.directory import actions
from probant.directory.models import Card
from probant.directory.queries import Filters, exported_cards
from probant.directory.screens.places_forms import ChosenBranchForm
from probant.directory.screens.tables import FAMILIES, THEMES
from probant.directory.screens.together import Gesture, Together
from probant.journal.together import SAME
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, XLSX, attachment, csv_bytes, xlsx_bytes
from probant.ui.tables.choosing import ACT

Key = uuid.UUID | None
HEADINGS = (
    "Structure",
    "Commune",
    "Code INSEE",
    "Famille juridique",
    "Domaine",
    "SIREN",
    "SIRET",
    "RNA",
    "Membre du réseau",
)


class _NetworkForm(forms.Form):
    is_member = forms.TypedChoiceField(
        label="Réseau",
        choices=[("oui", "membres du réseau"), ("non", "hors du réseau")],
        coerce=lambda word: word == "oui",
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si ces structures sont membres du réseau."},
    )


def load(actor: Actor, numbers: Sequence[int]) -> list[Card]:
    """The cards of these numbers that an actor may see. One query."""
    found = Card.objects.visible_to(actor).filter(pk__in=numbers)
    return list(found.select_related("organisation").order_by("name_key", "id"))


def _changing(column: str) -> tuple[Any, Any]:
    """Set one column of a card through the action that edits a sheet, and take it back."""

    def edit(actor: Actor, card: Card, value: Any, key: Key) -> None:
        given: dict[str, Any] = {column: value}
        actions.edit_organisation(actor, card.organisation, read_at=None, key=key, **given)

    def do(actor: Actor, card: Card, typed: dict[str, Any], key: Key) -> Any:
        before, after = getattr(card, column), typed[column]
        if before == after:
            return SAME
        edit(actor, card, after, key)
        return [before, after]

    def undo(actor: Actor, number: int, kept: Any, key: Key) -> None:
        before, after = kept
        card = next(iter(load(actor, [number])), None)
        if card is None or getattr(card, column) != after:
            raise Refused(f"« {card.name if card else 'une fiche'} » a changé depuis.")
        edit(actor, card, before, key)

    return do, undo


def cards_file(found: Iterable[tuple[Any, ...]], ending: str) -> HttpResponse:
    """Cards (tuples of `queries.EXPORTED`) as a file, csv or xlsx. It names no fact."""
    rows = [
        (
            name,
            place,
            code,
            FAMILIES[family],
            THEMES[theme],
            siren,
            siret,
            rna,
            "oui" if member else "non",
        )
        for name, place, code, family, theme, siren, siret, rna, member in found
    ]
    if ending == "xlsx":
        return attachment(xlsx_bytes(HEADINGS, rows, title="Annuaire"), "annuaire.xlsx", XLSX)
    return attachment(csv_bytes(HEADINGS, rows), "annuaire.csv", CSV)


def _export(request: Request, cards: Sequence[Card]) -> HttpResponse:
    numbers = [card.pk for card in cards]
    found = exported_cards(request.actor, Filters(), only=numbers)
    return cards_file(found, request.POST.get(ACT, "").removeprefix("exporter-"))


CARDS_TOGETHER = Together(
    noun="structure",
    trail="Annuaire",
    here="directory:together",
    undo="directory:together-undo",
    back="directory:list",
    load=load,
    name=lambda card: card.name,
    gestures=(
        Gesture(
            "filiere",
            "Ranger dans une filière",
            "Ranger dans cette filière",
            *_changing("branch"),
            lambda request, posted: ChosenBranchForm(posted, house_id=request.actor.house),
        ),
        Gesture(
            "reseau",
            "Dire si elles sont du réseau",
            "Enregistrer",
            *_changing("is_member"),
            lambda request, posted: _NetworkForm(posted),
        ),
        Gesture("exporter-xlsx", "Exporter pour un tableur", direct=_export),
        Gesture("exporter-csv", "Exporter en CSV", direct=_export),
    ),
)
