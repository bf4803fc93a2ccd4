"""What testimonies declare when the room starts: words, the end of texts, links, their panel."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.roles import TEAM
from probant.post.letters import CATEGORIES, SECRETS
from probant.search import kinds
from probant.support.actions import corrections, testimonies
from probant.support.actions.space import DEPOSITS
from probant.support.models import (
    Case,
    ConsentSaid,
    Testimony,
    TestimonyGiven,
    TestimonyPublished,
)
from probant.support.queries import testimony_words
from probant.support.queries.testimonies import of_case
from probant.support.screens.testimony_words import VERBS
from probant.support.testimony_erasure import expire_testimonies, forget_testimonies
from probant.support.testimony_writing import SECRET, WITHDRAWAL
from probant.ui import panels
from probant.ui.request import Request


def can_see(actor: Actor, case: Case) -> bool:
    """The team."""
    return actor.house_id == case.house_id and actor.has(*TEAM)


def panel(request: Request, case: Case) -> SafeString:
    """The testimonies of a case and what stands of their consents. Two queries at most."""
    context = {"case": case, "rows": of_case(request.actor, case)}
    return render_to_string("support/_testimonies_panel.html", context)


def _keep_taken_back(_: Any, fact: ConsentSaid) -> None:
    """A void never puts words back in use: only the person does, by saying so again."""
    if not fact.scope:
        raise Refused("Un retrait ne s’annule pas : notez le nouvel accord de la personne.")


def _set_aside(_: Any, fact: TestimonyGiven) -> None:
    """A testimony that was not given is shown nowhere."""
    Testimony.objects.filter(pk=fact.testimony_id).exclude(state=Testimony.State.ASKED).update(
        state=Testimony.State.ASIDE
    )


def offer_testimonies() -> None:
    """Register all of it."""
    verbs.register(VERBS)
    testimony_words.tell_all()
    corrections.AMENDABLE |= {
        TestimonyGiven: frozenset(),
        ConsentSaid: frozenset(),
        TestimonyPublished: frozenset(),
    }
    corrections.UNDO |= {ConsentSaid: _keep_taken_back, TestimonyGiven: _set_aside}
    SECRETS.register(SECRET, testimonies.make_asking_link)
    SECRETS.register(WITHDRAWAL, testimonies.make_withdrawal_link)
    CATEGORIES.register(DEPOSITS, "les avis de pièces déposées")
    ERASERS.register("support.testimony", forget_testimonies)
    RETAINED.register(
        "support.testimony",
        Retained("Témoignages", "retention.supported_persons", expire_testimonies),
    )
    panels.register("case.main", "testimonies", order=70, can=can_see, render=panel)
    kinds.offer(
        "testimonies",
        "Lire les témoignages",
        "support:testimonies",
        roles=TEAM,
        words="témoignage parole accord consentement citation rapport",
        order=45,
    )
