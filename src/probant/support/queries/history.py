"""What happened on a case, newest first: facts with who recorded them, voided ones with why."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from probant.accounts.queries import names_of
from probant.journal.fresh import SLIP
from probant.journal.models import JournalDetail, JournalEntry, JournalMention, JournalSeal
from probant.journal.reasons import say_reason
from probant.kernel.actor import Actor
from probant.kernel.money import write_euros
from probant.programmes.rules import write_hundredths
from probant.support.models import (
    Case,
    CaseClosed,
    CaseOpened,
    JobFact,
    Mission,
    MissionContracted,
    MissionJoined,
    OrganisationBorn,
    PhaseReached,
)
from probant.ui.write import write_count

#: Word of the address → kind of fact, with what its row needs to be told; in order of one entry.
KINDS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "ouverture": (CaseOpened, ()),
    "etape": (PhaseReached, ("phase",)),
    "mission": (MissionContracted, ("mission", "provider")),
    "participation": (MissionJoined, ("mission",)),
    "emplois": (JobFact, ()),
    "creation": (OrganisationBorn, ("organisation",)),
    "cloture": (CaseClosed, ()),
}


@dataclass(frozen=True)
class Happening:
    """One fact of a case as a page tells it. `fresh`: its author may correct it in place."""

    kind: str
    fact: Any
    what: str
    detail: str
    by: str
    fresh: bool
    why_void: str


def history(case: Case, actor: Actor, *, with_reasons: bool) -> list[Happening]:
    """The facts of a case, newest first; corrections in place are not shown. Eleven queries.

    `with_reasons`: whether the free text of why a fact was voided is shown besides its code.
    """
    found = [
        (kind, fact)
        for kind, (model, related) in KINDS.items()
        for fact in model.objects.filter(case=case).exclude(void_code=SLIP).select_related(*related)
    ]
    order = {kind: place for place, kind in enumerate(KINDS)}
    found.sort(key=lambda pair: (pair[1].occurred_on, pair[1].seq, order[pair[0]]), reverse=True)
    authors = _authors(case)
    names = names_of(set(authors.values()))
    fresh_from = _fresh_from(case, actor, authors)
    reasons = _reasons(case, [fact for _, fact in found]) if with_reasons else {}
    return [
        Happening(
            kind=kind,
            fact=fact,
            what=tell(fact),
            detail=detail_of(fact),
            by=names.get(authors.get(fact.seq) or 0, ""),
            fresh=not fact.is_void
            and fact.seq >= fresh_from
            and authors.get(fact.seq) == actor.user_id,
            why_void=_why(fact, reasons),
        )
        for kind, fact in found
    ]


def tell(fact: Any) -> str:
    """A fact of support in a few words."""
    if isinstance(fact, PhaseReached):
        return fact.phase.name
    if isinstance(fact, MissionContracted):
        kind = Mission.Kind(fact.kind).label
        return f"Ingénierie {kind} signée"
    if isinstance(fact, MissionJoined):
        return "Ingénierie collective rejointe"
    if isinstance(fact, JobFact):
        return _tell_jobs(fact)
    if isinstance(fact, OrganisationBorn):
        return "Création de la structure"
    return "Ouverture du dossier" if isinstance(fact, CaseOpened) else "Clôture du dossier"


def _tell_jobs(fact: JobFact) -> str:
    words = {
        JobFact.Kind.CONSOLIDATED: ("emploi consolidé", "emplois consolidés"),
        JobFact.Kind.CREATED: ("emploi créé", "emplois créés"),
        JobFact.Kind.KEPT: ("emploi toujours là", "emplois toujours là"),
    }
    return write_count(fact.headcount, *words[JobFact.Kind(fact.kind)])


def detail_of(fact: Any) -> str:
    """The quieter words that follow."""
    if isinstance(fact, MissionContracted):
        days = f"{write_hundredths(fact.days_hundredths)} jours" if fact.days_hundredths else ""
        cost = write_euros(fact.cost_cents) if fact.cost_cents is not None else ""
        provider = fact.provider.name if fact.provider else ""
        return ", ".join(part for part in (fact.mission.title, provider, days, cost) if part)
    if isinstance(fact, MissionJoined):
        return fact.mission.title
    if isinstance(fact, JobFact) and fact.fte_hundredths is not None:
        return f"{write_hundredths(fact.fte_hundredths)} ETP"
    if isinstance(fact, OrganisationBorn) and fact.organisation:
        return fact.organisation.name
    if isinstance(fact, CaseClosed):
        return Case.Outcome(fact.outcome).label
    return ""


def _authors(case: Case) -> dict[int, int | None]:
    """Who wrote each entry that mentions the case, by position."""
    mentions = JournalMention.objects.filter(house_id=case.house_id, kind="case", object_id=case.pk)
    entries = JournalEntry.objects.filter(house_id=case.house_id, seq__in=mentions.values("seq"))
    return dict(entries.values_list("seq", "actor_id"))


def _fresh_from(case: Case, actor: Actor, authors: dict[int, int | None]) -> int:
    """The first position whose facts the actor may still correct in place."""
    sealed = JournalSeal.objects.filter(house_id=case.house_id).aggregate(last=Max("upto_seq"))
    others = [seq for seq, author in authors.items() if author != actor.user_id]
    return max([*others, sealed["last"] or 0]) + 1


def _reasons(case: Case, facts: list[Any]) -> dict[str, str]:
    """The free text of each void, by the key of the fact; empty where it was erased."""
    seqs = {fact.void_seq for fact in facts if fact.is_void}
    if not seqs:
        return {}
    bodies = JournalDetail.objects.filter(house_id=case.house_id, seq__in=seqs)
    told: dict[str, str] = {}
    for body in bodies.values_list("body", flat=True):
        told.update(json.loads(body).get("reasons", {}) if body else {})
    return told


def _why(fact: Any, reasons: dict[str, str]) -> str:
    if not fact.is_void:
        return ""
    words = reasons.get(fact.key.hex, "")
    return f"{say_reason(fact.void_code)} ({words})" if words else say_reason(fact.void_code)
