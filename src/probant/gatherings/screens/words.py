"""What each verb of the room's journal is called on a timeline."""

VERBS = {
    "gatherings.plan_event": "Événement prévu",
    "gatherings.plan_session": "Rencontre prévue",
    "gatherings.edit_session": "Rencontre modifiée",
    "gatherings.hold_session": "Rencontre tenue",
    "gatherings.cancel_session": "Rencontre annulée",
    "gatherings.take_attendance": "Présences notées",
    "gatherings.take_headcount": "Nombre de personnes noté",
    "gatherings.invite": "Invitations faites",
    "gatherings.withdraw_invitation": "Invitation retirée",
    "gatherings.decline_invitation": "Invitation déclinée",
    "gatherings.register": "Inscriptions notées",
    "gatherings.register_publicly": "Inscription en ligne",
    "gatherings.cancel_registration": "Inscription retirée",
    "gatherings.excuse": "Absence excusée",
    "gatherings.promote": "Place donnée",
    "gatherings.change_terms": "Inscriptions réglées",
    "gatherings.remind": "Rappels envoyés",
    "gatherings.void": "Fait annulé",
    "gatherings.replace": "Fait remplacé",
    "gatherings.correct": "Fait corrigé",
}
