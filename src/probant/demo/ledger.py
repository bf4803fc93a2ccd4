"""The accounts of 2023: an analytical ledger imported as any house imports its own.

Its amounts are invented, near the budgets and not equal to them: the documents give no accounts.
One section waits to be assigned, as happens.
"""

from pathlib import Path

from probant.demo.stage import Stage
from probant.funding.actions.ledger import assign, write_share_key
from probant.funding.actions.paid_services import write_service
from probant.funding.actions.reports import prepare_report, write_report
from probant.funding.models import Convention
from probant.ingestion.actions import apply_import, receive_import
from probant.kernel.dates import read_date

FILE = Path(__file__).parent / "data" / "accounts_2023.csv"
NAME = "Grand livre 2023 (montants fictifs).csv"
SECTIONS = {"DLA": 1, "OSEZ": 2, "RES": 3}
COMMON = ("Charges communes", "Au temps passé par l’équipe sur chaque action en 2023.")
REPORTED = 3  # the sheet whose report is begun, and not handed in
PARTS = {1: 4500, 2: 1500, 3: 300}  # hundredths of a percent, by number of sheet


def play(stage: Stage) -> None:
    """Import the ledger, send its sections to the actions of the CPOM, share what is common."""
    convention = Convention.objects.get(house=stage.house, kind="cpom")
    actions = {sheet.number: sheet.action for sheet in convention.sheets.select_related("action")}
    for section, number in SECTIONS.items():
        assign(actor=stage.actor, house_id=stage.house.pk, section=section, action=actions[number])
    key = write_share_key(
        actor=stage.actor,
        house_id=stage.house.pk,
        name=COMMON[0],
        rule=COMMON[1],
        year=2023,
        parts={actions[number].pk: part for number, part in PARTS.items()},
    )
    assign(actor=stage.actor, house_id=stage.house.pk, section="COM", account="6", share_key=key)
    assign(actor=stage.actor, house_id=stage.house.pk, section="COM", account="7")
    one = receive_import(stage.actor, kind="comptes", name=NAME, content=FILE.read_bytes())
    apply_import(stage.actor, one)
    report = prepare_report(
        actor=stage.actor,
        convention=convention,
        year=2023,
        sheet=convention.sheets.get(number=REPORTED),
    )
    write_report(
        actor=stage.actor,
        report=report,
        comments={"64": "Un poste d’animation vacant deux mois (commentaire fictif)."},
        summary="",
        allocation="",
        in_kind="Salles prêtées par la Ville et la Métropole.",
        signatory="",
        capacity="",
    )
    write_service(
        actor=stage.actor,
        house_id=stage.house.pk,
        values={
            "label": "Formation « Gouvernance associative », deux jours (fictive)",
            "customer": stage.partners[0],
            "action": actions[2],
            "amount_cents": 240000,
            "quoted_on": read_date("12/09/2023"),
            "quote_reference": "D-2023-04",
            "ordered_on": read_date("02/10/2023"),
            "order_reference": "BC 118",
            "invoiced_on": read_date("15/11/2023"),
            "invoice_reference": "F-2023-011",
            "paid_on": read_date("14/12/2023"),
        },
    )
