"""The grants of an authority in a year, each beneficiary weighed: of the ESS or not, and why."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from probant.directory.models import EssEntry, EssList, Organisation, RegisterEntry
from probant.funding.models import AwardMade, GrantCorrection, PublishedGrant
from probant.funding.rules.ess import PUBLIC, Clues, Verdict, Weighed, weigh
from probant.kernel.actor import Actor
from probant.kernel.text import fold

AT_ONCE = 800


@dataclass(frozen=True)
class Line:
    """A grant and what it is counted as. `number` is that of the published grant, or 0."""

    number: int
    key: str
    name: str
    purpose: str
    policy: str
    amount_cents: int
    signed_on: datetime.date | None
    verdict: Verdict
    reason: str = ""

    @property
    def weighed(self) -> Weighed:
        """For the share."""
        return Weighed(self.policy, self.amount_cents, self.verdict)


@dataclass(frozen=True)
class Year:
    """An authority and a year that have grants to look at, where from, and how much."""

    organisation_id: int
    name: str
    year: int
    count: int
    cents: int
    published: bool


def years_known(actor: Actor) -> list[Year]:
    """The authorities and years of which grants are known: files first, else awards. 3 queries."""
    published = (
        PublishedGrant.objects.visible_to(actor)
        .standing()
        .order_by()
        .values_list("organisation_id", "year")
        .annotate(count=Count("pk"), cents=Sum("amount_cents"))
    )
    awarded = (
        AwardMade.objects.visible_to(actor)
        .now()
        .filter(funder__family__in=PUBLIC)
        .order_by()
        .values_list("funder_id", "budget_year")
        .annotate(count=Count("pk"), cents=Sum("amount_cents"))
    )
    found = {(pk, year): (count, cents, False) for pk, year, count, cents in awarded}
    found |= {(pk, year): (count, cents, True) for pk, year, count, cents in published}
    names = dict(
        Organisation.objects.filter(pk__in={pk for pk, _ in found}).values_list("pk", "name")
    )
    years = [Year(pk, names[pk], year, *told) for (pk, year), told in found.items()]
    return sorted(years, key=lambda one: (not one.published, fold(one.name), -one.year))


def edition_of(year: int) -> EssList | None:
    """The edition of the list that tells of a year: the last of it or before, else the first."""
    end = datetime.date(year, 12, 31)
    before = EssList.objects.filter(dated_on__lte=end).order_by("-dated_on", "-pk").first()
    return before or EssList.objects.order_by("dated_on", "pk").first()


def lines_of(actor: Actor, authority: int, year: int) -> list[Line]:
    """The grants of an authority in a year, weighed; the same queries whatever their number, but
    for batches of beneficiaries."""
    rows = list(
        PublishedGrant.objects.visible_to(actor)
        .standing()
        .filter(organisation=authority, year=year)
        .order_by("pk")
        .values_list(
            "pk", "beneficiary_key", "beneficiary_name", "purpose", "policy", "amount_cents",
            "signed_on", "beneficiary_siret", "beneficiary_rna",
        )
    ) or _awarded(actor, authority, year)  # fmt: skip
    clues = _Clues(actor, year, rows)
    return [
        Line(number, key, name, purpose, clues.policy(key, policy), cents, day,
             weigh(clues.of(key, siret, rna)), clues.reason(key))
        for number, key, name, purpose, policy, cents, day, siret, rna in rows
    ]  # fmt: skip


def _awarded(actor: Actor, authority: int, year: int) -> list[Any]:
    """The awards that the books hold, where no file of the authority was loaded for the year."""
    awards = (
        AwardMade.objects.visible_to(actor)
        .now()
        .filter(funder=authority, budget_year=year)
        .select_related("organisation", "action", "convention")
        .order_by("pk")
    )
    found = []
    for one in awards:
        organisation = one.organisation
        siret = organisation.siret or organisation.siren if organisation else ""
        rna = organisation.rna if organisation else ""
        name = organisation.name if organisation else ""
        found.append(
            (0, siret[:9] or rna or fold(name)[:200], name,
             one.action.name if one.action else one.convention.title, "",
             one.amount_cents, one.occurred_on, siret, rna)
        )  # fmt: skip
    return found


class _Clues:
    """What the directory, the registers, the list and corrections say of beneficiaries."""

    def __init__(self, actor: Actor, year: int, rows: Sequence[Any]) -> None:
        sirens = sorted({row[7][:9] for row in rows if len(row[7]) >= 9})
        rnas = sorted({row[8] for row in rows if row[8]})
        names = {row[1] for row in rows if not row[7] and not row[8]}
        edition = edition_of(year)
        self._listed = (
            {
                siren: family
                for part in _batches(sirens)
                for siren, family in EssEntry.objects.filter(
                    edition=edition, siren__in=part
                ).values_list("siren", "family")
            }
            if edition
            else {}
        )
        self._known: dict[str, tuple[str, str, bool | None]] = {}
        self._load("siren", sirens)
        self._load("rna", rnas)
        self._load("name_key", sorted(names), registers=False)
        self._corrected = _corrections(actor)

    def _load(self, column: str, values: Sequence[str], *, registers: bool = True) -> None:
        for part in _batches(values):
            if registers:
                for key, category, is_ess in RegisterEntry.objects.filter(
                    **{f"{column}__in": part}
                ).values_list(column, "legal_category", "is_ess"):
                    self._learn(key, category, "", is_ess)
            for key, category, family, is_ess in Organisation.objects.filter(
                **{f"{column}__in": part}, merged_into=None
            ).values_list(column, "legal_category", "family", "is_ess"):
                self._learn(key, category, family, is_ess)

    def _learn(self, key: str, category: str, family: str, is_ess: bool | None) -> None:
        known = self._known.get(key, ("", "", None))
        self._known[key] = (
            known[0] or category,
            known[1] or family,
            known[2] if known[2] is not None else is_ess,
        )

    def of(self, key: str, siret: str, rna: str) -> Clues:
        """The clues on one beneficiary."""
        siren = siret[:9]
        category, family, is_ess = (
            self._known.get(siren) or self._known.get(rna) or self._known.get(key, ("", "", None))
        )
        correction = self._corrected.get(key)
        return Clues(
            legal_category=category,
            family=family,
            rna=rna,
            listed=siren in self._listed,
            listed_family=self._listed.get(siren, ""),
            ess_by_register=is_ess,
            corrected=correction.is_ess if correction else None,
        )

    def policy(self, key: str, policy: str) -> str:
        """The policy of a grant; a correction's where it says one."""
        correction = self._corrected.get(key)
        return correction.policy if correction and correction.policy else policy

    def reason(self, key: str) -> str:
        """Why a person corrected, or ""."""
        correction = self._corrected.get(key)
        return correction.reason if correction else ""


def _corrections(actor: Actor) -> dict[str, GrantCorrection]:
    """The corrections that stand in the actor's house, the newest of each beneficiary."""
    if actor.house_id is None:
        return {}
    rows = GrantCorrection.objects.filter(house_id=actor.house_id, withdrawn_on__isnull=True)
    return {one.key: one for one in rows.order_by("pk")}


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def chosen(
    lines: Iterable[Line], *, policy: str = "", family: str = "", side: str = ""
) -> list[Line]:
    """The lines behind a cell of the page: of a policy, of a family, of the ESS or not."""
    sides = {"ess": True, "hors": False, "inconnu": None}
    return [
        one
        for one in lines
        if (not policy or one.policy == ("" if policy == "-" else policy))
        and (not family or one.verdict.family == ("" if family == "-" else family))
        and (side not in sides or one.verdict.is_ess is sides[side])
    ]
