"""The authorities that the lines of an open-data file tell of."""

from __future__ import annotations

from probant.directory.models import Family, Organisation
from probant.ingestion.spreadsheets.kinds import Context
from probant.kernel.scdl.mending import could_be, digits_left
from probant.kernel.scdl.verdicts import is_siret
from probant.kernel.text import fold

PUBLIC = (Family.AUTHORITY, Family.STATE)
_SIREN = 9  # digits that name one authority and no other


class Authorities:
    """The authorities of the directory: by SIRET, SIREN, name, or the one that was said."""

    def __init__(self, context: Context) -> None:
        # public bodies are identity, shared by the whole instance: a file may tell of any of them
        known = Organisation.objects.filter(family__in=PUBLIC, merged_into=None)
        rows = list(known.values_list("pk", "name", "siren", "siret"))
        self.names = {pk: name for pk, name, _, _ in rows}
        self._sirets = {pk: siret for pk, _, _, siret in rows if is_siret(siret)}
        self._sirens = {pk: siret[:9] or siren for pk, _, siren, siret in rows if siret or siren}
        self._by_siren = {siren: pk for pk, siren in self._sirens.items()}
        self._by_name = {fold(name): pk for pk, name in self.names.items()}
        said = context.settings.get("authority", "")
        self._said = int(said) if said else None

    def find(self, siret: str, name: str) -> tuple[int | None, str]:
        """The authority of a line, or why it has none. A ruined SIRET still tells its SIREN."""
        if self._said is not None:
            return self._said, ""
        found = self._by_siren.get(siret[:9]) or self._by_name.get(fold(name))
        if found is None and not name and digits_left(siret) >= _SIREN:
            near = [pk for pk, known in self._sirets.items() if could_be(siret, known)]
            found = near[0] if len(near) == 1 else None
        if found is not None:
            return found, ""
        told = " ".join(one for one in (name, siret) if one) or "sans nom ni SIRET"
        return None, (
            f"La collectivité ({told}) n’est pas dans l’annuaire : ajoutez-la, ou dites "
            "au-dessus des colonnes de qui est ce fichier."
        )

    def restored(self, authority: int | None, siret: str) -> str:
        """The SIRET that a spreadsheet ate: the directory's, where the digits left agree; or ""."""
        known = self._sirets.get(authority or 0, "")
        if not known or not siret or is_siret(siret):
            return ""
        return known if could_be(siret, known) else ""

    def other_than(self, authority: int, siret: str) -> str:
        """What is wrong with a SIRET that is somebody else's than the authority found; or ""."""
        known = self._sirens.get(authority, "")
        if not known or not is_siret(siret) or siret[:9] == known:
            return ""
        return f"Le SIRET {siret} n’est pas celui de {self.names[authority]} dans l’annuaire."
