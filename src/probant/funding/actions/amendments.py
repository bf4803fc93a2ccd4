"""Amendments: numbered children of a convention, with what they change; and renewing."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import replace

from probant.funding.access import can_change, can_record
from probant.funding.actions.conventions import read_clause, record_convention, write_changes
from probant.funding.actions.drafts import ApprovalDraft, ChangeDraft, ClauseDraft, PartyDraft
from probant.funding.actions.wording import drafts_of
from probant.funding.models import AmendmentChange, Clause, Convention
from probant.funding.queries.standing import amendments_of, standing
from probant.funding.rules import Kind, Status
from probant.funding.rules.amendments import Change, conflicts
from probant.funding.rules.articles import key_of
from probant.governance.models import Decision
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Decision as Verdict
from probant.kernel.decision import Refused, refused, require

MOST_NUMBER = 99


def record_amendment(
    *,
    actor: Actor,
    convention: Convention,
    number: int,
    changes: Sequence[ChangeDraft],
    title: str = "",
    starts_on: datetime.date | None = None,
    signed_on: datetime.date | None = None,
    status: str = Status.DRAFT,
    reference: str = "",
    approvals: Sequence[ApprovalDraft | Decision] = (),
    clauses: Sequence[ClauseDraft] = (),
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Record an amendment of a convention: a child with its number, parties as the convention has.

    `starts_on` is the day from which it holds, its signature where it says none. `clauses`: typed
    terms of the new articles, beside their words given with the changes. Refused: a number already
    there, a change that cannot be (`rules.amendments.conflicts`), an amendment of an amendment, of
    a convention that is over. Raises `Refused` and the journal's errors. Effects: rows; one entry
    mentioning ("convention", id) of both.
    """
    require(can_amend(actor, convention))
    if not 0 < number <= MOST_NUMBER:
        raise Refused(f"Le numéro d’un avenant va de 1 à {MOST_NUMBER}.")
    if convention.amendments.filter(number=number).exists():
        raise Refused(f"Cette convention a déjà un avenant n° {number}.")
    _check(convention, changes, on=starts_on or signed_on, before=number)
    return record_convention(
        actor=actor,
        house=convention.house,
        kind=convention.kind,
        title=title.strip() or f"Avenant n° {number} : {convention.title}"[:300],
        parties=[
            PartyDraft(
                one.organisation,
                one.role,
                one.printed_name,
                one.signatory,
                one.capacity,
                one.empowered_by,
            )
            for one in convention.parties.select_related("organisation", "empowered_by")
        ],
        starts_on=starts_on,
        signed_on=signed_on,
        status=status,
        reference=reference,
        clauses=_beside(changes, clauses),
        approvals=approvals,
        amends=convention,
        number=number,
        changes=changes,
        declared_on=declared_on,
        key=key,
    )


def set_changes(
    *,
    actor: Actor,
    amendment: Convention,
    changes: Sequence[ChangeDraft],
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Replace what an amendment changes, and the words of its articles. Raises `Refused`, `Stale`.

    Typed clauses of articles that are still there stay.
    """
    require(can_change(actor, amendment))
    base = amendment.amends
    if base is None:
        raise Refused("Cette convention n’est pas un avenant.")
    _check(base, changes, on=amendment.starts_on or amendment.signed_on, before=amendment.number)
    kept = [
        one
        for one in drafts_of(amendment.clauses.order_by("position"))
        if one.terms is not None and key_of(one.article) in {key_of(c.article) for c in changes}
    ]
    drafted = [read_clause(place, one) for place, one in enumerate(_beside(changes, kept), 1)]
    with change(actor, verb="funding.set_changes", houses=[amendment.house_id], key=key) as entry:
        entry.guard("convention", amendment.pk, read_at=read_at)
        before = list(amendment.changes.values_list("nature", "article", "year", "amount_cents"))
        entry.detail(category="funding", before=[list(row) for row in before])
        amendment.changes.all().delete()
        amendment.clauses.all().delete()
        write_changes(amendment, changes)
        for clause in drafted:
            clause.convention = amendment
        Clause.objects.bulk_create(drafted)
        entry.mention("convention", amendment.pk)
        entry.mention("convention", base.pk)
    return amendment


def _beside(changes: Sequence[ChangeDraft], kept: Sequence[ClauseDraft]) -> list[ClauseDraft]:
    """The words of each article, then its typed clauses."""
    found = []
    for head in written_changes(changes):
        found.append(head)
        terms = [one for one in kept if key_of(one.article) == key_of(head.article)]
        found += [replace(one, title=head.title, text="") for one in terms]
    return found


def written_changes(changes: Sequence[ChangeDraft]) -> list[ClauseDraft]:
    """The words of the articles that changes replace or add."""
    return [
        ClauseDraft(Kind.TEXT, one.article.strip(), one.title.strip(), one.text)
        for one in changes
        if one.nature in ("replaced", "added")
    ]


def can_amend(actor: Actor, convention: Convention) -> Verdict:
    """The team, on a convention that was signed and still runs."""
    if convention.amends_id is not None:
        return refused("Un avenant ne s’amende pas : faites un autre avenant de la convention.")
    if convention.status != Status.SIGNED:
        word = Status(convention.status).label
        return refused(f"Un avenant modifie une convention signée ; celle-ci est {word}.")
    return can_record(actor, convention.house_id)


def _check(
    base: Convention,
    changes: Sequence[ChangeDraft],
    *,
    on: datetime.date | None,
    before: int | None,
) -> None:
    if not changes:
        raise Refused("Dites ce que l’avenant change : la période, un montant, un article…")
    for one in changes:
        _check_change(base, one)
    clauses = list(base.clauses.order_by("position"))
    others = [one for one in amendments_of(base) if one.number != before]
    held = standing(base, clauses, others, on or datetime.date.max)
    told = conflicts(
        {one.key for one in held.clauses},
        [Change(one.nature, one.article) for one in changes],
        {key_of(one.article, one.title) for one in changes if one.text.strip()},
    )
    if told:
        raise Refused(" ".join(told))


def _check_change(base: Convention, one: ChangeDraft) -> None:
    if one.nature not in AmendmentChange.Nature.values:
        raise Refused("Choisissez ce qui change.")
    if one.nature == "period" and one.starts_on is None and one.ends_on is None:
        raise Refused("Indiquez le nouveau début ou la nouvelle fin de la convention.")
    start = one.starts_on or base.starts_on
    if one.nature == "period" and one.ends_on and start and one.ends_on < start:
        raise Refused("La nouvelle fin précède le début de la convention.")
    if one.nature == "amount" and (one.year is None or one.amount_cents is None):
        raise Refused("Indiquez l’année et son nouveau montant.")
    if one.nature in ("replaced", "added", "removed") and not one.article.strip():
        raise Refused("Indiquez le numéro de l’article qui change.")
    if one.nature == "sheet" and one.sheet is None:
        raise Refused("Choisissez la fiche action que l’avenant ajoute.")
    if one.sheet is not None and one.sheet.convention_id != base.pk:
        raise Refused("Cette fiche action est celle d’une autre convention.")
    if one.action is not None and one.action.house_id != base.house_id:
        raise Refused("Cette action est celle d’une autre structure.")


def renew_convention(
    *,
    actor: Actor,
    convention: Convention,
    starts_on: datetime.date,
    ends_on: datetime.date,
    title: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Prepare the convention that follows: a draft with the same parties and text in force.

    Refused after a denunciation. It is put to the vote and signed here once the steering committee
    that a clause asks for was held and was not against (`queries.committees.may_follow`). Votes,
    awards, sheets and signatures are those of the new one: it has none. Raises `Refused` and the
    journal's errors.
    """
    require(can_renew(actor, convention))
    held = standing(
        convention,
        list(convention.clauses.order_by("position")),
        amendments_of(convention),
        convention.ends_on or datetime.date.max,
    )
    return record_convention(
        actor=actor,
        house=convention.house,
        kind=convention.kind,
        title=title.strip() or convention.title,
        parties=[
            PartyDraft(one.organisation, one.role, one.printed_name, one.signatory, one.capacity)
            for one in convention.parties.select_related("organisation")
        ],
        starts_on=starts_on,
        ends_on=ends_on,
        status=Status.DRAFT,
        clauses=drafts_of(held.rows),
        renews=convention,
        declared_on=declared_on,
        key=key,
    )


def can_renew(actor: Actor, convention: Convention) -> Verdict:
    """The team; never what was denounced: it ended because a party willed it."""
    if convention.amends_id is not None:
        return refused("Un avenant ne se renouvelle pas : renouvelez la convention.")
    if convention.status == Status.DENOUNCED or convention.denounced_on is not None:
        day = f" le {write_date(convention.denounced_on)}" if convention.denounced_on else ""
        return refused(
            f"Cette convention a été dénoncée{day} : elle ne se renouvelle pas. Si les parties "
            "s’accordent de nouveau, créez une nouvelle convention et faites-la voter."
        )
    if convention.status in (Status.DRAFT, Status.SUBMITTED, Status.DROPPED):
        word = Status(convention.status).label
        return refused(f"Cette convention est {word} : il n’y a rien à renouveler.")
    return can_record(actor, convention.house_id)
