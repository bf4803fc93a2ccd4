"""The timeline of a structure with the names of those who wrote: a panel of the directory."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.accounts.queries import names_of
from probant.directory.merges import merged_into
from probant.directory.models import Family, Theme
from probant.journal.timeline import Moment, timeline
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.kernel.verbs import words_of
from probant.ui.request import Request

LABELS = {
    "name": "nom",
    "family": "famille juridique",
    "theme": "domaine",
    "branch": "filière",
    "qpv_code": "quartier prioritaire",
    "siren": "SIREN",
    "siret": "SIRET",
    "rna": "RNA",
    "address": "adresse",
    "postcode": "code postal",
    "place_name": "commune",
    "email": "courriel",
    "telephone": "téléphone",
    "website": "site",
    "is_member": "membre du réseau",
}
WORDS: dict[Any, Any] = {
    **dict(Family.choices),
    **dict(Theme.choices),
    True: "oui",
    False: "non",
    "": "rien",
}
SHOWN = 30


def can(actor: Actor, subject: Any) -> bool:
    """The team: details of entries are working notes."""
    return actor.has(*TEAM) and actor.house_id is not None


def draw(request: Request, subject: Any) -> SafeString:
    """Who did what with a structure, with each sheet merged into it, newest first; four queries."""
    house = request.actor.house
    also = merged_into(house, subject.pk)
    moments = timeline(house, "organisation", subject.pk, also=also, limit=SHOWN)
    names = names_of(moment.actor_id for moment in moments)
    lines = [
        {
            "at": moment.at,
            "what": words_of(moment.verb),
            "by": names.get(moment.actor_id, "") if moment.actor_id else "",
            "detail": _detail(moment),
        }
        for moment in moments
    ]
    return render_to_string("accounts/timeline.html", {"lines": lines, "shown": SHOWN})


def _detail(moment: Moment) -> str:
    """What changed, in words; only what this room and the directory wrote is read."""
    body = moment.body
    if "changes" in body:
        parts = [
            f"{LABELS[name]} : {_word(before)} → {_word(after)}"
            for name, (before, after) in body["changes"].items()
            if name in LABELS
        ]
        return " ; ".join(parts)
    return str(body.get("funder") or body.get("position") or body.get("label") or "")


def _word(value: Any) -> str:
    return str(WORDS.get(value, value))
