"""Addresses of accounts. The sign-in library's own names are kept: its code looks them up.

Only the pages of the library that we offer stand here, each with its declared policy: they are the
only ones of the product that may write the session on a GET.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from probant.accounts.screens import persons, views
from probant.kernel.roles import Role
from probant.ui.routing import PUBLIC, SIGNED_IN, page

DIRECTION = {Role.DIRECTION}


class Base36Converter(StringConverter):
    """A user's number as the link of a forgotten password writes it: the library joins it to the
    key by a hyphen, which keys hold too."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36Converter, "base36")

own = [
    page("compte/", views.account, name="account", read=SIGNED_IN),
    page("compte/agir-pour/", views.act_for, name="act-for", read=None, write=SIGNED_IN),
    page("equipe/", views.team, name="team", read=DIRECTION, write=DIRECTION),
    page("equipe/<int:pk>/fin/", views.end_role, name="end-role", read=None, write=DIRECTION),
    page(
        "equipe/<int:pk>/personne/",
        persons.person_of,
        name="person",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page(
        "equipe/<int:pk>/personne/delier/",
        persons.unlink,
        name="unlink-person",
        read=None,
        write=DIRECTION,
    ),
]

signing_in = [
    page(
        "connexion/",
        account.LoginView.as_view(template_name="accounts/login.html"),
        name="account_login",
        read=PUBLIC,
        write=PUBLIC,
    ),
    page(
        "deconnexion/",
        account.LogoutView.as_view(template_name="accounts/logout.html"),
        name="account_logout",
        read=PUBLIC,
        write=PUBLIC,
    ),
    page(
        "connexion/compte-ferme/",
        account.AccountInactiveView.as_view(template_name="accounts/inactive.html"),
        name="account_inactive",
        read=PUBLIC,
    ),
    page("connexion/ouvrir-un-compte/", views.closed, name="account_signup", read=PUBLIC),
    page(
        "connexion/mot-de-passe-oublie/",
        account.PasswordResetView.as_view(template_name="accounts/password_reset.html"),
        name="account_reset_password",
        read=PUBLIC,
        write=PUBLIC,
    ),
    page(
        "connexion/mot-de-passe-oublie/envoye/",
        account.PasswordResetDoneView.as_view(template_name="accounts/password_reset_done.html"),
        name="account_reset_password_done",
        read=PUBLIC,
    ),
    page(
        "connexion/mot-de-passe/<base36:uidb36>-<str:key>/",
        account.PasswordResetFromKeyView.as_view(template_name="accounts/password_choose.html"),
        name="account_reset_password_from_key",
        read=PUBLIC,
        write=PUBLIC,
    ),
    page(
        "connexion/mot-de-passe/change/",
        account.PasswordResetFromKeyDoneView.as_view(
            template_name="accounts/password_choose_done.html"
        ),
        name="account_reset_password_from_key_done",
        read=PUBLIC,
    ),
    page(
        "compte/mot-de-passe/",
        account.PasswordChangeView.as_view(template_name="accounts/password_change.html"),
        name="account_change_password",
        read=SIGNED_IN,
        write=SIGNED_IN,
    ),
    page(
        "compte/mot-de-passe/premier/",
        account.PasswordSetView.as_view(template_name="accounts/password_set.html"),
        name="account_set_password",
        read=SIGNED_IN,
        write=SIGNED_IN,
    ),
    page(
        "compte/confirmer/",
        account.ReauthenticateView.as_view(template_name="accounts/reauthenticate.html"),
        name="account_reauthenticate",
        read=SIGNED_IN,
        write=SIGNED_IN,
    ),
    page(
        "connexion/code/",
        mfa.AuthenticateView.as_view(template_name="accounts/mfa_authenticate.html"),
        name="mfa_authenticate",
        read=PUBLIC,
        write=PUBLIC,
    ),
    page("compte/double-authentification/", views.mfa_index, name="mfa_index", read=SIGNED_IN),
    page(
        "compte/confirmer/code/",
        mfa.ReauthenticateView.as_view(template_name="accounts/mfa_reauthenticate.html"),
        name="mfa_reauthenticate",
        read=SIGNED_IN,
        write=SIGNED_IN,
    ),
    page(
        "compte/double-authentification/activer/",
        totp.ActivateTOTPView.as_view(template_name="accounts/totp_activate.html"),
        name="mfa_activate_totp",
        read=SIGNED_IN,
        write=SIGNED_IN,
    ),
    page(
        "compte/double-authentification/desactiver/",
        totp.DeactivateTOTPView.as_view(template_name="accounts/totp_deactivate.html"),
        name="mfa_deactivate_totp",
        read=SIGNED_IN,
        write=SIGNED_IN,
    ),
    page(
        "compte/codes-de-secours/",
        codes.ViewRecoveryCodesView.as_view(template_name="accounts/codes.html"),
        name="mfa_view_recovery_codes",
        read=SIGNED_IN,
    ),
    page(
        "compte/codes-de-secours/nouveaux/",
        codes.GenerateRecoveryCodesView.as_view(template_name="accounts/codes_generate.html"),
        name="mfa_generate_recovery_codes",
        read=SIGNED_IN,
        write=SIGNED_IN,
    ),
    page(
        "compte/codes-de-secours/telecharger/",
        codes.DownloadRecoveryCodesView.as_view(),
        name="mfa_download_recovery_codes",
        read=SIGNED_IN,
    ),
]

urlpatterns = [path("", include((own, "accounts"))), *signing_in]
