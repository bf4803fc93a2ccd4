"""Addresses of the path of cases, of tasks and of replacements."""

from probant.kernel.roles import TEAM
from probant.support.screens.views import hand_overs, path, tasks
from probant.support.urls.cases import WRITERS
from probant.ui.routing import page

patterns = [
    page("dossiers/methode/<int:pk>/", path.step, name="step", read=None, write=WRITERS),
    page("dossiers/<int:pk>/methode/", path.method, name="method", read=WRITERS, write=WRITERS),
    page(
        "dossiers/<int:pk>/version/",
        path.move_version,
        name="move-version",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "dossiers/<int:pk>/taches/",
        tasks.add_on_case,
        name="add-case-task",
        read=None,
        write=WRITERS,
    ),
    page("taches/", tasks.listing, name="tasks", read=WRITERS),
    page("taches/nouvelle/", tasks.add, name="add-task", read=WRITERS, write=WRITERS),
    page("taches/<int:pk>/", tasks.sheet, name="task", read=WRITERS, write=WRITERS),
    page("taches/<int:pk>/faite/", tasks.done, name="task-done", read=None, write=WRITERS),
    page("remplacements/", hand_overs.listing, name="absences", read=WRITERS),
    page("remplacements/nouveau/", hand_overs.add, name="hand-over", read=TEAM, write=TEAM),
    page(
        "remplacements/<int:pk>/ecourter/",
        hand_overs.end,
        name="end-hand-over",
        read=TEAM,
        write=TEAM,
    ),
]
