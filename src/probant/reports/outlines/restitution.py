"""What is given back to elected members: who met, what they proposed, what became of it.

Source of the questions: the evaluation criteria of the network's action sheet (seed `003`):
meetings held and rate of participation, documents and proposals that came out.
"""

from probant.reports.composition.draft import Outline, figures, partners, records, table, text

OUTLINE = Outline(
    slug="restitution",
    title="Restitution aux élus",
    file_name="restitution",
    about="les rencontres de l’année, les propositions qui en sont sorties et leurs réponses",
    blocks=(
        text(
            "Qui s’est réuni",
            "En {{ année }}, {{ chiffre gatherings.sessions_held }} rencontres ont réuni "
            "{{ chiffre gatherings.organisations }} structures.",
        ),
        figures(
            "gatherings.sessions_held",
            "gatherings.organisations",
            "gatherings.attendances",
            "network.members",
            "network.members_present",
            title="Rencontres et participation",
        ),
        table("gatherings.sessions_held", "kind", "Les rencontres par type"),
        records("network.sessions_held", "Les ateliers du réseau d’acteurs"),
        text(
            "Ce qui en est sorti",
            "{{ chiffre outcomes.proposals_made }} propositions ont été faites ; "
            "{{ chiffre outcomes.proposals_answered }} ont reçu une réponse de la collectivité.",
        ),
        figures(
            "outcomes.proposals_made",
            "outcomes.proposals_retained",
            "outcomes.proposals_set_aside",
            "outcomes.proposals_carried_out",
            "roadmap.measures_done",
            title="Propositions et mesures",
        ),
        table("outcomes.proposals_made", "domaine", "Les propositions par domaine"),
        text("Ce que nous vous demandons", ""),
        partners(),
    ),
)
