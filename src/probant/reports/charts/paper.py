"""The paper that every chart is drawn on: its width, its colours, its letters.

The colours are those of the paper: a page gives them its own, by day and by night, in `chart.css`.
"""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 560
INK, QUIET, HAIR, ACCENT, PAST = "#1d1f21", "#5c5a55", "#c9c3b6", "#1f4068", "#a9a08c"
SERIF = "Libertinus Serif"  # what the page setter has; a page says its own
