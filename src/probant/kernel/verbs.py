"""What the verb of a journal entry says in French, for timelines: rooms register theirs."""

from probant.kernel.registry import Registry

_VERBS: Registry[str] = Registry("verbs")


def register(verbs: dict[str, str]) -> None:
    """Give the words of verbs: {"directory.create_organisation": "Structure ajoutée"}."""
    for verb, words in verbs.items():
        _VERBS.register(verb, words)


def words_of(verb: str) -> str:
    """The words of a verb; one that nobody registered is an entry like any other."""
    return _VERBS.get(verb) or "Écriture"
