"""One's own account, whom one acts for, and the team for the direction."""

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from probant.accounts import actions
from probant.accounts.access import can_manage_members, roles_offered
from probant.accounts.middleware import CHOSEN
from probant.accounts.models import Membership, User
from probant.accounts.queries import members_of
from probant.accounts.screens.forms import AccountForm
from probant.directory.models import Organisation
from probant.journal.errors import AlreadyDone
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.ui.idempotency import read_keys
from probant.ui.request import Request


def account(request: Request) -> HttpResponse:
    """One's roles, the organisation one acts for, and how one signs in."""
    standing = request.who.standing
    kinds = set(
        Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True)
    )
    context = {
        "standing": standing,
        "roles": [role.label for role in Role if role in standing.actor.roles],
        "can_manage": can_manage_members(standing.actor).allowed,
        "has_totp": Authenticator.Type.TOTP in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
    }
    return render(request, "accounts/account.html", context)


def mfa_index(request: Request) -> HttpResponse:
    """Where the sign-in library leads after a change: the account page says how it stands."""
    return redirect("accounts:account")


def closed(request: Request) -> HttpResponse:
    """Nobody registers alone: say whom to ask."""
    return render(request, "accounts/closed.html")


@require_POST
def act_for(request: Request) -> HttpResponse:
    """Choose the organisation that one acts for; kept in the session."""
    number = request.POST.get("organisation", "")
    assert isinstance(request.user, User)  # the page's policy
    try:
        chosen = actions.choose_organisation(request.user, int(number))
    except (ValueError, Membership.DoesNotExist) as error:
        raise Http404 from error
    request.session[CHOSEN] = chosen
    return redirect("/")


def _own(actor: Actor) -> Organisation:
    """The organisation that the actor acts for."""
    if actor.organisation_id is None:
        raise Http404
    return Organisation.objects.get(pk=actor.organisation_id)


def team(request: Request) -> HttpResponse:
    """Who has a role in the organisation; give one (POST)."""
    actor: Actor = request.actor
    organisation = _own(actor)
    form = AccountForm(request.POST or None, roles=roles_offered(actor, organisation))
    if request.method == "POST" and form.is_valid() and _open(request, organisation, form):
        return redirect("accounts:team")
    context = {
        "organisation": organisation,
        "members": members_of(actor),
        "form": form,
        "keeps_people": actor.house_id is not None,
    }
    return render(request, "accounts/team.html", context)


def _open(request: Request, organisation: Organisation, form: AccountForm) -> bool:
    given = form.cleaned_data
    try:
        user = actions.open_account(
            request.actor,
            email=given["email"],
            name=given["name"],
            organisation=organisation,
            role=Role(given["role"]),
            key=read_keys(request.POST).key,
        )
    except AlreadyDone as done:
        messages.info(request, str(done))
        return True
    except Refused as refusal:
        form.add_error("role", refusal.reason)
        return False
    if user.has_usable_password():
        messages.success(request, f"{user} a maintenant ce rôle.")
    else:
        _invite(request, user)
        messages.success(
            request, f"Compte ouvert. Un courriel invite {user} à choisir son mot de passe."
        )
    return True


def _invite(request: Request, user: User) -> None:
    """Send the link by which one chooses a password, as for a forgotten one."""
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)


def end_role(request: Request, pk: int) -> HttpResponse:
    """End a role of the organisation."""
    actor: Actor = request.actor
    mine = Membership.objects.visible_to(actor).filter(organisation=_own(actor))
    membership = mine.filter(pk=pk, ends_on__isnull=True).select_related("user").first()
    if membership is None:
        raise Http404
    try:
        actions.end_role(actor, membership, key=read_keys(request.POST).key)
    except AlreadyDone as done:
        messages.info(request, str(done))
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(
            request, f"{membership.user} n’a plus le rôle « {membership.get_role_display()} »."
        )
    return redirect("accounts:team")
