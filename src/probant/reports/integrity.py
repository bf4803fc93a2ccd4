"""What was published, held against its digests and against what the journal kept of them."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from probant.indicators.models import AppraisalText
from probant.journal.models import JournalDetail, JournalEntry, JournalMention
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken
from probant.reports.actions.composing import PUBLICATION
from probant.reports.composition.sealing import digest_of, sealed_of
from probant.reports.models import Edition

PUBLISHED = "reports.publish"
WHAT_TO_DO = (
    "Fermez-la aux lecteurs (« la maison seulement »), retrouvez-la dans une sauvegarde d’avant, "
    "ou publiez une nouvelle édition."
)
#: Of an edition, what the journal kept in the entry that published it.
Kept = dict[tuple[int, int], dict[str, Any]]


def editions() -> Iterator[Finding]:
    """`reports.edition`: an edition no longer says what was published; `reports.edition-sealed`:
    its digest, day or proof is not what the journal kept; `reports.edition-text`: sentences that it
    shows were changed; `reports.edition-lost`: it is gone.
    """
    kept = _kept_by_journal()
    rows = Edition.objects.select_related("publication").order_by("pk")
    for edition in rows.iterator(chunk_size=20):
        told = kept.pop((edition.publication_id, edition.number), {})
        figures = list(edition.figures.order_by("position"))
        if digest_of(edition, figures) != edition.digest:
            said = "ce qu’elle dit (textes, valeurs ou clefs des faits) n’est plus ce qui a paru"
            yield _broken("reports.edition", edition, said)
        elif _is_resealed(edition, told, sealed_of(edition, figures)):
            said = (
                "son empreinte, sa date ou ses intitulés ne sont plus ceux que le journal a gardés"
            )
            yield _broken("reports.edition-sealed", edition, said)
        elif _has_other_sentences(edition):
            said = "les phrases d’une de ses appréciations ont été changées en base"
            yield _broken("reports.edition-text", edition, said)
    for (publication, number), told in sorted(kept.items()):
        yield broken(
            "reports.edition-lost",
            f"Structure {told['house']}, publication {publication}, édition {number} : le journal "
            "dit qu’elle a paru, elle n’est plus en base. Retrouvez-la dans une sauvegarde "
            "d’avant.",
        )


def _is_resealed(edition: Edition, told: dict[str, Any], sealed: str) -> bool:
    """Whether an edition whose digest is its own was made over, its digest with it."""
    house_id = edition.publication.house_id
    heads = JournalEntry.objects.filter(house_id=house_id, seq=edition.seq)
    if heads.values_list("hash", flat=True).first() != edition.head:
        return True
    return told.get("digest", edition.digest) != edition.digest or told.get("sealed", sealed) != (
        sealed
    )


def _kept_by_journal() -> Kept:
    """By publication and number, what was kept of each edition. Three queries.

    What was erased of the journal proves nothing, and is left out.
    """
    entries = JournalEntry.objects.filter(verb=PUBLISHED).values_list("house_id", "seq")
    wanted = set(entries)
    seqs = {seq for _, seq in wanted}
    mentions = JournalMention.objects.filter(kind=PUBLICATION, seq__in=seqs)
    publications = {
        (house_id, seq): number
        for house_id, seq, number in mentions.values_list("house_id", "seq", "object_id")
        if (house_id, seq) in wanted
    }
    details = JournalDetail.objects.filter(seq__in=seqs).exclude(body="")
    found: Kept = {}
    for house_id, seq, body in details.values_list("house_id", "seq", "body"):
        publication = publications.get((house_id, seq))
        if publication is not None:
            told = json.loads(body)
            found[publication, told["edition"]] = {**told, "house": house_id}
    return found


def _has_other_sentences(edition: Edition) -> bool:
    """Whether the sentences of an appraisal that it shows are no longer those that appeared."""
    shown = {
        uuid.UUID(hex=block["key"]): block["text_digest"]
        for block in edition.content["blocks"]
        if block["kind"] == "appraisal" and block["text_digest"]
    }
    if not shown:
        return False
    texts = AppraisalText.objects.filter(
        appraisal__house_id=edition.publication.house_id, appraisal__key__in=shown
    ).select_related("appraisal")
    stand = [one for one in texts if one.erased_on is None]
    return any(one.digest != shown[one.appraisal.key] for one in stand)


def _broken(code: str, edition: Edition, said: str) -> Finding:
    where = f"Structure {edition.publication.house_id}, publication {edition.publication_id}"
    return broken(code, f"{where}, « {edition} » : {said}. {WHAT_TO_DO}")


CHECKS = (Check("reports.editions", "éditions publiées et leurs empreintes", editions),)
