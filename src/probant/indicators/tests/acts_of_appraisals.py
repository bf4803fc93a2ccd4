"""Acts of qualitative indicators: a question asked, a year judged, what may support it."""

import datetime
from typing import Any

from probant.directory.actions import create_person
from probant.documents.actions import store_document
from probant.documents.models import Document
from probant.indicators.appraising import Question, appraise, ask_question, read_scale
from probant.indicators.models import Appraised, QualitativeIndicator
from probant.indicators.tests.scenario import Small
from probant.support.actions import Testifying, add_member, note_testimony, read_over
from probant.support.models import Testimony

SCALE = "pas du tout, en partie, largement, tout à fait"


def asked(small: Small, **said: Any) -> QualitativeIndicator:
    given: dict[str, Any] = {
        "label": "Confiance entre partenaires",
        "question": "Se sollicitent-ils sans nous ?",
        "proof": "Comptes rendus et témoignages.",
        "scale": read_scale(SCALE),
    }
    question = Question(**{**given, **said})
    made = ask_question(small.awa, house_id=small.house.pk, question=question)
    found = made.indicator
    assert isinstance(found, QualitativeIndicator)
    return found


def judged(small: Small, indicator: QualitativeIndicator, **said: Any) -> Appraised:
    given: dict[str, Any] = {"year": 2021, "grade": 2, "text": "Ils s’appellent.", **said}
    actor = small.system if "declared_on" in said else small.awa
    return appraise(actor, indicator=indicator, **given)


def paper(small: Small, name: str = "bilan.txt") -> Document:
    return store_document(
        actor=small.awa, house_id=small.house.pk, name=name, chunks=[f"Bilan {name}".encode()]
    )


def a_testimony(small: Small, consents: dict[str, str]) -> Testimony:
    case = small.welcome("Alpha")
    person = create_person(
        small.awa,
        family_name="Petit",
        given_name="Léa",
        organisation=case.organisation,
        title="présidente",
    )
    add_member(small.awa, case=case, person=person, starts_on=case.opened_on)
    words = Testifying({"Quoi ?": "Tout a changé."}, consents)
    told = note_testimony(
        small.awa, case=case, person=person, occurred_on=datetime.date.today(), said=words
    )
    read_over(small.awa, testimony=told, quote="Tout a changé.", keep=True)
    return told
