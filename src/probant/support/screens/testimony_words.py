"""What the verbs of testimonies and of the holder's space are called on a timeline."""

VERBS = {
    "support.ask_testimony": "Témoignage demandé",
    "support.give_testimony": "Témoignage recueilli",
    "support.read_testimony": "Témoignage relu",
    "support.say_consents": "Accords d’un témoignage changés",
    "support.publish_testimony": "Témoignage publié",
    "support.erase_testimony": "Témoignage effacé",
    "support.export_testimonies": "Témoignages exportés",
    "support.deposit": "Pièce déposée par le porteur",
    "support.issue_certificate": "Attestation d’accompagnement établie",
}
