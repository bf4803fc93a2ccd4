"""Who a member of the team is in the house's directory: link the account to the person, undo it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from probant.accounts import actions
from probant.accounts.models import Membership, User
from probant.accounts.queries import likely_person_of
from probant.directory.models import Person
from probant.directory.writing import PERSON
from probant.journal.errors import AlreadyDone
from probant.kernel.decision import Refused
from probant.search import index as names
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

SHOWN = 12


class PersonForm(forms.Form):
    """The person chosen among those proposed."""

    person = forms.ModelChoiceField(
        label="Dans l’annuaire, c’est",
        queryset=Person.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choisissez la personne.",
            "invalid_choice": "Choisissez l’une des personnes proposées.",
        },
    )


def person_of(request: Request, pk: int) -> HttpResponse:
    """Say which person of the directory an account is; proposed by address and name, or sought."""
    user = _member(request, pk)
    text = request.GET.get("q", "").strip()[:120]
    form = PersonForm(request.POST or None)
    proposed = _proposed(request, user, text)
    people = Person.objects.visible_to(request.actor).filter(erased_on__isnull=True)
    field = form.fields["person"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = people.filter(pk__in=proposed) if request.method != "POST" else people
    if request.method == "POST" and form.is_valid():
        try:
            key = read_keys(request.POST).key
            actions.link_person(request.actor, user, form.cleaned_data["person"], key=key)
        except (Refused, AlreadyDone) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{user} est {form.cleaned_data['person']}.")
        return redirect("accounts:team")
    if request.method == "POST":
        field.queryset = people.filter(pk__in=proposed)
    context = {"member": user, "form": form, "text": text, "any": bool(proposed)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/person.html", context, status=status)


def unlink(request: Request, pk: int) -> HttpResponse:
    """Undo a link made by mistake."""
    user = _member(request, pk)
    try:
        actions.unlink_person(request.actor, user, key=read_keys(request.POST).key)
        messages.success(request, f"{user} n’est plus relié à une personne de l’annuaire.")
    except (Refused, AlreadyDone) as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:team")


def _member(request: Request, pk: int) -> User:
    """The user of a role in the actor's house."""
    actor = request.actor
    if actor.house_id is None:
        raise Http404
    roles = Membership.objects.visible_to(actor).filter(organisation_id=actor.house_id)
    found = roles.filter(pk=pk).select_related("user").first()
    if found is None:
        raise Http404
    return found.user


def _proposed(request: Request, user: User, text: str) -> list[int]:
    if text:
        return names.find_ids(request.actor.house, text, kind=PERSON, limit=SHOWN)
    return [person.pk for person in likely_person_of(request.actor, user)]
