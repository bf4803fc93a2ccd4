"""What people of the demonstration say, and the space of the structure that has an account.

Words and people are invented: the documents' own testimonies are named, and are nobody's to play.
"""

from collections.abc import Mapping
from typing import Any

from probant.accounts.actions import open_space
from probant.demo.names import data
from probant.demo.stage import Stage, address_of
from probant.directory.actions import create_person
from probant.support.actions import Testifying, note_publication, note_testimony, read_over
from probant.support.models import Case

SPACE_OF = "france-alzheimer"  # the structure of the account `structure`


def play(stage: Stage, projects: list[Case]) -> None:
    """Open the space, note what was said."""
    _open_space(stage)
    for voice in data("voices")["voice"]:
        _say(stage, projects[voice["project"]], voice)


def _open_space(stage: Stage) -> None:
    """The account of the structure is somebody of the directory: her space shows its case."""
    organisation = stage.organisations[SPACE_OF]
    name = stage.users["structure"].name.split()
    person = create_person(
        stage.director,
        given_name=name[0],
        family_name=name[-1],
        email=address_of("structure"),
        is_fictitious=True,
        organisation=organisation,
        title="correspondante (fictive)",
    )
    open_space(stage.director, person, organisation=organisation)


def _say(stage: Stage, case: Case, voice: Mapping[str, Any]) -> None:
    """One testimony, kept by the team, perhaps published."""
    said = Testifying(voice["answers"], voice["uses"])
    row = note_testimony(
        stage.actor,
        case=case,
        person=case.members.order_by("pk")[0].person,
        occurred_on=voice["on"],
        said=said,
        declared_on=voice["on"],
    )
    read_over(stage.actor, testimony=row, keep=True, quote=voice["quote"])
    if "published" in voice:
        note_publication(
            stage.actor, testimony=row, use=voice["published"], occurred_on=voice["on"]
        )
