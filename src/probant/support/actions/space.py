"""What a project holder does from her own space: a task done, a piece sent, a certificate drawn.

Each is written in the journal of the house that supports her, under her own account, and asks
`may_use_space`: a closed space, or another case, is refused.
"""

import secrets
import uuid
from collections.abc import Iterable, Sequence

from probant.directory.models import Person
from probant.documents.writing import keep, write_document
from probant.journal.digest import digest_of
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, refused, require
from probant.post.addresses import absolute
from probant.post.letters import write_letter
from probant.support.access import may_open_cases, may_use_space
from probant.support.actions.files import FILE
from probant.support.models import Audience, Case, CaseFile, SupportCertificate, Task
from probant.support.path_retention import TASK
from probant.support.queries.space import is_of_case
from probant.support.queries.who import in_charge_of
from probant.support.writing import mention, settle

MOST_AT_ONCE, MOST_A_DAY = 10, 40
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without what is misread aloud
DEPOSITS = "deposits"  # category of letters


def finish_shared_task(actor: Actor, *, task: Task, key: uuid.UUID | None = None) -> Task:
    """Say that a task shared with the holder is done. Raises `Refused`, `AlreadyDone`."""
    return _mark(actor, task, done=True, key=key)


def reopen_shared_task(actor: Actor, *, task: Task, key: uuid.UUID | None = None) -> Task:
    """Take back what she said done herself. Raises `Refused`, `AlreadyDone`."""
    return _mark(actor, task, done=False, key=key)


def _mark(actor: Actor, task: Task, *, done: bool, key: uuid.UUID | None) -> Task:
    case = _shared_on(actor, task)
    verb = "support.finish_task" if done else "support.reopen_task"
    with change(actor, verb=verb, houses=[task.house_id], key=key) as entry:
        task.refresh_from_db()
        if task.is_done == done:
            return task
        if not done and task.done_by_id != actor.user_id:
            raise Refused("Cette tâche a été faite par l’équipe.")
        task.done_on = entry.today if done else None
        task.done_by_id = actor.user_id if done else None
        task.save(update_fields=["done_on", "done_by"])
        entry.mention(TASK, task.pk)
        mention(entry, case)
    return task


def _shared_on(actor: Actor, task: Task) -> Case:
    if task.case is None or not task.is_shared or task.erased_on is not None:
        require(refused("Cette tâche ne vous est pas partagée."))
        raise AssertionError
    require(may_use_space(actor, task.case))
    return task.case


def deposit_pieces(
    actor: Actor,
    *,
    case: Case,
    files: Sequence[tuple[str, Iterable[bytes]]],
    title: str = "",
    words: str = "",
    key: uuid.UUID | None = None,
) -> list[CaseFile]:
    """Put files (name, chunks) on one's own case; who follows it is told by a task and a letter.

    Their kinds are held by `support.deposits` before. Raises `Refused` (too many), `TooLarge`,
    `AlreadyDone`. Effects: bytes, rows shared with the holder, a task, a letter; one entry.
    """
    require(may_use_space(actor, case))
    if not files:
        raise Refused("Choisissez au moins un fichier.")
    if len(files) > MOST_AT_ONCE:
        raise Refused(f"Envoyez {MOST_AT_ONCE} fichiers à la fois au plus.")
    kept = [keep(name, chunks) for name, chunks in files]
    with change(actor, verb="support.deposit", houses=[case.house_id], key=key) as entry:
        sent = CaseFile.objects.filter(
            case=case, added_by_id=actor.user_id, added_on=entry.today
        ).count()
        if sent + len(kept) > MOST_A_DAY:
            raise Refused(
                f"{MOST_A_DAY} fichiers par jour au plus : envoyez la suite demain, ou "
                "demandez à la personne qui vous suit."
            )
        rows = []
        for one in kept:
            row = CaseFile.objects.create(
                case=case,
                document=write_document(entry, one),
                title=" ".join(title.split())[:200],
                name=one.name,
                audience=Audience.HOLDER,
                dated_on=entry.today,
                added_by_id=actor.user_id,
                added_on=entry.today,
                seq=entry.seq,
            )
            entry.mention(FILE, row.pk)
            rows.append(row)
        _tell_referent(entry, case, rows, " ".join(words.split()))
        mention(entry, case)
        settle(case)
    return rows


def _tell_referent(entry: Entry, case: Case, rows: list[CaseFile], words: str) -> None:
    """A task for whoever follows the case today, nobody's where nobody does, and a letter."""
    charge = in_charge_of(case, entry.today).user
    what = f"Lire : {', '.join(str(row) for row in rows)}"
    if words:
        what = f"{what} ({words})"
    task = Task.objects.create(
        house_id=case.house_id,
        case=case,
        what=what[:300],
        due_on=entry.today,
        assigned=charge,
        created_on=entry.today,
        created_by_id=entry.actor.user_id,
        seq=entry.seq,
    )
    entry.detail(category="support.task", task=task.pk, text_digest=digest_of([task.what]))
    entry.mention(TASK, task.pk)
    if charge is None or not charge.is_active:
        return
    write_letter(
        entry,
        to=charge.email,
        subject=f"Pièce déposée : {case.title}",
        template="support/mail/deposit.txt",
        context={"case": case, "count": len(rows), "href": absolute("support:case", case.pk)},
        about=("case", case.pk),
        user=charge,
        category=DEPOSITS,
    )


def issue_certificate(
    actor: Actor, *, case: Case, person: Person, key: uuid.UUID | None = None
) -> SupportCertificate:
    """Draw a certificate of support for somebody of a case: herself, or the team for her.

    What it says is read from the facts as they stand then. Raises `Refused`, `AlreadyDone`.
    Effects: the row; what it rests on is sealed; one entry.
    """
    if actor.person_id != person.pk or not may_use_space(actor, case):
        require(may_open_cases(actor, case.house_id))
    if person.erased_on is not None or not is_of_case(person, case):
        raise Refused("Cette personne n’est pas de ce projet.")
    house_id = case.house_id
    with change(actor, verb="support.issue_certificate", houses=[house_id], key=key) as entry:
        entry.seal("certificate")
        row = SupportCertificate.objects.create(
            house_id=house_id,
            case=case,
            person=person,
            code=_code(),
            issued_on=entry.today,
            issued_by_id=actor.user_id,
            seq=entry.seq,
        )
        entry.mention("certificate", row.pk)
        entry.mention("person", person.pk)
        mention(entry, case)
    return row


def _code() -> str:
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return f"{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"
