"""Conventions entered and changed by form: text, clauses, annexes, votes, amendments, signature."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from probant.directory.actions import adopt_card
from probant.funding.actions import ClauseDraft, set_clauses
from probant.funding.models import Convention
from probant.funding.queries import file_of, obligations
from probant.funding.rules import Duty
from probant.funding.tests import scenario
from probant.governance.tests import scenario as acts
from probant.governance.tests.test_screens import client_of, text_of

pytestmark = pytest.mark.django_db
DAY = datetime.date
TEXT = """Préambule

Article I - Objet de la convention
Soutenir des objectifs communs.

Article II - Suivi
Un comité de pilotage se réunit une fois par an.

Article III - Dispositions financières
Le montant s’établit à 4 000 €. Un acompte de 70 % est versé à la signature, les 30 % restants
sur présentation des pièces justificatives énumérées ci-dessus.

Article V - Durée
Un an, renouvelable par tacite reconduction.

Fait à Dijon
"""
SURE = {"oui": "1"}
CLAUSES = (
    (1, "committee", {"per_year": "1"}),
    (2, "payment", {"share": "70 %", "trigger": "signature"}),
    (2, "payment", {"share": "30", "trigger": "evidence"}),
    (2, "evidence", {"pieces": ""}),
    (3, "duration", {"months": "12", "renewal": "tacit"}),
    (3, "notice", {"months": "3", "form": "lettre recommandée"}),
)


@pytest.fixture
def world():
    made = scenario.world()
    adopt_card(made.awa, made.metropole)
    return made


@pytest.fixture
def awa(world):
    return client_of(world.house.organisation, "officer")


def rows(prefix, *lines):
    """The fields of a form with lines."""
    given = {f"{prefix}-TOTAL_FORMS": len(lines), f"{prefix}-INITIAL_FORMS": 0}
    for place, line in enumerate(lines):
        given |= {f"{prefix}-{place}-{name}": value for name, value in line.items()}
    return given


def new(world, **changes):
    given = {
        "kind": "partnership",
        "title": "Convention de partenariat",
        "status": "signed",
        **rows(
            "partie",
            {
                "organisation": "Métropole d’essai",
                "role": "funder",
                "signatory": "Alix UNTEL",
                "capacity": "maire",
                "empowered_by": world.decision.pk,
            },
            {"organisation": world.house.organisation.name, "role": "beneficiary"},
            {"organisation": "", "role": ""},
        ),
    }
    return {**given, **changes}


def said(response):
    return text_of(response).replace("\xa0", " ").replace("\u202f", " ")


def entered(world, awa, text=TEXT, **changes):
    """A convention entered through the screens, with its text."""
    assert awa.post(reverse("funding:convention-new"), new(world, **changes)).status_code == 302
    convention = Convention.objects.latest("pk")
    assert (
        awa.post(reverse("funding:text-paste", args=[convention.pk]), {"text": text}).status_code
        == 302
    )
    return convention


def test_a_convention_is_entered_whole_by_form(world, awa):
    convention = entered(world, awa)
    for place, kind, fields in CLAUSES:
        address = reverse("funding:clause-new", args=[convention.pk, place])
        assert awa.post(f"{address}?nature={kind}", fields).status_code == 302
    funder, beneficiary = convention.parties.order_by("position")
    assert (funder.organisation, funder.signatory, funder.capacity, funder.empowered_by) == (
        world.metropole,
        "Alix UNTEL",
        "maire",
        world.decision,
    )
    assert (beneficiary.organisation, beneficiary.role) == (world.house.organisation, "beneficiary")
    stored = convention.clauses.order_by("position").values_list("article", "kind", "terms")
    assert list(stored) == [
        ("I", "text", {}),
        ("II", "text", {}),
        ("II", "committee", {"per_year": 1}),
        ("III", "text", {}),
        ("III", "payment", {"share_rate": "7/10", "trigger": "signature"}),
        ("III", "payment", {"share_rate": "3/10", "trigger": "evidence"}),
        ("III", "evidence", {"list_found": False, "pieces": []}),
        ("V", "text", {}),
        ("V", "duration", {"months": 12, "renewal": "tacit"}),
        ("V", "notice", {"months": 3, "form": "lettre recommandée"}),
    ]
    page = said(awa.get(reverse("funding:text", args=[convention.pk])))
    assert "L’article IV manque : après l’article III vient l’article V." in page
    assert "aucune liste de pièces ne se trouve au-dessus" in page
    assert "70 % à la signature" in page
    found = file_of(convention, world.awa, year=None, today=DAY(2024, 6, 1)).findings
    told = [(one.finding.code, one.article) for one in found if one.finding.severity == "error"]
    assert told == [("article.gap", "V"), ("reference.dangling", "III")]


@pytest.mark.parametrize(
    ("share", "told"),
    [
        ("-5 %", "« -5 % » n’est pas un pourcentage"),
        ("140 %", "de plus de 0 % à 100 %"),
        ("0", "100 %"),
    ],
)
def test_a_share_that_cannot_be_is_refused_beside_it(world, awa, share, told):
    convention = entered(world, awa)
    address = reverse("funding:clause-new", args=[convention.pk, 2])
    refused = awa.post(f"{address}?nature=payment", {"share": share, "trigger": "evidence"})
    assert refused.status_code == 422
    assert told in said(refused)
    assert f'value="{share}"' in refused.content.decode()
    assert not convention.clauses.filter(kind="payment").exists()


def test_instalments_over_100_per_cent_are_recorded_told_and_hold_the_signature(world, awa):
    convention = entered(world, awa, status="draft")
    address = reverse("funding:clause-new", args=[convention.pk, 2])
    for share, trigger in (("70 %", "signature"), ("40 %", "evidence")):
        fields = {"share": share, "trigger": trigger}
        assert awa.post(f"{address}?nature=payment", fields).status_code == 302
    over = "Les versements prévus font 110 % de la subvention."
    assert over in said(awa.get(reverse("funding:convention", args=[convention.pk])))
    held = awa.post(reverse("funding:convention-sign", args=[convention.pk]), {"on": ""})
    assert (held.status_code, over in said(held)) == (422, True)


def test_a_form_that_fails_keeps_what_was_typed_and_more_lines_come_without_judging(world, awa):
    address = reverse("funding:convention-new")
    typed = new(world, title="", ends_on="hier", starts_on="01/01/2024")
    refused = awa.post(address, typed)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Donnez l’intitulé" in page
    assert 'value="hier"' in page
    assert "Alix UNTEL" in page
    more = awa.post(address, {**typed, "plus": "1"})
    assert more.status_code == 200
    assert 'name="partie-4-organisation"' in more.content.decode()
    assert "Donnez l’intitulé" not in more.content.decode()
    unknown = awa.post(address, new(world, **{"partie-0-organisation": "Inconnue"}))
    assert "« Inconnue » n’est pas dans votre annuaire" in unknown.content.decode()
    assert not Convention.objects.filter(title="Convention de partenariat").exists()


def test_two_editors_the_second_sees_what_changed(world, awa):
    page = awa.get(reverse("funding:article-new", args=[world.convention.pk]))
    read_at = page.context["read_at"]
    set_clauses(
        actor=world.awa,
        convention=world.convention,
        clauses=[ClauseDraft("text", "1", "Objet", "Autre.")],
    )
    refused = awa.post(
        reverse("funding:article-new", args=[world.convention.pk]),
        {"number": "9", "title": "Suivi", "kind": "text", "text": "Le mien.", "lu_a": read_at},
    )
    assert refused.status_code == 422
    assert "Le mien." in refused.content.decode()
    assert "Clauses modifiées" in refused.content.decode()
    assert list(world.convention.clauses.values_list("article", flat=True)) == ["1"]


def test_articles_are_written_moved_out_and_their_clauses_follow(world, awa):
    convention = entered(world, awa, status="draft")
    one = reverse("funding:article", args=[convention.pk, 2])
    kept = {"number": "IV", "title": "Argent", "kind": "text", "text": "4 000 €."}
    address = reverse("funding:clause-new", args=[convention.pk, 2])
    awa.post(f"{address}?nature=amount", {"amount_cents": "4 000 €", "year": "2009"})
    assert awa.post(one, kept).status_code == 302
    listed = convention.clauses.order_by("position").values_list("article", "kind", "text")
    assert list(listed)[2:4] == [("IV", "text", "4 000 €."), ("IV", "amount", "")]
    clash = awa.post(one, {**kept, "number": "I"})
    assert "a déjà un article i" in clash.content.decode()
    drop = reverse("funding:article-drop", args=[convention.pk, 2])
    assert "4 000 € pour 2009" in said(awa.get(drop))
    assert awa.post(drop, SURE).status_code == 302
    assert not convention.clauses.filter(article="IV").exists()


def test_a_promise_is_a_clause_and_stands_among_what_its_side_owes(world, awa):
    """The funder's own stays so where the clause is written again."""
    promised = ClauseDraft("commitment", "3", "Suivi", terms={"what": "logos"}, bound="funder")
    committee = ClauseDraft("committee", "3", "Suivi", terms={"per_year": 1})
    set_clauses(actor=world.awa, convention=world.convention, clauses=[committee, promised])
    new = reverse("funding:clause-new", args=[world.convention.pk, 0]) + "?nature=commitment"
    assert "Le financeur prête des salles" in said(awa.get(new))
    wrong = awa.post(new, {"what": "argent"})
    assert wrong.status_code == 422
    assert awa.post(new, {"what": "rooms"}).status_code == 302
    again = reverse("funding:clause", args=[world.convention.pk, 0, 1])
    assert awa.post(again, {"what": "logos"}).status_code == 302
    kept = world.convention.clauses.filter(kind="commitment").order_by("position")
    assert list(kept.values_list("terms", "bound")) == [
        ({"what": "logos"}, "funder"),
        ({"what": "rooms"}, ""),
    ]
    shown = said(awa.get(reverse("funding:text", args=[world.convention.pk])))
    assert "le financeur prête des salles" in shown
    due = obligations(world.convention, DAY(2024, 6, 1), world.awa)
    owed = {one.code for one in due}
    assert {Duty.ROOMS, Duty.MENTION_FUNDER} <= owed
    assert Duty.MENTION not in owed and Duty.COMMITMENT not in owed


def test_annexes_are_sheets_documents_or_titles(world, awa):
    address = reverse("funding:annexes", args=[world.convention.pk])
    sheet = world.sheets[0]
    posted = awa.post(
        address,
        rows(
            "annexe",
            {"label": "1", "title": "Fiche 1", "sheet": sheet.pk},
            {"label": "2", "title": "Statuts", "upload": SimpleUploadedFile("s.pdf", b"%PDF-1")},
        ),
    )
    assert posted.status_code == 302
    first, second = world.convention.annexes.all()
    assert (first.sheet, second.document.name) == (sheet, "s.pdf")
    given = awa.get(reverse("funding:annex-file", args=[world.convention.pk, 2]))
    assert b"".join(given.streaming_content) == b"%PDF-1"
    twice = awa.post(
        address, rows("annexe", {"label": "1", "title": "A"}, {"label": "1", "title": "B"})
    )
    assert "Deux annexes portent le repère 1" in twice.content.decode()


def test_votes_are_tied_and_untied(world, awa):
    page = reverse("funding:approve", args=[world.convention.pk])
    assert awa.post(page, {"decision": world.decision.pk, "nature": "approves"}).status_code == 302
    (approval,) = world.convention.approvals.all()
    again = awa.post(page, {"decision": world.decision.pk, "nature": "approves"})
    assert "déjà liée" in again.content.decode()
    assert awa.post(reverse("funding:approval-drop", args=[approval.pk]), SURE).status_code == 302
    assert world.convention.approvals.count() == 0


def test_signing_here_waits_for_errors_to_be_mended_or_taken_on(world, awa):
    convention = entered(world, awa, status="draft")
    page = reverse("funding:convention-sign", args=[convention.pk])
    held = awa.post(page, {"on": ""})
    assert held.status_code == 422
    assert "La signature attend : 2 erreurs ouvertes." in said(held)
    assert "L’article IV manque" in said(held)
    (gap, dangling) = file_of(convention, world.awa, year=None, today=DAY(2024, 6, 1)).open_errors
    reasons = {f"motif-{gap.mark(convention.pk)}": "Erreur de frappe connue du conseil."}
    one_left = awa.post(page, reasons)
    assert "La signature attend : 1 erreur ouverte." in said(one_left)
    assert "Erreur de frappe connue du conseil." in said(one_left)
    short = awa.post(page, {**reasons, f"motif-{dangling.mark(convention.pk)}": "oui"})
    assert "Le motif est trop court" in said(short)
    mend = [
        {"number": "IV", "title": "Pièces", "kind": "text", "text": "Rien.", "after": "2"},
    ]
    for fields in mend:
        awa.post(reverse("funding:article-new", args=[convention.pk]), fields)
    done = awa.post(page, {f"motif-{dangling.mark(convention.pk)}": "La liste suivra par avenant."})
    assert done.status_code == 302
    convention.refresh_from_db()
    assert convention.status == "signed"
    (kept,) = convention.taken_on.all()
    assert (kept.code, kept.reason) == ("reference.dangling", "La liste suivra par avenant.")
    assert "La liste suivra par avenant." in said(
        awa.get(reverse("funding:convention", args=[convention.pk]))
    )


def test_what_was_signed_on_paper_is_recorded_and_its_errors_hold_the_next_act(world, awa):
    from probant.funding.actions import require_clear
    from probant.kernel.decision import Refused

    convention = entered(world, awa)
    assert convention.status == "signed"
    with pytest.raises(Refused, match="L’article IV manque"):
        require_clear(convention, world.awa, DAY(2024, 6, 1))
    marks = [
        one.mark(convention.pk)
        for one in file_of(convention, world.awa, year=None, today=DAY(2024, 6, 1)).open_errors
    ]
    page = reverse("funding:convention-assume", args=[convention.pk])
    assert (
        awa.post(page, {f"motif-{mark}": "Signée ainsi en 2009." for mark in marks}).status_code
        == 302
    )
    require_clear(convention, world.awa, DAY(2024, 6, 1))


def test_renewing_after_a_denunciation_is_refused_with_the_reason(world, awa):
    renew = reverse("funding:convention-renew", args=[world.convention.pk])
    days = {"title": "Suite", "starts_on": "01/01/2026", "ends_on": "31/12/2028"}
    assert awa.post(renew, days).status_code == 302
    following = Convention.objects.latest("pk")
    assert (following.status, following.title) == ("draft", "Suite")
    assert [one.kind for one in following.clauses.all()] == ["committee"]
    denounce = reverse("funding:convention-status", args=[world.convention.pk, "denoncer"])
    assert "Dites pourquoi" in said(awa.post(denounce, {"on": "01/09/2025", "reason": ""}))
    assert awa.post(denounce, {"on": "01/09/2025", "reason": "Désaccord."}).status_code == 302
    for response in (awa.get(renew), awa.post(renew, days)):
        assert response.status_code == 409
        assert "a été dénoncée le 1er septembre 2025 : elle ne se renouvelle pas" in said(response)


def test_an_amendment_changes_what_is_in_force_from_its_day(world, awa):
    convention = entered(world, awa, starts_on="01/01/2023", ends_on="31/12/2025")
    made = awa.post(
        reverse("funding:amendment-new", args=[convention.pk]),
        {
            "number": "1",
            "status": "signed",
            "signed_on": "03/06/2024",
            **rows(
                "changement",
                {"nature": "period", "ends_on": "31/12/2026"},
                {
                    "nature": "added",
                    "article": "IV",
                    "title": "Pièces",
                    "text": "Les pièces sont :\n- le bilan ;\n- le compte rendu.",
                },
                {"nature": "amount", "year": "2025", "amount_cents": "7 000 €"},
            ),
        },
    )
    assert made.status_code == 302
    amendment = Convention.objects.get(amends=convention)
    assert (amendment.number, amendment.title[:13]) == (1, "Avenant n° 1 ")
    page = said(awa.get(reverse("funding:convention", args=[convention.pk])))
    assert "La convention finit le 31 décembre 2026" in page
    assert "Article IV ajouté" in page
    assert "Montant 2025 : 7 000 €" in page
    force = reverse("funding:in-force", args=[convention.pk])
    before, after = said(awa.get(f"{force}?le=2024-06-02")), said(awa.get(f"{force}?le=2024-06-03"))
    assert ("31 décembre 2025" in before, "Pièces" in before) == (True, False)
    assert ("31 décembre 2026" in after, "le bilan" in after, "7 000 €" in after) == (True,) * 3
    today = DAY(2024, 6, 4)
    codes = [
        one.finding.code for one in file_of(convention, world.awa, year=None, today=today).findings
    ]
    assert "article.gap" not in codes
    assert awa.get(reverse("funding:convention", args=[amendment.pk])).status_code == 200
    edit = reverse("funding:amendment-edit", args=[amendment.pk])
    assert "le compte rendu." in awa.get(edit).content.decode()
    wrong = awa.post(edit, rows("changement", {"nature": "removed", "article": "XII"}))
    assert "n’a pas d’article XII" in said(wrong)


def test_the_voted_text_is_kept_on_submission_and_held_against_the_signed_one(world, awa):
    convention = entered(world, awa, status="draft")
    submit = reverse("funding:convention-status", args=[convention.pk, "deposer"])
    assert awa.post(submit, SURE).status_code == 302
    compared = reverse("funding:differences", args=[convention.pk])
    assert "Le texte est celui qui a été voté." in said(awa.get(compared))
    article = reverse("funding:article", args=[convention.pk, 2])
    changed = {"number": "III", "title": "Dispositions financières", "kind": "text"}
    awa.post(article, {**changed, "text": "Le montant s’établit à 5 000 €."})
    page = said(awa.get(compared))
    assert "montants : 4 000 € voté, 5 000 € signé" in page
    assert "3 articles sans changement" in page


def test_a_funder_reads_the_text_and_writes_nothing(world, awa):
    bruno = client_of(world.metropole, "funder_officer", "bruno")
    for name in ("text", "in-force", "differences", "convention"):
        assert bruno.get(reverse(f"funding:{name}", args=[world.convention.pk])).status_code == 200
    for name in ("convention-edit", "convention-sign", "text-paste", "amendment-new", "annexes"):
        assert bruno.get(reverse(f"funding:{name}", args=[world.convention.pk])).status_code == 404


def test_acts_of_governance_are_offered_to_empower(world, awa):
    page = awa.get(reverse("funding:convention-new")).content.decode()
    assert acts.VOTE_DAY.strftime("%d/%m/%Y") in page
