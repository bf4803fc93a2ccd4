"""An act read from its file and the same one typed in make the same records."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from probant.directory.models import Organisation
from probant.governance.actions import create_body
from probant.governance.models import Deliberation, Sitting
from probant.governance.rules import name_key
from probant.ingestion.actions import ActPlan, Plan, accept
from probant.ingestion.tests.inbox_scenario import Scene
from probant.kernel.money import write_euros

pytestmark = pytest.mark.django_db


def contents(act: Deliberation) -> dict[str, Any]:
    """What an act says, without what only names its rows; names without their titles."""
    sitting = act.sitting
    plain = ("subject", "number", "advice", "visas", "recitals", "transmitted_on", "published_on")
    amounts = ("amount_cents", "beneficiary", "purpose", "budget_year", "part_of__position")
    votes = ("votes_for", "votes_against", "abstentions", "not_voting", "proxies", "declared")
    return {
        "act": [getattr(act, name) for name in plain],
        "people": [name_key(one) for one in (act.rapporteur, sitting.president, sitting.secretary)],
        "sitting": (sitting.held_on, sitting.convened_on, sitting.members_in_office),
        "declared": (sitting.present_declared, sitting.proxies_declared),
        "seats": sorted((name_key(one.name), one.presence) for one in sitting.seats.all()),
        "proxies": [
            (name_key(one.giver_name), name_key(one.holder_name)) for one in sitting.proxies.all()
        ],
        "decisions": list(act.decisions.values_list("number", "text", "enables")),
        "amounts": [
            list(one.amounts.order_by("position").values_list(*amounts))
            for one in act.decisions.all()
        ],
        "ballots": list(act.ballots.values_list(*votes)),
    }


def read_in(scene: Scene, shared: Path, number: int, **plan: Any) -> Deliberation:
    """The act that the inbox writes."""
    reading = scene.seed(shared, number)
    accept(scene.colleague, reading, Plan(act=ActPlan(**plan), accepts_pending=True))
    return Deliberation.objects.latest("pk")


def lines(typed: list[dict[str, str]]) -> dict[str, str]:
    found = {"decision-TOTAL_FORMS": str(len(typed)), "decision-INITIAL_FORMS": "0"}
    for place, line in enumerate(typed):
        found |= {f"decision-{place}-{name}": text for name, text in line.items()}
    return found


def type_in(scene: Scene, fields: dict[str, Any], decisions: list[dict[str, str]]) -> Deliberation:
    """The same act, by the form."""
    given = {"cle": str(uuid.uuid4()), **fields, **lines(decisions)}
    answered = scene.awa.post(reverse("governance:record"), given)
    assert answered.status_code == 302, answered.content.decode()[:3000]
    return Deliberation.objects.latest("pk")


def of_seed(shared: Path, number: int) -> list[str]:
    found = sorted((shared / "seeds").glob("*.txt"))[number]
    return found.read_text(encoding="utf-8").splitlines()


def between(text: list[str], start: str, end: str) -> str:
    """The lines of a file from one that begins so, left out, to one that begins so."""
    first = next(at for at, line in enumerate(text) if line.startswith(start)) + 1
    last = next(at for at, line in enumerate(text) if at >= first and line.startswith(end))
    return "\n".join(text[first:last])


def test_the_act_of_2024_is_the_same_read_and_typed(shared: Path) -> None:
    scene = Scene()
    metropole = scene.organisation("Dijon métropole", "collectivite")
    pole = scene.organisation("Pôle d’économie solidaire 21", "association")
    body = create_body(
        actor=scene.actor,
        house=scene.house,
        organisation=metropole,
        kind="bureau",
        name="Bureau métropolitain",
    )
    read = read_in(scene, shared, 0, body=body, year=2024, beneficiaries={0: pole})
    text = of_seed(shared, 0)
    parts = [(9000, "action 1"), (3000, "action 2"), (6000, "action 3")]
    written = [f"{write_euros(euros * 100)} {what}" for euros, what in parts]
    fields = {
        "body": body.pk,
        "held_on": "jeudi 21 mars 2024",
        "convened_on": "15 mars 2024",
        "president": "Monsieur REBSAMEN",
        "secretary": "Monsieur HOAREAU",
        "members_in_office": "43",
        "present_declared": "34",
        "proxies_declared": "7",
        "present": between(text, "Membres présents", "Membres absents"),
        "absent": between(text, "Membres absents", "OBJET"),
        "subject": "DEVELOPPEMENT ECONOMIQUE, ATTRACTIVITE ET SOLIDARITES",
        "recitals": between(text, "OBJET", "**Le Bureau"),
        "votes_for": "41",
        "votes_against": "0",
        "abstentions": "0",
        "not_voting": "0",
        "ballot_proxies": "7",
    }
    decisions = [
        {
            "text": "- d'approuver le versement d'une subvention de 18 000 € au pôle d'économie "
            "solidaire ;",
            "amount": "18 000 €",
            "beneficiary": pole.name,
            "budget_year": "2024",
            "parts": "\n".join(written),
        },
        {"text": "de prélever les crédits nécessaires sur le budget 2024.", "enables": "credits"},
    ]
    assert contents(type_in(scene, fields, decisions)) == contents(read)
    assert Sitting.objects.count() == 1


def test_the_act_of_2009_is_the_same_read_and_typed(shared: Path) -> None:
    scene = Scene()
    town = scene.organisation("Ville de Dijon", "collectivite")
    cress: Organisation = scene.organisation("CRESS de Bourgogne", "association")
    body = create_body(
        actor=scene.actor, house=scene.house, organisation=town, kind="council", name="Conseil"
    )
    read = read_in(scene, shared, 2, body=body, year=2009, beneficiaries={0: cress})
    text = of_seed(shared, 2)
    present = next(line for line in text if line.startswith("Membres présents"))
    excused = next(line for line in text if line.startswith("Membres excusés"))
    operative = [line for line in text if line[:4] in ("1 - ", "2 - ", "3 - ", "4 - ")]
    enables = ["", "convention", "signature", ""]
    decisions = [
        {"text": line, "enables": word} for line, word in zip(operative, enables, strict=True)
    ]
    decisions[3] |= {"amount": "4 000 €", "beneficiary": cress.name, "budget_year": "2009"}
    fields = {
        "body": body.pk,
        "held_on": "30 mars 2009",
        "president": "M. REBSAMEN",
        "secretary": "M. BORDAT",
        "rapporteur": "Madame Metge",
        "advice": "Au nom des commissions de la solidarité et des finances, de la modernisation du "
        "service public et du personnel",
        "present": present.partition(":")[2],
        "absent": excused.partition(":")[2].partition("**")[0],
        "subject": read.subject,
        "recitals": between(text, "Mesdames, Messieurs,", "Si vous suivez"),
        "declared": "unanimous",
        "published_on": "9/04/09",
        "transmitted_on": "7 avril 2009",
    }
    typed = type_in(scene, fields, decisions)
    assert contents(typed) == contents(read), json.dumps(contents(read), default=str)[:4000]
