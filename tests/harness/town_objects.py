"""The objects of the demonstration that addresses name, and those it lacks."""

from django.utils import timezone

from probant.accounts.models import Membership, User
from probant.consortia.actions import (
    Heard,
    ask_figure,
    found_consortium,
    note_said,
    share_figures,
)
from probant.demo.stage import address_of
from probant.desk.actions import keep_list
from probant.directory.actions import (
    add_branch,
    create_organisation,
    create_person,
)
from probant.directory.models import Card, House, Person
from probant.engagement.actions import draw_agreement, enrol_volunteer, enter_participant, open_post
from probant.engagement.models import ParticipantEntered
from probant.gatherings.actions import (
    add_measure,
    add_output,
    add_partner,
    create_roadmap,
    give_role,
    lay_stands,
    make_proposal,
    name_axis,
    plan_event,
    plan_session,
    prepare_restitution,
    state_claim,
)
from probant.gatherings.models import (
    Affiliation,
    Attendance,
    Network,
    NetworkFamily,
    NetworkMember,
    ProposalReached,
    Session,
    SessionHeld,
)
from probant.gatherings.rules.programme import Aisle
from probant.governance.models import Body, Deliberation
from probant.indicators.actions import add_figure, open_board
from probant.indicators.appraising import Question, appraise, ask_question
from probant.ingestion.actions import Match, note_claim, receive_import
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.programmes.actions import begin_version
from probant.programmes.models import Action, Programme, SessionKind
from probant.support.actions import (
    Testifying,
    add_member,
    introduce,
    note_testimony,
    receive_request,
    refer,
)
from probant.support.models import Call, Case, CaseStep, Mission, PhaseReached
from tests.harness.town_assembly import an_assembly
from tests.harness.town_funding import funded
from tests.harness.town_reports import composed

NOBODY = 987_654_321


def _charted(actor: Actor, house: House) -> dict[str, int]:
    """A board of figures, with a figure; a question of the house, with a year judged."""
    board = open_board(actor, house_id=house.pk, name="Tableau")
    row = add_figure(actor, board=board, code="dla.diagnoses")
    asked = Question("Confiance", "Se fait-on confiance ?", "Comptes rendus", ("peu", "bien"))
    question = ask_question(actor, house_id=house.pk, question=asked)
    judged = appraise(actor, indicator=question.indicator, year=2023, grade=2, text="Bien.")
    return {
        "tableaux/": board.pk,
        "tableaux/chiffres/": row.pk,
        "chiffres/appreciations/": question.indicator_id,
        "chiffres/appreciations/dites/": judged.pk,
        "chiffres/appreciations/preuves/": NOBODY,
    }


def _together(actor: Actor) -> dict[str, int]:
    """A collective of the house, a figure that it shares, and what was said of it."""
    consortium = found_consortium(actor, name="Groupement")
    figure = ask_figure(actor, consortium=consortium, code="workshops.sessions")
    member = consortium.members.get()
    share_figures(actor, member=member, figures=[figure])
    said = note_said(actor, figure=figure, heard=Heard(2023, 90, "Rapport"))
    return {
        "collectifs/": consortium.pk,
        "collectifs/chiffres/": figure.pk,
        "collectifs/paroles/": said.pk,
    }


def objects_of(house: House) -> dict[str, int]:
    """Beginning of a route → id of an object of the demonstration that its number names."""
    director = User.objects.get(email=address_of("direction"))
    actor = Actor(director.pk, house.pk, house.pk, frozenset({Role.DIRECTION}))
    unlisted = Card.objects.filter(house=house, organisation__siren="", organisation__rna="")
    organisation = unlisted.order_by("pk")[0].organisation
    person = create_person(actor, family_name="Bœuf", organisation=organisation, title="x")
    membership = Membership.objects.create(
        user=director, organisation=house.organisation, role=Role.VOLUNTEER.value
    )
    advised = Case.objects.filter(house=house, organisation__isnull=False)[0]
    programme = Programme.objects.filter(house=house)[0]
    begin_version(actor, programme=programme)
    return {
        "annuaire/": organisation.pk,
        "personnes/demandes/": NOBODY,
        "personnes/fonctions/": person.positions.get().pk,
        "personnes/": person.pk,
        "equipe/": membership.pk,
        "programmes/etapes/": NOBODY,
        "programmes/": programme.pk,
        "deliberations/instances/": Body.objects.filter(house=house).order_by("pk")[0].pk,
        "deliberations/": Deliberation.objects.order_by("pk")[0].pk,
        **an_assembly(actor, house),
        **_at_the_door(actor, house),
        **funded(actor, house),
        **_said(actor, advised, person),
        **_kept(actor),
        **_announced(actor, house),
        **_volunteering(actor, house),
        **composed(actor, house),
        **_together(actor),
        "dossiers/faits/": PhaseReached.objects.now().filter(house_id=house.pk)[0].pk,
        "dossiers/methode/": CaseStep.objects.filter(case__house=house)[0].pk,
        "dossiers/notes/": NOBODY,
        "dossiers/fichiers/": NOBODY,
        "dossiers/trames/": NOBODY,
        "dossiers/personnes/": NOBODY,
        "dossiers/partenaires/": NOBODY,
        "dossiers/accompagnants/": NOBODY,
        "rendez-vous/": NOBODY,
        "dossiers/courriels/": NOBODY,
        "dossiers/diagnostics/": NOBODY,
        "dossiers/plan/": NOBODY,
        "courrier/": NOBODY,
        "travaux/": NOBODY,
        "agenda/": NOBODY,
        "dossiers/": Case.objects.filter(house=house)[0].pk,
        "missions/seances/": NOBODY,
        "missions/livrables/": NOBODY,
        "missions/fichiers/": NOBODY,
        "missions/": Mission.objects.filter(programme__house=house)[0].pk,
        "rencontres/faits/": SessionHeld.objects.now().filter(house_id=house.pk)[0].pk,
        "rencontres/inscriptions/": NOBODY,
        "rencontres/invitations/": NOBODY,
        "rencontres/logos/": NOBODY,
        "rencontres-publiques/": NOBODY,
        "rencontres/presences/": Attendance.objects.now().filter(house_id=house.pk)[0].pk,
        "rencontres/feuilles/": NOBODY,
        "rapports/emargement/": Session.objects.filter(house=house, state="held")[0].pk,
        **_came_out(actor, house),
        "rencontres/": Session.objects.filter(house=house)[0].pk,
        "chiffres/compte/": Session.objects.filter(house=house)[0].pk,
        "reseaux/familles/": NetworkFamily.objects.filter(house=house)[0].pk,
        "reseaux/membres/": NetworkMember.objects.filter(house=house)[0].pk,
        "reseaux/adhesions/": Affiliation.objects.filter(house=house)[0].pk,
        "reseaux/messages/": NOBODY,
        "reseaux/": Network.objects.filter(house=house)[0].pk,
        "vie-associative/statuts/": NOBODY,
        "vie-associative/suites/": NOBODY,
        "vie-associative/cotisations/": NOBODY,
        **_charted(actor, house),
        "taches/": NOBODY,
        "remplacements/": NOBODY,
        "temps/": NOBODY,
        "temps/mois/": NOBODY,
        "postes/contrats/": NOBODY,
        "postes/": open_post(actor, house_id=house.pk, title="Veille").pk,
        "comites/": NOBODY,
        "prestataires/": organisation.pk,
        "rapports/pieces/": NOBODY,
        "rapports/temps/": NOBODY,
        "rapports/territoires/": advised.organisation_id,
        "documents/constats/": NOBODY,
        "documents/chiffres/": _heard(actor, house),
        "documents/": NOBODY,
    }


def _heard(actor: Actor, house: House) -> int:
    """A figure said in a speech."""
    match = Match("dla.organisations_welcomed", 2023)
    source = "discours d’essai"
    claim = note_claim(actor, house_id=house.pk, match=match, value=30, source=source, said_on=None)
    return claim.pk


def _came_out(actor: Actor, house: House) -> dict[str, int]:
    """A paper and a proposal of a session, a roadmap and its measure, a restitution."""
    session = SessionHeld.objects.now().filter(house_id=house.pk)[0].session
    day = session.starts_on
    paper = add_output(
        actor, session=session, kind="minutes", title="CR", dated_on=day, text="Dit."
    )
    proposal = make_proposal(
        actor, house_id=house.pk, session=session, made_on=day, title="Un groupement"
    )
    made = ProposalReached.objects.get(proposal=proposal)
    plan = create_roadmap(actor, house_id=house.pk, title="Route", starts_on=day, ends_on=day)
    axis = name_axis(actor, roadmap=plan, title="Achats")
    given = prepare_restitution(
        actor, house_id=house.pk, title="Aux élus", starts_on=day, ends_on=day
    )
    return {
        "rencontres/documents/": paper.pk,
        "rencontres/propositions/": proposal.pk,
        "rencontres/propositions/<slug:kind>/": made.pk,
        "rencontres/feuilles-de-route/": plan.pk,
        "rencontres/axes/": axis.pk,
        "rencontres/mesures/": add_measure(actor, axis=axis, title="Acheter").pk,
        "rencontres/mesures/faits/": NOBODY,
        "rencontres/restitutions/": given.pk,
        "restitutions/": given.pk,
        "billet/": paper.pk,
    }


def _at_the_door(actor: Actor, house: House) -> dict[str, int]:
    """A call, what was handed on from it, a public request."""
    call = Call.objects.filter(house=house).order_by("pk")[0]
    day = call.taken_on
    bank = create_organisation(actor=actor, name="Un organisme", family="association")
    asked = receive_request(
        Actor.public(),
        house=house,
        kind="project",
        family_name="Bœuf",
        email="boeuf@exemple.fr",
        words="Un local.",
    )
    sent = refer(actor, occurred_on=day, call=call, body=bank)
    met = introduce(actor, occurred_on=day, call=call, introduced_to=bank)
    return {
        "accueils/demandes/": asked.pk,
        "accueils/orientations/": sent.pk,
        "accueils/mises-en-relation/": met.pk,
        "accueils/": call.pk,
    }


def _volunteering(actor: Actor, house: House) -> dict[str, int]:
    """Somebody who volunteers and takes part in an operation, her agreement; nobody's account."""
    day = timezone.localdate()
    person = create_person(actor, family_name="Bœuf", given_name="Anna")
    enrol_volunteer(actor, person=person, task="accueil", starts_on=day)
    signed = draw_agreement(actor, person=person, starts_on=day, signed_by="La présidente")
    action = Action.objects.filter(house=house)[0]
    entered = enter_participant(
        actor, person=person, action=action, entered_on=day, status="chomage"
    )
    return {
        "benevoles/": person.pk,
        "benevoles/conventions/": signed.pk,
        "benevoles/conventions/<int:pk>/copie/": NOBODY,
        "benevoles/heures/": NOBODY,
        "benevoles/propositions/": NOBODY,
        "participants/": entered.pk,
        "participants/faits/": ParticipantEntered.objects.get(participant=entered).pk,
        "temps/lettres/": NOBODY,
    }


def _said(actor: Actor, case: Case, person: Person) -> dict[str, int]:
    """What somebody of a case says of it; nothing here is hers who tries these addresses."""
    add_member(actor, case=case, person=person, starts_on=case.opened_on)
    said = Testifying({"Qu’est-ce qui a changé ?": "Tout."}, {"site": "named"})
    told = note_testimony(
        actor, case=case, person=person, occurred_on=timezone.localdate(), said=said
    )
    return {
        "temoignages/": told.pk,
        "attestations/": NOBODY,
        "espace/": NOBODY,
        "espace/fichiers/": NOBODY,
        "espace/rendez-vous/": NOBODY,
        "espace/taches/": NOBODY,
        "espace/temoignages/": NOBODY,
    }


def _kept(actor: Actor) -> dict[str, int]:
    """What the house set for itself: a branch, a list kept by its director, a file dropped."""
    dropped = receive_import(
        actor, kind="contacts", name="contacts.csv", content=b"Nom\nUne structure\n"
    )
    kept = keep_list(actor, name="Les miens", path="/dossiers/", query="")
    return {
        "filieres/": add_branch(actor, name="Le réemploi d’ici").pk,
        "listes/": kept.pk,
        "imports/": dropped.pk,
    }


def _announced(actor: Actor, house: House) -> dict[str, int]:
    """A forum of a published programme, with its stand, its role and its partner."""
    today = timezone.localdate()
    event = plan_event(
        actor,
        house_id=house.pk,
        title="Un mois",
        starts_on=today,
        ends_on=today,
        is_announced=True,
    )
    forum = plan_session(
        actor,
        kind=SessionKind.objects.filter(house=house).order_by("pk")[0],
        title="Un forum",
        starts_on=today,
        event=event,
        openness="public",
        is_announced=True,
    )
    (stand,) = lay_stands(actor, session=forum, aisles=[Aisle("A", 1)])
    lead = house.organisation
    role = give_role(actor, session=forum, part="animator", organisation=lead)
    claim = state_claim(
        actor, house_id=house.pk, year=2023, collective="Un réseau", total=9, source="un bilan"
    )
    partner = add_partner(actor, event=event, organisation=lead)
    return {
        "agenda-public/": forum.pk,
        "agenda-public/<slug:house>/evenements/": event.pk,
        "agenda-public/<slug:house>/logos/": partner.pk,
        "rencontres/evenements/": event.pk,
        "rencontres/partenaires/": partner.pk,
        "rencontres/collectifs/": claim.pk,
        "rencontres/roles/": role.pk,
        "rencontres/stands/": stand.pk,
    }
