"""Addresses of the officer's day: my cases by what comes next, the board, ticked rows."""

from probant.support.screens.views import next_steps
from probant.support.urls.cases import WRITERS
from probant.ui.routing import page

patterns = [
    page("dossiers/miens/", next_steps.my_cases, name="my-cases", read=WRITERS),
]
