"""The convocation to a sitting: when, where, what about, and a proxy to send back."""

from collections.abc import Iterator

from probant.governance.models import AgendaItem, Sitting
from probant.governance.rules import clear_days
from probant.kernel.dates import write_date
from probant.reports.blocks import Block, Content, Section, Terms, Text
from probant.reports.definition import NoReport, Report, ReportOrder
from probant.reports.register.bodies import of_body
from probant.reports.register.sittings import Sat, paper, sat


def collect(order: ReportOrder) -> Content:
    """The convocation. Raises `NoReport` where the sitting is not said, not seen or cancelled."""
    found = sat(order)
    if found.sitting.status == Sitting.Status.CANCELLED:
        raise NoReport("cette séance est annulée : personne n’y est convoqué.")
    return paper(found, order, "Convocation", "convocation", _blocks(found, order))


def _blocks(found: Sat, order: ReportOrder) -> Iterator[Block]:
    sitting = found.sitting
    sent = sitting.convened_on or order.today
    yield Text(f"Le {write_date(sent)}")
    yield Text("Madame, Monsieur,")
    hour = f", à {found.hour}" if found.hour else ""
    place = f", {sitting.place}" if sitting.place else ""
    yield Text(
        f"Vous êtes prié·e de participer à la séance {of_body(sitting.body.name)} qui se tiendra "
        f"le {found.day}{hour}{place}."
    )
    if sitting.is_urgent:
        yield Text("Convocation en urgence : la séance s’ouvre par le compte rendu de son motif.")
    if sitting.remote_link:
        yield Terms((("À distance", sitting.remote_link),))
    if sitting.second_call_of_id:
        yield Text("Seconde convocation, la première séance n’ayant pas réuni le quorum.")
    yield Section("Ordre du jour")
    yield agenda_of(found)
    rules = found.file.rules
    days = rules.notice_clear_days
    if days is not None and not sitting.is_urgent:
        given = clear_days(sent, sitting.held_on)
        short = "" if given >= days else f" Envoyée le {write_date(sent)}, elle en laisse {given}."
        yield Text(
            f"Délai de convocation : {days} jours francs ({rules.source('notice')}).{short}",
            quiet=True,
        )
    yield from _proxy(found)


def agenda_of(found: Sat) -> Block:
    """The items, numbered."""
    if not found.items:
        return Text("L’ordre du jour n’est pas encore établi.")
    return Terms(tuple((str(one.number), _told(one)) for one in found.items))


def _told(item: AgendaItem) -> str:
    return f"{item.title} ({item.rapporteur})" if item.rapporteur else item.title


def _proxy(found: Sat) -> Iterator[Block]:
    rules = found.file.rules
    most = rules.proxies_per_holder
    if most == 0:
        return
    yield Section("Pouvoir")
    yield Text("Je soussigné·e ………………………………………… donne pouvoir à …………………………………………")
    yield Text(f"pour me représenter et voter en mon nom à la séance du {found.day}.")
    yield Text("Fait à ……………………… le ……………………… Signature :")
    if most is not None:
        word = "un seul pouvoir" if most == 1 else f"{most} pouvoirs au plus"
        source = rules.source("proxies")
        yield Text(
            f"Une même personne porte {word}" + (f" ({source})." if source else "."), quiet=True
        )


REPORT = Report(
    "convocation", "Convocation à une séance", collect, about="sitting", publishes=False
)
