"""Addresses of the map of the structures supported."""

from probant.kernel.roles import TEAM, Role
from probant.support.screens.views import structures_map
from probant.ui.routing import page

READERS = TEAM | {Role.BOARD}

patterns = [
    page("carte/", structures_map.structures, name="map", read=READERS),
    page("carte/export/", structures_map.export, name="map-export", read=None, write=READERS),
]
