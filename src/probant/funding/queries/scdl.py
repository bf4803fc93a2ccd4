"""Grants and acts as rows of the open-data files: streamed, each with why it would be left out.

Nothing is held in memory but a batch of awards with their payments and their clauses.
"""

import datetime
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, Sum

from probant.directory.models import Organisation
from probant.funding.models import AwardMade, Clause, PaymentMade
from probant.funding.rules import Kind, Status
from probant.funding.rules.ess import PUBLIC
from probant.funding.rules.scdl import (
    Act,
    Grant,
    act_cells,
    grant_cells,
    is_natural_person,
)
from probant.governance.models import Ballot, Body, Decision, DecisionAmount, Deliberation
from probant.kernel.parameters import parameter_or_first
from probant.kernel.scdl.formats import DELIBERATIONS, SUBVENTIONS, Format
from probant.kernel.scdl.telling import told
from probant.kernel.scdl.verdicts import ONE_OF, REQUIRED, judge

BATCH = 1000
TOLD = 40  # rows left out that are named one by one
BOUND = (Status.SIGNED, Status.CLOSED, Status.DENOUNCED)
PERSON = "personne physique : son nom ne se publie pas"
REJECTED = "l’acte n’a pas été adopté"


@dataclass(frozen=True)
class Scope:
    """What is asked of a house's books: an authority (organisation) and a year, or all of them.

    `above_threshold`: only what the law obliges to publish.
    """

    house_id: int
    authority_id: int | None = None
    year: int | None = None
    above_threshold: bool = False


@dataclass(slots=True)
class Prepared:
    """A row: its cells, what it is about, and why it is left out ("" where it is not)."""

    cells: list[str]
    about: str
    lacks: str = ""


@dataclass
class Exported:
    """What became of the rows: how many are in the file, and why the others are not."""

    rows: int = 0
    left_out: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def keep(self, prepared: Iterable[Prepared]) -> Iterator[Sequence[str]]:
        """The cells of the rows that may be published; the others are counted and told."""
        for one in prepared:
            if not one.lacks:
                self.rows += 1
                yield one.cells
                continue
            self.left_out += 1
            self.reasons[one.lacks] += 1
            if len(self.told) < TOLD:
                self.told.append(f"{one.about} : {one.lacks}")


FORMS: dict[str, Format] = {"subventions": SUBVENTIONS, "deliberations": DELIBERATIONS}


def rows_of(form: str, scope: Scope) -> Iterator[Prepared]:
    """The rows of a format, judged one by one: what its schema refuses is left out, with why."""
    known = FORMS[form]
    source = _grants(scope) if known is SUBVENTIONS else _acts(scope)
    held: deque[Prepared] = deque()

    def cells() -> Iterator[list[str]]:
        for one in source:
            held.append(one)
            yield one.cells

    for faults in judge(known, cells()):
        one = held.popleft()
        if faults and not one.lacks:
            one.lacks = _lack(known, faults)
        yield one


def _lack(form: Format, faults: Sequence[Any]) -> str:
    first = faults[0]
    if first.column in ("idAttribuant", "COLL_SIRET") and first.code == REQUIRED:
        return "la collectivité n’a pas de SIRET dans l’annuaire : complétez sa fiche"
    if any(one.code == ONE_OF for one in faults):
        return "le bénéficiaire n’a ni SIRET ni RNA dans l’annuaire : complétez sa fiche"
    return told(form, first)


def scopes_of(house_id: int, form: str) -> list[tuple[Organisation, int]]:
    """The authorities and years of which a house keeps something to publish, latest first."""
    if form == "subventions":
        found = _awards(Scope(house_id)).values_list("funder_id", "budget_year")
        pairs = set(found.order_by().distinct())
    else:
        days = _deliberations(Scope(house_id)).values_list(
            "sitting__body__organisation_id", "sitting__held_on"
        )
        pairs = {(number, day.year) for number, day in days.order_by()}
    names = Organisation.objects.in_bulk({number for number, _ in pairs})
    ordered = sorted(pairs, key=lambda pair: (names[pair[0]].name_key, -pair[1]))
    return [(names[number], year) for number, year in ordered]


# grants


def _awards(scope: Scope) -> Any:
    awards = AwardMade.objects.now().filter(
        house_id=scope.house_id, funder__family__in=PUBLIC, convention__status__in=BOUND
    )
    if scope.authority_id is not None:
        awards = awards.filter(funder_id=scope.authority_id)
    if scope.year is not None:
        awards = awards.filter(budget_year=scope.year)
    return awards


def _grants(scope: Scope) -> Iterator[Prepared]:
    rows = _awards(scope).order_by("funder_id", "budget_year", "pk").values_list(
        "pk", "convention_id", "funder_id", "organisation_id", "budget_year", "amount_cents",
        "occurred_on", "funder__name", "funder__siret", "organisation__name",
        "organisation__siret", "organisation__rna", "organisation__legal_category",
        "organisation__family", "convention__signed_on", "convention__reference",
        "convention__title", "convention__ends_on", "action__name",
        "decision__deliberation__number",
    )  # fmt: skip
    above = _above(scope) if scope.above_threshold else None
    instalments: dict[int, int] = {}
    stream = rows.iterator(chunk_size=BATCH)
    while batch := list(islice(stream, BATCH)):
        paid = _paid([row[0] for row in batch])
        instalments = _instalments({row[1] for row in batch}, instalments)
        for row in batch:
            if above is None or (row[2], row[3], row[4]) in above:
                yield _grant(row, paid.get(row[0]), instalments.get(row[1], 0))


def _grant(row: Sequence[Any], paid: Any, instalments: int) -> Prepared:
    (_, _, _, _, year, cents, occurred_on, funder, funder_siret, name, siret, rna, category, family,
     signed_on, reference, title, ends_on, action, number) = row  # fmt: skip
    grant = Grant(
        funder_name=funder,
        funder_siret=funder_siret,
        signed_on=signed_on or occurred_on,
        reference=number or reference or "",
        beneficiary_name=name or "",
        beneficiary_siret=siret or "",
        beneficiary_rna=rna or "",
        legal_category=category or "",
        family=family or "",
        purpose=f"{action} ({title})" if action else title,
        amount_cents=cents,
        year=year,
        instalments=instalments,
        paid=paid,
        ends_on=ends_on if ends_on and ends_on.year == year else None,
    )
    about = f"{funder}, {year}, {name or 'bénéficiaire inconnu'}"
    numbered = bool(siret or rna)
    if is_natural_person(name or "", category or "", family or "", numbered=numbered):
        return Prepared(grant_cells(grant), f"{funder}, {year}", PERSON)
    return Prepared(grant_cells(grant), about)


def _above(scope: Scope) -> set[tuple[int, int | None, int]]:
    """The (authority, beneficiary, year) whose grants together exceed the threshold of the law."""
    sums = (
        _awards(scope)
        .order_by()
        .values_list("funder_id", "organisation_id", "budget_year")
        .annotate(total=Sum("amount_cents"))
    )
    return {
        (funder, organisation, year)
        for funder, organisation, year, total in sums.iterator(chunk_size=BATCH)
        if total > threshold(year)
    }


def threshold(year: int) -> int:
    """Cents above which publication is a duty, at the end of a year (loi 2000-321, art. 10)."""
    day = datetime.date(year, 12, 31)
    return int(parameter_or_first("subsidy.open_data_threshold", on=day).value)


def _paid(awards: Sequence[int]) -> dict[int, tuple[datetime.date, datetime.date, int, int]]:
    found: dict[int, list[tuple[datetime.date, int]]] = defaultdict(list)
    payments = PaymentMade.objects.now().filter(award_id__in=awards)
    for award, day, nature, cents in payments.values_list(
        "award_id", "occurred_on", "nature", "amount_cents"
    ).order_by():
        sign = -1 if nature == PaymentMade.Nature.REPAYMENT else 1
        found[award].append((day, sign * cents))
    return {
        award: (
            min(day for day, _ in rows),
            max(day for day, _ in rows),
            len(rows),
            sum(cents for _, cents in rows),
        )
        for award, rows in found.items()
    }


def _instalments(conventions: set[int], known: dict[int, int]) -> dict[int, int]:
    counted = {number: known[number] for number in conventions if number in known}
    new = conventions - counted.keys()
    for number in Clause.objects.filter(convention_id__in=new, kind=Kind.PAYMENT).values_list(
        "convention_id", flat=True
    ):
        counted[number] = counted.get(number, 0) + 1
    return {number: counted.get(number, 0) for number in conventions}


# acts


def _deliberations(scope: Scope) -> Any:
    acts = Deliberation.objects.filter(
        house_id=scope.house_id,
        cited_only=False,
        withdrawn_on__isnull=True,
        sitting__body__kind__in=(Body.Kind.COUNCIL, Body.Kind.BUREAU),
        sitting__body__organisation__family__in=PUBLIC,
    )
    if scope.authority_id is not None:
        acts = acts.filter(sitting__body__organisation_id=scope.authority_id)
    if scope.year is not None:
        start, end = datetime.date(scope.year, 1, 1), datetime.date(scope.year, 12, 31)
        acts = acts.filter(sitting__held_on__range=(start, end))
    return acts


def _acts(scope: Scope) -> Iterator[Prepared]:
    decisions = Decision.objects.filter(deliberation=OuterRef("pk"))
    amounts = DecisionAmount.objects.filter(decision__deliberation=OuterRef("pk"))
    last = Ballot.objects.filter(deliberation=OuterRef("pk")).order_by("-round")
    rows = (
        _deliberations(scope)
        .annotate(
            grants=Exists(amounts) | Exists(decisions.filter(enables__in=("award", "convention"))),
            credits=Exists(decisions.filter(enables="credits")),
            **{
                f"last_{name}": Subquery(last.values(name)[:1])
                for name in ("votes_for", "votes_against", "abstentions", "declared")
            },
        )
        .order_by("sitting__body__organisation_id", "sitting__held_on", "pk")
        .values_list(
            "pk", "number", "subject", "transmitted_on", "document_reference",
            "sitting__held_on", "sitting__members_in_office",
            "sitting__body__organisation__name", "sitting__body__organisation__siret",
            "sitting__body__organisation__legal_category",
            "sitting__body__organisation__place_code", "grants", "credits", "last_votes_for",
            "last_votes_against", "last_abstentions", "last_declared",
        )
    )  # fmt: skip
    for row in rows.iterator(chunk_size=BATCH):
        yield _act(row)


def _act(row: Sequence[Any]) -> Prepared:
    (pk, number, subject, transmitted_on, address, held_on, in_office, name, siret, category, place,
     grants, opens, for_, against, abstained, declared) = row  # fmt: skip
    act = Act(
        authority_name=name,
        authority_siret=siret,
        legal_category=category,
        department=place[:3] if place.startswith("97") else place[:2],
        number=number or f"{held_on:%Y%m%d}-{pk}",
        decided_on=held_on,
        subject=subject,
        grants_money=bool(grants),
        opens_credits=bool(opens),
        transmitted_on=transmitted_on,
        in_office=in_office,
        votes=(for_, against, abstained),
        is_unanimous=declared == Ballot.Said.UNANIMOUS,
        address=address,
    )
    about = f"{name}, {held_on:%d/%m/%Y}, {subject[:60]}"
    refused = declared == Ballot.Said.REJECTED or (
        for_ is not None and against is not None and for_ <= against and bool(for_ or against)
    )
    return Prepared(act_cells(act), about, REJECTED if refused else "")
