"""What the room funding keeps: an object of each kind that its addresses name."""

import datetime
from typing import Any

from django.utils import timezone

from probant.accounts.models import User
from probant.demo.stage import address_of
from probant.directory.models import House, Organisation
from probant.documents.actions import store_document
from probant.documents.models import Document
from probant.funding.actions import (
    AnnexDraft,
    CallDraft,
    ChangeDraft,
    ClauseDraft,
    ProjectDraft,
    RequestDraft,
    acknowledge,
    add_call_partner,
    add_call_piece,
    add_file_piece,
    add_remark,
    ask_piece,
    deposit_request,
    give_evidence,
    give_piece,
    prepare_request,
    record_amendment,
    record_call_step,
    record_project,
    set_annexes,
    set_clauses,
    watch_call,
)
from probant.funding.models import (
    AccountMapping,
    ActionSheet,
    Approval,
    AwardMade,
    AwardStep,
    Convention,
    CostShare,
    DraftModel,
    EngineeringFund,
    Evidence,
    FinancialReport,
    LedgerFile,
    MoneyLine,
    OpenFile,
    PaidService,
    PaymentMade,
    ShareKey,
    SheetTemplate,
)
from probant.governance.models import Decision
from probant.kernel.actor import Actor
from probant.programmes.models import Action, Programme

#: Made here for the house, so that somebody next door has a real object to ask for.
PAPER = b"%PDF-1.7 a page"


def funded(actor: Actor, house: House) -> dict[str, Any]:
    """Beginning of a route of the room → id of the object that its number names."""
    convention = Convention.objects.filter(house=house, kind="cpom", amends=None).order_by("pk")[0]
    sheet = ActionSheet.objects.filter(convention=convention).order_by("-pk")[0]
    paper = store_document(actor=actor, house_id=house.pk, name="annexe.pdf", chunks=[PAPER])
    _worded(actor, convention, paper)
    return {
        "conventions/": convention.pk,
        "conventions/<int:pk>/modifications/": _amended(actor, convention),
        "cases/": convention.pk,
        "indirectes/": convention.pk,
        "fiches/": sheet.pk,
        "fiches/remarques/": add_remark(actor=actor, sheet=sheet, text="À relire.").pk,
        "fiches/modeles/": SheetTemplate.objects.create(house=house, name="Le nôtre").pk,
        **_kept(house, convention, paper),
        **_paid(actor, house, paper),
        **_asked(actor, house),
        **_watched(actor, house),
        **_open_data(actor, house),
    }


def _worded(actor: Actor, convention: Convention, paper: Document) -> None:
    """An article, its clause, and an annex that is a document."""
    clauses = [
        ClauseDraft("text", "1", "Suivi", "Un comité."),
        ClauseDraft("committee", "1", "Suivi", terms={"per_year": 1}),
    ]
    set_clauses(actor=actor, convention=convention, clauses=clauses)
    annex = AnnexDraft("1", "Statuts", document=paper)
    set_annexes(actor=actor, convention=convention, annexes=[annex])


def _amended(actor: Actor, convention: Convention) -> int:
    """An amendment in preparation, which gives the convention another year."""
    change = ChangeDraft("period", ends_on=datetime.date(2026, 12, 31))
    return record_amendment(actor=actor, convention=convention, number=1, changes=[change]).pk


def _kept(house: House, convention: Convention, paper: Document) -> dict[str, Any]:
    """What the house wrote for itself: models, votes, shares, envelopes, accounts."""
    day = timezone.localdate()
    action = Action.objects.filter(house=house).order_by("pk")[0]
    vote, _ = Approval.objects.get_or_create(
        convention=convention, decision=Decision.objects.order_by("pk")[0]
    )
    share = CostShare.objects.create(
        house=house,
        convention=convention,
        funder=convention.parties.filter(role="funder")[0].organisation,
        action=action,
        covers="hours",
        share_hundredths=100,
        starts_on=day,
        ends_on=day,
    )
    fund = EngineeringFund.objects.create(
        house=house,
        programme=Programme.objects.filter(house=house)[0],
        year=day.year,
        label="Une enveloppe",
        amount_cents=100,
    )
    mapping = AccountMapping.objects.create(house=house, section="ESSAI", action=action)
    return {
        "conventions/modeles/": DraftModel.objects.create(
            house=house, name="Le nôtre", document=paper
        ).pk,
        "conventions/votes/": vote.pk,
        "conventions/parts/": share.pk,
        "conventions/ingenierie/": fund.pk,
        "conventions/financement/": _planned(convention),
        "conventions/comptes/": mapping.pk,
        "conventions/comptes/fichiers/": LedgerFile.objects.get(house=house).pk,
        "conventions/comptes/cles/": ShareKey.objects.get(house=house).pk,
        "conventions/prestations/": PaidService.objects.get(house=house).pk,
        "comptes-rendus/": FinancialReport.objects.get(house=house).pk,
    }


def _planned(convention: Convention) -> int:
    """An action that the convention funds."""
    sheets = ActionSheet.objects.filter(convention=convention, budgets__isnull=False)
    return sheets.order_by("-pk")[0].action_id


def _paid(actor: Actor, house: House, paper: Document) -> dict[str, Any]:
    """The chain of an award, a payment, a line of a statement, a piece given with its file."""
    day = timezone.localdate()
    steps: Any = AwardStep.objects.now()
    payments: Any = PaymentMade.objects.now()
    awards: Any = AwardMade.objects.now()
    award = awards.filter(house_id=house.pk).order_by("pk")[0]
    line = MoneyLine.objects.create(
        house=house,
        source="bank",
        occurred_on=day,
        amount_cents=100,
        label="METROPOLE",
        digest="e" * 64,
        proposed=award,
        read_on=day,
    )
    piece = Evidence.objects.filter(house=house).order_by("pk")[0]
    given = give_evidence(
        actor, Evidence.objects.filter(house=house).order_by("-pk")[0], paper, given_on=day
    )
    return {
        "conventions/subventions/": award.pk,
        "conventions/versements/": payments.filter(house_id=house.pk)[0].pk,
        "conventions/etapes/": steps.filter(house_id=house.pk)[0].pk,
        "conventions/releve/": line.pk,
        "conventions/pieces/": piece.pk,
        "conventions/pieces/remises/": given.pk,
    }


def _asked(actor: Actor, house: House) -> dict[str, Any]:
    """A request that the funder reads, with its pieces; another in preparation, with an action."""
    day = timezone.localdate()
    funder = the_funder()
    read = prepare_request(
        actor=actor,
        house=house,
        funder=funder,
        draft=RequestDraft("Un fonctionnement", day.year, scope="global"),
    )
    deposit_request(actor=actor, request=read, occurred_on=day, reference="AR-1", elsewhere=True)
    wanted = ask_piece(actor=actor, request=read, label="Un bilan", occurred_on=day)
    joined = ask_piece(actor=actor, request=read, label="Un contrat", occurred_on=day)
    give_piece(actor=actor, piece=joined, occurred_on=day, file=("contrat.pdf", [PAPER]))
    said = acknowledge(actor=actor, request=read, occurred_on=day)
    prepared = prepare_request(
        actor=actor,
        house=house,
        funder=funder,
        draft=RequestDraft("Un projet", day.year),
        new_actions=["Un projet d’essai"],
    )
    return {
        "demandes/": read.pk,
        "demandes/pieces/": wanted.pk,
        "demandes/pieces/<int:pk>/fichier/": joined.pk,
        "demandes/etapes/": said.pk,
        "demandes/actions/": prepared.actions.get().pk,
        **{f"demandes/<int:pk>/{name}/": prepared.pk for name in PREPARING},
    }


#: What is done of a request before it is deposited.
PREPARING = ("modifier", "actions", "engagement", "prendre", "deposer")


def _open_data(actor: Actor, house: House) -> dict[str, int]:
    """A file that the house published about its funder."""
    kept = store_document(actor=actor, house_id=house.pk, name="a.csv", chunks=[b"nomAttribuant"])
    funder = the_funder()
    OpenFile.objects.create(
        house=house,
        organisation=funder,
        form="subventions",
        year=2024,
        document=kept,
        rows=1,
        published_at=timezone.now(),
    )
    return {"conventions/ess/": funder.pk, "conventions/donnees-ouvertes/": funder.pk}


def _watched(actor: Actor, house: House) -> dict[str, Any]:
    """A call with its partner, its piece and what was heard; the file; the project."""
    day = timezone.localdate()
    call = watch_call(actor=actor, house=house, draft=CallDraft("Un appel", due_on=day))
    heard = record_call_step(actor=actor, call=call, stage="answering", occurred_on=day)
    piece = add_file_piece(
        actor=actor, house=house, kind="statutes", dated_on=day, file=("statuts.pdf", [PAPER])
    )
    project = record_project(
        actor=actor, house=house, draft=ProjectDraft("Cinq ans", day.year, day.year + 4)
    )
    return {
        "appels/": call.pk,
        "appels/suites/": heard.pk,
        "appels/partenaires/": add_call_partner(
            actor=actor, call=call, organisation=the_funder()
        ).pk,
        "appels/pieces/": add_call_piece(actor=actor, call=call, file_piece=piece).pk,
        "dossier-permanent/": piece.pk,
        "projet-associatif/": project.pk,
    }


def the_funder() -> Organisation:
    """The authority that funds the house and has accounts here."""
    user = User.objects.get(email=address_of("metropole"))
    organisation = user.memberships.get().organisation
    assert organisation is not None
    return organisation
