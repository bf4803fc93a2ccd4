"""A draft as the record that `probant read --json` prints: a shape that others rely on."""

from __future__ import annotations

from datetime import date
from typing import Any

from probant.ingestion.draft import Amount, Budget, Claim, Draft, Item, Vote


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def vote_record(vote: Vote | None) -> dict[str, Any] | None:
    """A vote, or null where nothing was read."""
    if vote is None:
        return None
    return {
        "for": vote.for_,
        "against": vote.against,
        "abstain": vote.abstain,
        "not_voting": vote.not_voting,
        "proxies": vote.proxies,
        "unanimous": vote.unanimous,
    }


def amount_record(amount: Amount) -> dict[str, Any]:
    """An amount granted, with its shares where the text gives them."""
    record: dict[str, Any] = {
        "amount_cents": amount.cents,
        "recipient": amount.recipient,
        "purpose": amount.purpose,
        "where": amount.where.as_dict(),
    }
    if amount.parts:
        record["parts_cents"] = list(amount.parts)
    return record


def _item(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "subject": item.subject,
        "vote": vote_record(item.vote),
        "amounts": [amount_record(a) for a in item.amounts],
    }


def _budget(budget: Budget) -> dict[str, Any]:
    lines = [
        {
            "account": x.account,
            "label": x.label,
            "side": x.side,
            "amount_cents": x.cents,
            "level": x.level,
            "where": x.where.as_dict(),
        }
        for x in budget.lines
    ]
    return {
        "year": budget.year,
        "lines": lines,
        "printed_total_cents": dict(budget.printed),
        "where": budget.where.as_dict(),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    value = int(claim.value) if claim.value == int(claim.value) else claim.value
    return {
        "code": claim.code,
        "label": claim.label,
        "value": value,
        "unit": claim.unit,
        "year": claim.year,
        "scope": claim.scope,
        "where": claim.where.as_dict(),
    }


def record(file: str, draft: Draft) -> dict[str, Any]:
    """The record of one file."""
    attendance = draft.attendance
    fields: dict[str, Any] = {
        "file": file,
        "kind": draft.kind,
        "body": draft.body,
        "session_date": _day(draft.session_date),
        "convened_on": _day(draft.convened_on),
        "president": draft.president,
        "secretary": draft.secretary,
        "rapporteur": draft.rapporteur,
        "number": draft.number,
        "subject": draft.subject,
        "members_in_office": attendance.in_office if attendance else None,
        "present_count_declared": attendance.present_declared if attendance else None,
        "proxies_declared": attendance.proxies_declared if attendance else None,
        "present_names": [p.name for p in attendance.present] if attendance else [],
        "absent_names": [p.name for p in attendance.absent] if attendance else [],
        "proxies": [{"from": p.giver, "to": p.holder} for p in attendance.proxies]
        if attendance
        else [],
        "decisions": [{"text": d.text, "where": d.where.as_dict()} for d in draft.decisions],
        "amounts": [amount_record(a) for a in draft.amounts],
        "vote": vote_record(draft.vote),
        "items": [_item(i) for i in draft.items],
        "published_on": _day(draft.published_on),
        "transmitted_on": _day(draft.transmitted_on),
        "parties": [
            {"name": p.name, "represented_by": p.represented_by, "capacity": p.capacity}
            for p in draft.parties
        ],
        "articles": [{"number": a.number, "title": a.title} for a in draft.articles],
        "clauses": [{"kind": c.kind, **c.terms, "where": c.where.as_dict()} for c in draft.clauses],
        "budgets": [_budget(b) for b in draft.budgets],
        "claims": [_claim(c) for c in draft.claims],
        "findings": [f.as_dict() for f in draft.findings],
        "truncated": draft.truncated,
    }
    if draft.parts:
        fields["parts"] = draft.parts
    if draft.places:
        fields["places"] = {name: where.as_dict() for name, where in draft.places.items()}
    return fields
