"""Addresses of programmes: the house reads them, its direction writes."""

from probant.kernel.roles import HOUSE, Role
from probant.programmes.screens import views
from probant.ui.routing import page

app_name = "programmes"
LEAD = frozenset({Role.DIRECTION})

urlpatterns = [
    page("programmes/", views.offer, name="offer", read=HOUSE),
    page("programmes/nouveau/", views.create, name="create", read=LEAD, write=LEAD),
    page("programmes/actions/nouvelle/", views.create_action, name="action", read=LEAD, write=LEAD),
    page("programmes/types/", views.adopt_kinds, name="kinds", read=LEAD, write=LEAD),
    page("programmes/catalogue/<slug:code>/", views.adopt, name="adopt", read=LEAD, write=LEAD),
    page("programmes/<int:pk>/modifier/", views.edit, name="edit", read=LEAD, write=LEAD),
    page("programmes/<int:pk>/etapes/", views.add_phase, name="add-phase", read=LEAD, write=LEAD),
    page("programmes/etapes/<int:pk>/", views.edit_phase, name="phase", read=LEAD, write=LEAD),
    page(
        "programmes/etapes/<int:pk>/fermer/",
        views.close_phase,
        name="close-phase",
        read=LEAD,
        write=LEAD,
    ),
]
