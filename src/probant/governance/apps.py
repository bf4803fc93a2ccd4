"""The room as a Django application: rail, commands, words of the journal, retention."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "probant.governance"
    label = "governance"
    verbose_name = "instances"

    def ready(self) -> None:
        from probant.governance.holdings import holdings
        from probant.governance.queries.life import life_to_do
        from probant.governance.screens.life_panels import life_link, reads_life
        from probant.governance.screens.words import VERBS
        from probant.kernel import verbs
        from probant.kernel.erasure import RETAINED, Retained
        from probant.kernel.holdings import HOLDINGS
        from probant.kernel.roles import FUNDERS, HOUSE, TEAM, Role
        from probant.kernel.todo import TODO
        from probant.search import kinds
        from probant.ui import panels, rail

        HOLDINGS.register("governance", holdings, order=50)
        rail.register(
            "deliberations",
            "Délibérations",
            "governance:deliberations",
            order=50,
            roles=HOUSE | FUNDERS,
            also=("governance:bodies", "governance:sittings", "governance:life"),
        )
        kinds.register(
            "deliberation",
            letter="d",
            label="délibération",
            labels="Délibérations",
            route="governance:deliberation",
            roles=HOUSE,
            order=60,
        )
        kinds.offer(
            "record_deliberation",
            "Enregistrer une délibération",
            "governance:record",
            roles=TEAM,
            words="vote conseil bureau extrait registre scrutin",
            order=40,
        )
        kinds.offer(
            "sittings",
            "Séances et assemblées",
            "governance:sittings",
            roles=TEAM,
            words="assemblée générale conseil administration convocation pouvoir quorum vote",
            order=42,
        )
        panels.slot("deliberation.enabled", "ce qu'une délibération a permis")
        panels.slot("deliberation.papers", "ce que l’on imprime d’une délibération")
        panels.slot("sitting.papers", "ce que l’on imprime d’une séance")
        panels.slot("sitting.side", "ce que les pièces supérieures savent d’une séance")
        panels.slot("deliberation.side", "ce que les pièces supérieures savent d’une délibération")
        panels.slot("deliberations.more", "ce qui se fait depuis la liste des délibérations")
        panels.slot("life.more", "ce que l’on tire de la vie associative")
        panels.register("deliberations.more", "life", order=30, can=reads_life, render=life_link)
        kinds.offer(
            "life",
            "Vie associative",
            "governance:life",
            roles=TEAM | {Role.BOARD},
            words="statuts cotisations adhérents suites conseil administration",
            order=42,
        )
        kinds.offer(
            "follow_up",
            "Noter la suite d’une décision",
            "governance:follow-up-ask",
            roles=TEAM,
            words="conseil administration suite décision échéance",
            order=41,
        )
        TODO.register("governance.life", life_to_do)
        verbs.register(VERBS)
        verbs.register(
            {
                "governance.create_body": "Instance ajoutée",
                "governance.set_body_rule": "Règle d’une instance notée",
                "governance.record_sitting": "Séance enregistrée",
                "governance.record_deliberation": "Délibération enregistrée",
                "governance.replace_deliberation": "Délibération corrigée",
                "governance.record_formalities": "Dates d’une délibération notées",
                "governance.withdraw_deliberation": "Retrait d’une délibération noté",
                "governance.annul_deliberation": "Annulation d’une délibération notée",
                "governance.catch_up": "Séances et actes d’avant comptés",
                "governance.set_number_pattern": "Modèle de numéro d’une instance noté",
            }
        )
        RETAINED.register(
            "governance",
            Retained("Motifs et états antérieurs des délibérations", "retention.minutes"),
        )
