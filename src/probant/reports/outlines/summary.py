"""The yearly one-page: what one hands over at the door of a meeting."""

from probant.reports.composition.draft import Outline, chart, figures, partners, text

OUTLINE = Outline(
    slug="summary",
    title="L’année en une page",
    file_name="annee-en-une-page",
    has_annex=False,
    about="une page : les chiffres de l’année, un graphique, les partenaires",
    blocks=(
        text(
            "",
            "En {{ année }}, **{{ chiffre creation.projects_welcomed }} projets** ont été "
            "accueillis et {{ chiffre creation.projects_supported }} accompagnés à la création ; "
            "**{{ chiffre dla.organisations_supported }} structures** ont bénéficié du dispositif "
            "local d’accompagnement, et {{ chiffre territories.supported }} territoires ont été "
            "accompagnés.",
        ),
        figures(
            "dla.jobs_consolidated",
            "creation.organisations_created",
            "creation.jobs_created",
            "workshops.sessions",
            "trainings.sessions",
            "volunteering.hours",
        ),
        chart("gatherings.sessions_held", "mois"),
        partners(),
    ),
)
