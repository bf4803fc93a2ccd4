"""The room as a Django application: spaces, the links that lead there, the team's panel."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "probant.portal"
    label = "portal"
    verbose_name = "portail"

    def ready(self) -> None:
        from probant.gatherings.registration_letters import ANSWER, MINE, TICKET
        from probant.kernel import verbs
        from probant.kernel.roles import Role
        from probant.kernel.work import JOBS, Job
        from probant.portal import entry
        from probant.portal.screens import agenda_panels, invitations, registrations, restitutions
        from probant.post.letters import SECRETS
        from probant.ui import panels, rail

        SECRETS.register(MINE, registrations.address_of_registration)
        SECRETS.register(TICKET, registrations.address_of_ticket)
        SECRETS.register(ANSWER, registrations.address_of_invitation)
        SECRETS.register(entry.ASKED, entry.make_asked)
        SECRETS.register(entry.INVITED, entry.make_invited)
        JOBS.register(
            "portal.link",
            Job("Lien d’entrée dans un espace", "probant.portal.entry:send_link", attempts=3),
        )
        verbs.register(
            {
                "portal.invite": "Invitation dans l’espace du porteur",
                "portal.send_link": "Lien d’entrée envoyé",
            }
        )
        rail.register(
            "space", "Mon espace", "portal:space", order=12, roles={Role.HOLDER}, icon="cases"
        )
        rail.register(
            "my_data",
            "Mes données",
            "portal:my-data",
            order=90,
            roles={Role.HOLDER},
            icon="documents",
        )
        rail.register(
            "entrusted",
            "Projets confiés",
            "portal:space",
            order=15,
            roles={Role.VOLUNTEER},
            icon="cases",
        )
        rail.offer("space", "portal:space")
        rail.offer("entry", "portal:entry")
        rail.offer("open_data_public", "portal:open-data")
        panels.slot("agenda.session", "ce que le public fait d'une rencontre : s'y inscrire")
        panels.register(
            "agenda.session",
            "registrations",
            order=10,
            can=registrations.can_offer,
            render=registrations.offer,
        )
        panels.register(
            "session.side", "agenda", order=30, can=agenda_panels.can_see, render=agenda_panels.link
        )
        panels.register(
            "event.side",
            "agenda",
            order=30,
            can=agenda_panels.can_see,
            render=agenda_panels.programme,
        )
        panels.register(
            "restitution.side",
            "link",
            order=20,
            can=restitutions.is_team,
            render=restitutions.link,
        )
        panels.register(
            "roadmap.side",
            "link",
            order=20,
            can=restitutions.is_team,
            render=restitutions.roadmap_link,
        )
        panels.register(
            "case.side", "space", order=40, can=invitations.can_invite, render=invitations.panel
        )
