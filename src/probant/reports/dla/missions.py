"""Missions of the year: signed, joined, put to competition, weighed by the committee."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count

from probant.kernel.dates import write_short_date
from probant.kernel.finding import Finding
from probant.kernel.money import write_euros
from probant.reports.blocks import (
    Block,
    Cell,
    FindingRow,
    Head,
    Row,
    Section,
    Table,
    Text,
)
from probant.reports.dla.year import Year, cents, count, hundredths
from probant.support.models import (
    CommitteeOpinion,
    Mission,
    MissionContracted,
    MissionEnded,
    MissionJoined,
    OfferReceived,
    ProviderConsulted,
)
from probant.support.queries.engineering import mission_file
from probant.support.queries.holding import still_held
from probant.support.rules import HOLDING
from probant.ui.write import write_count


def missions(year: Year) -> Iterator[Block]:
    yield Section("Les ingénieries")
    for kind, caption in (
        (Mission.Kind.INDIVIDUAL, "Ingénieries individuelles"),
        (Mission.Kind.COLLECTIVE, "Ingénieries collectives"),
    ):
        signed = list(
            year.facts(MissionContracted)
            .filter(kind=kind)
            .select_related("mission__case__organisation", "provider", "organisation")
            .order_by("occurred_on", "seq")
        )
        if not signed:
            yield Text(f"{caption} : aucune n’a été signée dans l’année.")
            continue
        yield _mission_table(year, caption, signed)
    ended = list(year.facts(MissionEnded))
    if ended:
        cost = sum(fact.cost_cents or 0 for fact in ended)
        yield Text(
            f"{write_count(len(ended), 'mission terminée', 'missions terminées')} dans l’année, "
            f"pour {write_euros(cost)} réalisés."
        )


def _mission_table(year: Year, caption: str, signed: list[MissionContracted]) -> Table:
    """Missions with days and cost; the structure's column only where one may be named."""
    individual = signed[0].kind == Mission.Kind.INDIVIDUAL
    named = individual and any(year.may_name(fact.organisation_id) for fact in signed)
    joined = {} if individual else _joined(year, signed)
    rows = [
        Row(
            (
                Cell(year.title(fact.mission), href=year.page("support:mission", fact.mission_id)),
                *([Cell(year.name(fact.organisation))] if named else []),
                *([] if individual else [count(joined.get(fact.mission_id, 0))]),
                Cell(fact.provider.name if fact.provider else "—"),
                Cell(write_short_date(fact.occurred_on)),
                hundredths(fact.days_hundredths),
                cents(fact.cost_cents),
            )
        )
        for fact in signed
    ]
    between = [Cell("")] * (len(rows[0].cells) - 3)
    rows.append(Row((_total_label(signed), *between, *_totals(signed)), "total"))
    heads = [Head("Objet", share=6)]
    heads += [Head("Structure", share=4)] if named else []
    heads += [] if individual else [Head("Participants", True, 3)]
    heads += [
        Head("Prestataire", share=4),
        Head("Signée", share=3),
        Head("Jours", True, 2),
        Head("Coût", True, 3),
    ]
    return Table(caption, tuple(heads), tuple(rows))


def _joined(year: Year, signed: list[MissionContracted]) -> dict[int, int]:
    """How many structures joined each mission, as known at the cut."""
    facts = MissionJoined.objects.filter(mission__in=[fact.mission_id for fact in signed])
    counted = facts.cut(year.order.cut).order_by().values_list("mission_id")
    return dict(counted.annotate(n=Count("organisation", distinct=True)))


def _total_label(signed: list[MissionContracted]) -> Cell:
    unknown = sum(fact.cost_cents is None for fact in signed)
    return Cell(f"Total ({unknown} sans coût noté)" if unknown else "Total")


def _totals(signed: list[MissionContracted]) -> tuple[Cell, Cell]:
    days = [fact.days_hundredths for fact in signed if fact.days_hundredths is not None]
    costs = [fact.cost_cents for fact in signed if fact.cost_cents is not None]
    return hundredths(sum(days) if days else None), cents(sum(costs) if costs else None)


def participants(year: Year) -> Iterator[Block]:
    """Who joined a collective mission in the year, where they may be named."""
    facts = list(
        year.facts(MissionJoined)
        .select_related("organisation", "mission")
        .order_by("mission_id", "organisation__name_key")
    )
    named = [fact for fact in facts if year.may_name(fact.organisation_id)]
    yield Section("Participants aux missions collectives", 2)
    structures = {fact.organisation_id for fact in facts}
    yield Text(
        f"{write_count(len(structures), 'structure')} et "
        f"{write_count(len(facts), 'participation')} dans l’année."
    )
    if named:
        yield Table(
            "Participants nommés",
            (Head("Mission", share=5), Head("Structure", share=5), Head("Depuis", share=2)),
            tuple(
                Row(
                    (
                        Cell(fact.mission.title),
                        Cell(year.name(fact.organisation)),
                        Cell(write_short_date(fact.occurred_on)),
                    )
                )
                for fact in named
            ),
        )


def consultations(year: Year) -> Iterator[Block]:
    """Providers consulted in the year: how often, with which answer, how often retained."""
    asked = list(year.facts(ProviderConsulted).select_related("provider", "mission"))
    yield Section("Mise en concurrence", 2)
    if not asked:
        yield Text("Aucune consultation de prestataire n’est notée dans l’année.")
        return
    offers = {
        (fact.mission_id, fact.provider_id): fact
        for fact in OfferReceived.objects.filter(mission__in=[one.mission_id for one in asked]).cut(
            year.order.cut
        )
    }
    by_provider: dict[int, list[ProviderConsulted]] = defaultdict(list)
    for fact in asked:
        by_provider[fact.provider_id].append(fact)
    missions = {fact.mission_id for fact in asked}
    yield Text(
        f"{write_count(len(by_provider), 'prestataire')} pour "
        f"{write_count(len(missions), 'mission')}."
    )
    yield Table(
        "Prestataires consultés",
        (
            Head("Prestataire", share=6),
            Head("Consultations", True, 2),
            Head("Offres", True, 2),
            Head("Retenu", True, 2),
        ),
        tuple(
            Row(
                (
                    Cell(
                        facts[0].provider.name,
                        href=year.page("support:provider", facts[0].provider_id),
                    ),
                    count(len(facts)),
                    count(sum(_offered(offers.get(_pair(fact))) for fact in facts)),
                    count(sum(fact.mission.provider_id == fact.provider_id for fact in facts)),
                )
            )
            for facts in sorted(by_provider.values(), key=lambda facts: -len(facts))
        ),
    )


def _pair(fact: ProviderConsulted) -> tuple[int, int]:
    return fact.mission_id, fact.provider_id


def _offered(offer: OfferReceived | None) -> bool:
    return offer is not None and offer.answer == OfferReceived.Answer.OFFER


def committees(year: Year) -> Iterator[Block]:
    """Opinions of the support committee in the year."""
    counts = dict(
        year.facts(CommitteeOpinion).order_by().values_list("opinion").annotate(n=Count("id"))
    )
    if not counts:
        return
    yield Section("Comité d’appui", 2)
    yield Table(
        "Avis rendus",
        (Head("Avis", share=6), Head("Dossiers", True, 2)),
        tuple(
            Row((Cell(str(label).capitalize()), count(counts.get(code, 0))))
            for code, label in CommitteeOpinion.Opinion.choices
        ),
    )


def findings(year: Year) -> Iterator[FindingRow]:
    """What does not hold in the missions of the year; the same sentence is said once."""
    facts = year.facts(MissionContracted).select_related(
        "mission__programme", "mission__case__organisation"
    )
    found: dict[Finding, list[str]] = {}
    for fact in facts.order_by("occurred_on", "seq"):
        file = mission_file(fact.mission)
        held = [one.as_finding() for one in still_held(file)]
        rest = [one for one in file.findings() if one.code not in HOLDING]
        for finding in (*held, *rest):
            found.setdefault(finding, []).append(year.title(fact.mission))
    for finding, missions_of in sorted(found.items(), key=lambda pair: pair[0].severity.rank):
        yield FindingRow(
            finding.severity.value,
            finding.severity.label.capitalize(),
            finding.code,
            finding.message,
            missions_of[0] if len(missions_of) == 1 else f"{len(missions_of)} missions",
        )
