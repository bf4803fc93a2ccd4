"""What the directory refuses, each with a French sentence for the person who types."""

from dataclasses import dataclass


class DirectoryError(Exception):
    """Base of the refusals below; `str()` is the sentence shown beside the form."""


@dataclass
class AlreadyKnown(DirectoryError):
    """A structure of the instance bears this very identifier; `field` says which."""

    organisation_id: int
    name: str
    field: str

    def __str__(self) -> str:
        label = {"siren": "SIREN", "siret": "SIRET", "rna": "numéro RNA"}[self.field]
        return f"Ce {label} est déjà celui de « {self.name} »."


@dataclass
class AlreadyInDirectory(DirectoryError):
    """The house has a card of this structure already."""

    organisation_id: int

    def __str__(self) -> str:
        return "Cette structure est déjà dans votre annuaire."


class NotAFunder(DirectoryError):
    """A structure cannot agree to be named to itself."""

    def __str__(self) -> str:
        return "Une structure ne donne pas son accord à elle-même."


class AlreadyErased(DirectoryError):
    """The person was erased before."""

    def __str__(self) -> str:
        return "Cette personne est déjà effacée."


class AlreadyAsked(DirectoryError):
    """The person has already asked this, and waits for the answer."""

    def __str__(self) -> str:
        return "Cette demande est déjà notée et attend sa réponse."


class AlreadySettled(DirectoryError):
    """The request was answered before."""

    def __str__(self) -> str:
        return "Cette demande a déjà reçu sa réponse."


class AlreadyThere(DirectoryError):
    """Somebody of the directory may be the one described: she is proposed first."""

    def __str__(self) -> str:
        return "Est-ce l’une des personnes proposées ? Rien n’est encore enregistré."
