"""The assemblies of the house: a general assembly of 80 members, a board that meets four times.

Neither is in the documents: members, rules, votes and days are invented, and each body says so.
"""

import datetime
from fractions import Fraction

from probant.demo.names import MARK
from probant.demo.stage import OPENED_ON, Stage
from probant.governance import actions
from probant.governance.actions import (
    CandidateDraft,
    ItemDraft,
    MandateDraft,
    RoundDraft,
    RuleDraft,
    VoteDraft,
)
from probant.governance.models import AgendaItem, Body, Sitting

Day = datetime.date
MEMBERS, PRESENT, PROXIES, DIRECTORS = 80, 38, 25, 12
ASSEMBLY_ON = Day(2023, 6, 14)
GIVEN = ("Adèle", "Bastien", "Chloé", "Damien", "Élise", "Farid", "Gaëlle", "Hugo")
FAMILIES = (
    "Aubépin",
    "Beaulieu",
    "Charmoy",
    "Desbois",
    "Essert",
    "Fontenelle",
    "Grandpré",
    "Hauterive",
    "Issartel",
    "Jonquière",
)
RULES = RuleDraft(
    quorum_share=Fraction(1, 4),
    quorum_exceeds=False,
    quorum_base="represented",
    second_call_free=True,
    second_call_days=15,
    proxies_per_holder=2,
    notice_clear_days=15,
    casting_vote=True,
    secret_for_persons=True,
    absolute_rounds=1,
    source="Statuts (fictifs), art. 9",
)
BOARD_RULES = RuleDraft(
    quorum_share=Fraction(1, 2),
    quorum_exceeds=False,
    proxies_per_holder=1,
    notice_clear_days=7,
    casting_vote=True,
    remote_counts=True,
    source="Statuts (fictifs), art. 12",
)
AGENDA = (
    ItemDraft("Rapport moral"),
    ItemDraft("Rapport d’activité 2022", "information"),
    ItemDraft("Comptes 2022 et affectation du résultat"),
    ItemDraft("Montant de l’adhésion 2024"),
    ItemDraft("Renouvellement d’un tiers du conseil d’administration", "election"),
)
#: day, members present, items with their votes for, against, abstentions
MEETINGS = (
    (Day(2023, 2, 7), 9, (("Budget prévisionnel 2023", (9, 0, 0)),)),
    (Day(2023, 5, 9), 8, (("Arrêté des comptes 2022", (8, 0, 0)), ("Local partagé", (5, 2, 1)))),
    (Day(2023, 9, 12), 10, (("Élection du bureau", (9, 0, 1)),)),
    (Day(2023, 11, 28), 7, (("Orientations 2024", (6, 0, 1)),)),
)


def play(stage: Stage) -> None:
    """Record the bodies with their members, the assembly of June 2023, the board's meetings."""
    names = [f"{given} {family}" for family in FAMILIES for given in GIVEN]
    assembly = _body(stage, "assembly", "Assemblée générale", RULES, names[:MEMBERS])
    board = _body(stage, "board", "Conseil d’administration", BOARD_RULES, names[:DIRECTORS])
    _hold_assembly(stage, assembly)
    for day, present, items in MEETINGS:
        _hold_meeting(stage, board, day, present, items)


def _body(stage: Stage, kind: str, name: str, rules: RuleDraft, members: list[str]) -> Body:
    body = actions.create_body(
        actor=stage.actor,
        house=stage.house,
        organisation=stage.house.organisation,
        kind=kind,
        name=f"{name} {MARK}",
        rules=rules,
        declared_on=OPENED_ON,
    )
    roles = {0: "chair", 1: "secretary", 2: "treasurer"} if kind == "board" else {}
    actions.add_mandates(
        actor=stage.actor,
        body=body,
        members=[
            MandateDraft(name, roles.get(place, "member")) for place, name in enumerate(members)
        ],
        begins_on=OPENED_ON,
        declared_on=OPENED_ON,
    )
    return body


def _sitting(
    stage: Stage, body: Body, day: Day, items: tuple[ItemDraft, ...], notice: int
) -> Sitting:
    return actions.plan_sitting(
        actor=stage.actor,
        house=stage.house,
        body=body,
        held_on=day,
        items=items,
        opens_at=datetime.time(18, 30),
        place="Maison des associations, Dijon",
        convened_on=day - datetime.timedelta(days=notice),
        declared_on=day,
    )


def _hold_assembly(stage: Stage, body: Body) -> None:
    day = ASSEMBLY_ON
    sitting = _sitting(stage, body, day, AGENDA, 21)
    seats = list(sitting.seats.order_by("position"))
    actions.give_proxies(
        actor=stage.actor,
        sitting=sitting,
        pairs=list(zip(seats[PRESENT : PRESENT + PROXIES], seats, strict=False)),
        received_on=day,
        declared_on=day,
    )
    actions.take_presence(
        actor=stage.actor,
        sitting=sitting,
        present=[one.pk for one in seats[:PRESENT]],
        excused=[one.pk for one in seats[PRESENT : PRESENT + PROXIES]],
        president=seats[0].name,
        secretary=seats[1].name,
        declared_on=day,
    )
    items = {one.number: one for one in AgendaItem.objects.filter(sitting=sitting)}
    for number, nature, place in ((3, "arrives", PRESENT + PROXIES), (4, "leaves", PRESENT - 1)):
        actions.note_movement(
            actor=stage.actor,
            item=items[number],
            seat=seats[place],
            nature=nature,
            declared_on=day,
        )
    for number, counts in ((1, (61, 0, 2)), (3, (60, 1, 3)), (4, (48, 9, 6))):
        _vote(stage, items[number], counts, day)
    scores = (58, 55, 52, 47, 21)
    candidates = [
        CandidateDraft(seats[place].name, votes)
        for place, votes in zip((8, 17, 26, 35, 44), scores, strict=True)
    ]
    actions.hold_round(
        actor=stage.actor,
        item=items[5],
        round_=RoundDraft(61, 4, candidates, blank_votes=2),
        declared_on=day,
    )


def _hold_meeting(
    stage: Stage,
    body: Body,
    day: Day,
    present: int,
    items: tuple[tuple[str, tuple[int, int, int]], ...],
) -> None:
    sitting = _sitting(stage, body, day, tuple(ItemDraft(title) for title, _ in items), 10)
    seats = list(sitting.seats.order_by("position"))
    actions.take_presence(
        actor=stage.actor,
        sitting=sitting,
        present=[one.pk for one in seats[:present]],
        president=seats[0].name,
        secretary=seats[1].name,
        declared_on=day,
    )
    found = AgendaItem.objects.filter(sitting=sitting).order_by("number")
    for item, (_, counts) in zip(found, items, strict=True):
        _vote(stage, item, counts, day)


def _vote(stage: Stage, item: AgendaItem, counts: tuple[int, int, int], day: Day) -> None:
    for_, against, abstain = counts
    actions.cast_vote(
        actor=stage.actor,
        item=item,
        vote=VoteDraft(votes_for=for_, votes_against=against, abstentions=abstain),
        declared_on=day,
    )
