"""The year of a local support scheme (DLA), told in the order of its stages.

Source of the order: the stages of the DLA as the circular and the activity report of 2023 name
them (accueil, diagnostic, plan, ingénierie individuelle et collective, suivi).
"""

from probant.reports.composition.draft import (
    BlockDraft,
    Outline,
    chart,
    figures,
    partners,
    table,
    text,
)

OUTLINE = Outline(
    slug="dla",
    title="Rapport du DLA",
    file_name="rapport-du-dla",
    about="l’année du dispositif local d’accompagnement, étape par étape, avec ses effets",
    blocks=(
        text(
            "L’année du DLA",
            "En {{ année }}, **{{ chiffre dla.organisations_supported }} structures** ont "
            "bénéficié du dispositif local d’accompagnement et "
            "**{{ chiffre dla.jobs_consolidated }} emplois** ont été consolidés.",
        ),
        chart("dla.organisations_supported", "domaine", "Les structures par domaine"),
        table("dla.organisations_supported", "intercommunalite", "Les structures par territoire"),
        text(
            "De l’accueil au plan d’accompagnement",
            "{{ chiffre dla.organisations_welcomed }} structures ont été accueillies, "
            "{{ chiffre dla.diagnoses }} diagnostics posés.",
        ),
        figures(
            "dla.organisations_welcomed",
            "dla.diagnoses",
            "dla.plans",
            "dla.days_to_diagnosis",
            "dla.days_to_plan",
            title="Accueils, diagnostics, plans",
        ),
        chart("dla.organisations_welcomed", "mois", "Les accueils, mois par mois"),
        text(
            "Les ingénieries",
            "{{ chiffre dla.individual_missions }} ingénieries individuelles et "
            "{{ chiffre dla.collective_missions }} collectives, pour "
            "{{ chiffre dla.collective_participants }} structures.",
        ),
        figures(
            "dla.individual_missions",
            "dla.collective_missions",
            "dla.collective_participants",
            "dla.providers_consulted",
            "dla.mission_days",
            "dla.mission_cost",
            title="Missions, jours et coûts",
        ),
        table("dla.missions", "domaine", "Les missions par domaine"),
        text(
            "Ce que sont devenues les structures",
            "{{ chiffre dla.follow_ups }} suivis ont été faits après l’accompagnement.",
        ),
        figures(
            "dla.follow_ups",
            "dla.jobs_consolidated",
            "dla.evaluations",
            "dla.evaluations_satisfied",
            title="Suivis, emplois, satisfaction",
        ),
        BlockDraft("focus", "Focus sur une structure accompagnée", {"text": ""}, 2),
        partners(),
    ),
)
