"""What holds a signature, and what becomes of a text once it is signed."""

import datetime

import pytest
from django.urls import reverse

from probant.funding.actions import ChangeDraft, record_amendment, record_convention, sign_here
from probant.funding.actions.drafts import ClauseDraft, PartyDraft
from probant.funding.actions.signing import submit_convention
from probant.funding.models import Convention
from probant.funding.queries import file_of
from probant.funding.tests import scenario
from probant.governance.tests.test_screens import client_of, text_of
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def world():
    return scenario.world()


@pytest.fixture
def awa(world):
    return client_of(world.house.organisation, "officer")


def said(response):
    return text_of(response).replace("\xa0", " ").replace("\u202f", " ")


def signed(world, *articles, **changes):
    """A convention recorded as signed, with these articles."""
    given = {
        "kind": "partnership",
        "title": "Convention signée",
        "status": "signed",
        "signed_on": DAY(2024, 1, 15),
        "starts_on": DAY(2024, 1, 1),
        "ends_on": DAY(2024, 12, 31),
    }
    return record_convention(
        actor=world.awa,
        house=world.house,
        parties=[
            PartyDraft(world.metropole, "funder"),
            PartyDraft(world.house.organisation, "beneficiary"),
        ],
        clauses=[ClauseDraft("text", *article) for article in articles],
        **{**given, **changes},
    )


def test_a_signed_text_changes_only_with_a_reason_that_stays_beside_it(world, awa):
    convention = signed(world, ("1", "Objet", "Soutenir."), ("2", "Suivi", ""))
    page = reverse("funding:article", args=[convention.pk, 0])
    typed = {"number": "1", "title": "Objet", "kind": "text", "text": "Soutenir le pôle."}
    refused = awa.post(page, typed)
    assert refused.status_code == 422
    assert "Ce texte est signé : Article 1 ne change que par un avenant." in said(refused)
    assert "Soutenir le pôle." in refused.content.decode()
    reason = "Mot oublié à la saisie, voir l’original."
    assert awa.post(page, {**typed, "correction": reason}).status_code == 302
    (kept,) = convention.corrections.all()
    assert (kept.reason, kept.articles[0]["before"], kept.articles[0]["after"]) == (
        reason,
        "Soutenir.",
        "Soutenir le pôle.",
    )
    shown = said(awa.get(reverse("funding:text", args=[convention.pk])))
    assert reason in shown
    assert "Soutenir. " in shown


def test_transcribing_what_was_signed_on_paper_corrects_nothing(world, awa):
    convention = signed(world, ("1", "Objet", "Soutenir."), ("2", "Suivi", ""))
    filled = {"number": "2", "title": "Suivi", "kind": "text", "text": "Un comité."}
    assert awa.post(reverse("funding:article", args=[convention.pk, 1]), filled).status_code == 302
    more = {"number": "3", "title": "Durée", "kind": "text", "text": "Un an."}
    assert awa.post(reverse("funding:article-new", args=[convention.pk]), more).status_code == 302
    assert convention.corrections.count() == 0
    drop = reverse("funding:article-drop", args=[convention.pk, 2])
    assert "ne change que par un avenant" in said(awa.post(drop, {"reason": ""}))
    assert awa.post(drop, {"reason": "Collé deux fois par erreur."}).status_code == 302
    assert [one["article"] for one in convention.corrections.get().articles] == ["Article 3"]


def test_an_article_added_after_a_signature_here_is_a_correction(world, awa):
    convention = signed(
        world, ("1", "Objet", "Soutenir."), status="draft", signed_on=None, title="À signer"
    )
    sign_here(actor=world.awa, convention=convention)
    more = {"number": "2", "title": "Suivi", "kind": "text", "text": "Un comité."}
    page = reverse("funding:article-new", args=[convention.pk])
    assert "ne change que par un avenant" in said(awa.post(page, more))
    assert awa.post(page, {**more, "correction": "Oublié à la copie."}).status_code == 302


def test_an_amendment_is_held_by_the_errors_that_it_leaves(world):
    convention = signed(world, ("1", "Objet", "A."), ("2", "Suivi", "B."), ("4", "Durée", "C."))
    file = file_of(convention, world.awa, year=None, today=DAY(2024, 6, 1))
    assert [one.finding.code for one in file.open_errors] == ["article.gap"]
    leaves, mends = (
        record_amendment(
            actor=world.awa, convention=convention, number=number, changes=[ChangeDraft(**change)]
        )
        for number, change in enumerate(
            (
                {"nature": "replaced", "article": "1", "title": "Objet", "text": "Aider."},
                {"nature": "added", "article": "3", "title": "Pièces", "text": "Aucune."},
            ),
            1,
        )
    )
    with pytest.raises(Refused, match="article 3 manque"):
        sign_here(actor=world.awa, convention=leaves)
    sign_here(actor=world.awa, convention=mends)
    sign_here(actor=world.awa, convention=leaves)
    assert {one.status for one in convention.amendments.all()} == {"signed"}


def test_a_renewal_waits_for_the_committee_and_is_recorded_as_it_was(world, awa):
    convention = signed(world, ("1", "Objet", "A."))
    committee = reverse("funding:clause-new", args=[convention.pk, 0])
    assert awa.post(f"{committee}?nature=committee", {"per_year": "1"}).status_code == 302
    renew = reverse("funding:convention-renew", args=[convention.pk])
    told = "Le comité de pilotage 2024 n’a pas été tenu"
    assert told in said(awa.get(renew))
    days = {"title": "Suite", "starts_on": "01/01/2025", "ends_on": "31/12/2025"}
    assert awa.post(renew, days).status_code == 302
    following = Convention.objects.get(title="Suite")
    assert following.renews == convention
    for act in (submit_convention, sign_here):
        with pytest.raises(Refused, match=told):
            act(actor=world.awa, convention=following)
    paper = reverse("funding:convention-status", args=[following.pk, "signee"])
    assert awa.post(paper, {"on": "02/01/2025"}).status_code == 302
    following.refresh_from_db()
    file = file_of(following, world.awa, year=None, today=DAY(2025, 6, 1))
    assert [one.finding.code for one in file.open_errors] == ["renewal.committee"]
