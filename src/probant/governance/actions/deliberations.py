"""Deliberations: recorded whole, in one entry; what contradicts itself is kept, with findings."""

import datetime
import uuid
from collections.abc import Sequence

from django.db.models import ProtectedError

from probant.directory.models import House
from probant.governance.access import can_correct, can_record
from probant.governance.actions.drafts import (
    AmountDraft,
    BallotDraft,
    DeliberationDraft,
    LinkDraft,
    SittingDraft,
)
from probant.governance.actions.noting import note_held, note_transmitted, note_voted
from probant.governance.actions.sittings import (
    HIGHEST,
    check_sitting,
    rewrite_sitting,
    write_sitting,
)
from probant.governance.models import (
    AgendaItem,
    Ballot,
    Decision,
    DecisionAmount,
    Deliberation,
    DeliberationLink,
    Sitting,
)
from probant.governance.queries.numbers import numbers_beside
from probant.governance.rules import next_number
from probant.governance.rules.words import key_of
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.kernel.decision import Refused, require
from probant.search import index as names

HIGHEST_CENTS = 10**13  # a hundred billion euros: beyond, a figure was mistyped


def record_deliberation(
    *,
    actor: Actor,
    house: House,
    sitting: SittingDraft | Sitting,
    deliberation: DeliberationDraft,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Deliberation:
    """Record an act with its sitting, presence, proxies, decisions and ballot, in one entry.

    "A gate stops our next act, never the record of what happened": wrong counts, a second proxy in
    one hand, more votes than voters are kept and shown as findings (`queries.findings`). Refused
    is only what cannot be kept: an empty subject, a date to come, numbers out of reach.

    Raises `Refused` and the journal's errors. Effects: rows; one entry mentioning
    ("deliberation", id), ("sitting", id) and ("body", id).
    """
    require(can_record(actor, house.pk))
    _check(house, sitting, deliberation)
    with change(
        actor,
        verb="governance.record_deliberation",
        houses=[house.pk],
        declared_on=declared_on,
        key=key,
    ) as entry:
        held_on = sitting.held_on
        if held_on > entry.today:
            raise Refused("Cette séance est dans l’avenir : un vote se note une fois tenu.")
        found = sitting if isinstance(sitting, Sitting) else write_sitting(house, sitting)
        given = _fields(deliberation)
        if deliberation.next_number and not deliberation.number.strip():
            given["number"] = _next_number(found)
        made = Deliberation.objects.create(house=house, sitting=found, **given)
        _write_parts(made, deliberation)
        _withdraw_earlier(entry, made)
        make_findable(made, deliberation)
        _note(entry, made)
        _mention(entry, made)
    return made


def replace_deliberation(
    *,
    actor: Actor,
    deliberation: Deliberation,
    sitting: SittingDraft,
    by: DeliberationDraft,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Deliberation:
    """Correct the record of an act: same id, its decisions kept by number so that what rests on
    them still does; refused once the act is published: another act then amends or withdraws it.

    Raises `Refused`, `Stale`. Effects: rows; one entry mentioning ("deliberation", id); what was
    written before stands in the entry's detail.
    """
    require(can_correct(actor, deliberation))
    if AgendaItem.objects.filter(deliberation=deliberation).exists():
        raise Refused(
            "Cet acte a été voté dans une séance tenue ici : corrigez le vote au point de son "
            "ordre du jour."
        )
    house = deliberation.house
    _check(house, sitting, by)
    with change(actor, verb="governance.replace_deliberation", houses=[house.pk], key=key) as entry:
        entry.guard("deliberation", deliberation.pk, read_at=read_at)
        deliberation.refresh_from_db(fields=["published_on", "withdrawn_on", "annulled_on"])
        require(can_correct(actor, deliberation))
        before = {name: str(getattr(deliberation, name)) for name in _fields(by)}
        earlier = deliberation.sitting
        deliberation.sitting = rewrite_sitting(deliberation.sitting, sitting)
        for name, value in _fields(by).items():
            setattr(deliberation, name, value)
        deliberation.save()
        deliberation.ballots.all().delete()
        DecisionAmount.objects.filter(
            decision__deliberation=deliberation, part_of__isnull=False
        ).delete()
        DecisionAmount.objects.filter(decision__deliberation=deliberation).delete()
        _drop_decisions(deliberation, by)
        deliberation.earlier.all().delete()
        _write_parts(deliberation, by)
        _withdraw_earlier(entry, deliberation)
        make_findable(deliberation, by)
        if earlier.pk != deliberation.sitting_id:
            note_held(entry, earlier)
        _note(entry, deliberation)
        entry.detail(category="governance", before=before)
        _mention(entry, deliberation)
    return deliberation


def _note(entry: Entry, deliberation: Deliberation) -> None:
    note_held(entry, deliberation.sitting)
    note_voted(entry, deliberation)
    note_transmitted(entry, deliberation)


def make_findable(deliberation: Deliberation, draft: DeliberationDraft) -> None:
    """Keep the words by which the register finds the act, and its name for the search of all."""
    sitting = deliberation.sitting
    body = sitting.body
    amounts = [one for decision in draft.decisions for one in decision.amounts]
    deliberation.search_key = key_of(
        (
            deliberation.number,
            deliberation.subject,
            deliberation.rapporteur,
            deliberation.advice,
            deliberation.visas,
            deliberation.recitals,
            *(decision.text for decision in draft.decisions),
            *(one.beneficiary_name for one in amounts),
            *(one.beneficiary.name for one in amounts if one.beneficiary),
            *(part.purpose for one in amounts for part in (one, *one.parts)),
            body.name,
        )
    )
    deliberation.save(update_fields=["search_key"])
    names.index(
        deliberation.house_id,
        "deliberation",
        deliberation.pk,
        deliberation.subject[:200],
        detail=f"{body.name}, {write_short_date(sitting.held_on)}",
    )


def _next_number(sitting: Sitting) -> str:
    pattern = sitting.body.number_pattern
    if not pattern:
        raise Refused(
            "Cette instance n’a pas de modèle de numéro : donnez-lui en un, ou tapez le numéro."
        )
    return next_number(pattern, sitting.held_on, numbers_beside(sitting))


def _withdraw_earlier(entry: Entry, deliberation: Deliberation) -> None:
    """What an act withdraws has ended on the day of its vote."""
    links = deliberation.earlier.filter(nature="withdraws", earlier__withdrawn_on=None)
    for link in links.select_related("earlier"):
        link.earlier.withdrawn_on = deliberation.sitting.held_on
        link.earlier.save(update_fields=["withdrawn_on"])
        entry.mention("deliberation", link.earlier_id)


def _drop_decisions(deliberation: Deliberation, by: DeliberationDraft) -> None:
    kept = {one.number or place for place, one in enumerate(by.decisions, 1)}
    for decision in deliberation.decisions.exclude(number__in=kept):
        try:
            decision.delete()
        except ProtectedError:
            raise Refused(
                f"Une convention ou une subvention repose sur la décision n° {decision.number} : "
                "elle ne peut disparaître de l’acte."
            ) from None


def _mention(entry: Entry, deliberation: Deliberation) -> None:
    entry.mention("deliberation", deliberation.pk)
    entry.mention("sitting", deliberation.sitting_id)
    entry.mention("body", deliberation.sitting.body_id)


def _check(house: House, sitting: SittingDraft | Sitting, draft: DeliberationDraft) -> None:
    if isinstance(sitting, SittingDraft):
        check_sitting(house, sitting)
    elif sitting.house_id != house.pk:
        raise Refused("Cette séance est tenue par une autre structure.")
    if not draft.subject.strip():
        raise Refused("Indiquez l’objet de la délibération.")
    for text, most, name in (
        (draft.number, 40, "Le numéro"),
        (draft.rapporteur, 120, "Le nom du rapporteur"),
        (draft.advice, 300, "L’avis des commissions"),
        (draft.signatory, 160, "Le signataire"),
        (draft.matter, 8, "Le code de la matière"),
        (draft.prefecture_id, 60, "L’identifiant de transmission"),
    ):
        if len(text.strip()) > most:
            raise Refused(f"{name} compte {most} caractères au plus.")
    for decision in draft.decisions:
        if not decision.text.strip():
            raise Refused("Une décision est vide : écrivez son texte ou retirez la ligne.")
        for amount in decision.amounts:
            for one in (amount, *amount.parts):
                _check_amount(one)
    if draft.ballot is not None:
        _check_ballot(draft.ballot)
    for link in draft.follows:
        earlier = link.earlier if isinstance(link, LinkDraft) else link
        if earlier.house_id != house.pk:
            raise Refused("La délibération citée est tenue par une autre structure.")


def _check_amount(amount: AmountDraft) -> None:
    if not 0 < amount.amount_cents <= HIGHEST_CENTS:
        raise Refused("Un montant accordé est supérieur à 0 €, et à la portée d’un budget public.")
    for text, most, name in (
        (amount.beneficiary_name, 200, "Le nom du bénéficiaire"),
        (amount.purpose, 300, "L’objet d’un montant"),
        (amount.budget_line, 120, "Le chapitre"),
    ):
        if len(text) > most:
            raise Refused(f"{name} compte {most} caractères au plus.")
    if amount.budget_year is not None and not 1900 <= amount.budget_year <= 2199:
        raise Refused("L’exercice est une année sur quatre chiffres, par exemple 2024.")


def _check_ballot(ballot: BallotDraft) -> None:
    counts = (
        ballot.votes_for,
        ballot.votes_against,
        ballot.abstentions,
        ballot.not_voting,
        ballot.proxies,
    )
    for count in counts:
        if count is not None and not 0 <= count <= HIGHEST:
            raise Refused(f"Un nombre de voix va de 0 à {HIGHEST}.")


def _fields(draft: DeliberationDraft) -> dict[str, object]:
    return {
        "number": draft.number.strip(),
        "subject": draft.subject.strip(),
        "rapporteur": " ".join(draft.rapporteur.split()),
        "advice": draft.advice.strip(),
        "visas": _paragraphs(draft.visas),
        "recitals": _paragraphs(draft.recitals),
        "matter": draft.matter.strip(),
        "signatory": " ".join(draft.signatory.split()),
        "prefecture_id": draft.prefecture_id.strip(),
        "document_reference": draft.document_reference.strip(),
        "transmitted_on": draft.transmitted_on,
        "published_on": draft.published_on,
        "notified_on": draft.notified_on,
        "cited_only": draft.cited_only,
    }


def _paragraphs(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _write_parts(deliberation: Deliberation, draft: DeliberationDraft) -> None:
    for place, one in enumerate(draft.decisions, 1):
        decision, _ = Decision.objects.update_or_create(
            deliberation=deliberation,
            number=one.number or place,
            defaults={"text": one.text.strip(), "enables": one.enables},
        )
        _write_amounts(decision, one.amounts)
    if draft.ballot is not None:
        Ballot.objects.create(
            deliberation=deliberation,
            method=draft.ballot.method,
            votes_for=draft.ballot.votes_for,
            votes_against=draft.ballot.votes_against,
            abstentions=draft.ballot.abstentions,
            not_voting=draft.ballot.not_voting,
            proxies=draft.ballot.proxies,
            declared=draft.ballot.declared,
            president_vote=draft.ballot.president_vote,
        )
    for link in draft.follows:
        wanted = link if isinstance(link, LinkDraft) else LinkDraft(link)
        DeliberationLink.objects.get_or_create(
            deliberation=deliberation, earlier=wanted.earlier, nature=wanted.nature
        )


def _write_amounts(decision: Decision, amounts: Sequence[AmountDraft]) -> None:
    position = 0
    for whole in amounts:
        position += 1
        kept = _amount(decision, whole, position, None)
        for part in whole.parts:
            position += 1
            _amount(decision, part, position, kept)


def _amount(
    decision: Decision, draft: AmountDraft, position: int, part_of: DecisionAmount | None
) -> DecisionAmount:
    return DecisionAmount.objects.create(
        decision=decision,
        part_of=part_of,
        position=position,
        amount_cents=draft.amount_cents,
        beneficiary=draft.beneficiary,
        beneficiary_name=draft.beneficiary_name,
        purpose=draft.purpose,
        budget_year=draft.budget_year,
        budget_line=draft.budget_line,
    )
