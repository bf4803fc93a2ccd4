"""Addresses of programmes: the house reads them, its direction writes."""

from probant.kernel.roles import HOUSE, Role
from probant.programmes.screens.views import offer, versions
from probant.ui.routing import page

app_name = "programmes"
LEAD = frozenset({Role.DIRECTION})

urlpatterns = [
    page("programmes/", offer.offer, name="offer", read=HOUSE),
    page("programmes/nouveau/", offer.create, name="create", read=LEAD, write=LEAD),
    page("programmes/actions/nouvelle/", offer.create_action, name="action", read=LEAD, write=LEAD),
    page("programmes/types/", offer.adopt_kinds, name="kinds", read=LEAD, write=LEAD),
    page("programmes/catalogue/<slug:code>/", offer.adopt, name="adopt", read=LEAD, write=LEAD),
    page("programmes/<int:pk>/", versions.programme, name="programme", read=HOUSE),
    page("programmes/<int:pk>/versions/", versions.versions, name="versions", read=HOUSE),
    page("programmes/<int:pk>/modifier/", offer.edit, name="edit", read=LEAD, write=LEAD),
    page("programmes/<int:pk>/dupliquer/", offer.duplicate, name="twin", read=LEAD, write=LEAD),
    page("programmes/<int:pk>/brouillon/", versions.draft, name="draft", read=LEAD, write=LEAD),
    page(
        "programmes/<int:pk>/brouillon/durees/",
        versions.durations,
        name="durations",
        read=LEAD,
        write=LEAD,
    ),
    page(
        "programmes/<int:pk>/brouillon/etape/",
        versions.add_phase,
        name="add-phase",
        read=LEAD,
        write=LEAD,
    ),
    page(
        "programmes/<int:pk>/brouillon/en-vigueur/",
        versions.publish,
        name="publish",
        read=LEAD,
        write=LEAD,
    ),
    page(
        "programmes/<int:pk>/brouillon/abandonner/",
        versions.discard,
        name="discard",
        read=LEAD,
        write=LEAD,
    ),
    page("programmes/etapes/<int:pk>/", versions.edit_phase, name="phase", read=LEAD, write=LEAD),
    page(
        "programmes/etapes/<int:pk>/geste/",
        versions.shape,
        name="shape-phase",
        read=None,
        write=LEAD,
    ),
]
