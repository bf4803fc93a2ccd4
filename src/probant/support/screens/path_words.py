"""What the verbs of the path, of tasks and of hand-overs are called on a timeline."""

VERBS = {
    "support.move_version": "Version du programme changée",
    "support.tick_step": "Méthode : étape cochée",
    "support.set_step_aside": "Méthode : étape mise de côté",
    "support.take_step_up": "Méthode : étape reprise",
    "support.add_step": "Méthode : étape ajoutée",
    "support.move_step": "Méthode : étape déplacée",
    "support.drop_step": "Méthode : étape retirée",
    "support.add_task": "Tâche ajoutée",
    "support.assign_task": "Tâche confiée",
    "support.postpone_task": "Tâche reportée",
    "support.finish_task": "Tâche faite",
    "support.reopen_task": "Tâche reprise",
    "support.erase_task": "Tâche effacée",
    "support.hand_over": "Remplacement noté",
    "support.end_hand_over": "Remplacement écourté",
}
