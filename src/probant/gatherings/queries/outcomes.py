"""What screens ask about outcomes: papers and proposals of a session, lists, what happened."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from probant.accounts.queries import authors
from probant.directory.models import Theme
from probant.gatherings.models import (
    Attendance,
    Audience,
    Event,
    Output,
    Proposal,
    ProposalAnswered,
    ProposalReached,
    Registration,
    Session,
)
from probant.kernel.actor import Actor
from probant.kernel.text import fold

#: Word of the address → status.
STATUS_WORDS = {
    "emises": Proposal.Status.MADE,
    "examinees": Proposal.Status.EXAMINED,
    "retenues": Proposal.Status.RETAINED,
    "ecartees": Proposal.Status.SET_ASIDE,
    "mises-en-oeuvre": Proposal.Status.CARRIED_OUT,
    "annulees": Proposal.Status.VOIDED,
}
KIND_WORDS = {
    "comptes-rendus": Output.Kind.MINUTES,
    "syntheses": Output.Kind.SYNTHESIS,
    "documents": Output.Kind.DOCUMENT,
    "feuilles-de-route": Output.Kind.ROADMAP,
}


@dataclass(frozen=True)
class ProposalFilter:
    """The words of the address: `etat`, `theme`, `groupe`, `annee`; nonsense is ignored."""

    status: str = ""
    theme: str = ""
    group: str = ""
    year: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "ProposalFilter":
        """Read the filters of an address."""
        status, theme = query.get("etat", ""), query.get("theme", "")
        return cls(
            status if status in STATUS_WORDS else "",
            theme if theme in Theme.values else "",
            " ".join(query.get("groupe", "")[:120].replace("\0", "").split()),
            _year(query),
        )

    def condition(self) -> Q:
        """The filters as one condition; voided ones are there only where they are asked for."""
        wanted = Q()
        if self.status:
            wanted &= Q(state=STATUS_WORDS[self.status])
        else:
            wanted &= ~Q(state=Proposal.Status.VOIDED)
        if self.theme:
            wanted &= Q(theme=self.theme)
        if self.group:
            wanted &= Q(group=self.group)
        if self.year:
            wanted &= Q(made_on__year=int(self.year))
        return wanted


def _year(query: Mapping[str, str]) -> str:
    year = query.get("annee", "")
    return year if re.fullmatch(r"(19|20|21)[0-9]{2}", year, re.ASCII) else ""


def proposal_rows(actor: Actor, chosen: ProposalFilter) -> QuerySet[Any, Any]:
    """Rows of the list of proposals: what, whose, where it comes from, how far it is."""
    found = Proposal.objects.visible_to(actor).filter(chosen.condition())
    return found.annotate(
        shown=F("title"),
        whose=Coalesce("organisation__name", F("group")),
        session_title=F("session__title"),
    ).values(
        "id",
        "title",
        "group",
        "whose",
        "theme",
        "session_id",
        "session_title",
        "made_on",
        "state",
        "erased_on",
    )


def groups_of(actor: Actor) -> list[str]:
    """The groups that proposed something, by name. One query."""
    rows = Proposal.objects.visible_to(actor).exclude(group="").order_by()
    return sorted(set(rows.values_list("group", flat=True)), key=fold)


def output_rows(actor: Actor, kind: str, year: str) -> QuerySet[Any, Any]:
    """Rows of the list of papers: the last version of each that stands."""
    found = Output.objects.visible_to(actor).standing().last_versions()
    if kind in KIND_WORDS:
        found = found.filter(kind=KIND_WORDS[kind])
    if year:
        found = found.filter(dated_on__year=int(year))
    return found.annotate(
        source=Coalesce("session__title", "event__title"),
    ).values(
        "id", "title", "kind", "source", "session_id", "dated_on", "version", "audience", "name"
    )


def papers_of_participant(registration: Registration) -> list[Output]:
    """What whoever came may read of a session: papers for participants and for everybody.

    Nothing for who registered and did not come. Two queries at most.
    """
    if not Attendance.objects.now().filter(registration=registration).exists():
        return []
    found = Output.objects.standing().last_versions().filter(session=registration.session_id)
    rows = found.filter(audience__in=(Audience.PARTICIPANTS, Audience.PUBLIC))
    return list(rows.select_related("document").order_by("dated_on", "id"))


def papers_of_event(actor: Actor, event: Event) -> list[Output]:
    """The papers of an event itself that the actor may read, last versions. One query."""
    found = Output.objects.visible_to(actor).filter(event=event)
    return list(found.standing().last_versions().order_by("dated_on", "id"))


def outputs_of(actor: Actor, session: Session) -> list[Output]:
    """The papers of a session that the actor may read, last versions. One query."""
    found = Output.objects.visible_to(actor).filter(session=session)
    return list(found.standing().last_versions().order_by("dated_on", "id"))


def proposals_of(actor: Actor, session: Session) -> list[Proposal]:
    """The proposals of a session. One query."""
    found = Proposal.objects.visible_to(actor).filter(session=session)
    standing = found.exclude(state=Proposal.Status.VOIDED).select_related("organisation")
    return list(standing.order_by("made_on", "id"))


def versions_of(actor: Actor, output: Output) -> list[Output]:
    """All the versions of a paper that stand, last first. A query a version."""
    rows = Output.objects.visible_to(actor)
    last = output
    while following := rows.filter(previous_id=last.pk).first():
        last = following
    found = [last]
    while found[-1].previous_id is not None:
        before = rows.filter(pk=found[-1].previous_id).first()
        if before is None:
            break
        found.append(before)
    return [row for row in found if row.withdrawn_on is None]


@dataclass(frozen=True)
class ProposalEvent:
    """A fact of a proposal, with the words beside it and who wrote it."""

    fact: Any
    words: str
    by: str

    @property
    def is_answer(self) -> bool:
        """Whether an authority answered; else a status was reached."""
        return isinstance(self.fact, ProposalAnswered)


def events_of(proposal: Proposal) -> list[ProposalEvent]:
    """What happened to a proposal, voided facts included, first to last. Five queries."""
    reached: list[Any] = list(ProposalReached.objects.filter(proposal=proposal))
    answers = ProposalAnswered.objects.filter(proposal=proposal)
    reached += answers.select_related("answer", "organisation")
    notes = dict(proposal.notes.values_list("seq", "text"))
    wrote = authors(proposal.house_id, [fact.seq for fact in reached])
    reached.sort(key=lambda fact: (fact.occurred_on, fact.seq))
    return [
        ProposalEvent(
            fact,
            fact.answer.text if isinstance(fact, ProposalAnswered) else notes.get(fact.seq, ""),
            wrote.get(fact.seq, ""),
        )
        for fact in reached
    ]
