"""What a draft is made of: a convention as plain values, in French, for a model or a report."""

from collections.abc import Sequence
from typing import Any

from probant.funding.models import HeadingKind, Party
from probant.funding.queries.budgets import BudgetView
from probant.funding.queries.files import ConventionFile
from probant.funding.queries.sheet_parts import ShownHeading, shown_headings
from probant.funding.queries.standing import articles_in_force
from probant.funding.rules import Group
from probant.funding.rules.saying import say_terms
from probant.governance.models import Decision
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.kernel.text import fold

BLANK = "…"


def draft_values(file: ConventionFile) -> dict[str, Any]:
    """The values that a model may show: five queries a sheet, two for who empowers who signs."""
    convention = file.convention
    held = file.standing
    starts, ends = (held.starts_on, held.ends_on) if held else (None, None)
    parties = list(
        convention.parties.select_related(
            "organisation", "empowered_by__deliberation__sitting__body"
        ).order_by("position")
    )
    return {
        "convention": {
            "intitule": convention.title,
            "nature": str(convention.get_kind_display()),
            "reference": convention.reference,
            "annee": str(file.year),
            "debut": write_date(starts) if starts else BLANK,
            "fin": write_date(ends) if ends else BLANK,
            "signee_le": write_date(convention.signed_on) if convention.signed_on else BLANK,
        },
        "parties": [_party(one) for one in parties],
        "financeurs": [_party(one) for one in parties if one.role == Party.Role.FUNDER],
        "beneficiaires": [_party(one) for one in parties if one.role == Party.Role.BENEFICIARY],
        "partenaires": [_party(one) for one in parties if one.role == Party.Role.PARTNER],
        "articles": _articles(file),
        "montants": _amounts(file),
        "fiches": _sheets(file),
        "budgets": [_budget(view, file) for view in _by_sheet(file)],
        "annexes": [{"repere": one.label, "intitule": one.title} for one in file.annexes],
        "votes": [_vote(one.decision) for one in file.approvals],
    }


def _party(party: Party) -> dict[str, str]:
    return {
        "nom": party.printed_name or party.organisation.name,
        "role": str(party.get_role_display()),
        "signataire": party.signatory or BLANK,
        "qualite": party.capacity,
        "habilitation": _vote(party.empowered_by)["texte"] if party.empowered_by else "",
    }


def _vote(decision: Decision) -> dict[str, str]:
    sitting = decision.deliberation.sitting
    day = write_date(sitting.held_on)
    return {
        "date": day,
        "instance": sitting.body.name,
        "texte": f"délibération du {day} ({sitting.body.name})",
        "decision": decision.text,
    }


def _articles(file: ConventionFile) -> list[dict[str, Any]]:
    held = file.standing
    found = []
    for one in articles_in_force(held) if held else []:
        said = [say_terms(terms) for clause in one.clauses if (terms := clause.read_terms())]
        text = one.article.text
        found.append(
            {
                "numero": one.article.number,
                "nom": one.article.name,
                "titre": one.article.title if one.article.number else "",
                "texte": text,
                "paragraphes": [line for line in text.split("\n") if line.strip()]
                or [f"{line[0].upper()}{line[1:]}." for line in said],
                "clauses": said,
                "avenant": str(one.origin) if one.origin else "",
            }
        )
    return found


def _amounts(file: ConventionFile) -> list[dict[str, str]]:
    return [
        {
            "annee": str(one.year) if one.year else "toute la durée",
            "montant": write_euros(one.amount_cents),
        }
        for one in (file.standing.amounts if file.standing else ())
    ]


def _sheets(file: ConventionFile) -> list[dict[str, Any]]:
    """Each sheet in the order of its layout; its criteria apart, with what is expected of them."""
    found = []
    for action in file.actions:
        if action.sheet is None:
            continue
        promised = action.promised
        shown = shown_headings(action.sheet)
        targets = [row for one in shown if one.kind == HeadingKind.TARGETS for row in one.rows]
        found.append(
            {
                "numero": str(action.sheet.number),
                "titre": action.sheet.title,
                "rubriques": [
                    {"titre": one.title, "texte": text} for one in shown if (text := _told(one))
                ],
                "etp": f"{promised.fte.normalize():f}".replace(".", ",") if promised else "",
                "criteres": [" : ".join(filter(None, row)) for row in targets],
            }
        )
    return found


def _told(shown: ShownHeading) -> str:
    """The text of a heading, then its rows, one a line; criteria stand apart."""
    rows = () if shown.kind == HeadingKind.TARGETS else shown.rows
    return "\n".join(filter(None, (shown.text, *(" : ".join(filter(None, row)) for row in rows))))


def _by_sheet(file: ConventionFile) -> list[BudgetView]:
    """The expected budgets of every year, of each action then of the whole."""
    places = {one.sheet.pk: place for place, one in enumerate(file.actions) if one.sheet}
    last = len(places)
    return sorted(
        file.plans,
        key=lambda view: (places.get(view.budget.sheet_id or 0, last), view.budget.year),
    )


def _budget(view: BudgetView, file: ConventionFile) -> dict[str, Any]:
    numbers = {one.sheet.pk: one.sheet.number for one in file.actions if one.sheet}
    number = numbers.get(view.budget.sheet_id or 0)
    return {
        "intitule": f"Action {number}" if number else "Convention entière",
        "fiche": str(number or ""),
        "annee": str(view.budget.year),
        "charges": _lines(view.expense),
        "produits": _lines(view.income),
        "total_charges": _cents(view.expense_totals.main_cents),
        "total_produits": _cents(view.income_totals.main_cents),
    }


def _cents(cents: int | None) -> str:
    return BLANK if cents is None else write_euros(cents)


def _lines(groups: Sequence[Group]) -> list[dict[str, str]]:
    found = []
    for group in groups:
        total = group.total_cents if group.is_known else None
        found.append(_line(group.account, group.label, total, "oui"))
        alone = len(group.lines) == 1 and fold(group.lines[0].label) == fold(group.label)
        if not alone:
            found += [_line(row.account, row.label, row.amount_cents) for row in group.lines]
    return found


def _line(account: str, label: str, cents: int | None, heading: str = "") -> dict[str, str]:
    return {"compte": account, "libelle": label, "montant": _cents(cents), "rubrique": heading}


def sample_values() -> dict[str, Any]:
    """Values of every name that a model may ask for, to try it on receipt."""
    party = {
        "nom": "Ville d’exemple",
        "role": "financeur",
        "signataire": "Camille EXEMPLE",
        "qualite": "maire",
        "habilitation": "délibération du 21 mars 2024 (Conseil municipal)",
    }
    line = {"compte": "60", "libelle": "Achats", "montant": "200 €", "rubrique": "oui"}
    return {
        "convention": dict.fromkeys(
            ("intitule", "nature", "reference", "annee", "debut", "fin", "signee_le"), "exemple"
        ),
        "parties": [party],
        "financeurs": [party],
        "beneficiaires": [party],
        "partenaires": [party],
        "articles": [
            {
                "numero": "1",
                "nom": "Article 1",
                "titre": "Objet",
                "texte": "Faire.",
                "paragraphes": ["Faire."],
                "clauses": ["70 % à la signature"],
                "avenant": "",
            }
        ],
        "montants": [{"annee": "2024", "montant": "18 000 €"}],
        "fiches": [
            {
                "numero": "1",
                "titre": "Accompagner",
                "rubriques": [{"titre": "Contexte", "texte": "Ce qui est."}],
                "etp": "0,13",
                "criteres": ["Réunions effectuées : 6 en 2023"],
            }
        ],
        "budgets": [
            {
                "intitule": "Action 1",
                "fiche": "1",
                "annee": "2024",
                "charges": [line],
                "produits": [line],
                "total_charges": "200 €",
                "total_produits": "200 €",
            }
        ],
        "annexes": [{"repere": "1", "intitule": "Fiche action"}],
        "votes": [
            {
                "date": "21 mars 2024",
                "instance": "Conseil municipal",
                "texte": "délibération du 21 mars 2024 (Conseil municipal)",
                "decision": "approuve la convention",
            }
        ],
    }
