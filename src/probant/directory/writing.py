"""Write structures and people inside a journal entry that is already open.

Imports, the demonstration and the rooms above call these inside their own `journal.door.change`;
screens call `directory.actions`, which open one.
"""

from typing import Any, TypedDict, Unpack

from probant.directory.errors import AlreadyKnown
from probant.directory.models import Card, Organisation, Person, Territory
from probant.directory.rules import read_telephone, same_legal_unit
from probant.directory.territories import VINTAGE
from probant.journal.door import Entry
from probant.kernel.text import fold
from probant.search import index as names

ORGANISATION, PERSON = "organisation", "person"  # kinds of the timeline and of the index of names
CARD_FIELDS = ("name", "family", "theme", "branch", "place_code", "place_name", "qpv_code")


class Identity(TypedDict, total=False):
    """What is known of a structure; identifiers compact, as `kernel.identifiers` reads them.

    `family` and `theme` are values of `models.Family` and `models.Theme`. Where `place_code`
    (INSEE) is given, the commune's name and vintage follow from it.
    """

    name: str
    family: str
    theme: str
    branch: str
    siren: str
    siret: str
    rna: str
    legal_category: str
    naf: str
    is_ess: bool | None
    address: str
    postcode: str
    place_code: str
    place_name: str
    place_vintage: int | None
    qpv_code: str
    email: str
    telephone: str
    website: str
    is_fictitious: bool


def write_organisation(
    entry: Entry, *, is_member: bool = False, **identity: Unpack[Identity]
) -> Organisation:
    """Insert a structure, its card in the entry's house and its name in the index.

    `name` and `family` are required. Raises `AlreadyKnown` where a structure of the instance bears
    the same SIRET, RNA or (as one legal unit) SIREN: `write_card` takes that one in.
    """
    values = complete(identity)
    refuse_known(values)
    organisation = Organisation.objects.create(**values)
    write_card(entry, organisation, is_member=is_member)
    return organisation


def write_card(entry: Entry, organisation: Organisation, *, is_member: bool = False) -> Card:
    """Put an existing structure in the directory of the entry's house, or return its card."""
    card, created = Card.objects.get_or_create(
        house_id=entry.house_id,
        organisation=organisation,
        defaults={
            **{name: getattr(organisation, name) for name in CARD_FIELDS},
            "name_key": organisation.name_key,
            "is_member": is_member,
            "created_on": entry.known_on,
        },
    )
    if created:
        index_card(card, organisation)
        entry.mention(ORGANISATION, organisation.pk)
    return card


def index_card(card: Card, organisation: Organisation) -> None:
    """Put a card's name, with the identifiers that it is also sought by, in its house's index."""
    names.index(
        card.house_id,
        ORGANISATION,
        organisation.pk,
        card.name,
        detail=card.place_name,
        key=search_key(card.name_key, organisation.siret or organisation.siren, organisation.rna),
    )


def search_key(name_key: str, *identifiers: str) -> str:
    """The folded name, then the identifiers."""
    return " ".join([name_key, *(text.lower() for text in identifiers if text)])


def write_person(
    entry: Entry,
    *,
    given_name: str = "",
    family_name: str,
    email: str = "",
    telephone: str = "",
    is_fictitious: bool = False,
) -> Person:
    """Insert a person in the books of the entry's house, and their name in its index."""
    person = Person.objects.create(
        house_id=entry.house_id,
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        name_key=person_key(given_name, family_name),
        email=email.strip().lower(),
        telephone=read_telephone(telephone),
        is_fictitious=is_fictitious,
    )
    index_person(person)
    entry.mention(PERSON, person.pk)
    return person


def index_person(person: Person) -> None:
    """Put a person's name in their house's index."""
    names.index(person.house_id, PERSON, person.pk, str(person), key=person.name_key)


def person_key(given_name: str, family_name: str) -> str:
    """What people are sorted by: family name first."""
    return fold(f"{family_name} {given_name}")[:170]


def complete(identity: Identity) -> dict[str, Any]:
    """The values of an organisation's row: key, telephone, SIREN of a SIRET, commune of a code."""
    values: dict[str, Any] = dict(identity)
    if "name" in values:
        values["name"] = " ".join(str(values["name"]).split())
        values["name_key"] = fold(values["name"])[:200]
    if values.get("siret") and not values.get("siren"):
        values["siren"] = values["siret"][:9]
    if values.get("telephone"):
        values["telephone"] = read_telephone(values["telephone"])
    if values.get("email"):
        values["email"] = values["email"].strip().lower()
    if values.get("place_code") and not values.get("place_name"):
        found = Territory.objects.filter(code=values["place_code"]).order_by("-vintage").first()
        values["place_name"] = found.name if found else ""
        values.setdefault("place_vintage", found.vintage if found else None)
    if values.get("place_code"):
        values.setdefault("place_vintage", VINTAGE)
    return values


def refuse_known(values: dict[str, Any], *, but: int | None = None) -> None:
    """Raise `AlreadyKnown` where another structure of the instance bears one of the identifiers.

    A sheet merged into another (`but` itself, perhaps) bears its identifiers in that one's name:
    its address leads there.
    """
    others = Organisation.objects.all()
    if but:
        others = others.exclude(pk=but).exclude(merged_into_id=but)
    for field in ("siret", "rna"):
        if values.get(field):
            found = others.filter(**{field: values[field]}).values_list("pk", "name").first()
            if found:
                raise AlreadyKnown(*found, field)
    siren = values.get("siren", "")
    if not siren:
        return
    known = list(others.filter(siren=siren).values_list("pk", "siret", "name"))
    same = same_legal_unit(siren, values.get("siret", ""), [row[:2] for row in known])
    if same is not None:
        raise AlreadyKnown(same, next(row[2] for row in known if row[0] == same), "siren")
