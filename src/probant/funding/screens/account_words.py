"""Words of the journal for accounts, reports, committees and services; what is kept how long."""

import datetime

from probant.funding.models import CommitteeHeld, FinancialReport, LedgerEntry, ReportLine
from probant.funding.screens import account_panels
from probant.kernel import verbs
from probant.kernel.erasure import RETAINED, Retained
from probant.kernel.roles import FUNDERS, HOUSE, TEAM
from probant.search import kinds
from probant.ui import panels

VERBS = {
    "funding.assign_accounts": "Écritures affectées",
    "funding.forget_assignment": "Affectation oubliée",
    "funding.write_share_key": "Clé de répartition écrite",
    "funding.prepare_report": "Compte rendu financier commencé",
    "funding.write_report": "Compte rendu financier complété",
    "funding.hand_in_report": "Compte rendu financier remis",
    "funding.examine_report": "Compte rendu financier examiné",
    "funding.hand_back_report": "Compte rendu financier renvoyé",
    "funding.close_report": "Compte rendu financier clos",
    "funding.set_report_rule": "Seuil des écarts à commenter changé",
    "funding.hold_committee": "Comité de pilotage tenu",
    "funding.write_service": "Prestation vendue notée",
}


def register() -> None:
    """Words, panels, search offers and retention."""
    panels.slot("report.papers", "les papiers que l'on tire d'un compte rendu financier")
    verbs.register(VERBS)
    account_panels.register()
    kinds.offer(
        "accounts",
        "Comptes et réalisé",
        "funding:accounts",
        roles=TEAM,
        words="comptabilité grand livre balance FEC réalisé analytique écritures",
        order=61,
    )
    kinds.offer(
        "financial_reports",
        "Comptes rendus financiers",
        "funding:financial-reports",
        roles=HOUSE | FUNDERS,
        words="CRF cerfa 15059 bilan financier compte rendu",
        order=62,
    )
    kinds.offer(
        "services",
        "Prestations vendues",
        "funding:services",
        roles=TEAM,
        words="devis facture formation vendue client compte 70",
        order=63,
    )
    RETAINED.register(
        "funding.accounts",
        Retained("Libellés des écritures comptables", "retention.accounting", expire_labels),
    )
    RETAINED.register(
        "funding.reports",
        Retained("Commentaires des comptes rendus", "retention.accounting", expire_comments),
    )


def expire_labels(house_id: int, before: datetime.date) -> int:
    """Empty the labels of entries of years that ended before a day: they may name somebody."""
    rows = LedgerEntry.objects.filter(ledger__house_id=house_id, ledger__ends_on__lt=before)
    return rows.exclude(label="").update(label="")


def expire_comments(house_id: int, before: datetime.date) -> int:
    """Empty what was said in reports of years that ended before a day; amounts stay."""
    reports = FinancialReport.objects.filter(house_id=house_id, year__lt=before.year)
    lines = ReportLine.objects.filter(report__in=reports)
    count = lines.exclude(comment="", remark="").update(comment="", remark="")
    held = CommitteeHeld.objects.filter(
        convention__house_id=house_id, met__occurred_on__lt=before
    ).exclude(remarks="")
    count += held.update(remarks="")
    texts = reports.exclude(summary="", allocation="", in_kind="", signatory="")
    return count + texts.update(summary="", allocation="", in_kind="", signatory="", capacity="")
