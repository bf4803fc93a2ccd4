"""The words of the journal for sheets and budgets edited cell by cell."""

VERBS = {
    "funding.edit_budget": "Budget modifié",
    "funding.set_indirect": "Règle des charges indirectes écrite",
    "funding.update_sheet": "Fiche action modifiée",
    "funding.renew_sheet": "Fiche action renouvelée",
    "funding.add_remark": "Remarque notée sur une fiche action",
    "funding.resolve_remark": "Remarque traitée",
    "funding.set_layers": "Volets des fiches réglés",
    "funding.set_owners": "Responsables d’une fiche nommés",
    "funding.validate_sheet": "Fiche action validée",
    "funding.save_template": "Modèle de fiche enregistré",
    "funding.drop_template": "Modèle de fiche retiré",
}
