"""The partnership of 2009 between the Ville de Dijon and the CRESS, in the Ville's own books.

What was printed with errors is recorded as it was printed; the findings stay open.
"""

import datetime

from probant.demo.conventions import clerk_of, record_vote, write_sheet
from probant.demo.names import data
from probant.demo.stage import Stage
from probant.directory.actions import adopt_card, create_house
from probant.funding.actions import add_action_sheet, make_award, record_convention, set_budget
from probant.funding.actions.drafts import ClauseDraft, PartyDraft
from probant.funding.rules.layouts import layouts
from probant.kernel.actor import Actor
from probant.programmes.actions import create_action

Day = datetime.date
TITLES = ("Descriptif général", "Résultats attendus", "Public cible", "Forme")
SHEETS: tuple[tuple[str, int | None, tuple[str, ...]], ...] = (
    (
        "Sensibilisation à l'économie sociale et solidaire",
        None,
        (
            "Présentation de ce qu'est l'économie sociale et solidaire.",
            "Faire connaître l'ESS auprès du grand public et en faire un concept rassembleur "
            "proche des citoyens.",
            "Tout public ; plus particulièrement les scolaires et les porteurs de projets.",
            "Interventions.",
        ),
    ),
    (
        "Mois de l'économie sociale et solidaire",
        300000,
        (
            "Une vitrine de la vitalité des composantes de cette autre forme d'entreprendre.",
            "Créer un sentiment d'appartenance des acteurs à l'économie sociale et solidaire.",
            "Grand public.",
            "Manifestations diverses (portes ouvertes, colloque, formations).",
        ),
    ),
    (
        "Forum des initiatives locales",
        100000,
        (
            "Forum destiné à découvrir l'économie sociale et solidaire.",
            "Permettre aux acteurs de se rencontrer et favoriser leur mise en réseau.",
            "Jeunes, étudiants, demandeurs d'emploi, salariés et toute personne désireuse de "
            "connaître l'économie sociale et solidaire.",
            "Forum aménagé en différents espaces (stands, conférences débats par thématique).",
        ),
    ),
)
CLAUSES = (
    ClauseDraft("text", "I", "Objet de la convention"),
    ClauseDraft("commitment", "II", "Engagement des parties"),
    ClauseDraft("mention", "II", "Actions de communication communes", terms={"reciprocal": True}),
    ClauseDraft("committee", "III", "Suivi de la convention", terms={"per_year": 1}),
    ClauseDraft(
        "payment",
        "IV",
        "Dispositions financières",
        terms={"share_rate": "7/10", "trigger": "signature"},
    ),
    ClauseDraft(
        "payment",
        "IV",
        "Dispositions financières",
        terms={"share_rate": "3/10", "trigger": "evidence"},
    ),
    ClauseDraft("evidence", "IV", "Dispositions financières", terms={"list_found": False}),
    ClauseDraft(
        "renewal",
        "IV",
        "Dispositions financières",
        terms={"condition": "procès-verbal du comité de pilotage"},
    ),
    ClauseDraft(
        "duration", "VI", "Durée de la convention", terms={"months": 12, "renewal": "tacit"}
    ),
    ClauseDraft(
        "notice",
        "VI",
        "Durée de la convention",
        terms={"months": 3, "form": "lettre recommandée avec accusé de réception"},
    ),
)


def play(stage: Stage) -> None:
    """Record it, its vote and its three sheets."""
    founder = Actor.system(None, "demonstration", may_declare=True)
    known_on = Day(2009, 4, 9)
    house = create_house(
        founder,
        organisation=stage.organisations["ville-dijon"],
        short_name="Ville de Dijon",
        is_demonstration=True,
        declared_on=known_on,
    )
    clerk = clerk_of(house)
    adopt_card(clerk, stage.organisations["cress"], declared_on=known_on)
    vote = record_vote(stage, data("deliberation_2009"), house)
    decisions = list(vote.decisions.order_by("number"))
    convention = record_convention(
        actor=clerk,
        house=house,
        kind="partnership",
        title="Convention de partenariat entre la Ville et la Chambre régionale de l'économie "
        "sociale et solidaire de Bourgogne",
        starts_on=Day(2009, 3, 30),
        ends_on=Day(2010, 3, 29),
        parties=[
            PartyDraft(
                stage.organisations["ville-dijon"],
                "funder",
                signatory="François Rebsamen",
                capacity="Maire",
                empowered_by=decisions[2],
            ),
            PartyDraft(
                stage.organisations["cress"],
                "beneficiary",
                signatory="Jean-Louis Cabrespines",
                capacity="Président",
            ),
        ],
        clauses=CLAUSES,
        approvals=[decisions[1]],
        declared_on=known_on,
    )
    for number, (name, cents, texts) in enumerate(SHEETS, 1):
        action = create_action(actor=clerk, house_id=house.pk, name=name, declared_on=known_on)
        sheet = add_action_sheet(
            actor=clerk,
            convention=convention,
            action=action,
            number=number,
            first_year=2009,
            headings=list(layouts()["partenariat"].headings),
            layout=layouts()["partenariat"].name,
            declared_on=known_on,
        )
        write_sheet(clerk, sheet, dict(zip(TITLES, texts, strict=True)))
        if cents:
            set_budget(
                actor=clerk,
                convention=convention,
                sheet=sheet,
                year=2009,
                lines=[],
                printed_expense_cents=cents,
                printed_income_cents=cents,
                declared_on=known_on,
            )
    make_award(
        actor=clerk,
        convention=convention,
        action=None,
        year=2009,
        amount_cents=400000,
        decision=decisions[3],
        funder=stage.organisations["ville-dijon"],
        beneficiary=stage.organisations["cress"],
        occurred_on=Day(2009, 3, 30),
        declared_on=known_on,
    )
