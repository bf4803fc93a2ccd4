"""The draft of a diagnosis as a paper, to be read again together before it is signed."""

from probant.reports.papers import Paper
from probant.reports.papers.diagnosis import collect, house_of, load_draft

PAPER = Paper("diagnostic-brouillon", "reports.diagnosis", load_draft, collect, house_of)
