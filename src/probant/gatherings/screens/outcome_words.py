"""What each verb about outcomes is called on a timeline, and how their states look."""

from probant.gatherings.models import Audience, Measure, Proposal
from probant.ui.tables import Tag

VERBS = {
    "gatherings.add_output": "Document issu d’une rencontre ajouté",
    "gatherings.add_output_version": "Nouvelle version d’un document",
    "gatherings.edit_output": "Document modifié",
    "gatherings.withdraw_output": "Document retiré",
    "gatherings.make_proposal": "Proposition émise",
    "gatherings.edit_proposal": "Proposition modifiée",
    "gatherings.examine_proposal": "Proposition examinée",
    "gatherings.retain_proposal": "Proposition retenue",
    "gatherings.set_proposal_aside": "Proposition écartée",
    "gatherings.carry_proposal_out": "Proposition mise en œuvre",
    "gatherings.answer_proposal": "Réponse à une proposition",
    "gatherings.erase_proposal": "Texte d’une proposition effacé",
    "gatherings.create_roadmap": "Feuille de route ouverte",
    "gatherings.edit_roadmap": "Feuille de route modifiée",
    "gatherings.open_roadmap_link": "Page publique de la feuille de route ouverte",
    "gatherings.close_roadmap_link": "Page publique de la feuille de route fermée",
    "gatherings.name_axis": "Axe de la feuille de route",
    "gatherings.remove_axis": "Axe de la feuille de route retiré",
    "gatherings.order_roadmap": "Feuille de route remise en ordre",
    "gatherings.add_measure": "Mesure ajoutée",
    "gatherings.edit_measure": "Mesure modifiée",
    "gatherings.withdraw_measure": "Mesure retirée",
    "gatherings.step_measure": "Avancement d’une mesure noté",
    "gatherings.prepare_restitution": "Restitution préparée",
    "gatherings.edit_restitution": "Restitution modifiée",
    "gatherings.publish_restitution": "Restitution publiée",
    "gatherings.take_restitution_back": "Restitution retirée",
}

STATUS_TAGS = {
    Proposal.Status.MADE: Tag("émise", "due"),
    Proposal.Status.EXAMINED: Tag("examinée", "due"),
    Proposal.Status.RETAINED: Tag("retenue", "held"),
    Proposal.Status.SET_ASIDE: Tag("écartée", "quiet"),
    Proposal.Status.CARRIED_OUT: Tag("mise en œuvre", "held"),
    Proposal.Status.VOIDED: Tag("annulée", "quiet"),
}
MEASURE_TAGS = {
    Measure.State.PLANNED: Tag("à engager", "quiet"),
    Measure.State.UNDER_WAY: Tag("en cours", "due"),
    Measure.State.DONE: Tag("réalisée", "held"),
    Measure.State.DROPPED: Tag("abandonnée", "quiet"),
}
AUDIENCE_TAGS = {
    Audience.TEAM: Tag("l’équipe", "quiet"),
    Audience.PARTICIPANTS: Tag("les participants"),
    Audience.PUBLIC: Tag("tout le monde", "held"),
}
