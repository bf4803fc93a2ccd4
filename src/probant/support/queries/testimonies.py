"""Testimonies as pages show them: what stands of their consents, who signs, lists of them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import QuerySet

from probant.directory.models.people import ERASED
from probant.journal.prepared import Prepared, Seen
from probant.kernel.actor import Actor
from probant.support.models import Case, ConsentSaid, Scope, Testimony

SALT = "support.consents"


def write_withdrawal(testimony: Testimony) -> str:
    """The token of the address where the consents of a testimony are taken back."""
    return signing.dumps([testimony.pk, testimony.nonce], salt=SALT)


def read_withdrawal(token: str) -> int | None:
    """The testimony whose consents a token takes back; None where it is not ours."""
    try:
        number, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Testimony.objects.filter(pk=number, nonce=nonce, erased_on__isnull=True)
    return rows.values_list("pk", flat=True).first()


def standing_consents(testimony: Testimony) -> dict[str, str]:
    """Use → scope, of what is allowed now. One query."""
    said = ConsentSaid.objects.now().filter(testimony=testimony).order_by("occurred_on", "seq")
    last = dict(said.values_list("use_code", "scope"))
    return {use: scope for use, scope in last.items() if scope}


def consents_of(testimonies: list[Any]) -> dict[int, dict[str, str]]:
    """By testimony: use → scope, of what is allowed now. One query."""
    said = ConsentSaid.objects.now().filter(testimony__in=testimonies)
    last: dict[int, dict[str, str]] = {}
    rows = said.order_by("occurred_on", "seq").values_list("testimony_id", "use_code", "scope")
    for number, use, scope in rows:
        last.setdefault(number, {})[use] = scope
    return {
        number: {use: scope for use, scope in uses.items() if scope}
        for number, uses in last.items()
    }


def signature(testimony: Testimony, scope: str) -> str:
    """How words are signed: with the name, the first name alone, or neither.

    A structure is named beside a name alone: beside a first name it would tell who it is.
    """
    person, case = testimony.person, testimony.case
    if scope == Scope.NAMED:
        whose = case.organisation.name if case.organisation else case.project_title
        return ", ".join(part for part in (str(person), whose) if part)
    if scope == Scope.FIRST_NAME and person.given_name:
        return person.given_name
    return f"Une personne accompagnée ({testimony.programme.name})"


@dataclass(frozen=True)
class Words:
    """A testimony that may be shown: its words, and who signs them."""

    testimony: Testimony
    text: str
    signed: str


def usable(
    actor: Actor, use: str, *, on: datetime.date, programme_id: int | None = None
) -> list[Words]:
    """What may be shown today for a use, newest first, with its signature. Two queries.

    `on`: said allowed on that day or before. Words without a passage kept are the whole answers.
    """
    rows = Testimony.objects.visible_to(actor).usable_for(use, on=on)
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    found = rows.select_related("person", "case__organisation", "programme").prefetch_related(
        "answers"
    )
    return [
        Words(row, text_of(row), signature(row, row.scope))  # type: ignore[attr-defined]  # annotated above
        for row in found.order_by("-received_on", "-id")
    ]


def text_of(testimony: Testimony) -> str:
    """The passage that the team keeps, else everything that was answered."""
    if testimony.quote:
        return testimony.quote
    return "\n\n".join(answer.text for answer in testimony.answers.all() if answer.text)


def of_case(actor: Actor, case: Case) -> list[dict[str, Any]]:
    """The testimonies of a case that the actor reads, newest first, with how many uses stand.

    Two queries, one where there is none; compiled once.
    """
    rows = _OF_CASE.rows(actor, case=case.pk)
    if not rows:
        return []
    last: dict[tuple[int, str], str] = {}
    for said in _SAID.rows(case=case.pk):
        last[said["testimony_id"], said["use_code"]] = said["scope"]
    for row in rows:
        row["uses"] = sum(
            number == row["id"] and scope != "" for (number, _), scope in last.items()
        )
        row["name"] = f"{row['person__given_name']} {row['person__family_name']}".strip() or ERASED
        row["state_words"] = Testimony.State(row["state"]).label
    return rows


def _of_case(actor: Actor, case: int) -> QuerySet[Any, Any]:
    rows = Testimony.objects.visible_to(actor).filter(case=case)
    return rows.order_by("-seq", "-pk").values(
        "id",
        "state",
        "asked_on",
        "received_on",
        "erased_on",
        "person__given_name",
        "person__family_name",
    )[:20]


_OF_CASE = Seen(_of_case, "case")


def _said_of(case: int) -> QuerySet[Any, Any]:
    said = ConsentSaid.objects.now().filter(case=case).order_by("occurred_on", "seq")
    return said.values("testimony_id", "use_code", "scope")


_SAID = Prepared(_said_of, "case")


@dataclass(frozen=True)
class TestimonyFilter:
    """The words of the address: `etat`, `usage` (a code), `programme` (an id)."""

    state: str = ""
    use: str = ""
    programme: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str], uses: Mapping[str, str]) -> "TestimonyFilter":
        """Read the filters of an address; nonsense is ignored."""
        state, use = query.get("etat", ""), query.get("usage", "")
        programme = query.get("programme", "")
        known = programme.isascii() and programme.isdigit()
        return cls(
            state if state in Testimony.State.values else "",
            use if use in uses else "",
            programme[:18] if known else "",
        )


def listed(actor: Actor, chosen: TestimonyFilter, today: datetime.date) -> QuerySet[Testimony]:
    """The testimonies asked for; `usage` keeps those that may be shown for it today."""
    rows = Testimony.objects.visible_to(actor)
    if chosen.use:
        rows = rows.usable_for(chosen.use, on=today)
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.programme:
        rows = rows.filter(programme_id=int(chosen.programme))
    return rows
