"""What the job worker does for publications: draw their charts before they are asked for, tidy."""

from probant.journal.reading import reading
from probant.kernel.work import Outcome, Run
from probant.reports.blocks import Chart
from probant.reports.charts.drawing import draw
from probant.reports.charts.keeping import folder, throw_away
from probant.reports.models import Publication
from probant.reports.queries.publications import reading_of
from probant.ui.write import write_count


def draw_charts(run: Run, publication_id: int) -> Outcome:
    """Draw what a publication shows, for its page and for its PDF; drawn already costs nothing."""
    rows = Publication.objects.visible_to(run.actor).filter(pk=publication_id)
    publication = rows.first()
    if publication is None:
        return Outcome("publication retirée")
    with reading():
        read = reading_of(publication, run.actor)
    charts = [one for one in read.blocks if isinstance(one, Chart)]
    draw(charts, folder())
    return Outcome(f"{len(charts)} graphiques" if len(charts) > 1 else f"{len(charts)} graphique")


def tidy_charts(run: Run, struck_on: str = "") -> Outcome:
    """Throw away the drawings and printed photographs that nobody asks for any more."""
    return Outcome(write_count(throw_away(folder()), "dessin jeté", "dessins jetés"))
