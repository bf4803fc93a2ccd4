"""Requests in words: verbs of the journal, tags, what is next; where they show on other pages."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.funding.access import OWN
from probant.funding.models import FundingRequest
from probant.funding.queries.calls import calls_on_calendar, calls_to_do
from probant.funding.queries.request_lists import requests_on_calendar, requests_to_do
from probant.funding.rules.requests import RequestState
from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.calendar import CALENDAR
from probant.kernel.roles import FUNDERS
from probant.kernel.todo import TODO
from probant.search import kinds
from probant.ui import panels
from probant.ui.request import Request

VERBS = {
    "funding.add_file_piece": "Pièce versée au dossier permanent",
    "funding.withdraw_file_piece": "Pièce retirée du dossier permanent",
    "funding.set_house_budget": "Budget de l’association écrit",
    "funding.prepare_request": "Demande de subvention préparée",
    "funding.change_request": "Demande de subvention modifiée",
    "funding.add_request_action": "Action ajoutée à la demande",
    "funding.drop_request_action": "Action retirée de la demande",
    "funding.subscribe_commitment": "Contrat d’engagement républicain souscrit",
    "funding.take_gap_on": "Manque pris en charge",
    "funding.deposit_request": "Demande déposée",
    "funding.withdraw_request": "Demande retirée",
    "funding.acknowledge_request": "Dépôt accusé",
    "funding.ask_piece": "Pièce demandée",
    "funding.give_piece": "Pièce remise",
    "funding.find_complete": "Dossier dit complet",
    "funding.give_opinion": "Avis donné",
    "funding.decide_request": "Décision du financeur notée",
    "funding.void_request_step": "Étape de la demande retirée",
    "funding.watch_call": "Appel mis en veille",
    "funding.change_call": "Appel modifié",
    "funding.record_call_step": "Suite d’un appel notée",
    "funding.void_call_step": "Suite d’un appel retirée",
    "funding.add_call_partner": "Partenaire d’une réponse ajouté",
    "funding.drop_call_partner": "Partenaire d’une réponse retiré",
    "funding.add_call_piece": "Pièce jointe à une réponse",
    "funding.drop_call_piece": "Pièce d’une réponse retirée",
    "funding.alert_actors": "Acteurs alertés d’un appel",
    "funding.record_project": "Projet associatif écrit",
    "funding.set_axes": "Axes du projet associatif écrits",
    "funding.evaluate_project": "Projet associatif évalué",
}

TONES = {
    RequestState.PREPARED: "quiet",
    RequestState.DEPOSITED: "due",
    RequestState.PIECES: "late",
    RequestState.COMPLETE: "due",
    RequestState.REVIEWED: "due",
    RequestState.GRANTED: "held",
    RequestState.REFUSED: "plain",
    RequestState.WITHDRAWN: "quiet",
}


def word_of(state: RequestState, *, for_funder: bool) -> str:
    """The state in the words of whoever reads."""
    return state.funder_label if for_funder else state.label


def register() -> None:
    """Words, links from the list of conventions, what is due, the calendar, the search."""
    verbs.register(VERBS)
    TODO.register("funding_requests", requests_to_do)
    TODO.register("funding_calls", calls_to_do)
    CALENDAR.register("funding_requests", requests_on_calendar)
    CALENDAR.register("funding_calls", calls_on_calendar)
    panels.register("conventions.more", "requests", order=5, can=can_see, render=links)
    panels.register("convention.side", "requests", order=40, can=can_see, render=of_convention)
    panels.slot("project.objective", "les chiffres qui disent d'un objectif")
    for key, label, route, words, roles in (
        (
            "funding_requests",
            "Demandes de subvention",
            "funding:requests",
            "cerfa 12156 dépôt instruction avis dossier",
            OWN | FUNDERS,
        ),
        (
            "permanent_file",
            "Dossier permanent",
            "funding:permanent",
            "statuts RIB comptes dirigeants assurance rapport pièces",
            OWN,
        ),
        (
            "funding_calls",
            "Appels à projets et consultations",
            "funding:calls",
            "AMI CASDAR PTCE veille réponse",
            OWN,
        ),
        (
            "associative_project",
            "Projet associatif",
            "funding:projects",
            "axes objectifs évaluation stratégie",
            OWN,
        ),
        (
            "funding_portfolio",
            "Portefeuille des conventions",
            "funding:portfolio",
            "frise chronologie année",
            OWN | FUNDERS,
        ),
        (
            "funding_plans",
            "Plan de financement des actions",
            "funding:plans",
            "demandé obtenu reçu cofinancement surfinancement",
            OWN,
        ),
    ):
        kinds.offer(key, label, route, roles=roles, words=words, order=61)


def can_see(actor: Actor, subject: Any) -> bool:
    """Both sides of a request; the panels load only what is visible."""
    return actor.has(*(OWN | FUNDERS))


def links(request: Request, _: Any) -> SafeString:
    """Lines to requests, file, calls, plan. No query."""
    context = {
        "is_house": request.actor.house_id is not None and request.actor.has(*OWN),
    }
    return render_to_string("funding/_request_links.html", context, request=request)


def of_convention(request: Request, file: Any) -> SafeString:
    """The requests that a convention carries. One query."""
    visible = FundingRequest.objects.visible_to(request.actor)
    found = list(visible.filter(convention=file.convention).order_by("-year", "-pk"))
    if not found:
        return SafeString("")
    return render_to_string("funding/_convention_requests.html", {"found": found}, request=request)
