"""What the directory holds of a person, and the facts of every room that name her."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from probant.directory.models import DataRequest, Person, PlacedFact, Position
from probant.directory.writing import PERSON
from probant.journal.models import JournalEntry
from probant.journal.timeline import timeline
from probant.kernel.holdings import Section
from probant.kernel.verbs import words_of

MOST = 5000  # entries of the journal that one export tells


def holdings(house_id: int, person_id: int) -> Iterator[Section]:
    """Identity, positions, requests, facts of every kind, entries of the journal."""
    person = Person.objects.filter(house_id=house_id, pk=person_id, erased_on__isnull=True).first()
    if person is None:
        return
    yield Section(
        "Identité et coordonnées",
        ("prénom", "nom", "courriel", "téléphone"),
        ((person.given_name, person.family_name, person.email, person.telephone),),
    )
    yield _positions(person)
    yield _requests(person)
    yield facts(house_id, person_id)
    yield Section(
        "Écritures du journal qui la mentionnent",
        ("jour", "ce qui a été fait", "détail"),
        tuple(
            (
                one.at.date(),
                words_of(one.verb),
                str(one.body.get("label") or one.body.get("position") or ""),
            )
            for one in timeline(house_id, PERSON, person_id, limit=MOST)
        ),
    )


def _positions(person: Person) -> Section:
    rows = Position.objects.filter(person=person).order_by("starts_on", "id")
    columns = ("title", "organisation__name", "starts_on", "ends_on")
    return Section(
        "Fonctions",
        ("fonction", "structure", "depuis", "jusqu’au"),
        tuple(rows.values_list(*columns)),
    )


def _requests(person: Person) -> Section:
    rows = DataRequest.objects.filter(person=person).order_by("received_on", "id")
    return Section(
        "Demandes sur ses données",
        ("demande", "reçue le", "état", "traitée le", "explication"),
        tuple(
            (
                str(one.get_kind_display()),
                one.received_on,
                str(one.get_state_display()),
                one.settled_on,
                one.reason,
            )
            for one in rows
        ),
    )


def facts(house_id: int, person_id: int) -> Section:
    """The dated facts that name a person, of whatever room; one query a kind of fact.

    Every kind of fact about people is a `PlacedFact`; what happened is said by the words of the
    entry that recorded it.
    """
    columns = ("occurred_on", "seq", "organisation__name", "place_code", "known_on", "void_on")
    found: list[tuple[Any, ...]] = []
    for model in apps.get_models():
        if issubclass(model, PlacedFact):
            rows = model.objects.filter(house_id=house_id, person_id=person_id)
            found += rows.values_list(*columns)
    entries = JournalEntry.objects.filter(house_id=house_id, seq__in={row[1] for row in found})
    verbs = dict(entries.values_list("seq", "verb"))
    return Section(
        "Faits datés",
        ("jour", "ce qui est noté", "structure", "commune", "noté le", "annulé le"),
        tuple(
            (occurred_on, words_of(verbs.get(seq, "")), structure or "", place, known_on, void_on)
            for occurred_on, seq, structure, place, known_on, void_on in sorted(
                found, key=lambda row: row[:2]
            )
        ),
    )


def forget_requests(house_id: int, person_id: int) -> int:
    """Empty the explanations given to a person; that she asked, and when, stays."""
    rows = DataRequest.objects.filter(house_id=house_id, person_id=person_id).exclude(reason="")
    return rows.update(reason="")
