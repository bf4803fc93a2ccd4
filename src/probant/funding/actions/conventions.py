"""Conventions: recorded as they are, also when they were signed with errors."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from probant.directory.models import House
from probant.funding.access import can_change, can_record
from probant.funding.actions.drafts import ApprovalDraft, ChangeDraft, ClauseDraft, PartyDraft
from probant.funding.actions.text_corrections import corrections_of
from probant.funding.actions.text_corrections import keep as keep_correction
from probant.funding.models import AmendmentChange, Approval, Clause, Convention, Party
from probant.funding.rules import FIRST, BadTerms, Kind, Status, may_become, read_terms, write_terms
from probant.governance.models import Decision
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.search import index as names


def record_convention(
    *,
    actor: Actor,
    house: House,
    kind: str,
    title: str,
    parties: Sequence[PartyDraft],
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    signed_on: datetime.date | None = None,
    status: str = Status.SIGNED,
    reference: str = "",
    clauses: Sequence[ClauseDraft] = (),
    approvals: Sequence[ApprovalDraft | Decision] = (),
    amends: Convention | None = None,
    renews: Convention | None = None,
    number: int | None = None,
    changes: Sequence[ChangeDraft] = (),
    document_reference: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Record a convention with its parties, clauses and the votes that approved it.

    A missing article, an unsigned date, a clause that points to a list that is not there are kept
    and shown as findings. Refused: fewer than two parties, an unknown status or kind, an end before
    the start, terms that do not fit their clause, another house's decision.

    Raises `Refused` and the journal's errors. Effects: rows; one entry mentioning
    ("convention", id) and ("deliberation", id) of each approval.
    """
    require(can_record(actor, house.pk))
    check_convention(kind, title, parties, starts_on, ends_on, status)
    drafted = [read_clause(place, draft) for place, draft in enumerate(clauses, 1)]
    votes = [one if isinstance(one, ApprovalDraft) else ApprovalDraft(one) for one in approvals]
    for vote in votes:
        _own(vote.decision, house.pk)
    if amends is not None and amends.house_id != house.pk:
        raise Refused("La convention modifiée est tenue par une autre structure.")
    with change(
        actor, verb="funding.record_convention", houses=[house.pk], declared_on=declared_on, key=key
    ) as entry:
        if signed_on is not None and signed_on > entry.today:
            raise Refused("La signature est dans l’avenir : notez-la une fois donnée.")
        convention = Convention.objects.create(
            house=house,
            kind=kind,
            title=" ".join(title.split()),
            reference=reference.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
            signed_on=signed_on,
            status=status,
            amends=amends,
            renews=renews,
            number=number,
            document_reference=document_reference.strip(),
        )
        write_parties(convention, parties)
        write_changes(convention, changes)
        for clause in drafted:
            clause.convention = convention
        Clause.objects.bulk_create(drafted)
        names.index(
            house.pk, "convention", convention.pk, convention.title, detail=when(convention)
        )
        entry.mention("convention", convention.pk)
        if amends is not None:
            entry.mention("convention", amends.pk)
        for vote in votes:
            Approval.objects.create(
                convention=convention, decision=vote.decision, nature=vote.nature
            )
            entry.mention("deliberation", vote.decision.deliberation_id)
    return convention


def set_clauses(
    *,
    actor: Actor,
    convention: Convention,
    clauses: Sequence[ClauseDraft],
    reason: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Replace the clauses of a convention. Raises `Refused`, `Stale`.

    Where a signed text no longer says what it said, `reason` is asked and the correction is kept.

    Effects: rows; one entry mentioning ("convention", id), the articles before in its detail.
    """
    require(can_change(actor, convention))
    with change(actor, verb="funding.set_clauses", houses=[convention.house_id], key=key) as entry:
        entry.guard("convention", convention.pk, read_at=read_at)
        put_clauses(entry, convention, clauses, reason)
    return convention


def put_clauses(
    entry: Entry, convention: Convention, clauses: Sequence[ClauseDraft], reason: str
) -> None:
    """Write the clauses of a convention in place of those that stand, inside a change."""
    drafted = [read_clause(place, draft) for place, draft in enumerate(clauses, 1)]
    before = list(convention.clauses.values("kind", "article", "title", "text", "terms"))
    stood = list(convention.clauses.order_by("position"))
    keep_correction(entry, convention, corrections_of(convention, stood, drafted, reason), reason)
    convention.clauses.all().delete()
    for clause in drafted:
        clause.convention = convention
    Clause.objects.bulk_create(drafted)
    entry.detail(category="funding", before=before)
    entry.mention("convention", convention.pk)


def add_approval(
    *,
    actor: Actor,
    convention: Convention,
    decision: Decision,
    nature: str = Approval.Nature.APPROVES,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Approval:
    """Tie a convention to a decision that approved it. Raises `Refused`.

    Effects: one entry mentioning ("convention", id) and ("deliberation", id).
    """
    require(can_record(actor, convention.house_id))
    _own(decision, convention.house_id)
    with change(
        actor,
        verb="funding.add_approval",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        approval, created = Approval.objects.get_or_create(
            convention=convention, decision=decision, defaults={"nature": nature}
        )
        if not created:
            raise Refused("Cette décision est déjà liée à la convention.")
        entry.mention("convention", convention.pk)
        entry.mention("deliberation", decision.deliberation_id)
    return approval


def set_status(
    *,
    actor: Actor,
    convention: Convention,
    status: str,
    on: datetime.date | None = None,
    reason: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Record that a convention reached another status (`rules.TRANSITIONS`), as it happened.

    `on` is the day of signature, or of denunciation. What was signed on paper with errors is
    recorded as it was: signing here is `actions.signing.sign_here`, which the errors hold.

    Raises `Refused`, `Stale`. Effects: one entry mentioning ("convention", id); the reason, where
    given, is its detail.
    """
    require(can_record(actor, convention.house_id))
    with change(
        actor,
        verb=f"funding.{status}",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("convention", convention.pk, read_at=read_at)
        convention.refresh_from_db()
        if status not in list(Status) or not may_become(convention.status, status):
            word = Status(convention.status).label
            raise Refused(f"Une convention {word} ne peut recevoir cet état.")
        if status == Status.SIGNED and on is not None:
            if on > entry.today:
                raise Refused("La signature est dans l’avenir : notez-la une fois donnée.")
            convention.signed_on = on
        if status == Status.DENOUNCED:
            if on is not None and on > entry.today:
                raise Refused("La dénonciation est dans l’avenir : notez-la une fois envoyée.")
            convention.denounced_on = on or entry.today
        convention.status = status
        convention.save(update_fields=["status", "signed_on", "denounced_on"])
        if reason:
            entry.detail(category="funding", reason=reason)
        entry.mention("convention", convention.pk)
        if convention.amends_id is not None:
            entry.mention("convention", convention.amends_id)
    return convention


def check_convention(
    kind: str,
    title: str,
    parties: Sequence[PartyDraft],
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    status: str,
) -> None:
    """Refuse what no convention can be: no title, one party, an end before the start."""
    if kind not in Convention.Kind.values:
        raise Refused("Choisissez la nature de la convention.")
    if not title.strip():
        raise Refused("Donnez l’intitulé de la convention.")
    if len({party.organisation.pk for party in parties}) < 2:
        raise Refused("Une convention engage au moins deux structures.")
    if any(party.role not in Party.Role.values for party in parties):
        raise Refused("Chaque partie est financeur, bénéficiaire ou partenaire.")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("La fin de la convention précède son début.")
    if status not in list(FIRST):
        raise Refused("Une convention s’enregistre en préparation, déposée ou signée.")


def when(convention: Convention) -> str:
    """The period, for the index of names."""
    return convention.period.label if convention.period else ""


def _own(decision: Decision, house_id: int) -> None:
    if decision.deliberation.house_id != house_id:
        raise Refused("Cette décision est tenue par une autre structure.")


def write_parties(convention: Convention, parties: Sequence[PartyDraft]) -> None:
    """The parties, in order, within an entry of the journal."""
    Party.objects.bulk_create(
        Party(
            convention=convention,
            organisation=party.organisation,
            role=party.role,
            position=place,
            printed_name=party.printed_name,
            signatory=party.signatory,
            capacity=party.capacity,
            empowered_by=party.empowered_by,
        )
        for place, party in enumerate(parties, 1)
    )


def write_changes(amendment: Convention, changes: Sequence[ChangeDraft]) -> None:
    """The rows of what an amendment changes, within an entry of the journal."""
    AmendmentChange.objects.bulk_create(
        AmendmentChange(
            amendment=amendment,
            position=place,
            nature=one.nature,
            article=one.article.strip(),
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            year=one.year,
            amount_cents=one.amount_cents,
            action=one.action,
            sheet=one.sheet,
        )
        for place, one in enumerate(changes, 1)
    )


def read_clause(position: int, draft: ClauseDraft) -> Clause:
    """A clause read from a draft, typed and checked. Raises `Refused`."""
    if draft.kind not in list(Kind):
        raise Refused("Une clause est d’une nature inconnue.")
    terms = draft.terms
    try:
        if isinstance(terms, Mapping):
            terms = read_terms(draft.kind, terms)
    except BadTerms as error:
        raise Refused(str(error)) from error
    if terms is not None and terms.kind != draft.kind:
        raise Refused("Les termes d’une clause ne sont pas de sa nature.")
    return Clause(
        position=position,
        kind=draft.kind,
        article=draft.article.strip(),
        title=draft.title.strip(),
        text=draft.text.strip(),
        terms=write_terms(terms),
        bound=draft.bound,
    )
