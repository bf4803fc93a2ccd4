"""A row of contacts read: the values of the structure and of the person that it names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from probant.ingestion.spreadsheets.cells import READERS, UnreadableCell, is_fault, plain
from probant.ingestion.spreadsheets.columns import NUMBERS
from probant.ingestion.spreadsheets.kinds import Line
from probant.ingestion.spreadsheets.known import Wanted
from probant.ingestion.spreadsheets.words import Communes, read_family, read_theme
from probant.kernel.text import fold

_GENERIC = re.compile(
    r"^(?:contact|accueil|infos?|asso|association|mairie|secretariat|bonjour|direction|"
    r"administration|communication|hello|coordination)[.\-_]?\w*@"
)
_CIVILITY = re.compile(
    r"^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle|dr|me)\.?\s+", re.IGNORECASE
)


@dataclass(slots=True)
class Contact:
    """A row read: values of the structure and of the person, what was mended, why it is refused."""

    line: Line
    structure: dict[str, Any] = field(default_factory=dict)
    person: dict[str, str] = field(default_factory=dict)
    title: str = ""
    starts_on: datetime.date | None = None
    is_member: bool = False
    notes: list[str] = field(default_factory=list)
    refused: str = ""
    wanted: Wanted | None = None
    structure_place: int = -1
    person_place: int = -1

    @property
    def label(self) -> str:
        """Structure and person."""
        who = f"{self.person.get('given_name', '')} {self.person.get('family_name', '')}".strip()
        return " · ".join(part for part in (self.structure.get("name", ""), who) if part)


class ContactReader:
    """Reads rows of contacts. It knows the communes, and nothing of who is in the directory."""

    def __init__(self) -> None:
        self.communes = Communes()

    def read(self, line: Line) -> Contact:
        """The values of a row; one that cannot be taken says why."""
        contact = Contact(line)
        values: dict[str, Any] = {}
        for key, raw in line.cells.items():
            if raw is None or raw == "":
                continue
            reads = _READS.get(key)
            if reads is None:
                continue
            if is_fault(raw):
                if key in _VITAL:
                    contact.refused = f"La formule de « {_LABELS[key]} » est en erreur ({raw})."
                else:
                    contact.notes.append(f"{_LABELS[key]} : formule en erreur, laissée vide")
                continue
            if reads == "text":
                values[key] = plain(raw)
                continue
            if reads in NUMBERS and not any(char.isdigit() for char in plain(raw)):
                contact.notes.append(f"{_LABELS[key]} : « {plain(raw)[:20]} » n’en est pas un")
                continue
            try:
                found = READERS[reads](raw)
            except UnreadableCell as error:
                if key in _VITAL:
                    contact.refused = contact.refused or str(error)
                else:
                    contact.notes.append(f"{_LABELS[key]} non repris : {error}")
                continue
            values[key] = found.value
            if found.note:
                contact.notes.append(found.note)
        self._who(contact, values)
        self._what(contact, values)
        self._where_to_reach(contact, values)
        self._seek(contact)
        return contact

    def _who(self, contact: Contact, values: Mapping[str, Any]) -> None:
        given = values.get("given_name", "")
        family = values.get("family_name", "")
        if not family and values.get("full_name"):
            given, family = _two_names(values["full_name"])
        family = _CIVILITY.sub("", family)
        if not family and given:
            given, family = "", given
        if family:
            contact.person = {
                "given_name": _cased(given)[:80],
                "family_name": _cased(family)[:80],
            }
        contact.title = values.get("title", "")[:120]
        contact.starts_on = values.get("starts_on")
        contact.is_member = bool(values.get("is_member"))

    def _what(self, contact: Contact, values: Mapping[str, Any]) -> None:
        structure = contact.structure
        structure["name"] = values.get("name", "")[:200]
        for key in ("identifier", "second_identifier"):
            if key in values:
                kind, number = values[key]
                structure[kind] = number
        if structure.get("siret"):
            told = structure.get("siren")
            if told and told != structure["siret"][:9]:
                contact.refused = (
                    contact.refused or "Le SIREN et le SIRET ne sont pas du même organisme."
                )
            structure["siren"] = structure["siret"][:9]
        for key in ("rna", "postcode"):
            if key in values:
                structure[key] = values[key]
        for key, most in (("address", 200), ("naf", 6), ("legal_category", 4)):
            if key in values:
                structure[key] = (
                    values[key].replace(".", "")[:most] if most < 10 else values[key][:most]
                )
        if values.get("website"):
            site = values["website"]
            site = site if site.startswith(("http://", "https://")) else f"https://{site}"
            if re.fullmatch(r"https?://[\w.-]+\.\w{2,}(?:/\S*)?", site):
                structure["website"] = site[:200]
            else:
                contact.notes.append("site non repris : ce n’est pas une adresse")
        self._place(structure, values)
        self._family_of(contact, values)
        if not structure["name"]:
            if any(structure.get(key) for key in ("siren", "rna")):
                contact.notes.append("structure sans nom : rien n’en est créé")
            contact.structure = {}

    def _place(self, structure: dict[str, Any], values: Mapping[str, Any]) -> None:
        text, postcode = values.get("place", ""), values.get("postcode", "")
        code = values.get("place_code", "")
        code = code.zfill(5) if code.isdigit() else code
        if code and self.communes.named(code):
            structure["place_code"] = code.upper()
            structure["place_name"] = self.communes.named(code)
        elif text:
            structure["place_code"], structure["place_name"] = self.communes.find(text, postcode)
        if structure.get("place_code"):
            structure["place_vintage"] = self.communes.vintage

    def _family_of(self, contact: Contact, values: Mapping[str, Any]) -> None:
        structure = contact.structure
        told = values.get("family", "")
        family = read_family(told) if told else None
        if told and family is None:
            contact.notes.append(f"famille juridique « {told[:40]} » non reconnue")
        if family:
            structure["family"] = family.value
        if values.get("theme"):
            theme = read_theme(values["theme"])
            if theme:
                structure["theme"] = theme.value
            else:
                contact.notes.append(f"domaine « {values['theme'][:40]} » non reconnu")

    def _where_to_reach(self, contact: Contact, values: Mapping[str, Any]) -> None:
        for name in ("email", "telephone"):
            own, shared = values.get(f"person_{name}"), values.get(f"organisation_{name}")
            loose = values.get(name)
            if loose:
                generic = name == "email" and bool(_GENERIC.match(loose))
                if contact.person and not own and not (generic and contact.structure):
                    own = loose
                elif contact.structure and not shared:
                    shared = loose
            if own and contact.person:
                contact.person[name] = own
            if shared and contact.structure:
                contact.structure[name] = shared

    def _seek(self, contact: Contact) -> None:
        structure = contact.structure
        if not structure and not contact.person:
            contact.refused = contact.refused or "La ligne ne nomme ni structure ni personne."
        if structure:
            structure["name_key"] = fold(structure["name"])[:200]
            if not structure["name_key"]:
                contact.refused = (
                    contact.refused or "Le nom de la structure n’a ni lettre ni chiffre."
                )
            contact.wanted = Wanted(
                structure["name_key"],
                structure.get("siren", ""),
                structure.get("siret", ""),
                structure.get("rna", ""),
                structure.get("place_name", ""),
                structure.get("email", ""),
                structure.get("telephone", ""),
            )


def _two_names(text: str) -> tuple[str, str]:
    """Given name and family name of a whole one: words in capitals are the family's.

    >>> _two_names("Mme Élise MARTIN DUPRÉ"), _two_names("Jean Martin")
    (('Élise', 'MARTIN DUPRÉ'), ('Jean', 'Martin'))
    """
    words = _CIVILITY.sub("", text.strip()).replace(",", " ").split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(w for w in words if w not in capitals), " ".join(capitals)
    if len(words) < 2:
        return "", " ".join(words)
    return words[0], " ".join(words[1:])


def _cased(name: str) -> str:
    """A name in capitals as names are written; any other as it is."""
    return name.title() if name.isupper() and len(name) > 2 else name


_VITAL = frozenset({"name", "identifier", "second_identifier", "rna", "family_name", "full_name"})
_READS = {
    "name": "text", "identifier": "identifier", "second_identifier": "identifier", "rna": "rna",
    "family": "text", "legal_category": "text", "naf": "text", "theme": "text", "address": "text",
    "postcode": "postcode", "place": "text", "place_code": "text",
    "organisation_email": "email", "organisation_telephone": "telephone", "website": "text",
    "is_member": "flag", "email": "email", "telephone": "telephone", "full_name": "text",
    "given_name": "text", "family_name": "text", "title": "text", "person_email": "email",
    "person_telephone": "telephone", "starts_on": "day",
}  # fmt: skip
_LABELS = {
    "name": "structure", "identifier": "SIREN ou SIRET", "second_identifier": "SIREN", "rna": "RNA",
    "family": "famille juridique", "legal_category": "catégorie juridique", "naf": "code NAF",
    "theme": "domaine", "address": "adresse", "postcode": "code postal", "place": "commune",
    "place_code": "code INSEE", "organisation_email": "courriel",
    "organisation_telephone": "téléphone", "website": "site", "is_member": "membre",
    "email": "courriel", "telephone": "téléphone", "full_name": "personne",
    "given_name": "prénom", "family_name": "nom", "title": "fonction",
    "person_email": "courriel", "person_telephone": "téléphone", "starts_on": "date",
}  # fmt: skip
