"""What money registers when the product starts: verbs, panels, reminders, calendars, retention."""

import datetime

from probant.funding.actions.reminders import CATEGORY
from probant.funding.models import MoneyLine
from probant.funding.queries import reminders
from probant.funding.screens import money_panels
from probant.kernel import verbs
from probant.kernel.calendar import CALENDAR
from probant.kernel.erasure import RETAINED, Retained
from probant.kernel.roles import Role
from probant.kernel.todo import HOUSE_TODO, TODO
from probant.kernel.work import JOBS, SCHEDULE, Job, Planned, daily
from probant.post.letters import CATEGORIES
from probant.ui import panels

VERBS = {
    "funding.complete_list": "Liste des pièces complétée",
    "funding.give_evidence": "Pièce justificative remise",
    "funding.accept_evidence": "Pièce justificative acceptée",
    "funding.refuse_evidence": "Pièce justificative refusée",
    "funding.called": "Versement appelé",
    "funding.committed": "Subvention engagée",
    "funding.certified": "Service fait attesté",
    "funding.ordered": "Versement mandaté",
    "funding.retained": "Retenue notée",
    "funding.recovery": "Titre de recette émis",
    "funding.void_step": "Étape annulée",
    "funding.add_basis": "Décision liée à une subvention",
    "funding.complete_payment": "Versement complété",
    "funding.read_statement": "Relevé lu",
    "funding.set_line_aside": "Ligne de relevé écartée",
    "funding.remind": "Rappels de conventions envoyés",
    "funding.keep_convention": "Responsable d’une convention choisi",
}


def register() -> None:
    """Called once, from apps.py."""
    panels.slot("payment_call.paper", "imprimer un appel de fonds")
    money_panels.register()
    verbs.register(VERBS)
    TODO.register("funding", reminders.obligations_to_do)
    HOUSE_TODO.register("funding", reminders.house_obligations_to_do)
    CALENDAR.register("funding", reminders.obligations_in)
    CATEGORIES.register(CATEGORY, "Rappels de ce qui est dû sur les conventions")
    JOBS.register(
        "funding.remind",
        Job("Rappels des conventions", "probant.funding.actions.reminders:remind", attempts=3),
    )
    SCHEDULE.register(
        "funding.remind",
        Planned(
            "Rappels des conventions",
            job="funding.remind",
            at=daily(6, 40),
            roles=frozenset({Role.DIRECTION}),
        ),
    )
    RETAINED.register(
        "funding.lines",
        Retained("Lignes de relevés bancaires lues", "retention.accounting", forget_lines),
    )


def forget_lines(house_id: int, day: datetime.date) -> int:
    """Empty the words of lines read before a day; what was confirmed is a payment, and stays."""
    old = MoneyLine.objects.filter(house_id=house_id, read_on__lt=day).exclude(label="")
    return old.update(label="")
