"""What proves who came, on the page of a session."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.gatherings.access import may_write_sessions
from probant.gatherings.actions import opinions
from probant.gatherings.models import HeadcountTaken, Session
from probant.gatherings.queries.proofs import opinions_of, sheets_of, unknown_structures
from probant.kernel.actor import Actor
from probant.kernel.decision import Decision
from probant.post.letters import CATEGORIES, SECRETS
from probant.ui import panels
from probant.ui.request import Request


def register() -> None:
    """Declare the slots, fill the session's page, say how the links of letters are made."""
    panels.slot("session.papers", "les papiers à tirer d'une rencontre, une ligne chacun")
    panels.slot("attendance.papers", "les papiers à tirer d'une présence")
    panels.register("session.main", "attendance", order=30, can=_writes, render=draw)
    CATEGORIES.register(opinions.CATEGORY, "Suites des rencontres où vous êtes venu·e")
    SECRETS.register(opinions.OPINION, opinions.make_opinion_link)
    SECRETS.register(opinions.CERTIFICATE, opinions.make_certificate_link)


def _writes(actor: Actor, session: Session) -> Decision:
    return may_write_sessions(actor, session.house_id)


def draw(request: Request, session: Session) -> SafeString:
    """The section « Preuves »; nothing for a session cancelled. Five queries at most."""
    if session.state == Session.State.CANCELLED:
        return SafeString("")
    is_held = session.state == Session.State.HELD
    context = {
        "session": session,
        "is_held": is_held,
        "sheets": sheets_of(session),
        "unknown": unknown_structures(session),
        "opinions": opinions_of(session) if is_held else None,
        "counted": HeadcountTaken.objects.now().filter(session=session).exists(),
    }
    return render_to_string("gatherings/_proofs.html", context, request=request)
