"""Files of a case: added, given a new version, shared, withdrawn; milestones reached."""

import datetime
import uuid
from collections.abc import Iterable, Sequence

from probant.documents.models import Document
from probant.documents.writing import Kept, forget, keep, write_document
from probant.governance.models import Deliberation
from probant.journal.door import Entry, change
from probant.journal.erasure import erase_mentions
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.support.access import may_open_cases, may_withdraw_file, may_write_case
from probant.support.catalogue.milestones import shipped_milestones
from probant.support.models import Audience, Case, CaseFile, Milestone, MilestoneReached
from probant.support.writing import mention, settle

FILE, MILESTONE = "case_file", "milestone"  # kinds of the timeline
MOST_FILES = 40


def add_files(
    actor: Actor,
    *,
    case: Case,
    files: Sequence[tuple[str, Iterable[bytes]]],
    milestone: str = "",
    title: str = "",
    audience: str = Audience.TEAM,
    dated_on: datetime.date | None = None,
    reached: bool = False,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[CaseFile]:
    """Put files (name, chunks) on a case; `milestone` is the word of what they are, or "".

    `reached`: the deliverable is finished on that day, noted in the same entry. Raises `Refused`,
    `documents.store.TooLarge`, `InTheFuture`, `AlreadyDone`. Effects: bytes, rows; one entry.
    """
    require(may_write_case(actor, case))
    _check(audience, len(files))
    kept = [keep(name, chunks) for name, chunks in files]
    with change(
        actor, verb="support.add_files", houses=[case.house_id], declared_on=declared_on, key=key
    ) as entry:
        kind = write_milestone(entry, milestone) if milestone else None
        day = dated_on or entry.known_on
        rows = [
            _write(entry, case, one, kind=kind, title=title, audience=audience, dated_on=day)
            for one in kept
        ]
        if reached and kind is not None:
            _reach(entry, case, kind, day, file=rows[0])
        mention(entry, case)
        settle(case)
    return rows


def add_version(
    actor: Actor,
    *,
    file: CaseFile,
    name: str,
    chunks: Iterable[bytes],
    dated_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CaseFile:
    """Put a new version of a deliverable; the one before stays to be read.

    Raises `Refused` (withdrawn, or already followed by another), `TooLarge`, `AlreadyDone`.
    """
    require(may_write_case(actor, file.case))
    kept = keep(name, chunks)
    house_id = file.case.house_id
    with change(actor, verb="support.add_version", houses=[house_id], key=key) as entry:
        file.refresh_from_db()
        if file.withdrawn_on is not None:
            raise Refused("Ce fichier est retiré : déposez-en un autre.")
        if CaseFile.objects.filter(previous=file).exists():
            raise Refused("Une version plus récente est déjà là : partez de celle-ci.")
        row = _write(
            entry,
            file.case,
            kept,
            kind=file.milestone,
            title=file.title,
            audience=file.audience,
            dated_on=dated_on or entry.known_on,
            previous=file,
        )
        mention(entry, file.case)
    return row


def edit_file(
    actor: Actor,
    *,
    file: CaseFile,
    title: str,
    milestone: str,
    audience: str,
    dated_on: datetime.date,
    key: uuid.UUID | None = None,
) -> CaseFile:
    """Say better what a file is, of which day, and who has it. Raises `Refused`, `AlreadyDone`."""
    require(may_write_case(actor, file.case))
    _check(audience, 1)
    with change(actor, verb="support.edit_file", houses=[file.case.house_id], key=key) as entry:
        file.title = " ".join(title.split())
        file.milestone = write_milestone(entry, milestone) if milestone else None
        file.audience, file.dated_on = audience, dated_on
        file.save(update_fields=["title", "milestone", "audience", "dated_on"])
        entry.mention(FILE, file.pk)
        mention(entry, file.case)
    return file


def withdraw_file(actor: Actor, *, file: CaseFile, key: uuid.UUID | None = None) -> CaseFile:
    """Take a file off a case: its names are emptied, its place and its day stay.

    The document and its bytes go with it where nothing else of the house holds them. Raises
    `Refused`, `AlreadyDone`. Effects: an emptied row, perhaps a deleted document; one entry.
    """
    require(may_withdraw_file(actor, file))
    house_id = file.case.house_id
    with change(actor, verb="support.withdraw_file", houses=[house_id], key=key) as entry:
        erase_mentions(house_id, FILE, file.pk)
        held = file.document
        file.title, file.name, file.document = "", "", None
        file.withdrawn_on = entry.today
        file.save(update_fields=["title", "name", "document", "withdrawn_on"])
        if held is not None:
            forget(held)
        mention(entry, file.case)
    return file


def reach_milestone(
    actor: Actor,
    *,
    case: Case,
    milestone: str,
    occurred_on: datetime.date,
    file: CaseFile | None = None,
    deliberation: Deliberation | None = None,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MilestoneReached:
    """Record that a deliverable was finished or a step reached (`milestone`: its word).

    With the file, and the deliberation where elected members decided. Raises `Refused` (noted that
    day already), `Stale`, `InTheFuture`, `AlreadyDone`. Effects: the fact; one entry.
    """
    require(may_write_case(actor, case))
    if file is not None and file.case_id != case.pk:
        raise Refused("Ce fichier est celui d'un autre dossier.")
    with change(
        actor,
        verb="support.reach_milestone",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        kind = write_milestone(entry, milestone)
        fact = _reach(entry, case, kind, occurred_on, file=file, deliberation=deliberation)
        mention(entry, case)
        settle(case)
    return fact


def name_milestone(
    actor: Actor,
    *,
    house_id: int,
    name: str,
    is_document: bool,
    is_open: bool = True,
    word: str = "",
    key: uuid.UUID | None = None,
) -> Milestone:
    """Add a milestone of the house's own making, or rename or close one (`word`).

    A shipped one keeps its official code, which figures recognise. Raises `Refused`, `AlreadyDone`.
    """
    require(may_open_cases(actor, house_id))
    name = " ".join(name.split())
    with change(actor, verb="support.name_milestone", houses=[house_id], key=key) as entry:
        row = write_milestone(entry, word) if word else Milestone(house_id=house_id)
        if Milestone.objects.filter(house_id=house_id, name=name).exclude(pk=row.pk).exists():
            raise Refused(f"Un jalon s'appelle déjà « {name} ».")
        row.name, row.is_document, row.is_open = name, is_document, is_open
        row.save()
        entry.mention(MILESTONE, row.pk)
    return row


def write_milestone(entry: Entry, word: str) -> Milestone:
    """The milestone of a word, inside an open entry: a shipped one becomes the house's row.

    Raises `Refused` for a word that the house does not offer.
    """
    number = word.removeprefix("n")
    rows = Milestone.objects.filter(house_id=entry.house_id)
    own = word.startswith("n") and number.isascii() and number.isdigit()
    row = (
        rows.filter(pk=int(number[:18])).first() if own else rows.filter(official_code=word).first()
    )
    if row is not None:
        return row
    shipped = shipped_milestones().get(word)
    if shipped is None:
        raise Refused("Ce jalon n'est pas proposé par votre structure.")
    row = Milestone.objects.create(
        house_id=entry.house_id,
        name=shipped.name,
        official_code=shipped.code,
        is_document=shipped.is_document,
    )
    entry.mention(MILESTONE, row.pk)
    return row


def _check(audience: str, count: int) -> None:
    if audience not in Audience.values:
        raise Refused("Dites qui aura ce fichier.")
    if not count:
        raise Refused("Choisissez au moins un fichier.")
    if count > MOST_FILES:
        raise Refused(f"Déposez {MOST_FILES} fichiers à la fois au plus.")


def _write(
    entry: Entry,
    case: Case,
    kept: Kept,
    *,
    kind: Milestone | None,
    title: str,
    audience: str,
    dated_on: datetime.date,
    previous: CaseFile | None = None,
) -> CaseFile:
    document: Document = write_document(entry, kept)
    row = CaseFile.objects.create(
        case=case,
        document=document,
        milestone=kind,
        title=" ".join(title.split()),
        name=kept.name,
        audience=audience,
        dated_on=dated_on,
        version=previous.version + 1 if previous else 1,
        previous=previous,
        added_by_id=entry.actor.user_id,
        added_on=entry.known_on,
        seq=entry.seq,
    )
    entry.mention(FILE, row.pk)
    return row


def _reach(
    entry: Entry,
    case: Case,
    kind: Milestone,
    occurred_on: datetime.date,
    *,
    file: CaseFile | None = None,
    deliberation: Deliberation | None = None,
) -> MilestoneReached:
    noted = MilestoneReached.objects.now().filter(
        case=case, milestone=kind, occurred_on=occurred_on
    )
    if noted.exists():
        raise Refused(f"« {kind.name} » est déjà noté à ce jour.")
    fact = MilestoneReached(
        milestone=kind, milestone_code=kind.official_code, file=file, deliberation=deliberation
    )
    fact.about(case, occurred_on)
    return entry.record(fact)


def follow(by: MilestoneReached, fact: MilestoneReached) -> None:
    """A replacement: the code goes with the milestone; the same one twice a day is refused."""
    by.milestone_code = by.milestone.official_code
    noted = MilestoneReached.objects.now().filter(
        case=by.case, milestone=by.milestone, occurred_on=by.occurred_on
    )
    if noted.exclude(pk=fact.pk).exists():
        raise Refused(f"« {by.milestone.name} » est déjà noté à ce jour.")
