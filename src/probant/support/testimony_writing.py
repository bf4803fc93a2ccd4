"""Write testimonies and consents inside a journal entry that is already open."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from probant.directory.models import Person
from probant.journal.digest import digest_of
from probant.journal.door import Entry
from probant.kernel.decision import Refused
from probant.post.letters import secret_place, write_letter
from probant.support.models import (
    Case,
    ConsentSaid,
    Scope,
    Task,
    Testimony,
    TestimonyAnswer,
    TestimonyGiven,
    TestimonyPublished,
)
from probant.support.path_retention import TASK
from probant.support.queries.choices import names_of_choices
from probant.support.queries.testimonies import standing_consents
from probant.support.writing import mention, settle

TESTIMONY = "testimony"  # kind of the timeline
SECRET, WITHDRAWAL = "répondre au témoignage", "revenir sur ses accords"  # places in letters
LONGEST_ANSWER = 4000


@dataclass(frozen=True)
class Testifying:
    """What somebody says: answers by question as it was put, and the scope of each use allowed."""

    answers: Mapping[str, str]
    consents: Mapping[str, str] = field(default_factory=dict)


def new_testimony(entry: Entry, case: Case, person: Person, way: str) -> Testimony:
    return Testimony(
        house_id=case.house_id,
        case=case,
        person=person,
        programme_id=case.programme_id,
        way=way,
        seq=entry.seq,
    )


def receive(entry: Entry, row: Testimony, said: Testifying, day: datetime.date) -> None:
    """Keep answers, record that they were given, and what they may be used for."""
    answers = [(put, text.strip()) for put, text in said.answers.items() if text.strip()]
    if not answers:
        raise Refused("Répondez à une question au moins.")
    row.state, row.received_on, row.seq = Testimony.State.RECEIVED, day, entry.seq
    row.link_digest, row.link_until = "", None
    row.save()
    TestimonyAnswer.objects.bulk_create(
        TestimonyAnswer(
            testimony=row, position=place, question=put[:200], text=text[:LONGEST_ANSWER]
        )
        for place, (put, text) in enumerate(answers, start=1)
    )
    entry.detail(
        category="support.testimony",
        testimony=row.pk,
        text_digest=digest_of([text for _, text in answers]),
    )
    given = TestimonyGiven(testimony=row, way=row.way, person_id=row.person_id)
    given.about(row.case, day)
    entry.record(given)
    say(entry, row, said.consents, day)
    _thank(entry, row)


def say(
    entry: Entry, row: Testimony, consents: Mapping[str, str], day: datetime.date
) -> list[ConsentSaid]:
    """Record what changes: given, given otherwise, taken back."""
    known, before = names_of_choices(row.house_id, "use"), standing_consents(row)
    if any(scope and scope not in Scope.values for scope in consents.values()):
        raise Refused("Dites comment la personne est nommée.")
    facts = []
    for use in sorted(set(known) | set(before)):
        scope = consents.get(use, "")
        if scope == before.get(use, ""):
            continue
        fact = ConsentSaid(testimony=row, use_code=use, scope=scope, person_id=row.person_id)
        fact.about(row.case, day)
        facts.append(entry.record(fact))
        if not scope:
            _take_off(entry, row, use, known.get(use, use))
    mention_testimony(entry, row)
    settle(row.case)
    return facts


def _take_off(entry: Entry, row: Testimony, use: str, words: str) -> None:
    """What was shown somewhere and may be no longer is a task for whoever follows the case."""
    shown = TestimonyPublished.objects.now().filter(testimony=row, use_code=use)
    if not shown.exists():
        return
    task = Task.objects.create(
        house_id=row.house_id,
        case=row.case,
        what=f"Retirer un témoignage publié : {words} (accord retiré)"[:300],
        due_on=entry.today,
        assigned_id=row.case.referent_id or row.collected_by_id,
        created_on=entry.today,
        seq=entry.seq,
    )
    entry.detail(category="support.task", task=task.pk, text_digest=digest_of([task.what]))
    entry.mention(TASK, task.pk)


def _thank(entry: Entry, row: Testimony) -> None:
    """Tell the person what she allowed, and how to take it back, where she has an address."""
    if not row.person.email:
        return
    write_letter(
        entry,
        to=row.person.email,
        subject="Merci pour votre témoignage",
        template="support/mail/testimony_thanks.txt",
        context={
            "house": row.house,
            "place": secret_place(WITHDRAWAL),
            "any": bool(standing_consents(row)),
        },
        about=(TESTIMONY, row.pk),
        person=row.person,
    )


def mention_testimony(entry: Entry, row: Testimony) -> None:
    entry.mention(TESTIMONY, row.pk)
    entry.mention("person", row.person_id)
    mention(entry, row.case)
