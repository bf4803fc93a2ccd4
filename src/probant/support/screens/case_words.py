"""What the journal's verbs of appointments, files, people and follow-ups are called."""

VERBS = {
    "support.plan_appointment": "Rendez-vous prévu",
    "support.log_appointment": "Rendez-vous noté",
    "support.edit_appointment": "Rendez-vous déplacé ou modifié",
    "support.hold_appointment": "Rendez-vous tenu",
    "support.miss_appointment": "Rendez-vous non tenu",
    "support.cancel_appointment": "Rendez-vous annulé",
    "support.write_template": "Trame de notes enregistrée",
    "support.add_files": "Fichiers déposés",
    "support.add_version": "Nouvelle version d’un fichier",
    "support.edit_file": "Fichier modifié",
    "support.withdraw_file": "Fichier retiré",
    "support.reach_milestone": "Jalon atteint",
    "support.name_milestone": "Jalon de la maison modifié",
    "support.add_member": "Personne ajoutée au projet",
    "support.end_member": "Personne partie du projet",
    "support.add_partner": "Partenaire ajouté",
    "support.end_partner": "Partenaire parti",
    "support.reopen_case": "Dossier rouvert",
    "support.follow_up": "Suivi noté",
    "support.set_terms": "Échéances des suivis réglées",
}
