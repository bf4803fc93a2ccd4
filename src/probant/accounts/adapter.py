"""What the sign-in library may do here: no self-registration; accounts are opened by people."""

from allauth.account.adapter import DefaultAccountAdapter

from probant.ui.request import Request


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc,unused-ignore]
    def is_open_for_signup(self, request: Request) -> bool:
        return False
