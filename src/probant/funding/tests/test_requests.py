"""A request from its first page to the convention that it opens; who reads and writes what."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from probant.accounts.models import User
from probant.directory.models import House, Organisation
from probant.funding import actions
from probant.funding.actions import LineDraft, RequestDraft
from probant.funding.models import (
    ActionSheet,
    AmountAsked,
    AmountProposed,
    AwardMade,
    FilePiece,
    FundingRequest,
    RequestStep,
)
from probant.funding.queries.budgets import rule_of
from probant.funding.queries.portfolio import elsewhere, portfolio, years_held
from probant.funding.queries.request_lists import request_rows, requests_to_do, with_states
from probant.funding.queries.requests import blocking_of, request_view
from probant.funding.rules.indirect import IndirectRule
from probant.funding.rules.sheet_text import MeansLine, PartnerLine, PhaseLine, TargetLine
from probant.funding.tests import scenario
from probant.governance.tests import scenario as acts
from probant.governance.tests.test_screens import client_of, text_of
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import TEAM, Role

pytestmark = pytest.mark.django_db
Day = datetime.date
DAY = Day(2023, 11, 6)
IBAN = "FR7630006000011234567890189"


@dataclass
class Setting:
    house: House
    metropole: Organisation
    dora: Actor  # directs the house
    awa: Actor  # an officer of the house
    bruno: Actor  # an officer of the métropole
    elu: Actor  # elected there
    chloe: Actor  # an officer of another funder
    world: scenario.World

    def view(self, request: FundingRequest, actor: Actor | None = None):
        return request_view(request, actor or self.dora, DAY)


@pytest.fixture
def setting() -> Setting:
    world = scenario.world()
    Organisation.objects.filter(pk=world.house.pk).update(
        siret="12345678900011", rna="W212000001", address="1 rue de l’Essai"
    )
    return Setting(
        world.house,
        world.metropole,
        acts.member(world.house, Role.DIRECTION),
        world.awa,
        world.bruno,
        acts.funder(world.metropole, Role.ELECTED, user_id=5),
        world.chloe,
        world,
    )


def draft(**changes: Any) -> RequestDraft:
    given: dict[str, Any] = {
        "title": "Animer le réseau en 2024",
        "year": 2024,
        "frequency": "renewal",
        "signatory": "Dora Essai",
        "capacity": "présidente",
    }
    return RequestDraft(**{**given, **changes})


def lines(setting: Setting, asked: int = 600_000) -> list[LineDraft]:
    return [
        LineDraft("641", "Rémunération des personnels", "expense", 600_000),
        LineDraft("74", "Subvention", "income", asked, "line", setting.metropole),
    ]


def whole_file(setting: Setting) -> None:
    for kind, changes in (
        ("statutes", {"dated_on": Day(2010, 5, 3)}),
        ("officers", {"dated_on": Day(2023, 6, 20)}),
        ("bank", {"dated_on": Day(2021, 1, 4), "account_number": IBAN}),
        ("accounts", {"dated_on": Day(2023, 6, 20), "year": 2022}),
        ("activity", {"dated_on": Day(2023, 6, 20), "year": 2022}),
    ):
        actions.add_file_piece(
            actor=setting.dora,
            house=setting.house,
            kind=kind,
            file=(f"{kind}.pdf", [b"%PDF-1.4 " + kind.encode()]),
            **changes,
        )
    actions.set_house_budget(
        actor=setting.dora,
        house=setting.house,
        year=2024,
        lines=[
            LineDraft("641", "Salaires", "expense", 5_000_000),
            LineDraft("74", "Métropole", "income", 1_800_000, "line", setting.metropole),
            LineDraft("706", "Prestations", "income", 3_200_000),
        ],
    )


def prepared(setting: Setting, **changes: Any) -> FundingRequest:
    given: dict[str, Any] = {
        "actor": setting.dora,
        "house": setting.house,
        "funder": setting.metropole,
        "draft": draft(),
        "new_actions": ["Jeunesse et coopération"],
    }
    made = actions.prepare_request(**{**given, **changes})
    for row in made.actions.select_related("sheet"):
        actions.set_budget(
            actor=setting.awa,
            convention=made.convention,
            sheet=row.sheet,
            year=made.year,
            lines=lines(setting),
        )
        row.sheet.headings.filter(title="Objectifs").update(text="Ce qui est visé.")
    return made


def committed(setting: Setting, request: FundingRequest) -> FundingRequest:
    actions.subscribe_commitment(
        actor=setting.awa,
        request=request,
        signed_on=Day(2023, 10, 2),
        signatory="Dora Essai",
        publicity="affiché au siège",
    )
    request.refresh_from_db()
    return request


def deposited(setting: Setting) -> FundingRequest:
    whole_file(setting)
    request = committed(setting, prepared(setting))
    actions.deposit_request(actor=setting.awa, request=request, occurred_on=DAY)
    return request


def codes(request: FundingRequest) -> list[str]:
    return [one.code for one in blocking_of(request, DAY)]


def test_a_request_waits_for_what_is_missing_and_says_each_thing(setting):
    request = actions.prepare_request(
        actor=setting.dora,
        house=setting.house,
        funder=setting.metropole,
        draft=draft(frequency="first", signatory=""),
        new_actions=["Jeunesse"],
    )
    assert codes(request) == [
        "request.signatory",
        "request.piece.statutes",
        "request.piece.officers",
        "request.piece.bank",
        "request.piece.accounts",
        "request.piece.activity",
        "request.commitment",
        "request.house_budget",
        "request.budget",
    ]
    with pytest.raises(Refused, match=r"Le dépôt attend\. Dites qui signe la demande"):
        actions.deposit_request(actor=setting.awa, request=request, occurred_on=DAY)
    assert not RequestStep.objects.exists()


def test_a_deposit_dated_before_the_law_of_auditors_is_answered_in_words(setting):
    request = prepared(setting)
    with pytest.raises(Refused, match="Le dépôt attend"):
        actions.deposit_request(
            actor=setting.awa, request=request, occurred_on=datetime.date(1923, 4, 1)
        )


def test_what_is_taken_on_holds_no_more_but_the_law_cannot_be_taken_on(setting):
    whole_file(setting)
    FilePiece.objects.filter(kind="activity").update(withdrawn_on=DAY)
    request = prepared(setting)
    assert codes(request) == ["request.piece.activity", "request.commitment"]
    with pytest.raises(Refused, match="ne peut être passé outre"):
        actions.take_gap_on(
            actor=setting.awa, request=request, code="request.commitment", reason="plus tard"
        )
    actions.take_gap_on(
        actor=Actor.system(setting.house.pk, "essai", roles=TEAM),
        request=request,
        code="request.piece.activity",
        reason="L’assemblée est le 12.",
    )
    committed(setting, request)
    assert codes(request) == []
    actions.deposit_request(actor=setting.awa, request=request, occurred_on=DAY)
    assert setting.view(request).state == "deposited"


def test_a_deposit_made_on_the_funder_s_platform_is_recorded_as_it_was(setting):
    request = prepared(setting)
    with pytest.raises(Refused, match="l’accusé"):
        actions.deposit_request(actor=setting.awa, request=request, occurred_on=DAY, elsewhere=True)
    actions.deposit_request(
        actor=setting.awa, request=request, occurred_on=DAY, elsewhere=True, reference="D-2023-77"
    )
    assert setting.view(request).receipt == "D-2023-77"


def test_a_deposit_freezes_what_is_asked_and_joins_the_permanent_file_once(setting):
    request = deposited(setting)
    asked = AmountAsked.objects.get()
    assert (asked.amount_cents, asked.cost_cents, asked.budget_year) == (600_000, 600_000, 2024)
    joined = list(request.pieces.values_list("kind", flat=True))
    assert joined == ["statutes", "officers", "bank", "accounts", "activity"]
    row = request.actions.get()
    actions.set_budget(
        actor=setting.awa,
        convention=request.convention,
        sheet=row.sheet,
        year=2024,
        lines=lines(setting, 100_000),
    )
    assert setting.view(request).asked_cents == 600_000
    with pytest.raises(Refused, match="ne change plus"):
        actions.change_request(actor=setting.awa, request=request, draft=draft())


def test_an_action_promised_elsewhere_comes_with_its_sheet_and_budget(setting):
    sheet = setting.world.sheets[0]
    setting.world.budget(0, year=2023)
    request = actions.prepare_request(
        actor=setting.awa,
        house=setting.house,
        funder=acts.organisation("Région d’ailleurs", "collectivite"),
        draft=draft(),
        actions=[sheet.action],
    )
    row = request.actions.get()
    assert row.sheet.convention_id == request.convention_id != sheet.convention_id
    assert [one.text for one in row.sheet.headings.all()] == ["Ce qui est."]
    view = setting.view(request).actions[0]
    assert (view.asked.expense_cents, view.asked.income_cents) == (600_000, 600_000)
    assert view.asked.asked_cents is None  # no line 74 in the name of this funder


def test_a_sheet_taken_over_loses_nothing_and_is_dated_of_the_request(setting):
    sheet = setting.world.sheets[0]
    heading = sheet.headings.get()
    whole_sheet(setting, sheet)
    source = setting.world.budget(0, year=2023, lines=[*scenario.lines(h64=940_000), LENT])
    rule = IndirectRule("direct", "8 % des charges directes", share_hundredths=800)
    actions.set_indirect(actor=setting.awa, budget=source, rule=rule)
    request = actions.prepare_request(
        actor=setting.dora,
        house=setting.house,
        funder=acts.organisation("Région d’ailleurs", "collectivite"),
        draft=draft(),
        actions=[sheet.action],
    )
    taken = request.actions.get().sheet
    columns = ("title", "text", "hint", "kind", "layer")
    assert taken.headings.values_list(*columns).get() == (
        heading.title, "Un territoire qui change.", "Trois lignes", "text", "direction",
    )  # fmt: skip
    assert list(taken.means.values_list("kind", "label", "lender__name", "value_cents")) == [
        ("human", "Direction", None, None),
        ("material", "Salle", "Métropole d’essai", 120_000),
    ]
    assert list(taken.partners.values_list("family", "name")) == [("Culture", "La Coursive")]
    assert list(taken.owners.values_list("layer", "user__email")) == [("pilot", "pilote@essai.fr")]
    assert list(taken.promised.values_list("year", "fte")) == [(2024, Decimal("0.130"))]
    assert list(taken.targets.values_list("year", "label", "value")) == [
        (None, "Satisfaction", None),
        (2024, "Réunions", 8),
    ]
    assert list(taken.phases.values_list("year", "first_month", "label")) == [(2024, 2, "Animer")]
    budget = taken.budgets.select_related("indirect").get()
    assert rule_of(budget) == rule
    assert budget.lines.get(label="Salle prêtée").in_kind == "premises"
    assert set(budget.lines.values_list("printed_cents", flat=True)) == {None}
    assert source.lines.get(account="64").printed_cents == 940_000  # stays where it was printed


LENT = LineDraft("861", "Salle prêtée", "expense", 120_000, in_kind="premises")


def whole_sheet(setting: Setting, sheet: ActionSheet) -> None:
    """Headings, means, partners, owners, and promises of 2023 and 2024."""
    heading = sheet.headings.get()
    sheet.headings.update(hint="Trois lignes", layer="direction")
    actions.update_sheet(
        actor=setting.awa,
        sheet=sheet,
        draft=actions.SheetDraft(
            title=sheet.title,
            number=sheet.number,
            first_year=2023,
            last_year=2025,
            headings={heading.pk: "Un territoire qui change."},
            promised={2023: Decimal("0.13")},
            targets=[
                TargetLine("Satisfaction"),
                TargetLine("Réunions", year=2023, value=Decimal(6)),
                TargetLine("Réunions", year=2024, value=Decimal(8)),
            ],
            phases=[PhaseLine(2023, "Animer", 2, 12)],
            partners=[PartnerLine("La Coursive", "Culture")],
            means={
                "human": [MeansLine("Direction")],
                "material": [MeansLine("Salle", value_cents=120_000)],
            },
        ),
    )
    sheet.means.filter(label="Salle").update(lender=setting.metropole)
    pilot = User.objects.create(email="pilote@essai.fr")
    actions.set_owners(actor=setting.dora, sheet=sheet, owners={"pilot": pilot.pk})


def test_a_funder_sees_nothing_before_the_deposit_and_only_what_is_addressed_to_it(setting):
    request = prepared(setting)
    seen = FundingRequest.objects.visible_to
    assert list(seen(setting.bruno)) == []
    whole_file(setting)
    actions.deposit_request(actor=setting.awa, request=committed(setting, request), occurred_on=DAY)
    assert [list(seen(one)) for one in (setting.bruno, setting.elu, setting.chloe)] == [
        [request],
        [request],
        [],
    ]
    assert list(seen(acts.member(setting.house, Role.VOLUNTEER))) == []


def test_a_piece_asked_for_is_awaited_until_it_is_given(setting):
    request = deposited(setting)
    piece = actions.ask_piece(
        actor=setting.bruno,
        request=request,
        label="Devis de la salle",
        occurred_on=Day(2023, 11, 20),
        due_on=Day(2023, 12, 1),
    )
    assert setting.view(request).state == "pieces"
    assert [one.title for one in requests_to_do(setting.awa, Day(2023, 12, 2))] == [
        "Remettre : Devis de la salle"
    ]
    with pytest.raises(Refused, match="il manque : Devis de la salle"):
        actions.find_complete(actor=setting.bruno, request=request, occurred_on=DAY)
    actions.give_piece(
        actor=setting.awa,
        piece=piece,
        occurred_on=Day(2023, 11, 25),
        file=("devis.pdf", [b"%PDF-1.4 devis"]),
    )
    actions.find_complete(actor=setting.bruno, request=request, occurred_on=Day(2023, 11, 28))
    assert setting.view(request).state == "complete"


def test_an_opinion_is_the_funder_s_own_until_it_has_decided(setting):
    request = deposited(setting)
    row = request.actions.get()
    for opinion, cents in (("favourable", 600_000), ("reserved", 500_000)):
        actions.give_opinion(
            actor=setting.bruno,
            request=request,
            row=row,
            opinion=opinion,
            amount_cents=cents,
            occurred_on=Day(2023, 12, 4),
            text="À resserrer.",
        )
    with pytest.raises(Refused, match="le service du financeur"):
        actions.give_opinion(
            actor=setting.awa,
            request=request,
            row=row,
            opinion="favourable",
            amount_cents=1,
            occurred_on=DAY,
        )
    standing = AmountProposed.objects.now()
    assert list(standing.visible_to(setting.elu).values_list("amount_cents", flat=True)) == [
        500_000
    ]
    assert list(standing.visible_to(setting.awa)) == []
    assert [setting.view(request, one).state for one in (setting.bruno, setting.awa)] == [
        "reviewed",
        "deposited",
    ]
    actions.decide_request(
        actor=setting.bruno, request=request, decided_on=Day(2024, 3, 21), granted={row.pk: 500_000}
    )
    assert standing.visible_to(setting.awa).count() == 1


def test_what_is_decided_opens_the_draft_that_carried_the_request(setting):
    request = deposited(setting)
    row = request.actions.get()
    actions.decide_request(
        actor=setting.bruno,
        request=request,
        decided_on=acts.VOTE_DAY,
        granted={row.pk: 500_000},
        decision=setting.world.decision,
    )
    request.convention.refresh_from_db()
    assert request.convention.status == "submitted"
    assert [one.decision for one in request.convention.approvals.all()] == [setting.world.decision]
    award = AwardMade.objects.get()
    assert (award.convention_id, award.action_id, award.amount_cents, award.decision) == (
        request.convention_id,
        row.sheet.action_id,
        500_000,
        setting.world.decision,
    )
    view = setting.view(request)
    assert (view.state, view.granted_cents) == ("granted", 500_000)


def test_what_is_decided_under_a_signed_convention_opens_the_amendment_of_the_year(setting):
    whole_file(setting)
    carrier = setting.world.convention
    request = prepared(
        setting,
        convention=carrier,
        new_actions=(),
        actions=[setting.world.sheets[0].action],
    )
    committed(setting, request)
    actions.deposit_request(actor=setting.awa, request=request, occurred_on=DAY)
    row = request.actions.get()
    actions.decide_request(
        actor=setting.awa,
        request=request,
        decided_on=acts.VOTE_DAY,
        granted={row.pk: 600_000},
        decision=setting.world.decision,
        opens="amendment",
    )
    child = carrier.amendments.get()
    assert (child.status, child.starts_on) == ("submitted", Day(2024, 1, 1))
    assert child.title.startswith("Avenant n° 1 (2024) : ")
    assert AwardMade.objects.get().convention == carrier


def test_a_refused_request_drops_the_convention_opened_for_it(setting):
    request = deposited(setting)
    actions.decide_request(
        actor=setting.bruno, request=request, decided_on=Day(2024, 3, 21), granted={}
    )
    request.convention.refresh_from_db()
    assert (setting.view(request).state, request.convention.status) == ("refused", "dropped")
    assert not AwardMade.objects.exists()


def test_the_account_number_is_read_by_those_alone_who_need_it(setting):
    request = deposited(setting)
    piece = FilePiece.objects.get(kind="bank")
    joined = request.pieces.get(kind="bank")
    house = setting.house.organisation
    pages = {
        "direction": (client_of(house, "direction", "dora"), True),
        "officer": (client_of(house, "officer", "awa"), False),
        "board": (client_of(house, "board", "zoe"), False),
        "funder_finance": (client_of(setting.metropole, "funder_finance", "fin"), True),
        "elected": (client_of(setting.metropole, "elected", "elu"), False),
    }
    for role, (client, reads) in pages.items():
        shown = client.get(reverse("funding:request", args=[request.pk]))
        assert shown.status_code == 200, role
        assert (IBAN in shown.content.decode()) is reads, role
        given = client.get(reverse("funding:request-file", args=[joined.pk]))
        assert (given.status_code == 200) is reads, role
        list(given) if given.status_code == 200 else None
        if role in ("direction", "officer", "board"):
            shown = client.get(reverse("funding:permanent"))
            assert (IBAN in shown.content.decode()) is reads, role
            given = client.get(reverse("funding:permanent-file", args=[piece.pk]))
            assert (given.status_code == 200) is reads, role
            list(given) if given.status_code == 200 else None


@pytest.mark.parametrize("number", ["FR76 3000 6000 0112 3456 7890 188", "RIB 12", "FR76"])
def test_a_wrong_account_number_is_said_beside_it_and_nothing_is_lost(setting, number):
    client = client_of(setting.house.organisation, "direction", "dora")
    posted = {
        "kind": "bank",
        "dated_on": "04/01/2021",
        "account_number": number,
        "reference": "compte courant",
    }
    shown = client.post(reverse("funding:permanent-add"), posted)
    assert shown.status_code == 422
    assert "IBAN" in text_of(shown)
    assert number in shown.content.decode()
    assert not FilePiece.objects.exists()


def counted(client: Client, address: str, count: Any) -> None:
    with count:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_the_same_however_long(setting, rows, django_assert_num_queries):
    whole_file(setting)
    for number in range(rows):
        request = prepared(setting, draft=draft(title=f"Demande {number}"))
        committed(setting, request)
        actions.deposit_request(actor=setting.awa, request=request, occurred_on=DAY)
        row = request.actions.first()
        actions.decide_request(
            actor=setting.awa,
            request=request,
            decided_on=Day(2024, 3, 21),
            granted={row.pk: 500_000},
        )
        actions.watch_call(
            actor=setting.awa,
            house=setting.house,
            draft=actions.CallDraft(f"Appel {number}", due_on=Day(2024, 5, 1)),
        )
    client = client_of(setting.house.organisation, "officer", "awa2")
    # session, user, roles, then: the list, its states (2), the years; kinds of calls: the list;
    # the file: organisation, pieces, officers, years; the plan: actions, budgets, lines, asked,
    # decided, awards, payments, names, years
    for name, queries in (("requests", 7), ("calls", 4), ("permanent", 7), ("plans", 12)):
        counted(
            client, reverse(f"funding:{name}") + "?annee=2024", django_assert_num_queries(queries)
        )
    page = reverse("funding:portfolio") + "?annee=2024"
    # two of them: the years; one: the steps of the awards, whose chain may not hold
    counted(client, page, django_assert_num_queries(27))
    funder = client_of(setting.metropole, "funder_officer", "bruno2")
    counted(funder, page, django_assert_num_queries(31))


def test_the_portfolio_opens_on_the_last_year_that_conventions_cover(setting):
    scenario.convention_of(
        setting.awa,
        setting.house,
        setting.metropole,
        title="Celle de 2009",
        starts_on=Day(2009, 3, 30),
        ends_on=Day(2010, 3, 29),
    )
    assert years_held(setting.awa, DAY) == [2025, 2024, 2023, 2010, 2009]
    client = client_of(setting.house.organisation, "officer")
    page = reverse("funding:portfolio")
    assert "Nos conventions en 2025" in text_of(client.get(page))  # that of today where it is over
    assert "Celle de 2009" in text_of(client.get(f"{page}?annee=2009"))


def test_a_funder_reads_what_was_had_elsewhere_where_it_is_public(setting):
    region = acts.organisation("Région publique", "collectivite")
    fondation = acts.organisation("Fondation privée", "fondation")
    for payer in (region, fondation):
        held = scenario.convention_of(
            setting.awa,
            setting.house,
            payer,
            title=f"Avec {payer.name}",
        )
        setting.world.award(
            convention=held, action=None, decision=None, funder=payer, amount_cents=250_000
        )
    setting.world.award()
    held = portfolio(setting.bruno, 2024, Day(2024, 6, 1))
    assert [(one.convention, one.awarded_cents) for one in held] == [
        (setting.world.convention, 900_000)
    ]
    told = elsewhere(setting.bruno, [setting.house.pk], 2024)
    assert [(one.funder, one.granted_cents) for one in told] == [("Région publique", 250_000)]


def test_a_row_of_the_list_says_where_it_stands_to_each_side(setting):
    request = deposited(setting)
    for actor in (setting.awa, setting.bruno):
        row = with_states(request_rows(actor), actor)[0]
        assert (row["id"], row["standing"], row["asked_cents"]) == (
            request.pk,
            "deposited",
            600_000,
        )
