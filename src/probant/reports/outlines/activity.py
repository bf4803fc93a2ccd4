"""The activity report of a year, in the order that the Pôle d’économie solidaire 21 gives its own.

Source of the order: its report of 2023 (« Rapport moral » to « Temps forts et perspectives », then
the partners). Sentences hold live figures; what only people can say is left to them.
"""

from probant.reports.composition.draft import (
    BlockDraft,
    Outline,
    chart,
    figures,
    partners,
    records,
    table,
    text,
)

ASSOCIATION = (
    text(
        "Vie associative et salariés",
        "{{ chiffre volunteering.volunteers }} bénévoles ont donné "
        "{{ chiffre volunteering.hours }} heures : accueil des projets en amont, "
        "co-accompagnement, post-accompagnement et vie associative.",
    ),
    figures(
        "volunteering.hours_welcome",
        "volunteering.hours_co_support",
        "volunteering.hours_post_support",
        "volunteering.hours_life",
        "staff.fte",
        title="Le temps donné et le temps salarié",
    ),
    text("Projet associatif", ""),
)
TERRITORIES = (
    text(
        "Le Générateur : accompagnement des territoires",
        "En {{ année }}, {{ chiffre territories.supported }} territoires ont été accompagnés : "
        "mobilisation des acteurs locaux, besoins non couverts, création d’activités et d’emplois.",
    ),
    records("territories.supported", "Les accompagnements de l’année"),
    records("territories.visits", "Les visites apprenantes"),
)
DLA = (
    text(
        "L’activité du DLA",
        "Le dispositif local d’accompagnement consolide les activités d’utilité sociale et "
        "pérennise l’emploi local. En {{ année }}, **{{ chiffre dla.organisations_supported }} "
        "structures** en ont bénéficié : {{ chiffre dla.organisations_welcomed }} accueillies, "
        "{{ chiffre dla.diagnoses }} diagnostics, {{ chiffre dla.individual_missions }} "
        "ingénieries individuelles, {{ chiffre dla.collective_missions }} ingénieries collectives "
        "pour {{ chiffre dla.collective_participants }} structures, "
        "{{ chiffre dla.follow_ups }} suivis. Soit, en tout, **{{ chiffre dla.jobs_consolidated }} "
        "emplois consolidés**.",
    ),
    figures(
        "dla.organisations_supported",
        "dla.organisations_welcomed",
        "dla.diagnoses",
        "dla.individual_missions",
        "dla.collective_missions",
        "dla.collective_participants",
        "dla.follow_ups",
        "dla.jobs_consolidated",
        title="Le DLA en chiffres",
    ),
    chart("dla.organisations_supported", "domaine", "Les structures par domaine"),
    chart("dla.organisations_welcomed", "mois", "Les accueils, mois par mois"),
)
CREATION = (
    text(
        "Création et reprise de structures de l’ESS",
        "En {{ année }}, **{{ chiffre creation.projects_welcomed }} projets** ont été accueillis "
        "et {{ chiffre creation.projects_supported }} accompagnés. "
        "{{ chiffre creation.organisations_created }} structures sont nées et "
        "{{ chiffre creation.jobs_created }} emplois ont été créés.",
    ),
    figures(
        "creation.projects_welcomed",
        "creation.projects_supported",
        "creation.organisations_created",
        "creation.jobs_created",
        title="La création en chiffres",
    ),
    chart("creation.projects_welcomed", "mois", "Les projets accueillis, mois par mois"),
    records("creation.organisations_created", "Les structures créées"),
    BlockDraft("focus", "Focus sur un projet accompagné", {"text": ""}, 2),
)
TRAINING = (
    text(
        "Sensibilisation et formations",
        "{{ chiffre workshops.sessions }} ateliers ont été animés (CRDVA, Paroles d’Experts, "
        "Émergence) et {{ chiffre trainings.sessions }} formations données.",
    ),
    table("workshops.sessions", "programme", "Les ateliers par programme"),
    records("workshops.sessions", "Les ateliers"),
    records("trainings.sessions", "Les formations"),
)
METROPOLIS = (
    text(
        "Partenariat avec la ville et la métropole",
        "Le réseau d’acteurs de l’économie sociale et solidaire s’est réuni "
        "{{ chiffre network.sessions_held }} fois en atelier.",
    ),
    records("network.sessions_held", "Les ateliers du réseau d’acteurs"),
    records("osez.sessions_held", "Osez entreprendre autrement"),
)
CLUB = (
    text(
        "Club des entrepreneurs de l’ESS",
        "Le Club s’est réuni {{ chiffre club.sessions_held }} fois : faire réseau, se former entre "
        "pairs, nouer des partenariats.",
    ),
    records("club.sessions_held", "Les rendez-vous du Club"),
)

OUTLINE = Outline(
    slug="activity",
    title="Rapport d’activité",
    file_name="rapport-d-activite",
    about="le rapport de l’année, du rapport moral aux partenaires",
    blocks=(
        text("Rapport moral", ""),
        text("Édito", ""),
        *ASSOCIATION,
        *TERRITORIES,
        *DLA,
        *CREATION,
        *TRAINING,
        *METROPOLIS,
        *CLUB,
        BlockDraft("appraisal", "Ce que nous en jugeons", {"question": 0}),
        text("Temps forts et perspectives", ""),
        partners(),
    ),
)
