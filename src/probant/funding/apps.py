"""The room as a Django application: rail, slots, panels, words of the journal, retention."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "probant.funding"
    label = "funding"
    verbose_name = "conventions"

    def ready(self) -> None:
        from probant.funding import moving
        from probant.funding.screens import (
            account_words,
            convention_panels,
            convention_words,
            engineering,
            money_words,
            open_data_words,
            request_words,
            sheet_panels,
            time,
        )
        from probant.funding.screens import panels as shown
        from probant.kernel import verbs
        from probant.kernel.erasure import RETAINED, Retained
        from probant.kernel.roles import FUNDERS, HOUSE, TEAM
        from probant.search import kinds
        from probant.ui import panels, rail

        rail.register(
            "conventions", "Conventions", "funding:conventions", order=40, roles=HOUSE | FUNDERS
        )
        kinds.register(
            "convention",
            letter="k",
            label="convention",
            labels="Conventions",
            route="funding:convention",
            roles=HOUSE,
            order=50,
        )
        kinds.offer(
            "cost_shares",
            "Parts des financeurs",
            "funding:shares",
            roles=TEAM,
            words="part heures dépenses double financement imputation ETP",
            order=60,
        )
        panels.slot("convention.action_results", "ce qu'une action a produit dans l'année")
        panels.slot("plan.results", "ce qu'une action a produit, au bas de son plan de financement")
        panels.slot("conventions.more", "où mène encore la liste des conventions, en une ligne")
        panels.slot("convention.gestures", "les gestes du haut de la page d'une convention")
        panels.slot("convention.main", "l'année d'une convention, avant ses actions")
        panels.slot("convention.side", "à côté du fil d'une convention")
        panels.slot("convention.action", "l'année d'une action, avant ses résultats")
        panels.slot("request.reports", "les pièces que l'on tire d'une demande")
        panels.slot("convention.reports", "les rapports que l'on tire d'une convention")
        shown.register()
        sheet_panels.register()
        money_words.register()
        open_data_words.register()
        request_words.register()
        convention_words.register()
        moving.register()
        account_words.register()
        convention_panels.register()
        engineering.register()
        time.register()
        verbs.register(
            {
                "funding.record_convention": "Convention enregistrée",
                "funding.set_clauses": "Clauses modifiées",
                "funding.add_approval": "Vote lié à la convention",
                "funding.add_action_sheet": "Fiche action ajoutée",
                "funding.set_budget": "Budget enregistré",
                "funding.make_award": "Subvention enregistrée",
                "funding.replace_award": "Subvention corrigée",
                "funding.void_award": "Subvention annulée",
                "funding.record_payment": "Versement noté",
                "funding.void_payment": "Versement annulé",
                "funding.record_fulfilment": "Obligation remplie",
                "funding.draft": "Convention reprise",
                "funding.submitted": "Convention déposée",
                "funding.signed": "Convention signée",
                "funding.closed": "Convention soldée",
                "funding.denounced": "Convention dénoncée",
                "funding.dropped": "Convention laissée sans suite",
            }
        )
        RETAINED.register(
            "funding",
            Retained("Motifs et états antérieurs des conventions", "retention.accounting"),
        )
