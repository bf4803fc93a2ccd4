"""Answer what people ask about their data: note it, give what is held, refuse with a reason."""

import datetime
import html
import io
import json
import uuid
import zipfile

from probant.directory.access import can_answer_requests, can_ask, can_export
from probant.directory.errors import AlreadyAsked, AlreadySettled
from probant.directory.models import DataRequest, Person
from probant.directory.writing import PERSON
from probant.journal.door import Entry, change
from probant.journal.errors import InTheFuture
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.kernel.decision import require
from probant.kernel.holdings import Section, held


def record_request(
    actor: Actor,
    person: Person,
    *,
    kind: str,
    received_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> DataRequest:
    """Note that a person asks for her data, their correction or their erasure.

    The team notes it, or the person herself from her space; `kind` is a value of
    `DataRequest.Kind`. The deadline follows from the day received (`rules.answer_due`). Raises
    `Refused`, `AlreadyAsked`, `InTheFuture`, `AlreadyDone`. Effects: the request; one entry.
    """
    require(can_ask(actor, person))
    with change(actor, verb="directory.record_request", houses=[person.house_id], key=key) as entry:
        day = received_on or entry.today
        if day > entry.today:
            raise InTheFuture
        if DataRequest.objects.filter(person=person, kind=kind).open().exists():
            raise AlreadyAsked
        asked = DataRequest.objects.create(
            house_id=person.house_id,
            person=person,
            kind=DataRequest.Kind(kind).value,
            received_on=day,
        )
        _note(entry, asked)
    return asked


def export_data(
    actor: Actor, person: Person, *, with_reserved: bool = False, key: uuid.UUID | None = None
) -> bytes:
    """Everything that the house holds of a person, as a ZIP: a page to read, and JSON.

    An open request for access is answered by it. `with_reserved` adds what was written for the
    team, for the direction alone: it must be looked over before it is given. Raises `Refused`,
    `AlreadyDone`. Effects: the request settled; one entry.
    """
    require(can_export(actor, person, with_reserved=with_reserved))
    sections = held(person.house_id, person.pk, reserved=with_reserved)
    with change(actor, verb="directory.export_data", houses=[person.house_id], key=key) as entry:
        asked = DataRequest.objects.filter(person=person, kind=DataRequest.Kind.ACCESS).open()
        asked.update(state=DataRequest.State.DONE, settled_on=entry.today)
        entry.mention(PERSON, person.pk)
        day = entry.today
    return _archive(str(person), sections, day)


def settle_request(
    actor: Actor, asked: DataRequest, *, key: uuid.UUID | None = None
) -> DataRequest:
    """Say that a correction was made. Raises `Refused`, `AlreadySettled`, `AlreadyDone`."""
    require(can_answer_requests(actor, asked))
    with change(actor, verb="directory.settle_request", houses=[asked.house_id], key=key) as entry:
        _settle(entry, asked, DataRequest.State.DONE)
    return asked


def refuse_request(
    actor: Actor,
    asked: DataRequest,
    *,
    ground: str,
    reason: str,
    key: uuid.UUID | None = None,
) -> DataRequest:
    """Refuse a request, on a ground of the regulation and with the reason given to the person.

    `ground` is a value of `DataRequest.Ground`. She is told of the reason within the month, and
    that she may complain to the CNIL (art. 12 § 4). Raises `Refused`, `AlreadySettled`,
    `AlreadyDone`. Effects: the request; one entry that holds the ground, not the text.
    """
    require(can_answer_requests(actor, asked))
    with change(actor, verb="directory.refuse_request", houses=[asked.house_id], key=key) as entry:
        asked.ground, asked.reason = DataRequest.Ground(ground).value, reason.strip()
        _settle(entry, asked, DataRequest.State.REFUSED)
        entry.detail(category="directory", ground=asked.ground)
    return asked


def settle_erasure(entry: Entry, person: Person) -> int:
    """Settle whatever a person asked, inside the entry that erases her."""
    open_ones = DataRequest.objects.filter(person=person).open()
    return open_ones.update(state=DataRequest.State.DONE, settled_on=entry.today)


def _settle(entry: Entry, asked: DataRequest, state: str) -> None:
    current = DataRequest.objects.get(pk=asked.pk)
    if current.state != DataRequest.State.OPEN:
        raise AlreadySettled
    asked.state, asked.settled_on = state, entry.today
    asked.save(update_fields=["state", "settled_on", "ground", "reason"])
    _note(entry, asked)


def _note(entry: Entry, asked: DataRequest) -> None:
    entry.mention(PERSON, asked.person_id)


def _archive(name: str, sections: list[Section], day: datetime.date) -> bytes:
    """A page and a JSON file that say the same."""
    content = {"day": day.isoformat(), "sections": [section.as_dict() for section in sections]}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("donnees.html", _page(name, sections, day))
        archive.writestr("donnees.json", json.dumps(content, ensure_ascii=False, indent=1))
    return stream.getvalue()


def _page(name: str, sections: list[Section], day: datetime.date) -> str:
    """One page without any link or script, that prints."""
    parts = [
        '<!doctype html><html lang="fr"><meta charset="utf-8">',
        f"<title>Données de {html.escape(name)}</title>",
        "<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3rem .5rem;"
        "text-align:left;vertical-align:top}</style>",
        f"<h1>Ce que nous gardons de {html.escape(name)}</h1>",
        f"<p>État au {write_short_date(day)} (règlement général sur la protection des données, "
        "art. 15). Le fichier donnees.json dit la même chose à une machine.</p>",
    ]
    for section in sections:
        heads = "".join(f"<th>{html.escape(column)}</th>" for column in section.columns)
        rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in section.rows)
        parts.append(f"<h2>{html.escape(section.title)}</h2>")
        parts.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    return "\n".join(parts)


def _cell(value: object) -> str:
    shown = write_short_date(value) if isinstance(value, datetime.date) else value
    return f"<td>{html.escape(str('' if shown is None else shown))}</td>"
