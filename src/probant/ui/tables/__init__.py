"""The table component: declared once with frozen columns, drawn from `values()` rows.

TABLE = Table(
    name="structures",
    caption="Structures de la maison",
    columns=(
        Column("name", "Structure", kind="link", route="directory:card", sortable=True),
        Column("since_on", "Connue depuis", kind="date", sortable=True),
    ),
    empty=Empty("Aucune structure", "Les structures que vous suivez paraîtront ici.",
                action="Ajouter une structure", route="directory:card-create"),
    default_sort="name",
)

sort = TABLE.sort(request.GET)
page = keyset_page(cards.values("id", "name", "since_on"), sort, request.GET)
context["table"] = TABLE.render(page.rows, query=request.GET, page=page)
"""

from probant.ui.tables.choosing import Choice, Choosing, read_choice
from probant.ui.tables.columns import Column, Tag
from probant.ui.tables.keyset import KeysetPage, held_page, keyset_page
from probant.ui.tables.pager import draw_pager
from probant.ui.tables.sorting import Sort
from probant.ui.tables.table import Empty, Table

__all__ = [
    "Choice",
    "Choosing",
    "Column",
    "Empty",
    "KeysetPage",
    "Sort",
    "Table",
    "Tag",
    "draw_pager",
    "held_page",
    "keyset_page",
    "read_choice",
]
