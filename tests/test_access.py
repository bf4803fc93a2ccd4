"""Every URL × every role and a stranger × GET and POST, held against the declared policy.

Two houses stand side by side: the demonstration year's, whose objects the addresses name, and an
empty neighbour whose people try the same addresses.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from probant.accounts.actions import open_account
from probant.accounts.models import Membership, User
from probant.demo.stage import address_of
from probant.desk.actions import keep_list
from probant.desk.guide import chapters
from probant.directory.actions import (
    add_branch,
    create_house,
    create_organisation,
    create_person,
)
from probant.directory.models import Card, House, Organisation, Person
from probant.documents.actions import store_document
from probant.engagement.actions import draw_agreement, enrol_volunteer, enter_participant, open_post
from probant.funding.actions import AnnexDraft, ClauseDraft, set_annexes, set_clauses
from probant.funding.models import (
    ActionSheet,
    AwardMade,
    AwardStep,
    Convention,
    Evidence,
    FinancialReport,
    LedgerFile,
    PaidService,
    ShareKey,
)
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
    Session,
    SessionHeld,
)
from probant.gatherings.rules.programme import Aisle
from probant.governance.models import Deliberation
from probant.ingestion.actions import receive_import
from probant.journal.models import JournalEntry
from probant.kernel.actor import Actor
from probant.kernel.roles import EVERYONE, FUNDERS, HOUSE, Role
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
from probant.ui.routing import PUBLIC, Verdict
from tests.policy_table import FRESH, TABLE, Route, routes, table

ROUTES = routes()
# What a house announces is for everybody, next door too; what it does not is held by the portal's
# own tests of the agenda.
ANNOUNCED = ("agenda-public/", "rencontres-publiques/<int:pk>/inscription/")
OBJECTS = [
    route for route in ROUTES if route.opens_an_object and not route.route.startswith(ANNOUNCED)
]
METHODS = ("GET", "POST")
NOBODY = 987_654_321
PASSWORD = "un-mot-de-passe-de-test"
# Pages that are there only for who has set up a second code, found a contradiction, and so on.
SOMETIMES = (
    "compte/codes-de-secours/",
    "compte/double-authentification/desactiver/",
    "compte/confirmer/code/",
    "documents/contradictions/<str:code>/",
    "desabonnement/",  # by a link that the instance itself signed
    "annuaire/<int:pk>/separation/",  # of a sheet that took another in
    "comptes-rendus/<int:pk>/examiner/",  # once it was handed in
    "dossiers/<int:pk>/version/",  # once its programme has a newer one
    "espace/entrer/<str:token>/",  # by a link that was sent, once
    "attestation-de-presence/<str:token>/",
    "avis/<str:token>/",
    "billet/<uuid:token>/",
    "billet/<uuid:token>/documents/<int:pk>/",  # of a session that one came to
    "entree/<str:token>/",
    "temoigner/<str:token>/",
    "rencontres-publiques/inscription/<uuid:token>/",
    "rencontres-publiques/invitation/<uuid:token>/",
    "rencontres/documents/<int:pk>/fichier/",  # where the document is a file
    "restitutions/<str:token>/",
    "restitutions/<str:token>/documents/<int:pk>/",  # of one that was published
    "feuilles-de-route/<str:token>/",
    "temoigner/accords/<str:token>/",
    "agenda-public/<slug:house>/logos/<int:pk>/",  # of a partner that gave one
)

# What else an address names: a word of the catalogue, not an object of a house.
WORDS: dict[str, dict[str, Any]] = {
    "ui/": {"digest": "abc", "name": "app.css"},
    "aide/": {"slug": chapters()[0].slug if chapters() else "aucun"},
    "connexion/mot-de-passe/": {"uidb36": "1", "key": "abc-def"},
    "programmes/catalogue/": {"code": "dla"},
    "dossiers/faits/": {"kind": "etape"},
    "dossiers/jalons/": {"word": "statuts"},
    "dossiers/courriels/": {"number": 1},
    "agenda/": {"token": "0" * 64},
    "agenda-public/": {"house": "pes-21"},
    "desabonnement/": {"token": "un:lien:forgé"},
    "accueils/listes/": {"kind": "need", "code": "emploi"},
    "demande/": {"house": "pes-21"},
    "espace/entrer/": {"token": "un:lien:forgé"},
    "temoigner/": {"token": "un:lien:forgé"},
    "restitutions/": {"token": "un:lien:forgé"},
    "feuilles-de-route/": {"token": "un:lien:forgé"},
    "attestation-de-presence/": {"token": "un:lien:forgé"},
    "avis/": {"token": "un:lien:forgé"},
    "billet/": {"token": "0" * 8 + "-0000-4000-8000-" + "0" * 12},
    "entree/": {"token": "un:lien:forgé"},
    "rencontres/faits/": {"kind": "tenue"},
    "rencontres-publiques/inscription/": {"token": "00000000-0000-4000-8000-000000000000"},
    "rencontres-publiques/invitation/": {"token": "00000000-0000-4000-8000-000000000000"},
    "rencontres/propositions/": {"word": "examinee", "kind": "etape"},
    "temps/": {"kind": "benevoles"},
    "benevoles/competences/": {"code": "comptabilite"},
    "temps/mois/": {"year": 2023, "month": 3},
    "rapports/temps/": {"year": 2023, "month": 3},
    "chiffres/": {"code": "dla.organisations_welcomed"},
    "chiffres/taux/": {"code": "dla.diagnosis_rate"},
    "territoires/": {"code": "21231"},
    "documents/contradictions/": {"code": "dla.organisations_welcomed", "year": 2023},
    "conventions/": {"year": 2023, "number": 1, "place": 0, "gesture": "solder"},
    "cases/": {"year": 2023, "number": 1},
    "indirectes/": {"year": 2023, "number": 1},
    "conventions/<int:pk>/annexes/": {"place": 1},
    "rapports/pieces/": {"slug": "diagnostic"},
    "rapports/": {"slug": "dla"},
}


@dataclass
class Town:
    """The objects that addresses name, and a signed-in browser of each role in each house."""

    house: House
    objects: dict[str, int]
    at_home: dict[Role, Client] = field(default_factory=dict)
    next_door: dict[Role, Client] = field(default_factory=dict)
    actors: dict[Role, Actor] = field(default_factory=dict)


@pytest.fixture(scope="module")
def town(demonstration_base: None, django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock():
        house = House.objects.get(runs_programmes=True)
        built = Town(house, _objects(house))
        clerk = Actor.system(house.pk, "test")
        neighbour = create_house(
            Actor.system(None, "test"),
            identity={"name": "Voisine", "family": "association"},
            short_name="Voisine",
            runs_programmes=True,
        )
        funder = User.objects.get(email=address_of("metropole")).memberships.get().organisation
        outside = create_organisation(actor=clerk, name="Dehors", family="association")
        for role in Role:
            home = house.organisation if role in HOUSE else funder if role in FUNDERS else outside
            user, built.at_home[role] = _browser(role, home, "home")
            built.actors[role] = Actor(user.pk, home.pk, None, frozenset({role}))
            _, built.next_door[role] = _browser(role, neighbour.organisation, "door")
        yield built


def _browser(role: Role, organisation: Organisation, where: str) -> tuple[User, Client]:
    user = open_account(
        Actor.system(None, "test"),
        email=f"{role.value}@{where}.exemple.fr",
        name=role.label,
        organisation=organisation,
        role=role,
        password=PASSWORD,
    )
    client = Client()
    client.force_login(user)
    return user, client


def _objects(house: House) -> dict[str, int]:
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
        "deliberations/": Deliberation.objects.order_by("pk")[0].pk,
        **_at_the_door(actor, house),
        **_worded(actor, house),
        **_said(actor, advised, person),
        **_kept(actor),
        **_announced(actor, house),
        **_volunteering(actor, house),
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
        "rencontres-publiques/": NOBODY,
        "rencontres/presences/": Attendance.objects.now().filter(house_id=house.pk)[0].pk,
        "rencontres/feuilles/": NOBODY,
        "rapports/emargement/": Session.objects.filter(house=house, state="held")[0].pk,
        **_came_out(actor, house),
        "rencontres/": Session.objects.filter(house=house)[0].pk,
        "reseaux/familles/": NetworkFamily.objects.filter(house=house)[0].pk,
        "reseaux/membres/": NetworkMember.objects.filter(house=house)[0].pk,
        "reseaux/adhesions/": Affiliation.objects.filter(house=house)[0].pk,
        "reseaux/messages/": NOBODY,
        "reseaux/": Network.objects.filter(house=house)[0].pk,
        "taches/": NOBODY,
        "remplacements/": NOBODY,
        "temps/": NOBODY,
        "temps/mois/": NOBODY,
        "postes/contrats/": NOBODY,
        "postes/": open_post(actor, house_id=house.pk, title="Veille").pk,
        "conventions/ingenierie/": NOBODY,
        "conventions/parts/": NOBODY,
        "conventions/comptes/": NOBODY,
        "conventions/comptes/fichiers/": LedgerFile.objects.get(house=house).pk,
        "conventions/comptes/cles/": ShareKey.objects.get(house=house).pk,
        "conventions/prestations/": PaidService.objects.get(house=house).pk,
        "comptes-rendus/": FinancialReport.objects.get(house=house).pk,
        "conventions/subventions/": AwardMade.objects.now()[0].pk,
        "conventions/versements/": NOBODY,
        "conventions/etapes/": AwardStep.objects.now().filter(house_id=house.pk)[0].pk,
        "conventions/pieces/": Evidence.objects.filter(house=house)[0].pk,
        "conventions/pieces/remises/": NOBODY,
        "conventions/releve/": NOBODY,
        "conventions/modeles/": NOBODY,
        "conventions/votes/": NOBODY,
        "conventions/": Convention.objects.filter(house=house).order_by("-pk")[0].pk,
        "cases/": Convention.objects.filter(house=house).order_by("-pk")[0].pk,
        "indirectes/": Convention.objects.filter(house=house).order_by("-pk")[0].pk,
        "fiches/modeles/": NOBODY,
        "fiches/remarques/": NOBODY,
        "fiches/": ActionSheet.objects.filter(convention__house=house).order_by("-pk")[0].pk,
        "comites/": NOBODY,
        "prestataires/": organisation.pk,
        "rapports/pieces/": NOBODY,
        "rapports/temps/": NOBODY,
        "rapports/territoires/": advised.organisation_id,
        "documents/constats/": NOBODY,
        "documents/": NOBODY,
    }


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
    plan = create_roadmap(actor, house_id=house.pk, title="Route", starts_on=day, ends_on=day)
    axis = name_axis(actor, roadmap=plan, title="Achats")
    given = prepare_restitution(
        actor, house_id=house.pk, title="Aux élus", starts_on=day, ends_on=day
    )
    return {
        "rencontres/documents/": paper.pk,
        "rencontres/propositions/": proposal.pk,
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


def _worded(actor: Actor, house: House) -> dict[str, Any]:
    """A convention with an article, its clause, and an annex that is a document."""
    convention = Convention.objects.filter(house=house).order_by("-pk")[0]
    clauses = [
        ClauseDraft("text", "1", "Suivi", "Un comité."),
        ClauseDraft("committee", "1", "Suivi", terms={"per_year": 1}),
    ]
    set_clauses(actor=actor, convention=convention, clauses=clauses)
    paper = store_document(actor=actor, house_id=house.pk, name="annexe.pdf", chunks=[b"%PDF-1"])
    annex = AnnexDraft("1", "Statuts", document=paper)
    set_annexes(actor=actor, convention=convention, annexes=[annex])
    return {"conventions/modeles/": NOBODY}


def _named(known: dict[str, Any], route: str) -> Any:
    """What stands for the longest beginning of the route, or None."""
    starts = [start for start in known if route.startswith(start)]
    return known[max(starts, key=len)] if starts else None


def address(town: Town, route: Route) -> str:
    """The route with its holes filled by objects of the demonstration."""
    values = dict(_named(WORDS, route.route) or {})
    if route.opens_an_object:
        values["pk"] = _named(town.objects, route.route)
        values["funder"] = town.objects["annuaire/"]
    filled = route.route
    for name, converter in route.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        assert values.get(name) is not None, (
            f"{route}: say in tests/test_access.py what <{name}> names (WORDS or _objects)"
        )
        filled = filled.replace(f"<{kind}:{name}>", str(values[name]))
    assert "<" not in filled
    return f"/{filled}"


def ask(client: Client, method: str, path: str) -> Any:
    """One request whose writing is taken back, the cookies with it."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        response = client.get(path) if method == "GET" else client.post(path, {})
        if not transaction.get_connection().needs_rollback:
            transaction.set_rollback(True)
    client.cookies = cookies
    return response


def goes_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith(
        f"{reverse('account_login')}?next="
    )


# --- the table


def test_every_url_declares_who_may_read_and_write_it() -> None:
    assert [str(route) for route in ROUTES if route.policy is None] == []


def test_the_policy_of_every_url_is_the_one_kept_for_review() -> None:
    if table() != TABLE.read_text("utf-8"):
        FRESH.parent.mkdir(exist_ok=True)
        FRESH.write_text(table(), encoding="utf-8")
    assert table() == TABLE.read_text("utf-8"), f"read the change, then: cp {FRESH} {TABLE}"


# --- the matrix

pytestmark = pytest.mark.django_db
by_route = pytest.mark.parametrize("route", ROUTES, ids=str)


@by_route
def test_a_stranger_signs_in_first_unless_the_page_is_public(town: Town, route: Route) -> None:
    assert route.policy is not None
    path = address(town, route)
    for method in METHODS:
        response = ask(Client(), method, path)
        verdict = route.policy.verdict(method, Actor.public())
        if verdict is Verdict.SIGN_IN:
            assert goes_to_sign_in(response), (method, response.status_code)
        elif verdict is Verdict.NO_METHOD:
            assert response.status_code == 405
        else:
            assert verdict is Verdict.ALLOWED
            assert response.status_code < 500
            assert not goes_to_sign_in(response)


@by_route
def test_a_role_without_the_right_is_answered_as_by_a_page_that_is_not(
    town: Town, route: Route
) -> None:
    assert route.policy is not None
    path, answers = address(town, route), {Verdict.HIDDEN: 404, Verdict.NO_METHOD: 405}
    before = JournalEntry.objects.count()
    wrong = []
    for role in EVERYONE:
        for method in METHODS:
            verdict = route.policy.verdict(method, town.actors[role])
            if verdict in answers:
                status = ask(town.at_home[role], method, path).status_code
                if status != answers[verdict]:
                    wrong.append((role.value, method, status))
    assert wrong == []
    assert JournalEntry.objects.count() == before


@by_route
def test_a_role_with_the_right_is_answered(town: Town, route: Route) -> None:
    assert route.policy is not None
    path = address(town, route)
    statuses: dict[tuple[str, str], int] = {}
    for role in sorted(EVERYONE):
        for method in METHODS:
            if route.policy.verdict(method, town.actors[role]) is Verdict.ALLOWED:
                response = ask(town.at_home[role], method, path)
                assert not goes_to_sign_in(response), (role, method)
                statuses[role.value, method] = response.status_code
    assert [asked for asked, status in statuses.items() if status >= 500] == []
    always = not route.route.startswith(SOMETIMES) and str(NOBODY) not in path
    if route.policy.read is not None and always:
        assert min(status for (_, method), status in statuses.items() if method == "GET") < 400


@pytest.mark.parametrize("route", OBJECTS, ids=str)
def test_an_object_of_another_house_is_not_there_for_anyone_next_door(
    town: Town, route: Route
) -> None:
    assert route.policy is not None
    path = address(town, route)
    before = JournalEntry.objects.count()
    seen = []
    for role in EVERYONE:
        for method in route.policy.methods:
            if method != "HEAD":
                status = ask(town.next_door[role], method, path).status_code
                if status != 404:
                    seen.append((role.value, method, status))
    assert seen == []
    assert JournalEntry.objects.count() == before


def test_no_public_page_but_signing_in_help_and_files() -> None:
    public = {
        route.route.split("/")[0]
        for route in ROUTES
        if route.policy and PUBLIC in (route.policy.read, route.policy.write)
    }
    # a calendar by its secret address, a way out of letters by a signed link, a request for
    # support, registering for a session, entering one’s space, answering or taking back by a link,
    # checking a certificate,
    # the codes and the links of those who come to a session, what a house announces, what it gives
    # back by a link
    assert public == {
        "agenda",
        "agenda-public",
        "aide",
        "attestation-de-presence",
        "attestations",
        "avis",
        "billet",
        "connexion",
        "deconnexion",
        "demande",
        "desabonnement",
        "donnees-personnelles",
        "entree",
        "espace",
        "feuilles-de-route",
        "rencontres-publiques",
        "restitutions",
        "temoigner",
        "ui",
    }
