"""Public pages: registering for a session, one's own registration, the answer to an invitation."""

import uuid
from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from probant.directory.models import House
from probant.documents.serving import serve
from probant.gatherings import actions
from probant.gatherings.actions.registrations import may_register_now
from probant.gatherings.models import Invitation, Registration, Session
from probant.gatherings.queries.outcomes import papers_of_participant
from probant.gatherings.queries.registrations import invitation_of_token, of_token, rank_of
from probant.gatherings.queries.sessions import why_called_off
from probant.gatherings.registering import seats_of
from probant.gatherings.registration_letters import INVITATION
from probant.gatherings.screens.markdown import render_markdown
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.portal.access import count_registered, may_register_from
from probant.portal.screens.forms import TRAP
from probant.portal.screens.registration_forms import RegisterForm
from probant.post.addresses import absolute
from probant.post.models import Letter
from probant.ui.idempotency import read_keys
from probant.ui.qr import draw_qr
from probant.ui.request import Request
from probant.ui.routing import PUBLIC, page

GONE, UNPROCESSABLE, TOO_MANY = 410, 422, 429
SALT = "portal.registered"


def register(request: Request, pk: int) -> HttpResponse:
    """`/rencontres-publiques/<id>/inscription/`: anybody registers, without an account."""
    session = Session.objects.announced().select_related("kind").filter(pk=pk).first()
    if session is None:
        raise Http404
    return _answer(request, session, None)


def invited(request: Request, token: uuid.UUID) -> HttpResponse:
    """`/rencontres-publiques/invitation/<token>/`: one comes, or one does not."""
    invitation = invitation_of_token(token)
    if invitation is None:
        return _gone(request, "Cette invitation n’est plus ouverte.")
    if request.method == "POST" and request.POST.get("reponse") == "non":
        try:
            actions.decline_invitation(
                Actor.public(), invitation=invitation, key=read_keys(request.POST).key
            )
        except Refused as refusal:
            return _gone(request, refusal.reason)
        except AlreadyDone:
            pass
        return redirect("portal:invited", token)
    return _answer(request, invitation.session, invitation)


def _answer(request: Request, session: Session, invitation: Invitation | None) -> HttpResponse:
    """Show the form, or register; what is refused is said above what was typed."""
    form = RegisterForm(request.POST or None, initial=_known(invitation))
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            decision = may_register_from(request, session.pk)
            if not decision:
                form.add_error(None, decision.reason)
                status = TOO_MANY
            elif _register(request, session, invitation, form):
                return _to_confirmation(session, form.cleaned_data["email"])
    opening = may_register_now(session, invitation)
    context = {
        "form": form,
        "session": session,
        "house": _house(session),
        "invitation": invitation,
        "closed": "" if opening else opening.reason,
        "seats": seats_of(session),
        "trap": TRAP,
    }
    return render(request, "portal/register.html", context, status=status)


def _register(
    request: Request, session: Session, invitation: Invitation | None, form: RegisterForm
) -> bool:
    try:
        actions.register_publicly(
            session, form.registrant, invitation=invitation, key=read_keys(request.POST).key
        )
    except AlreadyDone:
        return True
    except (Refused, JournalError) as refusal:
        form.add_error(None, str(refusal))
        return False
    count_registered(request, session.pk)
    return True


def _to_confirmation(session: Session, email: str) -> HttpResponse:
    proof = signing.dumps(email, salt=SALT)
    return redirect(f"{reverse('portal:registered', args=[session.pk])}?r={proof}")


def registered(request: Request, pk: int) -> HttpResponse:
    """`/rencontres-publiques/<id>/inscription/recue/`: where the answer is, known or not."""
    session = Session.objects.filter(pk=pk).first()
    try:
        email = signing.loads(request.GET.get("r", ""), salt=SALT, max_age=86_400)
    except signing.BadSignature:
        email = ""
    if session is None or not email:
        return redirect("portal:register", pk)
    context = {"session": session, "house": _house(session), "email": email}
    return render(request, "portal/registered.html", context)


def mine(request: Request, token: uuid.UUID) -> HttpResponse:
    """`/rencontres-publiques/inscription/<token>/`: how it stands; one takes it back here."""
    registration = of_token(token)
    if registration is None:
        return _gone(request, "Cette inscription n’existe pas, ou plus.")
    error, status = "", 200
    if request.method == "POST":
        error = _leave(request, registration)
        if not error:
            return redirect("portal:mine", token)
        status = UNPROCESSABLE
    session = registration.session
    over = (session.ends_on or session.starts_on) < timezone.localdate()
    is_over = over or session.state == Session.State.HELD
    context = {
        "registration": registration,
        "papers": papers_of_participant(registration) if is_over else [],
        "session": session,
        "house": _house(session),
        "rank": rank_of(registration),
        "error": error,
        "is_over": is_over,
        "is_cancelled": session.state == Session.State.CANCELLED,
        "is_postponed": session.state == Session.State.POSTPONED,
        "why_off": why_called_off(session),
        "code": _code_of(registration, is_over=is_over),
    }
    return render(request, "portal/registration.html", context, status=status)


def _code_of(registration: Registration, *, is_over: bool) -> SafeString:
    """The code that the door reads, as an image, for whoever has a seat to come."""
    if is_over or registration.status != Registration.Status.REGISTERED:
        return SafeString("")
    address = absolute("gatherings:ticket", registration.token)
    return draw_qr(address, f"Code d’entrée de {registration.who}")


def paper(request: Request, token: uuid.UUID, pk: int) -> HttpResponseBase:
    """`/billet/<token>/documents/<id>/`: a paper of the session, for whoever came to it."""
    registration = of_token(token)
    papers = papers_of_participant(registration) if registration else []
    found = next((one for one in papers if one.pk == pk), None)
    if found is None:
        raise Http404
    if found.document is not None:
        return serve(found.document, found.name)
    context = {
        "paper": found,
        "text": render_markdown(found.text),
        "title": "mon inscription",
        "back": reverse("portal:mine", args=[token]),
    }
    response = render(request, "portal/restitution_paper.html", context)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _leave(request: Request, registration: Registration) -> str:
    """Excuse oneself or take the registration back; the reason of a refusal, or ""."""
    excuses = request.POST.get("choix") == "excuse"
    leave = actions.excuse if excuses else actions.cancel_registration
    try:
        leave(Actor.public(), registration=registration, key=read_keys(request.POST).key)
    except AlreadyDone:
        return ""
    except Refused as refusal:
        return refusal.reason
    return ""


def _known(invitation: Invitation | None) -> dict[str, Any]:
    """What the house wrote to already fills the form of whoever holds the link."""
    if invitation is None:
        return {}
    found: dict[str, Any] = {}
    if invitation.organisation is not None:
        found["organisation_name"] = invitation.organisation.name
    if invitation.person is not None:
        person = invitation.person
        found |= {"given_name": person.given_name, "family_name": person.family_name}
        found["email"] = person.email
    return found


def _gone(request: Request, words: str) -> HttpResponse:
    return render(request, "portal/registration_gone.html", {"words": words}, status=GONE)


def _house(session: Session) -> House:
    return House.objects.select_related("organisation").get(pk=session.house_id)


# --- addresses that only letters hold


def address_of_registration(letter: Letter) -> str:
    """The personal address of a registration, for the letter about it."""
    return reverse("portal:mine", args=[_token_of(letter)])


def address_of_ticket(letter: Letter) -> str:
    """The page of somebody's code, shown at the door: that of her registration or invitation."""
    invited = letter.about_kind == INVITATION
    token = _token_of_invitation(letter) if invited else _token_of(letter)
    return reverse("gatherings:ticket", args=[token])


def _token_of(letter: Letter) -> uuid.UUID:
    rows = Registration.objects.filter(pk=letter.about_id or 0, house_id=letter.house_id)
    token = rows.values_list("token", flat=True).first()
    if token is None:
        raise Refused("L’inscription dont parle ce courriel n’existe plus : rien n’est parti.")
    return token


def address_of_invitation(letter: Letter) -> str:
    """The personal address of an invitation, for the letter about it."""
    return reverse("portal:invited", args=[_token_of_invitation(letter)])


def _token_of_invitation(letter: Letter) -> uuid.UUID:
    rows = Invitation.objects.filter(pk=letter.about_id or 0, house_id=letter.house_id)
    found = rows.filter(withdrawn_on__isnull=True).values_list("token", flat=True).first()
    if found is None:
        raise Refused("L’invitation a été retirée : rien n’est parti.")
    return found


# --- on the public page of a session


def can_offer(actor: Actor, session: Session) -> bool:
    """Whoever reads the public page of a session."""
    return session.is_public


def offer(request: Request, session: Session) -> SafeString:
    """The way to the form, with the seats that are left; nothing where one does not register."""
    if not may_register_now(session):
        return mark_safe("")
    shown = {"session": session, "seats": seats_of(session)}
    return render_to_string("portal/_register_offer.html", shown)


patterns = [
    page("billet/<uuid:token>/documents/<int:pk>/", paper, name="paper", read=PUBLIC),
    page(
        "rencontres-publiques/<int:pk>/inscription/",
        register,
        name="register",
        read=PUBLIC,
        write=PUBLIC,
    ),
    page(
        "rencontres-publiques/<int:pk>/inscription/recue/",
        registered,
        name="registered",
        read=PUBLIC,
    ),
    page(
        "rencontres-publiques/inscription/<uuid:token>/",
        mine,
        name="mine",
        read=PUBLIC,
        write=PUBLIC,
    ),
    page(
        "rencontres-publiques/invitation/<uuid:token>/",
        invited,
        name="invited",
        read=PUBLIC,
        write=PUBLIC,
    ),
]
