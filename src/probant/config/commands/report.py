"""`probant report`: writes a report as PDF, DOCX or XLSX."""

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from probant.config.cli import CommandError

if TYPE_CHECKING:
    from probant.reports.definition import ReportOrder

NAME = "report"
HELP = "écrit un rapport (pdf, docx ou xlsx, selon la fin du nom)"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the contract."""
    parser.add_argument("slug", help="convention, dla, territory…")
    parser.add_argument("--year", type=int, help="année civile")
    parser.add_argument("--known-on", type=datetime.date.fromisoformat, help="AAAA-MM-JJ, inclus")
    parser.add_argument("--convention", type=int, help="numéro de la convention")
    parser.add_argument("--request", type=int, help="numéro de la demande de subvention")
    parser.add_argument("--deliberation", type=int, help="numéro de la délibération (extract)")
    parser.add_argument("--sitting", type=int, help="numéro de la séance (minutes, convocation…)")
    parser.add_argument(
        "--organisation",
        type=int,
        help="la structure qui tient les comptes ; pour territory, la collectivité",
    )
    parser.add_argument("--out", type=Path, required=True, help="fichier à écrire")


def run(options: argparse.Namespace) -> int:
    """Write the report and say where. Exit status 0."""
    from probant.reports.actions import WRITERS, make_report
    from probant.reports.definition import NoReport, catalogue

    ending = options.out.suffix.lstrip(".").lower()
    if options.slug not in catalogue():
        raise CommandError(f"rapport inconnu « {options.slug} » : {', '.join(catalogue())}.")
    if ending not in WRITERS:
        raise CommandError(f"--out {options.out} : attendu {', '.join(WRITERS)}.")
    report = catalogue()[options.slug]
    if options.year is None and report.about == "year" and not report.has_year:
        raise CommandError("--year manque : l’année du rapport, sur quatre chiffres.")
    if options.year is not None and not 1900 <= options.year <= 9998:
        raise CommandError(f"--year {options.year} : attendu une année sur quatre chiffres.")
    try:
        _, written = make_report(options.slug, _request(options), ending)
    except NoReport as error:
        raise CommandError(str(error)) from error
    try:
        options.out.write_bytes(written)
    except OSError as error:
        raise CommandError(f"--out {options.out} : {error.strerror}.") from error
    print(f"{options.out} : {len(written) // 1024 + 1} Ko")
    return 0


def _request(options: argparse.Namespace) -> "ReportOrder":
    from django.conf import settings
    from django.utils import timezone

    from probant.config.houses import house_named
    from probant.funding.models import Convention, FundingRequest
    from probant.governance.models import Deliberation, Sitting
    from probant.kernel.actor import Actor
    from probant.kernel.cut import Cut
    from probant.kernel.roles import TEAM
    from probant.reports.definition import ReportOrder, catalogue

    is_about_one = catalogue()[options.slug].about == "organisation"
    kept = Convention.objects.filter(pk=options.convention).values_list("house_id", flat=True)
    requests = FundingRequest.objects.filter(pk=options.request)
    asked = requests.values_list("house_id", flat=True)
    acts = Deliberation.objects.filter(pk=options.deliberation).values_list("house_id", flat=True)
    sat = Sitting.objects.filter(pk=options.sitting).values_list("house_id", flat=True)
    named = options.organisation or kept.first() or asked.first() or acts.first() or sat.first()
    house = house_named(None if is_about_one else named)
    return ReportOrder(
        actor=Actor.system(house.pk, "rapport", roles=TEAM),
        house_id=house.pk,
        year=options.year
        or requests.values_list("year", flat=True).first()
        or _unsaid(options.slug, house.pk),
        cut=Cut.known(options.known_on) if options.known_on else Cut.now(),
        base_url=settings.PUBLIC_URL.rstrip("/"),
        today=timezone.localdate(),
        convention_id=options.convention,
        request_id=options.request,
        deliberation_id=options.deliberation,
        sitting_id=options.sitting,
        organisation_id=options.organisation if is_about_one else None,
    )


def _unsaid(slug: str, house_id: int) -> int:
    """The year where nobody says it: of the house's latest request for its form, else this one."""
    from django.utils import timezone

    from probant.funding.models import FundingRequest

    rows = FundingRequest.objects.filter(house_id=house_id).order_by("-year")
    if slug != "request":
        rows = rows.none()
    return rows.values_list("year", flat=True).first() or timezone.localdate().year
