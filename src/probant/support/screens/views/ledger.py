"""The ledger: jobs with their state at 12 months, structures created with what they became."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.directory.screens.taking_away import asked, take_away
from probant.kernel.actor import Actor
from probant.programmes.models import Programme
from probant.programmes.rules import write_hundredths
from probant.support.models import JobFact, OrganisationBorn, Since
from probant.support.queries import ledger
from probant.support.queries.case_words import say_months
from probant.support.queries.cases import word_of
from probant.support.queries.follow_ups import terms_of
from probant.support.rules import TERMS
from probant.support.screens.ledger_tables import JOBS, births_table
from probant.ui.request import Request
from probant.ui.tables import keyset_page

MOST_ROWS = 20_000  # of an export
JOB_COLUMNS = (
    "Structure",
    "Programme",
    "Constatés le",
    "Nature",
    "Contrat",
    "Emplois",
    "ETP",
    "À 12 mois",
)
KINDS = [choice for choice in JobFact.Kind.choices if choice[0] in ledger.JOBS]


def jobs(request: Request) -> HttpResponse:
    """`/emplois/`: each fact, with its state at 12 months."""
    actor = request.actor
    chosen = ledger.LedgerFilter.read(request.GET)
    page = keyset_page(ledger.job_rows(actor, chosen), JOBS.sort(request.GET), request.GET)
    rows = [_dressed(row) for row in ledger.with_state_at_a_year(page.rows, timezone.localdate())]
    context = {
        "table": JOBS.render(rows, query=request.GET, page=page),
        "chosen": chosen,
        "years": ledger.years_of(actor, JobFact),
        "programmes": programme_words(actor),
        "kinds": KINDS,
    }
    return render(request, "support/jobs_ledger.html", context)


def _dressed(row: dict[str, Any]) -> dict[str, Any]:
    fte = row["fte_hundredths"]
    contract = row["contract"]
    return row | {
        "fte": write_hundredths(fte) if fte is not None else "",
        "contract_words": str(JobFact.Contract(contract).label) if contract else "",
    }


def export_jobs(request: Request) -> HttpResponse:
    """The ledger of jobs as a file (POST), narrowed as the list is; what it says is sealed."""
    chosen = ledger.LedgerFilter.read(asked(request))
    found = list(ledger.job_rows(request.actor, chosen).order_by("occurred_on", "id")[:MOST_ROWS])
    rows = [_dressed(row) for row in ledger.with_state_at_a_year(found, timezone.localdate())]
    cells = [
        (
            row["name"],
            row["programme_name"],
            row["occurred_on"],
            str(JobFact.Kind(row["kind"]).label),
            row["contract_words"],
            row["headcount"],
            None if row["fte_hundredths"] is None else row["fte_hundredths"] / 100,
            row["then"],
        )
        for row in rows
    ]
    return take_away(
        request,
        JOB_COLUMNS,
        cells,
        name="emplois",
        verb="support.export_jobs",
        back="support:jobs-ledger",
    )


def births(request: Request) -> HttpResponse:
    """`/creations/`: structures created, and what they had become at each term."""
    actor = request.actor
    chosen = ledger.LedgerFilter.read(request.GET)
    months = _months(actor)
    table = births_table(months)
    page = keyset_page(ledger.birth_rows(actor, chosen), table.sort(request.GET), request.GET)
    rows = ledger.with_what_became(page.rows, months, timezone.localdate())
    context = {
        "table": table.render(rows, query=request.GET, page=page),
        "chosen": chosen,
        "years": ledger.years_of(actor, OrganisationBorn),
        "programmes": programme_words(actor),
    }
    return render(request, "support/births_ledger.html", context)


def export_births(request: Request) -> HttpResponse:
    """The structures created as a file (POST), narrowed as the list is; sealed too."""
    chosen = ledger.LedgerFilter.read(asked(request))
    months = _months(request.actor)
    found = list(ledger.birth_rows(request.actor, chosen).order_by("occurred_on", "id")[:MOST_ROWS])
    rows = ledger.with_what_became(found, months, timezone.localdate())
    headings = ("Structure", "Commune", "Programme", "Créée le", *(say_months(m) for m in months))
    cells = [
        (
            row["name"],
            row["place_name"],
            row["programme_name"],
            row["occurred_on"],
            *(row[f"at_{one}"] for one in months),
        )
        for row in rows
    ]
    return take_away(
        request,
        headings,
        cells,
        name="creations",
        title="Structures créées",
        verb="support.export_births",
        back="support:births-ledger",
    )


def _months(actor: Actor) -> list[int]:
    """The terms after a birth: those of the house and of each of its programmes. One query."""
    found = {
        month
        for (_, since), months in terms_of(actor.house).items()
        if since == Since.BIRTH
        for month in months
    }
    return sorted(found or TERMS[Since.BIRTH])


def programme_words(actor: Actor) -> list[tuple[str, str]]:
    """The programmes to choose among, by their words in an address. One query."""
    return [
        (word_of(row), row.name) for row in Programme.objects.visible_to(actor).order_by("name")
    ]
