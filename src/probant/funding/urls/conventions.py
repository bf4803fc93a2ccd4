"""Addresses of conventions: the list, the page of one."""

from probant.funding.access import READERS
from probant.funding.screens.views import conventions
from probant.ui.routing import page

patterns = [
    page("conventions/", conventions.listing, name="conventions", read=READERS),
    page("conventions/<int:pk>/", conventions.sheet, name="convention", read=READERS),
]
