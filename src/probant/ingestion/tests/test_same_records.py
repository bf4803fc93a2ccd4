"""A convention read from its document and the same one typed in make the same records."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from probant.directory.models import Organisation
from probant.funding.models import Clause, Convention
from probant.funding.rules.articles import key_of
from probant.funding.rules.clauses import NoticeTerms, PaymentTerms
from probant.ingestion.actions import ConventionPlan, PartyPlan, Plan, accept
from probant.ingestion.models import Reading
from probant.ingestion.tests.inbox_scenario import CONVENTION, Scene

pytestmark = pytest.mark.django_db
START, END = datetime.date(2009, 3, 30), datetime.date(2010, 3, 29)


def contents(convention: Convention) -> dict[str, Any]:
    """What a convention says, without what only names its rows or its file."""
    return {
        "what": (convention.kind, convention.title, convention.status),
        "days": (convention.starts_on, convention.ends_on, convention.signed_on),
        "parties": list(
            convention.parties.order_by("position").values_list(
                "organisation", "role", "printed_name", "signatory", "capacity"
            )
        ),
        "clauses": list(
            convention.clauses.order_by("position").values_list(
                "article", "title", "kind", "text", "terms", "bound"
            )
        ),
    }


def read_in(scene: Scene, reading: Reading, funder: Organisation, other: Organisation) -> None:
    """The convention that the inbox writes."""
    plan = ConventionPlan(
        title="Convention de partenariat",
        kind="partnership",
        starts_on=START,
        ends_on=END,
        parties=[PartyPlan(0, funder, "funder"), PartyPlan(1, other, "beneficiary")],
    )
    accept(scene.colleague, reading, Plan(convention=plan, accepts_pending=True))


def typed(clause: Clause) -> dict[str, str]:
    """The fields of the form of a clause, as a person fills them."""
    terms = clause.read_terms()
    if isinstance(terms, PaymentTerms):
        return {"share": f"{float(terms.share_rate * 100):g} %", "trigger": terms.trigger.value}
    if isinstance(terms, NoticeTerms):
        return {"months": str(terms.months), "form": terms.form}
    stored = {name: str(value) for name, value in clause.terms.items()}
    return {"pieces": ""} if clause.kind == "evidence" else stored


def type_in(scene: Scene, reading: Reading, like: Convention) -> Convention:
    """The same convention through the screens: identity, text pasted, clauses one by one."""
    given: dict[str, Any] = {
        "kind": "partnership",
        "title": "Convention de partenariat",
        "status": "signed",
        "starts_on": "30/03/2009",
        "ends_on": "29 mars 2010",
        "partie-TOTAL_FORMS": 2,
        "partie-INITIAL_FORMS": 0,
    }
    for place, party in enumerate(like.parties.select_related("organisation")):
        for name in ("role", "printed_name", "signatory", "capacity"):
            given[f"partie-{place}-{name}"] = getattr(party, name)
        given[f"partie-{place}-organisation"] = party.organisation.name
    assert scene.awa.post(reverse("funding:convention-new"), given).status_code == 302
    made = Convention.objects.latest("pk")
    paste = reverse("funding:text-paste", args=[made.pk])
    assert scene.awa.post(paste, {"text": reading.text}).status_code == 302
    places = [key_of(one) for one in made.clauses.values_list("article", flat=True)]
    for clause in like.clauses.exclude(terms={}).order_by("position"):
        page = reverse("funding:clause-new", args=[made.pk, places.index(key_of(clause.article))])
        answered = scene.awa.post(f"{page}?nature={clause.kind}", typed(clause))
        assert answered.status_code == 302, (clause.kind, clause.terms)
    return made


def test_a_document_and_the_screens_make_the_same_convention() -> None:
    scene = Scene()
    reading = scene.reading(CONVENTION)
    read_in(scene, reading, scene.town, scene.workshops)
    read = Convention.objects.get()
    assert contents(type_in(scene, reading, read)) == contents(read)
    assert read.clauses.filter(article="II", kind="payment").count() > 0


def test_the_convention_of_2009_is_the_same_read_and_typed(shared: Any) -> None:
    scene = Scene()
    town = scene.organisation("Ville de Dijon", "collectivite")
    cress = scene.organisation("Chambre régionale de Bourgogne", "association")
    reading = scene.seed(shared, 2)
    read_in(scene, reading, town, cress)
    read = Convention.objects.get()
    assert contents(type_in(scene, reading, read)) == contents(read)
    kinds = read.clauses.exclude(terms={}).order_by("position").values_list("article", "kind")
    assert set(kinds) >= {
        ("III", "committee"),
        ("IV", "payment"),
        ("IV", "evidence"),
        ("VI", "duration"),
        ("VI", "notice"),
    }
