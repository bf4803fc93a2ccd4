"""What each verb of the door's journal is called on a screen."""

DOOR_VERBS = {
    "support.take_call": "Appel ou visite",
    "support.amend_call": "Appel corrigé",
    "support.void_call": "Appel annulé",
    "support.refer": "Orientation",
    "support.introduce": "Mise en relation",
    "support.note_sequel": "Suite d’une orientation ou mise en relation",
    "support.receive_request": "Demande reçue en ligne",
    "support.settle_request": "Demande mise de côté",
    "support.reopen_request": "Demande remise à prendre",
    "support.save_choice": "Liste de l’accueil modifiée",
    "support.export_calls": "Registre de l’accueil exporté",
}
