"""How the forms of outcomes are asked: one page, a trail, what is done said on the way back."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from probant.gatherings.screens.views.sessions import FORM
from probant.programmes.screens.submit import Act, Subject, answer
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs


def ask(
    request: Request,
    form: Any,
    act: Act,
    *,
    subject: Subject,
    path: tuple[str, ...],
    back: str,
    heading: str,
    submit: str,
    done: str,
    day_field: str = "occurred_on",
    template: str = FORM,
    **told: Any,
) -> HttpResponse:
    """Show a form or act on it; `path`: label, address, … of the crumbs between « Rencontres »
    and the heading.
    """
    trail = crumbs("Rencontres", reverse("gatherings:sessions"), *path, heading)
    return answer(
        request,
        form,
        act=act,
        template=template,
        subject=subject,
        back=back,
        done=done,
        day_field=day_field,
        context={
            "trail": trail,
            "heading": heading,
            "submit": submit,
            "lead": "",
            "above": "",
            **told,
        },
    )
