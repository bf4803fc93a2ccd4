"""What may go wrong when writing, each with a French sentence for the person who types."""

import datetime
from dataclasses import dataclass


class JournalError(Exception):
    """Base of the refusals below; `str()` is the sentence shown beside the form."""


@dataclass
class AlreadyDone(JournalError):
    """The form was sent twice: what it asked stands already, at `seq`."""

    seq: int
    mentions: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        return "C'est déjà enregistré : le formulaire avait été envoyé deux fois."


@dataclass
class Stale(JournalError):
    """Somebody changed the object since the form was read; `since` tells what, newest last."""

    since: tuple["Change", ...]

    def __str__(self) -> str:
        return (
            "Ce dossier a été modifié pendant votre saisie. Rien n'est perdu : relisez ce qui a "
            "changé ci-dessous, puis enregistrez de nouveau."
        )


@dataclass(frozen=True)
class Change:
    """One entry made meanwhile."""

    seq: int
    at: datetime.datetime
    actor_id: int | None
    verb: str


class InTheFuture(JournalError):
    """A fact dated after the day on which it is known."""

    def __str__(self) -> str:
        return "Cette date est dans l'avenir : un fait se note une fois qu'il a eu lieu."


class DeclaredDate(JournalError):
    """A declared date of knowledge outside an import or the demonstration, or after today."""

    def __str__(self) -> str:
        return (
            "La date de connaissance ne peut être déclarée que par un import, et pas après ce jour."
        )


class AlreadyVoid(JournalError):
    """The fact was voided meanwhile."""

    def __str__(self) -> str:
        return "Ce fait a déjà été annulé."


class NoJournal(JournalError):
    """The house keeps no journal here."""

    def __str__(self) -> str:
        return "Cette structure ne tient pas ses comptes dans Probant."
