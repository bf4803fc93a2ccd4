"""Reading missions: what stands of one, its findings, who was consulted; and the providers."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.utils import timezone

from probant.directory.models import Position
from probant.kernel.actor import Actor
from probant.kernel.finding import Finding
from probant.kernel.parameters import parameter
from probant.programmes.models import Programme
from probant.support.models import (
    ConsultationRule,
    FindingTaken,
    Mission,
    MissionAttended,
    MissionContracted,
    MissionDeliverable,
    MissionEnded,
    MissionEvaluated,
    MissionJoined,
    MissionSession,
    OfferReceived,
    ProviderConsulted,
)
from probant.support.rules import MissionView, check_mission


def providers_to_consult(programme: Programme, on: datetime.date) -> int:
    """How many providers a programme consults at least on a day: its own rule, else the usual."""
    rule = (
        ConsultationRule.objects.filter(programme=programme, in_force_from__lte=on)
        .order_by("-in_force_from")
        .first()
    )
    return usual_number(on) if rule is None else rule.providers_at_least


def usual_number(on: datetime.date) -> int:
    """How many providers are consulted where a programme has no rule of its own."""
    first = datetime.date(2015, 9, 1)
    return int(parameter("dla.providers_consulted", on=max(on, first)).value)


@dataclass
class MissionFile:
    """A mission with everything that its page shows, and that its letter needs."""

    mission: Mission
    contract: MissionContracted | None
    ended: MissionEnded | None
    consulted: list[ProviderConsulted]
    offers: dict[int, OfferReceived]
    joined: list[MissionJoined]
    sessions: list[MissionSession]
    attended: list[MissionAttended]
    deliverables: list[MissionDeliverable]
    marks: list[MissionEvaluated]
    to_consult: int
    interested: tuple[tuple[str, str], ...]
    taken: list[FindingTaken] = field(default_factory=list)

    @property
    def day(self) -> datetime.date | None:
        """The day it was signed, or chosen."""
        return self.contract.occurred_on if self.contract else self.mission.chosen_on

    @property
    def cost_cents(self) -> int | None:
        """What it costs as far as one knows: ended, contracted, or offered by the one chosen."""
        for known in (self.ended, self.contract, self.mission):
            if known is not None and known.cost_cents is not None:
                return int(known.cost_cents)
        return None

    @property
    def view(self) -> MissionView:
        """What the rules look at."""
        return MissionView(
            budget_cents=self.mission.budget_cents,
            cost_cents=self.cost_cents,
            consulted=len(self.consulted),
            to_consult=self.to_consult,
            participants=len(self.joined),
            capacity=self.mission.capacity,
            interested=self.interested,
        )

    def findings(self) -> list[Finding]:
        """What does not hold, as the rules of this room see it."""
        return check_mission(self.view)

    def attended_by(self, session: MissionSession) -> list[MissionAttended]:
        """Who came to a session."""
        return [fact for fact in self.attended if fact.session_id == session.pk]


def mission_file(mission: Mission) -> MissionFile:
    """Load a mission whole. Thirteen queries at most, whatever it holds."""
    contract = mission.contracted.filter(void_seq__isnull=True).first()
    day = contract.occurred_on if contract else mission.chosen_on or mission.starts_on
    offers = OfferReceived.objects.now().filter(mission=mission).select_related("provider")
    return MissionFile(
        mission=mission,
        contract=contract,
        ended=MissionEnded.objects.now().filter(mission=mission).first(),
        consulted=list(
            ProviderConsulted.objects.now()
            .filter(mission=mission)
            .select_related("provider")
            .order_by("occurred_on", "seq")
        ),
        offers={offer.provider_id: offer for offer in offers},
        joined=list(
            MissionJoined.objects.now()
            .filter(mission=mission)
            .select_related("organisation")
            .order_by("organisation__name_key")
        ),
        sessions=list(mission.sessions.all()),
        attended=list(
            MissionAttended.objects.now()
            .filter(mission=mission)
            .select_related("organisation")
            .order_by("organisation__name_key")
        ),
        deliverables=list(mission.deliverables.select_related("document")),
        marks=list(
            MissionEvaluated.objects.now()
            .filter(mission=mission)
            .select_related("organisation")
            .order_by("by", "seq")
        ),
        to_consult=providers_to_consult(mission.programme, day or timezone.localdate()),
        interested=interested_providers(mission, day),
        taken=list(mission.findings_taken.order_by("pk")),
    )


def interested_providers(mission: Mission, on: datetime.date | None) -> tuple[tuple[str, str], ...]:
    """Providers of a mission whose people hold a position in a structure that it serves.

    As (provider, position in the structure); nobody's name. Two queries.
    """
    providers = {
        organisation.pk: organisation.name
        for organisation in (mission.provider, *mission.co_providers.all())
        if organisation is not None
    }
    served = _served(mission)
    if not providers or not served:
        return ()
    standing = Position.objects.filter(person__house_id=mission.house_id)
    if on is not None:
        standing = standing.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=on),
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        )
    held: dict[int, list[Any]] = defaultdict(list)
    for row in standing.filter(organisation_id__in={*providers, *served}).order_by("pk"):
        held[row.person_id].append(row)
    return tuple(
        (providers[ours.organisation_id], theirs.title)
        for rows in held.values()
        for ours in rows
        if ours.organisation_id in providers
        for theirs in rows
        if theirs.organisation_id in served
    )


def _served(mission: Mission) -> set[int]:
    if mission.case is not None:
        return {mission.case.organisation_id} if mission.case.organisation_id else set()
    joined = MissionJoined.objects.now().filter(mission=mission)
    return set(joined.values_list("organisation_id", flat=True))


@dataclass(frozen=True)
class ProviderRecord:
    """What a house's books say of a provider: derived, never typed."""

    missions: int = 0
    consulted: int = 0
    marks: int = 0
    mean_mark: float | None = None


def provider_records(house_id: int, providers: Iterable[int]) -> dict[int, ProviderRecord]:
    """Missions signed, consultations and marks of organisations, by id. Three queries."""
    wanted = set(providers)
    signed = dict(
        MissionContracted.objects.now()
        .filter(house_id=house_id, provider__in=wanted)
        .values_list("provider_id")
        .annotate(n=Count("id"))
        .order_by()
    )
    asked = dict(
        ProviderConsulted.objects.now()
        .filter(house_id=house_id, provider__in=wanted)
        .values_list("provider_id")
        .annotate(n=Count("id"))
        .order_by()
    )
    marked = {
        pk: (count, mean)
        for pk, count, mean in MissionEvaluated.objects.now()
        .filter(house_id=house_id, mission__provider__in=wanted)
        .values_list("mission__provider_id")
        .annotate(n=Count("id"), mean=Avg("mark"))
        .order_by()
    }
    return {
        pk: ProviderRecord(signed.get(pk, 0), asked.get(pk, 0), *(marked.get(pk) or (0, None)))
        for pk in wanted
    }


def prepared_missions(actor: Actor) -> QuerySet[Mission]:
    """Missions whose contract is not noted yet, newest first, for those who may see them."""
    signed = MissionContracted.objects.now().filter(house_id=actor.house_id)
    missions = Mission.objects.visible_to(actor).exclude(pk__in=signed.values("mission_id"))
    return missions.select_related("programme", "case__organisation", "provider").order_by("-pk")
