"""People: the list, a person's page, adding and correcting one, positions, erasing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.directory import actions
from probant.directory.access import can_erase, can_write
from probant.directory.errors import AlreadyThere
from probant.directory.likely import CONTAINS, Likely, likely_people
from probant.directory.models import Card, Person, Position
from probant.directory.people import (
    HELD,
    HOLDS,
    NONE,
    PeopleFilters,
    exported_people,
    people,
    positions_of,
)
from probant.directory.screens.asking import answer, card_or_404, person_or_404
from probant.directory.screens.forms import ErasureForm, IdentityForm, PersonForm, PositionForm
from probant.directory.screens.people_tables import NOBODY, PEOPLE, words
from probant.directory.screens.taking_away import asked, take_away
from probant.directory.screens.together import Gesture, Together, answer_together, boxes_for
from probant.directory.writing import PERSON
from probant.journal.errors import AlreadyDone
from probant.journal.models import JournalMention
from probant.kernel.actor import Actor
from probant.ui.hrefs import href_pattern
from probant.ui.idempotency import FormKeys, read_keys
from probant.ui.request import Request, say_as_posted
from probant.ui.tables import keyset_page
from probant.ui.tables.choosing import ACT

SHEET, PERSON_PAGE = "directory:sheet", "directory:person"
HEADINGS = ("Nom", "Prénom", "Courriel", "Téléphone", "Fonction", "Structure", "Depuis")


def listing(request: Request) -> HttpResponse:
    """The people of the house, 100 a page, with the positions that they hold; two queries."""
    actor = request.actor
    filters = filters_of(request.GET)
    filtered = filters != PeopleFilters()
    page = keyset_page(people(actor, filters), PEOPLE.sort(request.GET), request.GET)
    table = NOBODY if filtered and not page.rows else PEOPLE
    held = positions_of(actor, [row["id"] for row in page.rows]) if page.rows else {}
    context = {
        "filters": filters,
        "filtered": filtered,
        "table": table.render(
            words(page.rows, held),
            query=request.GET,
            page=page,
            choosing=boxes_for(request, PEOPLE_TOGETHER),
        ),
        "can_write": can_write(actor).allowed,
    }
    return render(request, "directory/people.html", context)


def together(request: Request) -> HttpResponse:
    """`/personnes/ensemble/`: one act on the people who were ticked."""
    return answer_together(request, PEOPLE_TOGETHER)


def _export_ticked(request: Request, rows: Sequence[Person]) -> HttpResponse:
    say_as_posted(request, format=request.POST.get(ACT, "").removeprefix("exporter-"))
    numbers = [row.pk for row in rows]
    return _file(request, exported_people(request.actor, PeopleFilters(), only=numbers))


def export(request: Request) -> HttpResponse:
    """The list as a file (POST), one row a position held; who took it away is on record."""
    return _file(request, exported_people(request.actor, filters_of(asked(request))))


def _file(request: Request, rows: list[tuple[Any, ...]]) -> HttpResponse:
    return take_away(
        request,
        HEADINGS,
        rows,
        name="personnes",
        verb="directory.export_people",
        back="directory:people",
    )


def _ticked(actor: Actor, numbers: Sequence[int]) -> list[Person]:
    found = Person.objects.visible_to(actor).filter(pk__in=numbers, erased_on__isnull=True)
    return list(found.order_by("name_key", "id"))


PEOPLE_TOGETHER = Together(
    noun="personne",
    trail="Personnes",
    here="directory:people-together",
    undo="directory:people-together",
    back="directory:people",
    load=_ticked,
    gestures=(
        Gesture("exporter-xlsx", "Exporter pour un tableur", direct=_export_ticked),
        Gesture("exporter-csv", "Exporter en CSV", direct=_export_ticked),
    ),
)


def filters_of(query: Mapping[str, str]) -> PeopleFilters:
    """What the address narrows the list by; a word that means nothing narrows nothing."""
    position = query.get("fonctions", "")
    return PeopleFilters(
        text=query.get("q", "").strip()[:120],
        position=position if position in (HOLDS, HELD, NONE) else "",
        title=query.get("fonction", "").strip()[:120],
    )


def person(request: Request, pk: int) -> HttpResponse:
    """A person of the house: how to reach them, what they are and where."""
    found = person_or_404(request, pk)
    actor = request.actor
    positions = found.positions.select_related("organisation").order_by("ends_on", "-starts_on")
    context = {
        "person": found,
        "positions": list(positions),
        "sheet_href": href_pattern(SHEET),
        "can_write": can_write(actor).allowed,
        "can_erase": can_erase(actor).allowed and found.erased_on is None,
    }
    return render(request, "directory/person.html", context)


def add(request: Request, pk: int) -> HttpResponse:
    """Add a person to a structure, with what they are there."""
    card = card_or_404(request, pk)
    return _create(request, PersonForm, href_pattern(SHEET) % pk, card)


def create(request: Request) -> HttpResponse:
    """Add a person who is in no structure yet."""
    return _create(request, IdentityForm, reverse("directory:people"), None)


def _create(
    request: Request, form_class: type[IdentityForm], back: str, card: Card | None
) -> HttpResponse:
    """A form for a new person; those she may already be are proposed before anything is written."""
    form = form_class(request.POST or None)
    context: dict[str, Any] = {"card": card, "likely": []}

    def act(keys: FormKeys) -> str:
        given: dict[str, Any] = form.cleaned_data
        if not request.POST.get("distincte"):
            context["likely"] = _likely(request, given)
            if context["likely"]:
                raise AlreadyThere
        where: dict[str, Any] = {"organisation": card.organisation} if card else {}
        made = actions.create_person(request.actor, key=keys.key, **where, **given)
        return back if card else href_pattern(PERSON_PAGE) % made.pk

    return answer(
        request,
        form,
        "directory/person_form.html",
        act=act,
        done="La personne est notée.",
        back=back,
        context=context,
    )


def _likely(request: Request, given: dict[str, Any]) -> list[Likely]:
    """People who are perhaps the same: not those whose name merely holds hers."""
    asked = ("given_name", "family_name", "email", "telephone")
    named: dict[str, Any] = {name: given[name] or "" for name in asked}
    found = likely_people(request.actor.house, **named)
    return [one for one in found if one.score > CONTAINS]


def edit(request: Request, pk: int) -> HttpResponse:
    """Correct a person's name and how to reach her."""
    found = person_or_404(request, pk)
    if found.erased_on is not None:
        raise Http404
    initial = {name: getattr(found, name) for name in IdentityForm.base_fields}
    form = IdentityForm(request.POST or None, initial=initial)
    back = href_pattern(PERSON_PAGE) % pk

    def act(keys: FormKeys) -> str:
        given: dict[str, Any] = form.cleaned_data
        actions.edit_person(request.actor, found, read_at=keys.read_at, key=keys.key, **given)
        return back

    return answer(
        request,
        form,
        "directory/person_edit.html",
        act=act,
        done="La fiche est corrigée.",
        back=back,
        context={"person": found, "subject": (found.house_id, PERSON, pk)},
    )


def add_position(request: Request, pk: int) -> HttpResponse:
    """Say what a person is in a structure of the directory, between two days."""
    found = person_or_404(request, pk)
    if found.erased_on is not None:
        raise Http404
    form = PositionForm(request.POST or None, house_id=found.house_id)
    back = href_pattern(PERSON_PAGE) % pk

    def act(keys: FormKeys) -> str:
        given: dict[str, Any] = form.cleaned_data
        actions.add_position(request.actor, found, key=keys.key, **given)
        return back

    return answer(
        request,
        form,
        "directory/position_form.html",
        act=act,
        done="La fonction est notée.",
        back=back,
        context={"person": found},
    )


def end_position(request: Request, pk: int) -> HttpResponse:
    """Say that a position ended today."""
    actor = request.actor
    position = (
        Position.objects.visible_to(actor)
        .filter(pk=pk, ends_on__isnull=True)
        .select_related("person")
        .first()
    )
    if position is None:
        raise Http404
    try:
        actions.end_position(
            actor, position, ends_on=timezone.localdate(), key=read_keys(request.POST).key
        )
        messages.success(request, "La fonction se termine aujourd’hui.")
    except AlreadyDone as done:
        messages.info(request, str(done))
    return redirect("directory:person", position.person_id)


def erase(request: Request, pk: int) -> HttpResponse:
    """Explain what erasing a person does, then do it."""
    found = person_or_404(request, pk)
    if found.erased_on is not None:
        return redirect("directory:person", pk)
    actor = request.actor
    form = ErasureForm(request.POST or None)
    back = href_pattern("directory:person") % pk

    def act(keys: FormKeys) -> str:
        actions.erase_person(actor, found, form.cleaned_data["reason"], key=keys.key)
        return back

    mentions = JournalMention.objects.filter(
        house_id=found.house_id, kind=PERSON, object_id=found.pk
    )
    return answer(
        request,
        form,
        "directory/erase.html",
        act=act,
        done="La personne est effacée. Les chiffres n’ont pas bougé.",
        back=back,
        context={
            "person": found,
            "entries": mentions.count(),
            "positions": found.positions.count(),
        },
    )
