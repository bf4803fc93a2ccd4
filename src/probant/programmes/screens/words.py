"""What each verb of the room's journal is called on a timeline."""

VERBS = {
    "programmes.adopt": "Programme du catalogue ajouté",
    "programmes.create": "Programme créé",
    "programmes.rename": "Programme modifié",
    "programmes.add_phase": "Étape ajoutée",
    "programmes.rename_phase": "Étape modifiée",
    "programmes.close_phase": "Étape ouverte ou fermée",
    "programmes.adopt_kinds": "Types de rencontre ajoutés",
    "programmes.create_action": "Action créée",
}
