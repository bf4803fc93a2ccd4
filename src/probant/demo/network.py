"""The network of actors, the Club, and where the house sits: members, and who came.

The 76 partners that the action sheet names are members, and are invited; the documents do not say
which of them came. So those who come are invented structures, recognisably so, but where the report
says that somebody was there. Days of entry are reconstructed.
"""

from typing import Any

from probant.demo.days import Day
from probant.demo.names import data
from probant.demo.stage import Stage
from probant.directory.actions import create_organisation
from probant.directory.models import Organisation
from probant.gatherings.actions import Joining, join_network, note_affiliation, open_network
from probant.gatherings.models import Affiliation, NetworkFamily
from probant.support.models import Case

DIJON = "21231"
JOINED_ON = Day(2023, 2, 1)  # « 2023 : février – décembre », the action sheet says
OTHERS = "structures-ess"
#: Where an invented structure stands among the families, by what it does.
FAMILY_OF = {
    "culture": "culture",
    "insertion": "iae",
    "sport": "sports",
    "education": "education-populaire",
    "alimentation": "foncier-agroecologie",
    "habitat": "habitat",
}
INVENTED = 14  # of the structures of the DLA that join the network of actors
ENTREPRENEURS = 16  # of those supported that join the Club


def play(stage: Stage, supported: dict[int, Case], created: list[Case]) -> None:
    """Open both networks, let their members in, say where the house sits."""
    known = list(dict.fromkeys(_structure(case) for case in supported.values()))
    invented = [one for one in known if one.is_fictitious]
    born = [one for case in created if (one := case.organisation) and one.is_fictitious]
    stage.guests["network"] = invented[:INVENTED]
    stage.guests["club"] = [*born, *invented[INVENTED:]][:ENTREPRENEURS]
    _actors(stage)
    _club(stage)
    _seats(stage)


def _structure(case: Case) -> Organisation:
    assert case.organisation is not None  # the DLA supports structures
    return case.organisation


def _actors(stage: Stage) -> None:
    network = open_network(
        stage.actor,
        house_id=stage.house.pk,
        name="Réseau d’acteurs de l’ESS de la métropole",
        purpose="Animer, mobiliser et fédérer les acteurs de l’ESS du territoire métropolitain.",
        programme=stage.programmes["reseau-acteurs"],
        declared_on=JOINED_ON,
    )
    families = {one.code: one for one in NetworkFamily.objects.filter(house=stage.house)}
    joining = [
        Joining(_partner(stage, row), families[code])
        for code, rows in data("network").items()
        for row in rows["members"]
    ]
    stage.partners = [one.organisation for one in joining]
    joining += [
        Joining(one, families[FAMILY_OF.get(one.theme, OTHERS)]) for one in stage.guests["network"]
    ]
    join_network(
        stage.actor,
        network=network,
        joining=joining,
        joined_on=JOINED_ON,
        declared_on=JOINED_ON,
    )


def _partner(stage: Stage, row: list[Any]) -> Organisation:
    """A partner of the sheet, under the name that it gives; some are there already."""
    name, family, theme, *held = row
    if held:
        return stage.organisations[held[0].removeprefix("=")]
    made = create_organisation(
        actor=stage.actor,
        declared_on=JOINED_ON,
        name=name,
        family=family,
        theme=theme,
        place_code=DIJON,
    )
    stage.organisations[name] = made
    return made


def _club(stage: Stage) -> None:
    day = Day(2022, 12, 5)  # « initié fin 2022 »
    club = open_network(
        stage.actor,
        house_id=stage.house.pk,
        name="Club des entrepreneurs de l’ESS",
        purpose="Renforcer les coopérations entre les acteurs de l’ESS de la Côte-d’Or.",
        programme=stage.programmes["club"],
        declared_on=day,
    )
    family = NetworkFamily.objects.get(house=stage.house, code="entreprises-ess")
    members = [Joining(one, family) for one in stage.guests["club"]]
    joined_on = Day(2023, 4, 3)
    join_network(
        stage.actor, network=club, joining=members, joined_on=joined_on, declared_on=joined_on
    )


def _seats(stage: Stage) -> None:
    """The report, page 13: the co-presidency of the MES since the beginning of 2024, RARES."""
    for name, kind, role, day in (
        ("Mouvement pour l’économie solidaire", Affiliation.Kind.MEMBER, "", Day(2023, 1, 2)),
        ("Mouvement pour l’économie solidaire", "seat", "coprésidence", Day(2024, 1, 2)),
        ("RARES", Affiliation.Kind.MEMBER, "réseau régional agrirural", Day(2023, 1, 2)),
    ):
        if name not in stage.organisations:
            stage.organisations[name] = create_organisation(
                actor=stage.actor,
                declared_on=day,
                name=name,
                family="association",
                theme="appui",
            )
        note_affiliation(
            stage.actor,
            house_id=stage.house.pk,
            organisation=stage.organisations[name],
            kind=kind,
            role=role,
            starts_on=day,
            declared_on=day,
        )
