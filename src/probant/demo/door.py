"""The door of 2023: calls, one-off advice, referrals, introductions, requests, Guid'Asso, CRDVA.

All of it is invented (`data/door.toml`): the report gives no number of them. The bodies are those
of the demonstration; what they answered is invented too.
"""

from typing import Any

from probant.demo.aftermath import end
from probant.demo.days import Day, after
from probant.demo.names import MARK, data, fictitious
from probant.demo.projects import meet
from probant.demo.stage import Stage
from probant.directory.actions import create_organisation
from probant.directory.writing import Identity
from probant.kernel.actor import Actor
from probant.support.actions import (
    Said,
    Upshot,
    Who,
    log_accueil,
    note_sequel,
    open_case,
    reach_phase,
    receive_request,
    take_call,
    write_template,
)
from probant.support.models import IntroductionMade, Referral

DIJON = "21231"
ORIGINS = ("bouche-a-oreille", "site", "organisme", "rencontre", "deja-accompagnee")
BODIES = ("boutique", "fonds", "employeurs")
#: Somebody from outside, whose form of 2023 is told today.
STRANGER = Actor(None, None, None, frozenset(), kind="public", may_declare=True)


def set_up(stage: Stage) -> None:
    """The bodies to which one sends, and the templates of notes."""
    for key, row in zip(BODIES, data("fictitious")["bodies"], strict=True):
        stage.organisations[key] = create_organisation(
            actor=stage.actor, declared_on=Day(2023, 1, 2), **fictitious(row)
        )
    for row in data("door")["templates"]:
        write_template(stage.actor, house_id=stage.house.pk, name=row["name"], body=row["body"])


def play(stage: Stage) -> None:
    """Everything that came by the door besides the accueils of the DLA and of creation."""
    for number, row in enumerate(data("door")["calls"]):
        _call(stage, row, ORIGINS[number % len(ORIGINS)])
    for row in data("door")["requests"]:
        _request(stage, row)
    for row in data("door")["guid_asso"]:
        _guid_asso(stage, row)
    for row in data("door")["crdva"]:
        _advise(stage, row)


def _identity(row: dict[str, Any]) -> Identity:
    return fictitious([row["name"], "association", row["theme"], DIJON])


def _call(stage: Stage, row: dict[str, Any], origin: str) -> None:
    day = row["day"]
    who = Who(project_title=row.get("project", ""))
    if "name" in row:
        who = Who(identity=_identity(row))
    elif who.project_title:
        who = Who(project_title=f"{who.project_title} (projet fictif)")
    call = take_call(
        stage.actor,
        house_id=stage.house.pk,
        occurred_on=day,
        who=who,
        said=Said(row["mode"], origin, row["needs"], row["minutes"]),
        words=row["words"],
        upshot=_upshot(stage, row),
        declared_on=day,
    )
    kinds: tuple[type[Any], ...] = (Referral, IntroductionMade)
    for kind in kinds if "sequel" in row else ():
        for fact in kind.objects.now().filter(call=call):
            told_on = after(day, 45)
            note_sequel(
                stage.actor,
                of=fact,
                outcome=row["sequel"],
                occurred_on=told_on,
                declared_on=told_on,
            )


def _upshot(stage: Stage, row: dict[str, Any]) -> Upshot:
    kind = row["upshot"]
    if kind == "volunteer":
        programme, volunteer = stage.programmes["emergence"], stage.users["benevole"]
        return Upshot(kind, programme=programme, volunteer=volunteer)
    if "body" in row:
        return Upshot(kind, body=stage.organisations[row["body"]], reason_code=row["reason"])
    return Upshot(kind, programme=stage.programmes["crdva"] if kind == "advice" else None)


def _request(stage: Stage, row: dict[str, Any]) -> None:
    """A form of the public page, then the call that answered it."""
    given_name, family_name = row["person"]
    asked = receive_request(
        STRANGER,
        house=stage.house,
        kind=row["kind"],
        name=f"{row['name']} {MARK}",
        given_name=given_name,
        family_name=family_name,
        email="demande@exemple.fr",
        place_name="Dijon",
        words=row["words"],
        origin=row["origin"],
        declared_on=row["day"],
    )
    day = after(row["day"], row["after"])
    is_project = row["kind"] == "project"
    who = (
        Who(project_title=f"{row['name']} (projet fictif)")
        if is_project
        else Who(identity=_identity({"name": row["name"], "theme": "social"}))
    )
    take_call(
        stage.actor,
        house_id=stage.house.pk,
        occurred_on=day,
        who=who,
        said=Said("online", row["origin"], row["needs"], 20),
        words=row["words"],
        upshot=_upshot(stage, row),
        request=asked,
        declared_on=day,
    )


def _guid_asso(stage: Stage, row: dict[str, Any]) -> None:
    organisation = create_organisation(actor=stage.actor, declared_on=row["day"], **_identity(row))
    case = open_case(
        stage.actor,
        programme=stage.programmes["guid-asso"],
        organisation=organisation,
        opened_on=row["day"],
        referent=stage.users["assistance"],
        declared_on=row["day"],
    )
    for number, code in enumerate(row["phases"]):
        day = after(row["day"], 7 * number)
        reach_phase(
            stage.actor,
            case=case,
            phase=stage.phases["guid-asso", code],
            occurred_on=day,
            declared_on=day,
        )
    end(stage, case, after(row["day"], 30))


def _advise(stage: Stage, row: dict[str, Any]) -> None:
    case = log_accueil(
        stage.actor,
        programme=stage.programmes["crdva"],
        occurred_on=row["day"],
        identity=_identity(row),
        need=row["need"],
        referent=stage.users["accompagnement"],
        declared_on=row["day"],
    )
    day = after(row["day"], 10)
    meet(stage, case, day, "here", 60, row["subject"], "")
    reach_phase(
        stage.actor,
        case=case,
        phase=stage.phases["crdva", "conseil"],
        occurred_on=day,
        declared_on=day,
    )
    end(stage, case, after(day, 7))
