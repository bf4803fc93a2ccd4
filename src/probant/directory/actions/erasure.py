"""Erase a person: their row, the texts that mention them, what rooms keep of them. Facts stand."""

import uuid
from enum import StrEnum

from django.utils import timezone

from probant.directory.access import can_erase
from probant.directory.actions.rights import settle_erasure
from probant.directory.errors import AlreadyErased
from probant.directory.models import Person
from probant.directory.register import Erasure, append, erasures, journal_of
from probant.directory.writing import PERSON
from probant.journal.door import Entry, change
from probant.journal.erasure import erase_mentions
from probant.kernel.actor import Actor
from probant.kernel.decision import require
from probant.kernel.erasure import ERASERS
from probant.search import index as names


class Reason(StrEnum):
    """Why a person is erased: a word from a list, so that no free text names them again."""

    REQUEST = "request"
    RETENTION = "retention"
    MISTAKE = "mistake"
    RESTORED = "restored"

    @property
    def label(self) -> str:
        """The reason in French."""
        return _LABELS[self.value]


_LABELS = {
    "request": "la personne l’a demandé (RGPD, art. 17)",
    "retention": "la durée de conservation est passée",
    "mistake": "saisie par erreur",
    "restored": "effacée auparavant, revenue par une sauvegarde",
}


def erase_person(
    actor: Actor, person: Person, reason: str, *, key: uuid.UUID | None = None
) -> None:
    """Erase a person for good; figures, facts, digests and the chain stand.

    `reason` is a value of `Reason`. Raises `Refused`, `AlreadyErased`, `AlreadyDone`, ValueError.
    Effects: the row is emptied; positions go; the name leaves the index; journal details that
    mention the person lose text and key; every registered room empties its rows; what she asked
    about her data is settled; one line in the erasure register; one entry.
    """
    require(can_erase(actor))
    why = Reason(reason)
    with change(actor, verb="directory.erase_person", houses=[person.house_id], key=key) as entry:
        if actor.house_id != person.house_id:
            raise Person.DoesNotExist
        if person.erased_on is not None:
            raise AlreadyErased
        erase(entry, person)
        entry.detail(category="erasure", reason=why.value)


def erase(entry: Entry, person: Person) -> None:
    """Erase inside an open entry. The register is written last, before the transaction ends.

    Were the commit to fail after it, the register would hold a line too many, and a restored
    backup would erase somebody who asked for it; the other order could forget one.
    """
    erase_mentions(person.house_id, PERSON, person.pk)
    for eraser in ERASERS.values():
        eraser(person.house_id, person.pk)
    settle_erasure(entry, person)
    person.positions.all().delete()
    names.remove(person.house_id, PERSON, person.pk)
    Person.objects.filter(pk=person.pk).update(
        given_name="", family_name="", name_key="", email="", telephone="", erased_on=entry.today
    )
    person.refresh_from_db()
    entry.mention(PERSON, person.pk)
    append(
        Erasure(
            at=timezone.now().isoformat(timespec="seconds"),
            house_id=person.house_id,
            person_id=person.pk,
            journal=journal_of(person.house_id),
        )
    )


def replay_erasures() -> int:
    """Erase again those whom a restored backup brought back; returns how many.

    Effects: as `erase_person`, one entry a person.
    """
    count = 0
    journals: dict[int, str] = {}
    for line in list(erasures()):
        if line.house_id not in journals:
            journals[line.house_id] = journal_of(line.house_id)
        if journals[line.house_id] != line.journal:
            continue
        person = Person.objects.filter(
            pk=line.person_id, house_id=line.house_id, erased_on__isnull=True
        ).first()
        if person is None:
            continue
        erase_person(Actor.system(line.house_id, "restore"), person, Reason.RESTORED)
        count += 1
    return count
