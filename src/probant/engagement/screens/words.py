"""What each verb of the room's journal is called on a timeline."""

VERBS = {
    "engagement.enrol": "Bénévole inscrit",
    "engagement.log_hours": "Heures de bénévolat",
    "engagement.log_time": "Temps de l’équipe",
    "engagement.void": "Temps annulé",
}
