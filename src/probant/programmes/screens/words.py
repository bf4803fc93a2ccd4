"""What each verb of the room's journal is called on a timeline."""

VERBS = {
    "programmes.adopt": "Programme du catalogue ajouté",
    "programmes.create": "Programme créé",
    "programmes.rename": "Programme modifié",
    "programmes.duplicate": "Programme dupliqué",
    "programmes.begin_version": "Nouvelle version commencée",
    "programmes.edit_version": "Durées du brouillon modifiées",
    "programmes.draft_phase": "Étape ajoutée au brouillon",
    "programmes.edit_phase": "Étape du brouillon modifiée",
    "programmes.move_phase": "Étape du brouillon déplacée",
    "programmes.drop_phase": "Étape retirée du brouillon",
    "programmes.publish_version": "Nouvelle version mise en vigueur",
    "programmes.discard_version": "Brouillon abandonné",
    "programmes.adopt_kinds": "Types de rencontre ajoutés",
    "programmes.create_action": "Action créée",
    "programmes.set_action_scope": "Périmètre d’une action modifié",
    # written by earlier releases
    "programmes.add_phase": "Étape ajoutée",
    "programmes.rename_phase": "Étape modifiée",
    "programmes.close_phase": "Étape ouverte ou fermée",
}
