"""The request of 2024 to the métropole, the permanent file that it joins, two calls answered.

The amount asked is that of the only budget that the documents give, the third action's; what is
granted is the vote of March 2024; the calls are those that the report names. Days of the deposit
and of the opinion, the pieces of the file and their days are invented, as the demonstration says of
what it adds.
"""

import datetime

from probant.demo.conventions import REQUESTED, VOTED_ON
from probant.demo.names import data
from probant.demo.stage import Stage
from probant.funding.actions import (
    CallDraft,
    LineDraft,
    RequestDraft,
    acknowledge,
    add_call_partner,
    add_file_piece,
    decide_request,
    deposit_request,
    find_complete,
    give_opinion,
    prepare_request,
    record_call_step,
    set_house_budget,
    subscribe_commitment,
    watch_call,
)
from probant.funding.models import Call, Convention, FundingRequest
from probant.funding.rules.calls import CallStage
from probant.funding.rules.permanent import PieceKind
from probant.governance.models import Deliberation
from probant.kernel.actor import Actor
from probant.kernel.roles import Role

Day = datetime.date
PREPARED_ON = Day(2023, 11, 6)
DEPOSITED_ON = Day(2023, 11, 14)
SPECIMEN = "FR7630006000011234567890189"  # the account number of the banks' own examples
BINDER = "classeur « Vie associative » (pièce fictive)"

#: What the file holds: the piece, its day, its year, how it is called.
PIECES: tuple[tuple[PieceKind, Day, int | None, str], ...] = (
    (PieceKind.STATUTES, Day(2021, 6, 22), None, ""),
    (PieceKind.OFFICERS, Day(2023, 6, 27), None, ""),
    (PieceKind.RECEIPT, Day(2021, 7, 5), None, ""),
    (PieceKind.SIRENE, Day(2023, 9, 4), None, ""),
    (PieceKind.BANK, Day(2023, 1, 9), None, ""),
    (PieceKind.ACCOUNTS, Day(2023, 6, 27), 2022, ""),
    (PieceKind.ACTIVITY, Day(2023, 6, 27), 2022, ""),
    (PieceKind.INSURANCE, Day(2023, 1, 5), None, ""),
)


def play(stage: Stage) -> None:
    """Fill the permanent file, have the third action of 2024 voted, answer the calls."""
    _file(stage)
    _house_budget(stage)
    _request(stage)
    _calls(stage)


def _file(stage: Stage) -> None:
    for kind, day, year, label in PIECES:
        add_file_piece(
            actor=stage.director,
            house=stage.house,
            kind=kind,
            label=label,
            dated_on=day,
            year=year,
            valid_until=Day(day.year, 12, 31) if kind is PieceKind.INSURANCE else None,
            reference=BINDER,
            account_number=SPECIMEN if kind is PieceKind.BANK else "",
            declared_on=day,
        )


def _house_budget(stage: Stage) -> None:
    """The budget of the house for the year asked: its amounts are invented, as it says."""
    metropole = stage.organisations["dijon-metropole"]
    set_house_budget(
        actor=stage.director,
        house=stage.house,
        year=2024,
        lines=[
            LineDraft("606", "Fournitures (montant fictif)", "expense", 320_000),
            LineDraft("613", "Locations (montant fictif)", "expense", 640_000),
            LineDraft("622", "Intervenants, honoraires (montant fictif)", "expense", 5_240_000),
            LineDraft("625", "Déplacements, missions (montant fictif)", "expense", 600_000),
            LineDraft("641", "Salaires (montant fictif)", "expense", 9_000_000),
            LineDraft("645", "Charges sociales (montant fictif)", "expense", 3_400_000),
            LineDraft("706", "Prestations (montant fictif)", "income", 1_400_000),
            LineDraft("74", metropole.name, "income", 1_800_000, funder=metropole),
            LineDraft("74", "État, Région, Europe (montant fictif)", "income", 15_600_000),
            LineDraft("756", "Cotisations (montant fictif)", "income", 400_000),
        ],
        declared_on=PREPARED_ON,
    )


def _request(stage: Stage) -> None:
    """The second year of the convention: deposited, examined, voted on 21 March 2024."""
    convention = Convention.objects.get(house=stage.house, kind="cpom")
    sheet = convention.sheets.select_related("action").get(number=REQUESTED)
    request = prepare_request(
        actor=stage.director,
        house=stage.house,
        funder=stage.organisations["dijon-metropole"],
        draft=RequestDraft(
            title="Animation du réseau d’acteurs de l’ESS, deuxième année de la convention",
            year=2024,
            frequency=FundingRequest.Frequency.RENEWAL,
            addressee=FundingRequest.Addressee.TOWN,
            service="Service économie sociale et solidaire (fictif)",
            due_on=Day(2023, 11, 30),
            signatory="Dominique Direction",
            capacity="Directrice",
        ),
        convention=convention,
        actions=[sheet.action],
        declared_on=PREPARED_ON,
    )
    subscribe_commitment(
        actor=stage.director,
        request=request,
        signed_on=Day(2023, 11, 13),
        signatory="Dominique Direction",
        capacity="Directrice",
        publicity="affiché au siège",
        declared_on=Day(2023, 11, 13),
    )
    # the budgets of the convention do not balance, as they were printed: it went another way
    deposit_request(
        actor=stage.director,
        request=request,
        occurred_on=DEPOSITED_ON,
        reference="DM-2023-0412 (numéro fictif)",
        elsewhere=True,
        declared_on=DEPOSITED_ON,
    )
    _voted(stage, request)


def _voted(stage: Stage, request: FundingRequest) -> None:
    """What the métropole did of it: its service reads and proposes, its bureau votes."""
    officer = _officer(stage)
    awarded = {row["number"]: row["award_2024_cents"] for row in data("cpom")["actions"]}[REQUESTED]
    received, read = Day(2023, 11, 20), Day(2024, 2, 12)
    acknowledge(
        actor=officer,
        request=request,
        occurred_on=received,
        reference="AR 23-1187 (fictif)",
        declared_on=received,
    )
    find_complete(
        actor=officer, request=request, occurred_on=Day(2023, 12, 4), declared_on=Day(2023, 12, 4)
    )
    row = request.actions.get()
    give_opinion(
        actor=officer,
        request=request,
        row=row,
        opinion="favourable",
        amount_cents=awarded,
        occurred_on=read,
        text="Deuxième année de la convention : action reconduite (avis fictif).",
        declared_on=read,
    )
    vote = Deliberation.objects.get(house=stage.house, sitting__held_on=VOTED_ON)
    decide_request(
        actor=officer,
        request=request,
        decided_on=VOTED_ON,
        granted={row.pk: awarded},
        decision=vote.decisions.order_by("number").first(),
        opens="award",
        declared_on=VOTED_ON,
    )


def _officer(stage: Stage) -> Actor:
    """The officer of the métropole, who writes what its service did on its day."""
    return Actor(
        user_id=stage.users["metropole"].pk,
        organisation_id=stage.organisations["dijon-metropole"].pk,
        house_id=None,
        roles=frozenset({Role.FUNDER_OFFICER}),
        may_declare=True,
    )


def _calls(stage: Stage) -> None:
    """The report, page 13: CASDAR for 2024-2026 with RARES, and the call of the State on PTCE."""
    rares = stage.organisations["RARES"]
    answers = (
        (
            CallDraft(
                title="CASDAR 2024-2026 : l’agriruralité en Bourgogne-Franche-Comté",
                organiser_name="Ministère de l’Agriculture et de la Souveraineté alimentaire",
                due_on=Day(2023, 10, 13),
                manner=Call.Manner.PARTNER,
                note="Pérenniser les actions du réseau des accompagnateurs et agriruraux engagés.",
            ),
            True,
            "dépose au nom du collectif",
            (Day(2023, 6, 5), Day(2023, 10, 10)),
        ),
        (
            CallDraft(
                title="Appel à manifestation d’intérêt : pôles territoriaux de coopération "
                "économique (PTCE)",
                kind=Call.Kind.INTEREST,
                organiser_name="État",
                due_on=Day(2023, 12, 15),
                manner=Call.Manner.LEAD,
                note="Le Pôle s’est porté candidat pour le portage administratif du PTCE.",
            ),
            False,
            "co-construit le pôle avec ses membres",
            (Day(2023, 9, 18), Day(2023, 12, 12)),
        ),
    )
    for draft, leads, part, (seen, sent) in answers:
        call = watch_call(actor=stage.actor, house=stage.house, draft=draft, declared_on=seen)
        add_call_partner(
            actor=stage.actor,
            call=call,
            organisation=rares,
            part=part,
            is_lead=leads,
            declared_on=seen,
        )
        for stage_reached, day in ((CallStage.ANSWERING, seen), (CallStage.ANSWERED, sent)):
            record_call_step(
                actor=stage.actor,
                call=call,
                stage=stage_reached,
                occurred_on=day,
                declared_on=day,
            )
