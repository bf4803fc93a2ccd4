"""Signing here: errors hold the signature until mended, or taken on with a written reason."""

import datetime
import uuid
from collections.abc import Container, Mapping, Sequence
from copy import copy

from probant.funding.access import can_record
from probant.funding.models import Clause, Convention, FindingTakenOn, VotedText
from probant.funding.queries.committees import may_follow
from probant.funding.queries.files import ConventionFile, file_of
from probant.funding.queries.findings import Told, text_findings
from probant.funding.queries.standing import articles_of, since_of, standing
from probant.funding.rules import Status, may_become
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require

SHORTEST_REASON = 10


def sign_here(
    *,
    actor: Actor,
    convention: Convention,
    on: datetime.date | None = None,
    reasons: Mapping[str, str] | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Sign a convention in the tool: refused while errors are open, listing them.

    `reasons`: mark of a finding (`Told.mark`) → why it is taken on. The reasons are kept beside the
    convention. An amendment is also held by the open errors of its convention, unless it mends
    them. Raises `Refused`, `Stale`. Effects: rows; one entry mentioning ("convention", id).
    """
    require(can_record(actor, convention.house_id))
    with change(actor, verb="funding.signed", houses=[convention.house_id], key=key) as entry:
        entry.guard("convention", convention.pk, read_at=read_at)
        convention.refresh_from_db()
        if not may_become(convention.status, Status.SIGNED):
            word = Status(convention.status).label
            raise Refused(f"Une convention {word} ne se signe pas.")
        day = on or entry.today
        if day > entry.today:
            raise Refused("La signature est dans l’avenir : notez-la une fois donnée.")
        _require_renewable(convention, entry.today)
        given = {mark: text.strip() for mark, text in (reasons or {}).items() if text.strip()}
        opened = holding(convention, actor, entry.today)
        _refuse_open(convention, opened, given)
        _take_on(entry, convention, opened, given)
        convention.status = Status.SIGNED
        convention.signed_on = day
        convention.save(update_fields=["status", "signed_on"])
        entry.mention("convention", convention.pk)
        if convention.amends_id is not None:
            entry.mention("convention", convention.amends_id)
    return convention


def submit_convention(
    *,
    actor: Actor,
    convention: Convention,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Put a convention to the vote: the funder sees it, its text of the day is kept as voted.

    Raises `Refused`, `Stale`. Effects: rows; one entry mentioning ("convention", id).
    """
    require(can_record(actor, convention.house_id))
    with change(actor, verb="funding.submitted", houses=[convention.house_id], key=key) as entry:
        entry.guard("convention", convention.pk, read_at=read_at)
        convention.refresh_from_db()
        if not may_become(convention.status, Status.SUBMITTED):
            word = Status(convention.status).label
            raise Refused(f"Une convention {word} ne se dépose pas.")
        _require_renewable(convention, entry.today)
        convention.status = Status.SUBMITTED
        convention.save(update_fields=["status"])
        read = articles_of(list(convention.clauses.order_by("position")))
        if read:
            VotedText.objects.create(
                convention=convention,
                kept_on=entry.today,
                articles=[
                    {
                        "article": one.article.number,
                        "title": one.article.title,
                        "text": one.article.text,
                    }
                    for one in read
                ],
            )
        entry.mention("convention", convention.pk)
    return convention


def _require_renewable(convention: Convention, today: datetime.date) -> None:
    """Refuse to go further with what renews a convention whose committee did not say so."""
    if convention.renews is None:
        return
    told = may_follow(convention.renews, today)
    if not told.allowed:
        raise Refused(
            f"Cette convention renouvelle « {convention.renews.title} ». {told.reason} Ce qui est "
            "déjà signé sur papier s’enregistre tel quel."
        )


def take_on(
    *,
    actor: Actor,
    convention: Convention,
    reasons: Mapping[str, str],
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Take on open errors of a convention already signed, each with its reason.

    They no longer hold our next acts. Raises `Refused`, `Stale`.
    """
    require(can_record(actor, convention.house_id))
    given = {mark: text.strip() for mark, text in reasons.items() if text.strip()}
    if not given:
        raise Refused("Écrivez pourquoi vous assumez le constat : le motif reste à côté.")
    with change(actor, verb="funding.take_on", houses=[convention.house_id], key=key) as entry:
        entry.guard("convention", convention.pk, read_at=read_at)
        opened = holding(convention, actor, entry.today)
        _take_on(entry, convention, opened, given)
        entry.mention("convention", convention.pk)
    return convention


def holding(
    convention: Convention, actor: Actor, today: datetime.date, *, year: int | None = None
) -> list[Told]:
    """The open errors that hold our next act on a convention (calls, orders, signatures).

    `year`: an act on one year is held by its errors and by those of the text, not by another
    year's. About 17 queries: it loads the convention whole.
    """
    file = file_of(convention, actor, year=year, today=today)
    own = [one for one in file.open_errors if year is None or one.year in (None, year)]
    if convention.amends is None:
        return own
    return own + _left_by(convention, convention.amends, actor, today)


def _left_by(
    amendment: Convention, base: Convention, actor: Actor, today: datetime.date
) -> list[Told]:
    """The open errors of a convention that its amendment leaves: its text is read as amended."""
    file = file_of(base, actor, year=None, today=today)
    others = [one for one in file.amendments if since_of(one) is not None]
    as_signed = [*(one for one in others if one.pk != amendment.pk), amendment]
    day = max(today, amendment.starts_on or today)
    amended = copy(amendment)
    amended.status, amended.starts_on = Status.SIGNED, day
    rows = standing(
        base,
        list(base.clauses.order_by("position")),
        [amended if one is amendment else one for one in as_signed],
        day,
    ).rows
    still = {(one.finding.code, one.article) for one in _text_of(base, rows, file)}
    return [
        one
        for one in file.open_errors
        if not one.of_text or (one.finding.code, one.article) in still
    ]


def _text_of(base: Convention, rows: Sequence[Clause], file: ConventionFile) -> list[Told]:
    sheets = [one.sheet for one in file.actions if one.sheet is not None]
    return text_findings(base, rows, sheets, file.annexes, file.money)


def require_clear(
    convention: Convention,
    actor: Actor,
    today: datetime.date,
    *,
    year: int | None = None,
    besides: Container[str] = (),
) -> None:
    """Refuse our next act while errors are open, naming them. Raises `Refused`.

    `besides`: the codes that the act holds by itself, more closely.
    """
    opened = holding(convention, actor, today, year=year)
    opened = [one for one in opened if one.finding.code not in besides]
    if opened:
        raise Refused(
            f"{_count(opened)} dans la convention :\n{_listed(opened)}\n"
            "Corrigez, ou assumez chaque constat par un motif écrit sur la page de la convention."
        )


def _refuse_open(convention: Convention, opened: list[Told], given: Mapping[str, str]) -> None:
    short = [
        one for one in opened if 0 < len(given.get(one.mark(convention.pk), "")) < SHORTEST_REASON
    ]
    if short:
        raise Refused(
            f"Le motif est trop court pour « {short[0].finding.message} » : dites en une phrase "
            "pourquoi la convention est signée malgré cela."
        )
    left = [one for one in opened if one.mark(convention.pk) not in given]
    if left:
        raise Refused(
            f"La signature attend : {_count(left)}.\n{_listed(left)}\nCorrigez le texte ou le "
            "budget, ou écrivez pourquoi vous signez malgré tout."
        )


def _take_on(
    entry: Entry, convention: Convention, opened: list[Told], given: Mapping[str, str]
) -> None:
    for one in opened:
        mark = one.mark(convention.pk)
        if mark in given:
            FindingTakenOn.objects.create(
                convention=convention,
                code=one.finding.code,
                mark=mark,
                reason=given[mark],
                taken_on=entry.today,
            )


def _count(opened: list[Told]) -> str:
    number = len(opened)
    return f"{number} erreur{'s' if number > 1 else ''} ouverte{'s' if number > 1 else ''}"


def _listed(opened: list[Told]) -> str:
    return "\n".join(f"– {one.about} : {one.finding.message}" for one in opened)


def expire_reasons(house_id: int, before: datetime.date) -> int:
    """Empty the reasons written before a day: the finding stays taken on, its words go."""
    rows = FindingTakenOn.objects.filter(
        convention__house_id=house_id, taken_on__lt=before
    ).exclude(reason="")
    return int(rows.update(reason=""))


def told_reason(taken: FindingTakenOn) -> str:
    """How a finding taken on is worded beside it."""
    why = f" : {taken.reason}" if taken.reason else ""
    return f"Assumé le {write_date(taken.taken_on)}{why}"
