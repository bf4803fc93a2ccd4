"""The certificate of attendance: who came, to what, when, for whom."""

import datetime

from probant.gatherings.actions.attendance import half_days_of
from probant.gatherings.models import Attendance, Session
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.roles import TEAM
from probant.reports.blocks import Content, Section, Terms, Text
from probant.reports.papers import Paper, PaperOrder


def load(actor: Actor, pk: int) -> Attendance | None:
    """A presence that stands, of a person, at a session of the actor's house."""
    if not actor.has(*TEAM):
        return None
    rows = Attendance.objects.visible_to(actor).now().filter(pk=pk, person__isnull=False)
    named = rows.select_related("session__house__organisation", "person", "organisation")
    found: Attendance | None = named.first()
    return found


def refuse(row: Attendance) -> str:
    """Nothing is certified of a person who was erased."""
    assert row.person is not None
    return "Cette personne a été effacée." if row.person.erased_on else ""


def collect(order: PaperOrder, row: Attendance) -> Content:
    """The paper."""
    return content_of(row)


def content_of(row: Attendance) -> Content:
    """What is certified, from the presence as it stands."""
    session, house = row.session, row.session.house.organisation
    rows = [
        ("Personne", str(row.person)),
        ("Structure", row.organisation.name if row.organisation else ""),
        ("Rencontre", session.title),
        ("Date", _when(session)),
        ("Horaires", _hours(session)),
        ("Lieu", ", ".join(one for one in (session.place_label, session.place_name) if one)),
        ("Présence", _presence(row)),
    ]
    noted = write_date(row.known_on)
    place = f"{house.place_name}, le" if house.place_name else "Le"
    return Content(
        title="Attestation de présence",
        subtitle=session.title,
        author=house.name,
        cut=f"Présence notée le {noted}",
        proof=(
            f"Établie par {house.name} d’après ses livres : présence n° {row.pk}, notée le {noted}"
            f" (écriture {row.seq})."
        ),
        file_name=f"attestation-presence-{session.starts_on.isoformat()}-{row.pk}",
        blocks=(
            Text(f"{house.name} atteste que la personne nommée ci-dessous a pris part à :"),
            Terms(tuple(one for one in rows if one[1])),
            Text("Fait pour servir et valoir ce que de droit."),
            Section("Signature"),
            Text(f"{place} {noted}, pour {house.name} (nom, qualité, signature) :"),
        ),
    )


def _when(session: Session) -> str:
    first = write_date(session.starts_on)
    if session.ends_on and session.ends_on != session.starts_on:
        return f"du {first} au {write_date(session.ends_on)}"
    return first


def _hours(session: Session) -> str:
    times = (session.starts_time, session.ends_time)
    return " – ".join(_hour(one) for one in times if one is not None)


def _hour(one: datetime.time) -> str:
    return f"{one.hour} h {one.minute:02}" if one.minute else f"{one.hour} h"


def _presence(row: Attendance) -> str:
    told = []
    if row.half_days:
        codes = row.half_days.split(",")
        told.append(", ".join(one.label for one in half_days_of(row.session) if one.code in codes))
    if row.arrived_time:
        told.append(f"arrivée à {_hour(row.arrived_time)}")
    if row.left_time:
        told.append(f"partie à {_hour(row.left_time)}")
    return " ; ".join(told) or "toute la rencontre"


def house_of(row: Attendance) -> int:
    """The house that certifies."""
    return row.house_id


PAPER = Paper("presence", "reports.attendance", load, collect, house_of, refuse)
