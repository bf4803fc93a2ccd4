"""Entering one's space: ask for a link, open it by one button. A GET changes nothing."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from probant.accounts.links import SESSION_HOURS, enter_by_link, find_link
from probant.portal.access import count_asked, may_ask_link
from probant.portal.entry import ask_link
from probant.portal.queries import open_houses
from probant.ui.request import Request

UNPROCESSABLE, TOO_MANY, GONE = 422, 429, 410


class EntryForm(forms.Form):
    """The address that has a space."""

    email = forms.EmailField(
        label="Votre courriel",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Donnez l’adresse où vous recevez nos courriels.",
            "invalid": "Cette adresse n’est pas complète : nom@domaine.fr.",
        },
    )


def ask(request: Request) -> HttpResponse:
    """`/espace/entrer/`: a link by e-mail; the answer is the same whatever the address."""
    form = EntryForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            address = form.cleaned_data["email"]
            decision = may_ask_link(request, address)
            count_asked(request, address)
            if decision:
                ask_link(address)
                return redirect("portal:entry-sent")
            form.add_error(None, decision.reason)
            status = TOO_MANY
    houses = open_houses()
    context = {"form": form, "house": houses[0] if len(houses) == 1 else None}
    return render(request, "portal/entry.html", context, status=status)


def sent(request: Request) -> HttpResponse:
    """`/espace/entrer/envoye/`."""
    return render(request, "portal/entry_sent.html")


def enter(request: Request, token: str) -> HttpResponse:
    """`/espace/entrer/<token>/`: one button; pressing it opens the session, once.

    What reads mails before people do asks by GET, and uses nothing up.
    """
    if request.method == "POST" and enter_by_link(request, token):
        return redirect("portal:space")
    link = find_link(token)
    context = {"serves": link is not None, "hours": SESSION_HOURS}
    response = render(request, "portal/enter.html", context, status=200 if link else GONE)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
