"""What each verb of support's journal is called on a screen."""

VERBS = {
    "support.open_case": "ouverture du dossier",
    "support.edit_case": "fiche du dossier modifiée",
    "support.close_case": "clôture du dossier",
    "support.entrust_case": "dossier confié",
    "support.take_case_back": "dossier repris",
    "support.reach_phase": "étape atteinte",
    "support.contract_mission": "mission signée",
    "support.join_mission": "mission collective rejointe",
    "support.record_jobs": "emplois notés",
    "support.record_birth": "création de la structure",
    "support.add_note": "note",
    "support.erase_note": "note effacée",
    "support.log_accueil": "accueil",
    "support.void": "fait annulé",
    "support.replace": "fait remplacé",
    "support.correct": "fait corrigé",
}
