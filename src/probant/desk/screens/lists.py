"""Lists that a person keeps under a name: from any list, with its filters and its order."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from probant.desk.actions import forget_list, keep_list
from probant.desk.models import KeptList
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.ui.request import Request
from probant.ui.routing import Policy, Verdict
from probant.ui.tables.sorting import AFTER, BEFORE

UNPROCESSABLE = 422
TOO_LONG = "Cette liste a trop de filtres pour être gardée : retirez-en."


class KeepForm(forms.Form):
    """A name for the list that an address shows."""

    nom = forms.CharField(
        label="Nom de la liste",
        max_length=80,
        help_text="Par exemple « mes dossiers DLA sans nouvelles ». Un nom déjà pris la remplace.",
    )
    adresse = forms.CharField(widget=forms.HiddenInput, max_length=720)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_adresse(self) -> tuple[str, str]:
        """Path and query, of a page that this person may read; pages and marks are left out."""
        parts = urlsplit(self.cleaned_data["adresse"])
        if parts.scheme or parts.netloc or not _readable(parts.path, self.actor):
            raise forms.ValidationError("Cette adresse n’est pas une liste que vous voyez.")
        kept = [pair for pair in parse_qsl(parts.query) if pair[0] not in (AFTER, BEFORE)]
        query = urlencode(kept)
        if len(parts.path) > 120 or len(query) > 600:
            raise forms.ValidationError(TOO_LONG)
        return parts.path, query


def _readable(path: str, actor: Actor) -> bool:
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    policy = getattr(view, "policy", None)
    return isinstance(policy, Policy) and policy.verdict("GET", actor) is Verdict.ALLOWED


def kept(request: Request) -> HttpResponse:
    """One's lists; `?adresse=` proposes to keep one more."""
    form = KeepForm(request.POST or None, actor=request.actor, initial=_proposed(request))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            path, query = form.cleaned_data["adresse"]
            try:
                one = keep_list(
                    request.actor, name=form.cleaned_data["nom"], path=path, query=query
                )
            except Refused as refused:
                form.add_error("nom", str(refused))
            else:
                messages.success(request, f"La liste « {one.name} » est gardée.")
                return redirect(one.href)
        status = UNPROCESSABLE
    mine = KeptList.objects.visible_to(request.actor).order_by("name")
    context = {"form": form, "lists": mine, "keeps": form.is_bound or bool(_proposed(request))}
    return render(request, "desk/lists.html", context, status=status)


def _proposed(request: Request) -> dict[str, str]:
    address = request.GET.get("adresse", "")
    return {"adresse": address} if address else {}


def forget(request: Request, pk: int) -> HttpResponse:
    """Forget one; it can be kept again from the list itself."""
    one = KeptList.objects.visible_to(request.actor).filter(pk=pk).first()
    if one is None:
        raise Http404
    forget_list(request.actor, one)
    messages.success(request, f"La liste « {one.name} » est oubliée.")
    return redirect(reverse("desk:lists"))
