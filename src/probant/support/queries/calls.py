"""The register of the door: every call whatever came of it, filtered by words of the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from probant.directory.models.people import ERASED
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.support.models import (
    Call,
    Caller,
    CallMode,
    CallOutcome,
    CallTaken,
    IntroductionMade,
    IntroductionOutcome,
    NeedVoiced,
    Referral,
    ReferralOutcome,
    Sequel,
    SupportRequest,
)
from probant.support.queries.choices import DoorLists
from probant.support.queries.door_words import other_of

ANONYMOUS = "Personne anonyme"
SHOWN = (
    "id",
    "call_id",
    "occurred_on",
    "caller",
    "mode",
    "origin",
    "outcome",
    "need_code",
    "minutes",
    "organisation_id",
    "organisation__name",
    "person__given_name",
    "person__family_name",
    "programme__name",
    "project",
    "place",
    "by",
)


@dataclass(frozen=True)
class CallFilter:
    """The words of the address; nonsense is ignored."""

    year: str = ""
    outcome: str = ""
    mode: str = ""
    need: str = ""
    origin: str = ""
    place: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "CallFilter":
        """Read `annee`, `issue`, `comment`, `besoin`, `origine`, `territoire`."""
        year = query.get("annee", "")
        outcome, mode = query.get("issue", ""), query.get("comment", "")
        return cls(
            year if re.fullmatch(r"(19|20|21)[0-9]{2}", year) else "",
            outcome if outcome in CallOutcome.values else "",
            mode if mode in CallMode.values else "",
            _word(query.get("besoin", "")),
            _word(query.get("origine", "")),
            _word(query.get("territoire", "")),
        )


def _word(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9-]{1,32}", text) else ""


def call_rows(actor: Actor, chosen: CallFilter) -> QuerySet[Any, Any]:
    """The calls that stand, as rows of `SHOWN`; not yet read."""
    taken = CallTaken.objects.visible_to(actor).now()
    if chosen.year:
        taken = taken.during(Period.year(int(chosen.year)))
    if chosen.outcome:
        taken = taken.filter(outcome=chosen.outcome)
    if chosen.mode:
        taken = taken.filter(mode=chosen.mode)
    if chosen.origin:
        taken = taken.filter(origin=chosen.origin)
    if chosen.place:
        taken = taken.filter(place_code=chosen.place)
    if chosen.need:
        voiced = NeedVoiced.objects.now().filter(house_id=actor.house_id, need_code=chosen.need)
        taken = taken.filter(call_id__in=voiced.values("call_id"))
    named = taken.annotate(
        project=F("call__project_title"),
        place=F("call__place_name"),
        by=F("call__taken_by__name"),
    )
    return named.values(*SHOWN)


def tell_rows(rows: list[dict[str, Any]], lists: DoorLists) -> list[dict[str, Any]]:
    """Add to each row the words of its codes: who, need, how, origin."""
    needs, origins = lists.names("need"), lists.names("origin")
    for row in rows:
        row["who"] = who_of(row)
        row["person"] = person_of(row) if row["organisation__name"] else ""
        row["need"] = needs.get(row["need_code"], row["need_code"])
        row["came"] = origins.get(row["origin"], row["origin"])
        row["how"] = CallMode(row["mode"]).label if row["mode"] else ""
    return rows


def who_of(row: Mapping[str, Any]) -> str:
    """Who called: the structure, the project, the person, or nobody who said so."""
    if row["organisation__name"]:
        return str(row["organisation__name"])
    if row["project"]:
        return str(row["project"])
    if row["caller"] == Caller.ANONYMOUS:
        return ANONYMOUS
    return person_of(row) or ERASED


def person_of(row: Mapping[str, Any]) -> str:
    """The person's name, empty where there is none or it was erased."""
    return f"{row['person__given_name'] or ''} {row['person__family_name'] or ''}".strip()


def years_of_calls(actor: Actor) -> list[str]:
    """The years in which calls were taken, the latest first. One query."""
    taken = CallTaken.objects.visible_to(actor).now()
    return [str(day.year) for day in taken.dates("occurred_on", "year", order="DESC")]


def places_of_calls(actor: Actor) -> list[tuple[str, str]]:
    """(code, name) of the territories that callers said. One query."""
    places = Call.objects.visible_to(actor).exclude(place_code="")
    pairs = places.order_by("place_name").values_list("place_code", "place_name").distinct()
    return list(dict(pairs).items())


@dataclass(frozen=True)
class CallStory:
    """What the page of a call tells besides its row."""

    taken: CallTaken
    needs: list[str]
    referrals: list[Any]
    introductions: list[Any]
    sequels: dict[tuple[str, int], list[Any]]


def story_of(call: Call) -> CallStory | None:
    """The facts of a call that stand, or stood last; None where none was. Six queries at most."""
    facts = CallTaken.objects.filter(call=call).select_related("programme")
    taken = facts.now().first() or facts.order_by("-seq").first()
    if taken is None:
        return None
    at = NeedVoiced.objects.filter(call=call, void_seq=taken.void_seq).order_by("id")
    referrals = list(Referral.objects.now().filter(call=call).select_related("body"))
    made = list(
        IntroductionMade.objects.now()
        .filter(call=call)
        .select_related("introduced_to", "introduced_person")
    )
    sequels: dict[tuple[str, int], list[Any]] = {}
    for fact in ReferralOutcome.objects.now().filter(call=call).order_by("occurred_on"):
        sequels.setdefault(("referral", fact.referral_id), []).append(fact)
    for met in IntroductionOutcome.objects.now().filter(call=call).order_by("occurred_on"):
        sequels.setdefault(("introduction", met.introduction_id), []).append(met)
    needs = list(dict.fromkeys(at.values_list("need_code", flat=True)))
    return CallStory(taken, needs, referrals, made, sequels)


def referral_rows(actor: Actor, direction: str = "") -> QuerySet[Any, Any]:
    """The orientations that stand, as facts with what their rows tell."""
    found = Referral.objects.visible_to(actor).now()
    if direction in Referral.Direction.values:
        found = found.filter(direction=direction)
    return found.select_related("body", "organisation", "person", "call", "case")


def introduction_rows(actor: Actor) -> QuerySet[Any, Any]:
    """The introductions that stand, as facts with what their rows tell."""
    found = IntroductionMade.objects.visible_to(actor).now()
    return found.select_related(
        "introduced_to", "introduced_person", "organisation", "person", "call", "case"
    )


def tell_handed(facts: list[Any], lists: DoorLists) -> list[dict[str, Any]]:
    """Rows of the lists of orientations and introductions, with the last sequel. One query."""
    if not facts:
        return []
    of = "referral" if isinstance(facts[0], Referral) else "introduction"
    kind: Any = ReferralOutcome if of == "referral" else IntroductionOutcome
    last: dict[int, str] = {}
    told = kind.objects.now().filter(**{f"{of}__in": [fact.pk for fact in facts]})
    for number, outcome in told.order_by("occurred_on", "seq").values_list(f"{of}_id", "outcome"):
        last[number] = outcome
    reasons = lists.names("reason")
    return [
        {
            "id": fact.pk,
            "occurred_on": fact.occurred_on,
            "who": whose(fact),
            "href_case": fact.case_id,
            "href_call": fact.call_id,
            "other": fact.body.name if of == "referral" else other_of(fact),
            "way": getattr(fact, "direction", "out"),
            "reason": reasons.get(fact.reason_code, fact.reason_code),
            "sequel": Sequel(last[fact.pk]).label if fact.pk in last else "",
            "waits": fact.pk not in last,
        }
        for fact in facts
    ]


def whose(fact: Any) -> str:
    """Whom an orientation or an introduction concerns."""
    if fact.organisation is not None:
        return str(fact.organisation.name)
    if fact.case is not None:
        return str(fact.case.title)
    return str(fact.call.title) if fact.call is not None else ANONYMOUS


def awaiting_requests(actor: Actor, *, limit: int = 20) -> list[SupportRequest]:
    """The public requests to take, the oldest first. One query."""
    rows = SupportRequest.objects.visible_to(actor).awaiting()
    return list(rows.order_by("received_at", "id")[:limit])


def request_rows(actor: Actor, state: str = "") -> QuerySet[Any, Any]:
    """The public requests, as rows; not yet read."""
    rows = SupportRequest.objects.visible_to(actor)
    if state in SupportRequest.State.values:
        rows = rows.filter(state=state)
    return rows.values(
        "id", "reference", "name", "given_name", "family_name", "place_name", "state", "received_at"
    )
