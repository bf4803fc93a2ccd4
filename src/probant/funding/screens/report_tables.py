"""Lists of financial reports and of services sold."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from probant.funding.models import FinancialReport, PaidService, ReportStep
from probant.kernel.actor import Actor
from probant.ui.tables import Column, Empty, Table, Tag

STATES = {
    "prepared": Tag("en préparation", "quiet"),
    "handed_in": Tag("remis, à examiner", "due"),
    "handed_back": Tag("renvoyé, à reprendre", "late"),
    "examined": Tag("examiné", "held"),
    "closed": Tag("clos", "plain"),
}


def _table(*, for_funder: bool) -> Table:
    return Table(
        name="comptes-rendus",
        caption="Comptes rendus financiers",
        noun="compte rendu",
        columns=(
            Column(
                "what", "Compte rendu", kind="link", route="funding:financial-report",
                quiet="convention__title",
            ),
            Column("year", "Exercice", kind="text", sortable=True),
            Column("state", "État", kind="tag", tags=STATES),
            Column("spent", "Coût", kind="money"),
            Column("clawback", "À reverser", kind="money"),
        ),
        default_sort="-year",
        cards=True,
        empty=Empty(
            "Aucun compte rendu ici",
            "Les comptes rendus que les associations vous remettent paraîtront ici."
            if for_funder
            else "Un compte rendu financier se prépare depuis la page d’une convention, dans "
            "l’année de chaque action : budget, réalisé, écarts.",
        ),
    )  # fmt: skip


OWN, FUNDER = _table(for_funder=False), _table(for_funder=True)


def report_rows(actor: Actor) -> QuerySet[Any, Any]:
    """The reports an actor sees, as `values()` rows, with their last step."""
    steps = ReportStep.objects.now().filter(report=OuterRef("pk")).order_by("-seq")
    spent = steps.filter(spent_cents__isnull=False)
    return (
        FinancialReport.objects.visible_to(actor)
        .annotate(
            state=Coalesce(Subquery(steps.values("step")[:1]), Value("prepared")),
            spent=Subquery(spent.values("spent_cents")[:1]),
            clawback=Subquery(steps.values("clawback_cents")[:1]),
            what=Coalesce("sheet__title", Value("Convention entière")),
        )
        .values("id", "what", "convention__title", "year", "state", "spent", "clawback")
    )


SERVICES = Table(
    name="prestations",
    caption="Prestations vendues",
    noun="prestation",
    columns=(
        Column("label", "Prestation", kind="link", route="funding:service", quiet="who"),
        Column("state", "État", kind="tag", tags={
            "offered": Tag("devis", "quiet"),
            "ordered": Tag("commandée", "plain"),
            "invoiced": Tag("facturée", "due"),
            "paid": Tag("payée", "held"),
        }),
        Column("invoice_reference", "Facture"),
        Column("invoiced_on", "Facturée le", kind="date"),
        Column("paid_on", "Payée le", kind="date"),
        Column("amount_cents", "Montant", kind="money"),
        Column("begun_on", "Depuis", kind="date", sortable=True),
    ),
    default_sort="-begun_on",
    cards=True,
    empty=Empty(
        "Aucune prestation vendue",
        "Une formation vendue est un produit du compte 70, jamais une subvention : devis, "
        "commande, facture, paiement.",
    ),
)  # fmt: skip


def service_rows(actor: Actor) -> QuerySet[Any, Any]:
    """The services sold, as `values()` rows."""
    return (
        PaidService.objects.visible_to(actor)
        .annotate(
            who=F("customer__name"),
            begun_on=Coalesce("quoted_on", "ordered_on", "invoiced_on", Value(None)),
        )
        .values(
            "id",
            "label",
            "who",
            "invoice_reference",
            "quoted_on",
            "ordered_on",
            "invoiced_on",
            "paid_on",
            "amount_cents",
            "begun_on",
        )
    )


def service_state(row: dict[str, Any]) -> str:
    """What the dates of a service say."""
    for column, state in (
        ("paid_on", "paid"),
        ("invoiced_on", "invoiced"),
        ("ordered_on", "ordered"),
    ):
        if row[column]:
            return state
    return "offered"
