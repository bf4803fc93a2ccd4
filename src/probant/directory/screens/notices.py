"""The information notice under a public form: a panel of the slot `public.notice`."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.directory.notices import notice_of
from probant.kernel.actor import Actor
from probant.ui.request import Request

SLOT = "public.notice"


def can_read(actor: Actor, subject: Any) -> bool:
    """Anybody: it is owed to whoever fills the form."""
    return True


def draw(request: Request, subject: Any) -> SafeString:
    """Who keeps what is typed, why, how long, and one's rights; one or two queries."""
    return render_to_string("directory/_notice.html", {"notice": notice_of(subject)})
