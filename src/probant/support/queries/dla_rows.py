"""The DLA of a house as rows of plain values, one list for each sheet of the mapping.

The fields are those of `support.catalogue.dla_columns`: days are dates, quantities are hundredths,
amounts are cents, words are our codes. What the national tool calls them is the mapping's affair.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from probant.accounts.queries import names_of
from probant.support.models import (
    Case,
    CommitteeOpinion,
    DiagnosisSigned,
    JobFact,
    Mission,
    MissionAttended,
    MissionEnded,
    MissionEvaluated,
    MissionJoined,
    OfferReceived,
    PhaseReached,
    Provider,
    ProviderConsulted,
)
from probant.support.queries.engineering import provider_records
from probant.support.rules import SUIVI

DLA = "dla"
Rows = list[dict[str, Any]]


def dla_rows(house_id: int) -> dict[str, Rows]:
    """Everything that stands of a house's DLA, by the code of its sheet; few queries."""
    phases = _phases(house_id)
    follow_ups = [row for row in phases if row["phase_code"] == SUIVI]
    return {
        "case": _cases(house_id),
        "phase": phases,
        "diagnosis": _diagnoses(house_id),
        "opinion": _opinions(house_id),
        "mission": _missions(house_id),
        "participant": _participants(house_id),
        "consultation": _consultations(house_id),
        "attendance": _attendances(house_id),
        "evaluation": _evaluations(house_id),
        "provider": _providers(house_id),
        "job": _jobs(house_id),
        "follow_up": follow_ups,
    }


def _cases(house_id: int) -> Rows:
    cases = (
        Case.objects.filter(house_id=house_id, programme__official_code=DLA)
        .exclude(outcome=Case.Outcome.MISTAKE)
        .select_related("organisation", "phase")
        .order_by("pk")
    )
    names = names_of({case.referent_id for case in cases})
    return [
        {
            "number": str(case.pk),
            "organisation_name": case.title,
            "siren": case.organisation.siren if case.organisation else "",
            "siret": case.organisation.siret if case.organisation else "",
            "rna": case.organisation.rna if case.organisation else "",
            "family": case.organisation.family if case.organisation else "projet",
            "theme": str(case.organisation.get_theme_display()) if case.organisation else "",
            "place_name": case.place_name or (case.organisation or case).place_name,
            "place_code": case.place_code or (case.organisation or case).place_code,
            "opened_on": case.opened_on,
            "referent": names.get(case.referent_id or 0, ""),
            "phase_code": case.phase.official_code if case.phase else "",
            "state": case.state,
            "closed_on": case.closed_on,
            "outcome": case.outcome,
        }
        for case in cases
    ]


def _facts(model: type[Any], house_id: int) -> Any:
    facts = model.objects.now().filter(house_id=house_id, programme_code=DLA)
    return facts.order_by("occurred_on", "seq", "pk")


def _about(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "case_number": str(row["case_id"] or ""),
        "organisation_name": row["organisation__name"] or "",
        "siren": row["organisation__siren"] or "",
        "occurred_on": row["occurred_on"],
    }


def _of_case(row: dict[str, Any]) -> dict[str, Any]:
    """A row about a case that may be a project without a structure yet."""
    return _about(row) | {
        "organisation_name": row["organisation__name"] or row["case__project_title"]
    }


_ABOUT = ("case_id", "organisation__name", "organisation__siren", "occurred_on")


def _phases(house_id: int) -> Rows:
    rows = _facts(PhaseReached, house_id).values(*_ABOUT, "phase_code", "case__project_title")
    return [_of_case(row) | {"phase_code": row["phase_code"]} for row in rows]


def _diagnoses(house_id: int) -> Rows:
    opinions = {fact.case_id: fact for fact in _facts(CommitteeOpinion, house_id)}
    signed = _facts(DiagnosisSigned, house_id)
    rows = signed.annotate(stated_on=F("version__stated_on")).values(
        *_ABOUT, "number", "headcount", "fte_hundredths", "stated_on", "case__project_title"
    )
    return [
        _of_case(row)
        | {
            "version": row["number"],
            "signed_on": row["occurred_on"],
            "headcount": row["headcount"],
            "fte_hundredths": row["fte_hundredths"],
            "stated_on": row["stated_on"],
            "opinion": str(opinions[row["case_id"]].get_opinion_display())
            if row["case_id"] in opinions
            else "",
            "opinion_on": opinions[row["case_id"]].occurred_on
            if row["case_id"] in opinions
            else None,
        }
        for row in rows
    ]


def _opinions(house_id: int) -> Rows:
    rows = _facts(CommitteeOpinion, house_id).values(*_ABOUT, "opinion", "case__project_title")
    return [_of_case(row) | {"opinion": row["opinion"]} for row in rows]


def _missions(house_id: int) -> Rows:
    ended = {fact.mission_id: fact for fact in _facts(MissionEnded, house_id)}
    consulted = _counted(_facts(ProviderConsulted, house_id).values_list("mission_id", flat=True))
    marks = _marks(house_id)
    missions = (
        Mission.objects.filter(house_id=house_id, programme__official_code=DLA)
        .select_related("case__organisation", "provider")
        .prefetch_related("contracted")
        .order_by("pk")
    )
    rows = []
    for mission in missions:
        contract = next((one for one in mission.contracted.all() if not one.is_void), None)
        end = ended.get(mission.pk)
        served = mission.case.organisation if mission.case else None
        rows.append(
            {
                "number": str(mission.pk),
                "title": mission.title,
                "kind": mission.kind,
                "case_number": str(mission.case_id or ""),
                "organisation_name": mission.case.title if mission.case else "",
                "siren": served.siren if served else "",
                "provider_name": mission.provider.name if mission.provider else "",
                "provider_siren": mission.provider.siren if mission.provider else "",
                "contracted_on": contract.occurred_on if contract else None,
                "starts_on": mission.starts_on,
                "ended_on": end.occurred_on if end else None,
                "days_hundredths": (contract or mission).days_hundredths,
                "cost_cents": (contract or mission).cost_cents,
                "ended_days_hundredths": end.days_hundredths if end else None,
                "ended_cost_cents": end.cost_cents if end else None,
                "consulted": consulted.get(mission.pk, 0),
                "mark_structure": _mean(marks[mission.pk, "structure"]),
                "mark_officer": _mean(marks[mission.pk, "officer"]),
            }
        )
    return rows


def _counted(ids: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for pk in ids:
        found[pk] += 1
    return found


def _marks(house_id: int) -> dict[tuple[int, str], list[int]]:
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for pk, by, mark in _facts(MissionEvaluated, house_id).values_list("mission_id", "by", "mark"):
        found[pk, by].append(mark)
    return found


def _mean(marks: list[int]) -> float | None:
    return round(sum(marks) / len(marks), 1) if marks else None


def _participants(house_id: int) -> Rows:
    came: dict[tuple[int, int], int] = defaultdict(int)
    for mission, case in _facts(MissionAttended, house_id).values_list("mission_id", "case_id"):
        came[mission, case] += 1
    rows = _facts(MissionJoined, house_id).values(*_ABOUT, "mission_id", "mission__title")
    return [
        _about(row)
        | {
            "mission_number": str(row["mission_id"]),
            "mission_title": row["mission__title"],
            "attended": came[row["mission_id"], row["case_id"]],
        }
        for row in rows
    ]


def _consultations(house_id: int) -> Rows:
    offers = {
        (offer.mission_id, offer.provider_id): offer for offer in _facts(OfferReceived, house_id)
    }
    asked = _facts(ProviderConsulted, house_id).select_related("mission", "provider")
    rows = []
    for fact in asked:
        offer = offers.get((fact.mission_id, fact.provider_id))
        rows.append(
            {
                "mission_number": str(fact.mission_id),
                "mission_title": fact.mission.title,
                "provider_name": fact.provider.name,
                "provider_siren": fact.provider.siren,
                "asked_on": fact.occurred_on,
                "answer": offer.answer if offer else "waiting",
                "received_on": offer.occurred_on if offer else None,
                "amount_cents": offer.amount_cents if offer else None,
                "days_hundredths": offer.days_hundredths if offer else None,
                "chosen": fact.mission.provider_id == fact.provider_id,
            }
        )
    return rows


_OF_MISSION = ("mission_id", "mission__title", "case__project_title")


def _attendances(house_id: int) -> Rows:
    rows = _facts(MissionAttended, house_id).values(*_ABOUT, *_OF_MISSION, "session__title")
    return [
        _of_case(row)
        | {
            "mission_number": str(row["mission_id"]),
            "mission_title": row["mission__title"],
            "title": row["session__title"],
        }
        for row in rows
    ]


def _evaluations(house_id: int) -> Rows:
    rows = _facts(MissionEvaluated, house_id).values(*_ABOUT, *_OF_MISSION, "by", "mark")
    return [
        _of_case(row)
        | {
            "mission_number": str(row["mission_id"]),
            "mission_title": row["mission__title"],
            "by": row["by"],
            "mark": row["mark"],
        }
        for row in rows
    ]


def _providers(house_id: int) -> Rows:
    providers = (
        Provider.objects.filter(house_id=house_id)
        .select_related("organisation")
        .prefetch_related("skills", "places")
        .order_by("organisation__name_key")
    )
    records = provider_records(house_id, [one.organisation_id for one in providers])
    return [
        {
            "provider_name": one.organisation.name,
            "siren": one.organisation.siren,
            "skills": ", ".join(str(skill.get_skill_display()) for skill in one.skills.all()),
            "places": ", ".join(place.place_name for place in one.places.all()),
            "day_rate_cents": one.day_rate_cents,
            "missions": records[one.organisation_id].missions,
        }
        for one in providers
    ]


def _jobs(house_id: int) -> Rows:
    rows = _facts(JobFact, house_id).values(*_ABOUT, "kind", "headcount", "fte_hundredths")
    return [
        _about(row)
        | {
            "kind": row["kind"],
            "headcount": row["headcount"],
            "fte_hundredths": row["fte_hundredths"],
        }
        for row in rows
    ]
