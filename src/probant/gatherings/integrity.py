"""What gatherings keep twice: states follow facts, lists follow rows, the index copies titles."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from probant.gatherings.models import (
    Measure,
    MeasureStepped,
    MemberJoined,
    MemberLeft,
    NetworkMember,
    Proposal,
    ProposalReached,
    Registered,
    Registration,
    Session,
    SessionHeld,
)
from probant.gatherings.rules import outcomes as rules
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken
from probant.search.models import SearchEntry


def held() -> Iterator[Finding]:
    """`gatherings.held`: a session is said held, or not, against the fact that stands."""
    standing = Exists(SessionHeld.objects.now().filter(session=OuterRef("pk")))
    said = Q(state=Session.State.HELD)
    wrong = Session.objects.filter((said & ~Q(standing)) | (~said & Q(standing)))
    for pk in wrong.order_by("pk").values_list("pk", flat=True).iterator():
        yield broken(
            "gatherings.held", f"La rencontre {pk} n’est pas dans l’état que dit son fait."
        )


def seats() -> Iterator[Finding]:
    """`gatherings.seats`: more people have a seat than the session has."""
    given = Count("registrations", filter=Q(registrations__status=Registration.Status.REGISTERED))
    rows = Session.objects.filter(capacity__isnull=False).annotate(given=given)
    over = rows.filter(given__gt=F("capacity")).order_by("pk")
    for pk, taken, capacity in over.values_list("pk", "given", "capacity").iterator():
        yield broken("gatherings.seats", f"Rencontre {pk} : {taken} inscrits, {capacity} places.")


def lists() -> Iterator[Finding]:
    """`gatherings.list`: of a session held, the facts counted are not the list as it stands."""
    facts = Registered.objects.now().filter(registration=OuterRef("pk"))
    is_held = SessionHeld.objects.now().filter(session=OuterRef("session"))
    expected = Q(status=Registration.Status.REGISTERED) & Q(Exists(is_held))
    wrong = Registration.objects.filter(
        (expected & ~Q(Exists(facts))) | (~expected & Q(Exists(facts)))
    )
    for pk, session in wrong.order_by("pk").values_list("pk", "session_id").iterator():
        yield broken(
            "gatherings.list",
            f"Rencontre {session} : l’inscription {pk} et son fait ne s’accordent pas.",
        )


def proposals() -> Iterator[Finding]:
    """`gatherings.proposal`: a proposal is not at the last status that its facts reached."""
    reached: dict[int, set[str]] = {}
    facts = ProposalReached.objects.now().order_by()
    for proposal, status in facts.values_list("proposal_id", "status").iterator():
        reached.setdefault(proposal, set()).add(status)
    rows = Proposal.objects.order_by("pk").values_list("pk", "state")
    for pk, state in rows.iterator():
        there = [status for status in rules.FOLLOWS if status in reached.get(pk, ())]
        if state != (there[-1] if there else rules.VOIDED):
            yield broken(
                "gatherings.proposal", f"La proposition {pk} n’en est pas où disent ses étapes."
            )


def measures() -> Iterator[Finding]:
    """`gatherings.measure`: a measure is not as far as the last step that stands."""
    steps = MeasureStepped.objects.now().filter(measure=OuterRef("pk"))
    last = steps.order_by("-occurred_on", "-seq")
    rows = Measure.objects.annotate(
        last_state=Coalesce(Subquery(last.values("state")[:1]), Value("")),
        last_percent=Coalesce(Subquery(last.values("percent")[:1]), Value(0)),
    )
    wrong = rows.exclude(state=F("last_state"), percent=F("last_percent")).order_by("pk")
    for pk in wrong.values_list("pk", flat=True):
        yield broken("gatherings.measure", f"La mesure {pk} n’en est pas où dit son avancement.")


def members() -> Iterator[Finding]:
    """`gatherings.member`: a membership and the facts of its entry and departure disagree."""
    joined = MemberJoined.objects.now().filter(
        member=OuterRef("pk"), occurred_on=OuterRef("joined_on")
    )
    left = MemberLeft.objects.now().filter(member=OuterRef("pk"))
    same_day = left.filter(occurred_on=OuterRef("left_on"))
    stands = Q(is_struck=False)
    wrong = NetworkMember.objects.filter(
        (stands & ~Q(Exists(joined)))
        | (stands & Q(left_on__isnull=True) & Q(Exists(left)))
        | (stands & Q(left_on__isnull=False) & ~Q(Exists(same_day)))
        | Q(Exists(MemberJoined.objects.now().filter(member=OuterRef("pk"))), is_struck=True)
    )
    for pk in wrong.order_by("pk").values_list("pk", flat=True):
        yield broken(
            "gatherings.member", f"L’adhésion {pk} ne suit pas ses faits d’entrée ou de sortie."
        )


def titles() -> Iterator[Finding]:
    """`gatherings.title`: a session or a proposal that cannot be found under its title."""
    sought: tuple[tuple[str, str, Any], ...] = (
        ("session", "rencontre", Session.objects.all()),
        ("proposal", "proposition", Proposal.objects.filter(erased_on__isnull=True)),
    )
    for kind, named, rows in sought:
        entries = SearchEntry.objects.filter(
            house_id=OuterRef("house_id"), kind=kind, object_id=OuterRef("pk")
        )
        missing = rows.filter(~Exists(entries)).order_by("pk")
        for pk in missing.values_list("pk", flat=True):
            yield broken("gatherings.title", f"La {named} {pk} manque à l’index des noms.")


CHECKS = (
    Check("gatherings.held", "rencontres tenues et leurs faits", held),
    Check("gatherings.seats", "places et inscriptions", seats),
    Check("gatherings.list", "listes des rencontres tenues et leurs faits", lists),
    Check("gatherings.proposal", "propositions et leurs étapes", proposals),
    Check("gatherings.measure", "mesures et leur avancement", measures),
    Check("gatherings.member", "membres des réseaux et leurs faits", members),
    Check("gatherings.title", "rencontres, propositions et index des noms", titles),
)
