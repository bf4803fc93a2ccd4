"""What each verb of support's journal is called on a screen."""

VERBS = {
    "support.open_case": "Ouverture du dossier",
    "support.edit_case": "Fiche du dossier modifiée",
    "support.export_cases": "Liste de dossiers emportée",
    "support.close_case": "Clôture du dossier",
    "support.entrust_case": "Dossier confié",
    "support.take_case_back": "Dossier repris",
    "support.reach_phase": "Étape atteinte",
    "support.contract_mission": "Mission signée",
    "support.join_mission": "Mission collective rejointe",
    "support.record_jobs": "Emplois notés",
    "support.record_birth": "Création de la structure",
    "support.add_note": "Note",
    "support.erase_note": "Note effacée",
    "support.log_accueil": "Accueil",
    "support.void": "Fait annulé",
    "support.replace": "Fait remplacé",
    "support.correct": "Fait corrigé",
}
