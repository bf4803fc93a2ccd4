"""A report of thirty pages with twelve charts: first as PDF, then again, its charts drawn already.

The publication is made in a transaction that is undone: the other scenarios do not see it.
"""

import re
import shutil
import tempfile
import time
from pathlib import Path

from django.db import transaction
from django.test import override_settings

from probant.bench.client import Unexpected
from probant.bench.data.size import LAST_YEAR
from probant.bench.scenario import Bench, Result, Scenario, allowed, line, times
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.reports.actions import BlockEdit, add_block, create_publication
from probant.reports.blocks import Content
from probant.reports.composition.compose import whole
from probant.reports.models import Publication
from probant.reports.press import print_pdf
from probant.reports.queries.publications import reading_of

FIGURES = (
    "dla.organisations_supported",
    "dla.organisations_welcomed",
    "dla.diagnoses",
    "creation.projects_welcomed",
    "creation.projects_supported",
    "support.organisations",
)
CHARTS, PAGES, FIRST_MS, AGAIN_MS = 12, 30, 3000, 500
WORDS = "Soutenir les acteurs de l’économie sociale et solidaire du territoire. " * 24


def run(bench: Bench) -> list[Result]:
    """Collected, drawn and set in this process, as a file asked for by somebody is."""
    house_id = bench.built.house_id
    actor = Actor.system(house_id, "bench", roles=[Role.DIRECTION, Role.OFFICER])
    with transaction.atomic():
        made = _publication(actor)
        first = [_first(actor, made) for _ in range(3)]
        again = times(lambda: print_pdf(_content(actor, made)), runs=5, warm_up=1)
        pages = _pages(print_pdf(_content(actor, made)))
        transaction.set_rollback(True)
    if pages < PAGES:
        raise Unexpected(f"{pages} pages, {PAGES} attendues")
    note = f"{pages} pages, {CHARTS} graphiques"
    return [
        line("publication.first", "publication en PDF, première fois", first, note=note,
             target=allowed(bench, FIRST_MS, large=FIRST_MS)),
        line("publication.again", "la même, de nouveau", again, note=note,
             target=allowed(bench, AGAIN_MS, large=AGAIN_MS)),
    ]  # fmt: skip


def _publication(actor: Actor) -> Publication:
    """The model of the activity report, then charts and pages of words up to the size."""
    made = create_publication(actor, title="Rapport du banc", year=LAST_YEAR, outline="activity")
    drawn = made.blocks.filter(kind="chart").count()
    for number in range(CHARTS - drawn):
        code, by = FIGURES[number % len(FIGURES)], ("mois", "domaine")[number // len(FIGURES)]
        edit = BlockEdit(f"Graphique {number + 1}", 2, {"code": code, "by": by})
        add_block(actor, publication=made, kind="chart", edit=edit)
    for number in range(PAGES):
        edit = BlockEdit(f"Chapitre {number + 1}", 1, {"text": "\n\n".join([WORDS] * 2)})
        add_block(actor, publication=made, kind="text", edit=edit)
    return made


def _content(actor: Actor, made: Publication) -> Content:
    read = reading_of(made, actor, "https://exemple.org")
    return whole(made.title, "rapport", read)


def _first(actor: Actor, made: Publication) -> float:
    """Milliseconds of the file where no chart was ever drawn."""
    folder = tempfile.mkdtemp()
    try:
        with override_settings(VAR=Path(folder)):
            begun = time.perf_counter()
            print_pdf(_content(actor, made))
            return (time.perf_counter() - begun) * 1000
    finally:
        shutil.rmtree(folder)


def _pages(pdf: bytes) -> int:
    """How many pages a file says that it has."""
    return max((int(count) for count in re.findall(rb"/Count (\d+)", pdf)), default=0)


SCENARIO = Scenario("publication", "publication, PDF", run, position=68)
