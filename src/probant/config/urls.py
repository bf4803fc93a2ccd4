"""The addresses: each room's own `urls.py`, and the sign-in library's pages that we offer."""

import importlib.util

from django.urls import include, path

from probant.config.rooms import ROOMS

urlpatterns = [
    *(
        path("", include(f"probant.{room}.urls"))
        for room in ROOMS
        if importlib.util.find_spec(f"probant.{room}.urls")
    ),
]

handler400 = "probant.ui.errors.bad_request"
handler403 = "probant.ui.errors.forbidden"
handler404 = "probant.ui.errors.not_found"
handler500 = "probant.ui.errors.server_error"
