"""What the post shows on the account page: the calendar's address, the Monday mail."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.post.addresses import absolute
from probant.post.calendars import token_of
from probant.post.queries import calendar_key_of, wants_monday
from probant.ui.request import Request


def can_choose(actor: Actor, subject: Any) -> bool:
    """Whoever acts for an organisation."""
    return actor.user_id is not None and actor.organisation_id is not None


def draw(request: Request, _: Any) -> SafeString:
    """The calendar's address and the Monday mail. Two queries."""
    actor = request.actor
    key = calendar_key_of(actor)
    context = {
        "address": absolute("post:feed", key.pk, token_of(key)) if key else "",
        "drawn_at": key.drawn_at if key else None,
        "has_monday": actor.house_id is not None,
        "wants_monday": wants_monday(actor),
        "sees_letters": actor.house_id is not None and actor.has(*TEAM),
    }
    return render_to_string("post/_account.html", context, request=request)
